"""One command on its way: what was pressed, how far it has come, how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from ctpanel.domain.closing import ClosePlan
from ctpanel.domain.ids import CommandId, PositionKey
from ctpanel.domain.outcome import Outcome, Stage
from ctpanel.domain.text import Text


class CommandKind(Enum):
    """What a command does. The values are the words of the journal."""

    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Command:
    """A snapshot of one command; a new value is made at every step.

    ``pressed_at`` is in monotonic seconds of this run (None for a command of an earlier run), ``elapsed_s`` the time
    from the press to the last step. ``holds_lease`` says whether another command on this position is still kept back.
    ``recovered`` marks a command that an earlier run of the program left without an outcome.
    """

    id: CommandId
    kind: CommandKind
    plan: ClosePlan
    stage: Stage
    pressed_wall: datetime
    pressed_at: float | None = None
    outcome: Outcome | None = None
    text: Text | None = None
    elapsed_s: float | None = None
    holds_lease: bool = True
    recovered: bool = False

    @property
    def key(self) -> PositionKey:
        """The position that it acts on."""
        return self.plan.key

    @property
    def is_running(self) -> bool:
        """Whether it is still on its way to an outcome."""
        return self.stage is not Stage.DONE
