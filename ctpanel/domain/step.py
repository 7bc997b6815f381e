"""The journal's words for the steps of a command."""

from __future__ import annotations

from enum import StrEnum


class Step(StrEnum):
    """What one row of the journal says about its command. The values stand on disk: they never change."""

    PRESSED = "pressed"
    SENDING = "sending"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    NOT_SENT = "not_sent"
    UNKNOWN = "unknown"
    VERIFYING_READ = "verifying-read"
    OUTCOME = "outcome"
    RELEASED = "released"
    NOTE = "note"
