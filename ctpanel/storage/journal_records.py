"""What goes into the journal and what comes out: plain values, no behavior beyond their own checks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TypeAlias

from ctpanel.domain.record import record
from ctpanel.domain.step import Step
from ctpanel.storage.leases import LeaseScope

# Decimals, dates, enumerations and dataclasses inside are written as text or objects; see ``journal_json``.
Facts: TypeAlias = Mapping[str, object]


@record
class JournaledCommand:
    """A command as it stands when the button is pressed: the content of its first row.

    ``kind`` is a word such as ``close`` or ``cancel``. ``pressed_at`` knows its zone. ``scope`` is what no second
    command may touch until this one has an outcome; ``user`` extends that to other profiles of the same user.
    """

    command_id: str
    profile: str
    kind: str
    scope: LeaseScope
    pressed_at: datetime
    plan: Facts
    position_before: Facts | None = None
    message: str = ""
    user: str = ""

    def __post_init__(self) -> None:
        if not self.command_id or not self.profile or not self.kind:
            raise ValueError("a journaled command has an id, a profile and a kind")
        if self.pressed_at.tzinfo is None:
            raise ValueError("the time of the press needs its zone")


@record
class JournalStep:
    """One later row of a command.

    ``since_press_ms`` comes from the monotonic clock; ``at`` (with its zone) defaults to the journal's clock.
    ``request`` is method, path or call name, and body, never a header. ``answer`` is the parsed body or raw text.
    ``outcome`` is the word of the outcome, on rows that settle one.
    """

    command_id: str
    step: Step
    since_press_ms: int | None = None
    request: Facts | None = None
    answer: Facts | str | None = None
    position_after: Facts | None = None
    outcome: str | None = None
    message: str = ""
    at: datetime | None = None


@record
class LeaseTaken:
    """The pressed row and the lease are on the disk; the request may leave. ``row`` is the number of the row."""

    row: int


@record
class LeaseHeld:
    """Nothing was written: another command holds the same account and instrument, or a scope around it."""

    command_id: str
    since: datetime
    owner: str
    kind: str
    scope: LeaseScope


@record
class StepRow:
    """One row as read back. JSON columns stay the stored text; an empty one is None."""

    row: int
    command_id: str
    step: Step
    at: datetime
    since_press_ms: int | None
    profile: str
    account: str
    instrument: str
    kind: str
    plan: str | None
    position_before: str | None
    request: str | None
    answer: str | None
    position_after: str | None
    outcome: str | None
    message: str


@record
class CommandRecord:
    """A command with all its rows, oldest first. ``row`` of the first one is the place in the list of commands."""

    steps: tuple[StepRow, ...]

    @property
    def pressed(self) -> StepRow:
        """The first row: profile, account, instrument, kind, plan and position before."""
        return self.steps[0]

    @property
    def command_id(self) -> str:
        """The id that all rows share."""
        return self.steps[0].command_id

    @property
    def row(self) -> int:
        """The number of the pressed row; give it as ``before`` to read the next page."""
        return self.steps[0].row

    @property
    def settled(self) -> StepRow | None:
        """The last row that carries an outcome word; None while there is none."""
        return next((step for step in reversed(self.steps) if step.outcome is not None), None)

    @property
    def outcome(self) -> str | None:
        """The word of the last outcome; None while there is none."""
        row = self.settled
        return None if row is None else row.outcome

    @property
    def may_have_left(self) -> bool:
        """Whether a request was about to leave, as far as the disk knows; without a ``sending`` row it never did."""
        return any(step.step is Step.SENDING for step in self.steps)

    @property
    def was_accepted(self) -> bool:
        """Whether the service's answer came, and said yes."""
        return any(step.step is Step.ACCEPTED for step in self.steps)


@record
class CommandFilter:
    """What the Activity view shows; empty fields do not filter.

    ``text`` is looked for in every row of a command, without case. ``or_words`` widen it: a command of such a kind or
    whose last outcome is such a word is found by it too.
    """

    profile: str = ""
    text: str = ""
    or_words: tuple[str, ...] = ()
