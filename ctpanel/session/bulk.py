"""Many commands from one press: one after the other within the budget, each with its own fate, stoppable in between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from enum import Enum
from typing import Final

from ctpanel.domain.closing import ClosePlan
from ctpanel.domain.command import Command
from ctpanel.domain.ids import CommandId
from ctpanel.domain.outcome import Stage
from ctpanel.domain.plan import Plan
from ctpanel.domain.record import record
from ctpanel.domain.refusal import Reason, Refusal
from ctpanel.domain.text import Text
from ctpanel.session.clock import SLEPT_S, Clock
from ctpanel.session.ports import BudgetGauge
from ctpanel.session.tasks import Reporter

#: Requests that are left over for the reads that verify, and for a close that somebody presses meanwhile.
LEFT_OVER: Final = 3.0
#: Requests whose answers may be awaited at the same time. A service that answers slowly is not flooded.
AT_ONCE: Final = 4
#: So many of them may be of one account: where its broker hangs, the other accounts go on.
OF_ONE_ACCOUNT: Final = 3
#: Seconds that a run waits for a connection that is gone or being made. What was meant now must not leave much later.
RECONNECT_S: Final = 10.0
#: Seconds that a plan waits for a command that was pressed before the run: about as long as a request and the reads
#: that verify it may take. Whoever flattens while a part is still being closed wants out, and not to press once more.
OTHERS_S: Final = 45.0
_LOOK_S: Final = 0.05
_STOPPED: Final = Text("Stopped before this one. Nothing was sent for it.")
_SLEPT: Final = Text(
    "The computer slept before this one. Nothing was sent for it: what was meant then may be wrong now."
)
_LEAVING: Final = (Stage.PRESSED, Stage.JOURNALED, Stage.SENDING)


class BulkState(Enum):
    """How far a run is."""

    SENDING = "sending"
    STOPPED = "stopped"
    SENT = "sent"


@record
class Sender:
    """What a run needs: the way out, the fate of what left, the budget, the time, and whose positions are meant.

    ``connecting`` says that the way out is gone and comes back by itself: a request now would not be sent, and in a
    moment it would. ``report`` is told of an exception of somebody who listens. ``running`` are all commands on their
    way, of the run or not.
    """

    send: Callable[[Plan], CommandId | Refusal]
    command: Callable[[CommandId], Command]
    gauge: BudgetGauge
    clock: Clock
    user: Callable[[], object]
    connecting: Callable[[], bool]
    report: Reporter
    running: Callable[[], Sequence[Command]] = tuple


class BulkRun:
    """One press on a list. ``turns`` has a command or a refusal for every plan that had its turn, with its place.

    They go in order, but a plan whose position is still busy with an earlier one of the run, or for a while with any
    other command, lets the others pass. Nothing is tried twice: a plan that was refused stays refused.
    """

    def __init__(self, plans: Sequence[Plan], sender: Sender) -> None:
        self.plans = tuple(plans)
        self.turns: list[tuple[int, CommandId | Refusal]] = []
        self.state = BulkState.SENDING
        self._sender = sender
        self._user = sender.user()
        self._waiting = dict(enumerate(self.plans))
        self._out: list[CommandId] = []
        self._kept_back: dict[int, float] = {}
        self._cut_at: float | None = None
        self._looked_at = sender.clock.now()
        self._why = _STOPPED
        self._listeners: list[Callable[[], None]] = []

    def listen(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call ``listener`` when a plan had its turn or has to wait, and at the end; returns what ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    @property
    def results(self) -> list[CommandId | Refusal]:
        """What became of the plans that had their turn, in the order of the plans."""
        return [taken for _, taken in sorted(self.turns, key=lambda turn: turn[0])]

    @property
    def unsent(self) -> int:
        """Plans of which nothing will leave if the program ends now."""
        return len(self._waiting) if self.state is BulkState.SENDING else 0

    @property
    def kept_back(self) -> tuple[int, ...]:
        """Places of plans that wait for a command which is none of the run."""
        return tuple(place for place in self._kept_back if place in self._waiting)

    def stop(self) -> None:
        """Send no further request. What has left goes on."""
        if self.state is BulkState.SENDING:
            self.state = BulkState.STOPPED

    async def run(self) -> None:
        """Send every plan, or stop in between."""
        try:
            await self._send_all()
        finally:
            # Called off, or failed: then the rest is told all the same.
            self.state = BulkState.STOPPED if self._waiting else BulkState.SENT
            self.turns += [(place, Refusal(Reason.STOPPED, self._why)) for place in self._waiting]
            self._tell()

    async def _send_all(self) -> None:
        while self._waiting:
            place = await self._next()
            if place is None:
                return
            taken = self._sender.send(self._waiting[place])
            del self._waiting[place]
            if not isinstance(taken, Refusal):
                self._out.append(taken)
            self.turns.append((place, taken))
            self._tell()
            # A refusal waits for nothing: without this a long list of them would keep the window from living.
            await self._sender.clock.sleep(0.0)

    async def _next(self) -> int | None:
        """The place of the plan whose turn it is, once it may leave; None when the run was stopped."""
        sender = self._sender
        while self.state is BulkState.SENDING:
            if sender.user() != self._user:
                # Accounts of two users may have the same names: what was meant for one is not sent for the other.
                self.stop()
            elif self._has_slept():
                self._why = _SLEPT
                self.stop()
            elif not self._waits_for_way() and sender.gauge.estimate() >= 1.0 + LEFT_OVER:
                place = self._first_free(self._under_way())
                if place is not None:
                    return place
            await sender.clock.sleep(_LOOK_S)
        return None

    def _has_slept(self) -> bool:
        """Whether so much time has gone by since the last look that prices and positions may be others by now."""
        before, self._looked_at = self._looked_at, self._sender.clock.now()
        return self._looked_at - before > SLEPT_S

    def _waits_for_way(self) -> bool:
        """Whether the way out is gone, and has not been for long."""
        if not self._sender.connecting():
            self._cut_at = None
            return False
        now = self._sender.clock.now()
        self._cut_at = now if self._cut_at is None else self._cut_at
        return now - self._cut_at < RECONNECT_S

    def _under_way(self) -> list[Command]:
        """Commands of this run without an outcome."""
        commands = (self._sender.command(each) for each in self._out)
        running = [each for each in commands if each.is_running]
        self._out = [each.id for each in running]
        return running

    def _first_free(self, running: list[Command]) -> int | None:
        """The first plan that meets no command of the run, nor a plan in front of it that has to wait for one.

        Several orders of one instrument follow each other: the second would be refused while the first is told.
        """
        leaving = Counter(each.plan.scope.account.casefold() for each in running if each.stage in _LEAVING)
        if leaving.total() >= AT_ONCE:
            return None
        busy = {each.plan.scope for each in running}
        others = [each for each in self._sender.running() if each.plan.scope not in busy]
        for place, plan in self._waiting.items():
            if leaving[plan.scope.account.casefold()] >= OF_ONE_ACCOUNT:
                continue
            if not any(plan.scope.overlaps(each) for each in busy) and not self._waits_for(others, place, plan):
                return place
            busy.add(plan.scope)
        return None

    def _waits_for(self, others: Sequence[Command], place: int, plan: Plan) -> bool:
        """Whether a command that is none of the run keeps this plan back, and has not done so for long.

        Not where that one gets out of the same already: a second way out behind it would be one too many.
        """
        if not any(each.plan.scope.overlaps(plan.scope) and not _does_the_same(each, plan) for each in others):
            return False
        now = self._sender.clock.now()
        if place not in self._kept_back:
            self._kept_back[place] = now
            self._tell()
        return now - self._kept_back[place] < OTHERS_S

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            try:
                listener()
            except Exception as error:  # noqa: BLE001 - a list that cannot show a row must not keep back the rest
                self._sender.report("run listener", error)


def _does_the_same(command: Command, plan: Plan) -> bool:
    """Whether this command, if it comes true, leaves nothing for the plan to get out of."""
    covers = command.plan.scope.instrument is None or plan.scope.instrument is not None
    in_full = not isinstance(command.plan, ClosePlan) or command.plan.is_full
    return covers and in_full and command.kind.is_closing and plan.kind.is_closing
