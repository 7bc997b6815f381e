"""One command on its way: what was pressed, how far it has come, how it ended."""

from __future__ import annotations

from datetime import datetime

from ctpanel.domain.ids import CommandId, PositionKey
from ctpanel.domain.outcome import Outcome, Stage, Topic
from ctpanel.domain.plan import CommandKind as CommandKind
from ctpanel.domain.plan import Plan
from ctpanel.domain.record import record
from ctpanel.domain.text import Text


@record
class Command:
    """A snapshot of one command; a new value is made at every step.

    ``pressed_at`` is in monotonic seconds of this run (None for a command of an earlier run), ``elapsed_s`` the time
    from the press to the last step. ``holds_lease`` says whether another command on this position is still kept back.
    ``recovered`` marks a command that an earlier run of the program left without an outcome.
    ``unprovable`` marks one that no read can prove: another user sent it, or the journal does not tell its plan, and
    ``plan`` stands for its scope only.
    """

    id: CommandId
    kind: CommandKind
    plan: Plan
    stage: Stage
    pressed_wall: datetime
    pressed_at: float | None = None
    outcome: Outcome | None = None
    text: Text | None = None
    elapsed_s: float | None = None
    holds_lease: bool = True
    recovered: bool = False
    unprovable: bool = False

    @property
    def key(self) -> PositionKey:
        """The position that it acts on; for a whole account no position has this key, its instrument is empty."""
        return PositionKey(self.plan.scope.account, self.plan.scope.instrument or "")

    def is_held_by(self, outcome: Outcome) -> bool:
        """Whether this outcome keeps other commands back from what the plan covers."""
        return outcome.keeps_lease and self.plan.keeps_lease

    @property
    def is_running(self) -> bool:
        """Whether it is still on its way to an outcome."""
        return self.stage is not Stage.DONE

    @property
    def topic(self) -> Topic:
        """The word that is shown for it: its outcome, or how far it has come."""
        return self.outcome or self.stage
