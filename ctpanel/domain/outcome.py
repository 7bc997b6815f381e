"""How far a command has come and how it ended, in words that are the same in dialog, row, Activity and journal."""

from __future__ import annotations

from enum import Enum
from typing import TypeAlias


class Stage(Enum):
    """Where a command is on its way."""

    PRESSED = "pressed"
    JOURNALED = "journaled"
    SENDING = "sending"
    ACCEPTED = "accepted"
    VERIFYING = "verifying"
    DONE = "done"


class Outcome(Enum):
    """How a command ended. The values are the words of the journal."""

    VERIFIED_FLAT = "VERIFIED flat and clean"
    VERIFIED_LEFT = "VERIFIED left"
    VERIFIED_DONE = "VERIFIED done"
    PARTLY = "PARTLY"
    ORDERS_LEFT = "ORDERS LEFT"
    NOT_VERIFIED = "NOT VERIFIED"
    REFUSED = "REFUSED"
    NOT_SENT = "NOT SENT"
    UNKNOWN = "UNKNOWN"

    @property
    def is_verified(self) -> bool:
        """Whether a later read showed exactly what was planned."""
        return self in (Outcome.VERIFIED_FLAT, Outcome.VERIFIED_LEFT, Outcome.VERIFIED_DONE)

    @property
    def keeps_lease(self) -> bool:
        """Whether more contracts may still be closed by this command, so that no second one may leave unasked.

        A lost request may be late and an accepted order may fill late; the lease then stays until a read shows the
        planned result or the user gives it up in an explicit step.
        """
        return self in (Outcome.PARTLY, Outcome.NOT_VERIFIED, Outcome.UNKNOWN)

    @classmethod
    def of_journal(cls, word: str) -> Outcome | None:
        """The outcome that stands in the journal as this word; None for any other word, the empty one included."""
        return next((outcome for outcome in cls if outcome.value == word), None)


Topic: TypeAlias = Stage | Outcome
"""A word about a command that can be explained."""
