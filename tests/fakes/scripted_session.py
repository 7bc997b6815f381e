"""A session and a preference store that do what a test tells them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from ctpanel.domain.account import AccountClass
from ctpanel.domain.activity import ActivityFilter, ActivityPage, ActivityRow
from ctpanel.domain.closing import ClosePlan
from ctpanel.domain.command import Command
from ctpanel.domain.diff import diff
from ctpanel.domain.ids import CommandId, PositionKey
from ctpanel.domain.instrument import InstrumentSpec
from ctpanel.domain.link import Link
from ctpanel.domain.notice import Notice
from ctpanel.domain.outcome import Outcome, Stage
from ctpanel.domain.plan import Plan
from ctpanel.domain.refusal import Reason, Refusal
from ctpanel.domain.snapshot import Snapshot
from ctpanel.domain.text import Text
from ctpanel.domain.token import Token
from ctpanel.session.bulk import BulkRun, Sender
from ctpanel.session.events import (
    CommandChanged,
    LinkChanged,
    Listener,
    NoticesChanged,
    PictureChanged,
    SessionEvent,
    SpecsChanged,
)
from ctpanel.session.preferences import Preferences
from ctpanel.session.view import FreshRead, SignIn
from tests.fakes.pictures import START, WALL, command


class FullPurse:
    """A request budget that is never short."""

    def estimate(self) -> float:
        return 20.0


class InstantClock:
    """Time in which every pause is over at once."""

    def now(self) -> float:
        return START

    def wall(self) -> datetime:
        return WALL

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(0)


def no_defect(what: str, error: BaseException) -> None:
    """Nobody who listens fails."""
    raise AssertionError(what) from error


LIVE_LINK = Link(started=True, answered=True)


class ScriptedSession:
    """Implements :class:`ctpanel.session.view.PanelSession`.

    A test changes the picture by :meth:`show`, :meth:`set_link`, :meth:`set_notices`, :meth:`step`; time passes by
    :meth:`advance` alone. ``closed``, ``sent``, ``runs``, ``refreshes``, ``dismissed``, ``fresh_reads``, ``tokens``,
    ``given_up`` and ``watched`` keep what the window asked for. ``hold_reads``, when set, keeps ``read_fresh`` waiting
    for the event.
    """

    def __init__(self, snapshot: Snapshot | None = None, *, demo: bool = False, profile: str = "default") -> None:
        self.snapshot = snapshot or Snapshot()
        self.link = LIVE_LINK if snapshot else Link(started=True)
        self.notices: tuple[Notice, ...] = ()
        self.commands: tuple[Command, ...] = ()
        self.demo = demo
        self.signed_in = True
        self.can_resize = True
        self.profile = profile
        self.time_s = START
        self.budget = 20.0
        self.age_s: float | None = None
        self.classes: dict[str, AccountClass] = {}
        self.specs: dict[str, InstrumentSpec] = {}
        self.fresh: list[FreshRead] = []
        self.refusals: list[Refusal] = []
        self.activity_rows: tuple[ActivityRow, ...] = ()
        self.sign_in_answer = SignIn(True, Text("Signed in."), True)
        self.hold_reads: asyncio.Event | None = None
        self.closed: list[ClosePlan] = []
        self.sent: list[Plan] = []
        self.runs: list[BulkRun] = []
        self.dismissed: list[str] = []
        self.given_up: list[CommandId] = []
        self.fresh_reads: list[PositionKey] = []
        self.fresh_orders: list[bool] = []
        self.tokens: list[tuple[Token, bool]] = []
        self.looked_through = 200
        self.activity_asked: list[tuple[ActivityFilter, int, int | None]] = []
        self.watched: list[bool] = []
        self.refreshes = 0
        self.presses_expected = 0
        self._listeners: list[Listener] = []

    # ------------------------------------------------------------------ what a test does

    @property
    def listeners(self) -> int:
        """How many listen at this moment."""
        return len(self._listeners)

    def announce(self, event: SessionEvent) -> None:
        for listener in tuple(self._listeners):
            listener(event)

    def show(self, snapshot: Snapshot) -> None:
        """Take this picture and announce how it differs from the one before."""
        before, self.snapshot = self.snapshot, snapshot
        self.announce(
            PictureChanged(
                diff(before.accounts, snapshot.accounts),
                diff(before.positions, snapshot.positions),
                diff(before.orders, snapshot.orders),
            )
        )

    def advance(self, seconds: float) -> None:
        self.time_s += seconds

    def set_link(self, link: Link) -> None:
        self.link = link
        self.announce(LinkChanged())

    def set_notices(self, *notices: Notice) -> None:
        self.notices = notices
        self.announce(NoticesChanged())

    def set_spec(self, spec: InstrumentSpec) -> None:
        self.specs[spec.instrument] = spec
        self.announce(SpecsChanged(spec.instrument))

    def put_command(self, wanted: Command) -> None:
        """Add a command, or replace the one with its id, and announce it."""
        self.commands = (wanted, *(one for one in self.commands if one.id != wanted.id))
        self.announce(CommandChanged(wanted))

    def step(
        self, id: CommandId, stage: Stage = Stage.DONE, outcome: Outcome | None = None, text: Text | None = None
    ) -> Command:
        """Move a command on; with an outcome it is done, and keeps its lease only if the outcome says so."""
        old = next(one for one in self.commands if one.id == id)
        holds = outcome is None or outcome.keeps_lease
        elapsed = self.time_s - (old.pressed_at or self.time_s)
        new = replace(old, stage=stage, outcome=outcome, text=text, holds_lease=holds, elapsed_s=elapsed)
        self.put_command(new)
        return new

    # ------------------------------------------------------------------ what the window does

    def now(self) -> float:
        return self.time_s

    def data_age(self) -> float | None:
        if self.age_s is not None:
            return self.age_s
        read = self.snapshot.everything_read
        return None if read is None else self.time_s - read.at

    def budget_estimate(self) -> float:
        return self.budget

    def class_of(self, account: str) -> AccountClass:
        row = self.snapshot.accounts.get(account)
        known = row.account.account_class if row else AccountClass.UNKNOWN
        return self.classes.get(account, known)

    def spec(self, instrument: str) -> InstrumentSpec | None:
        return self.specs.get(instrument)

    def command_on(self, key: PositionKey) -> Command | None:
        return next((one for one in self.commands if one.key == key and one.holds_lease), None)

    def listen(self, listener: Listener) -> Callable[[], None]:
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def refresh(self) -> None:
        self.refreshes += 1

    def set_watched(self, *, visible: bool) -> None:
        self.watched.append(visible)

    def expect_press(self) -> Callable[[], None]:
        self.presses_expected += 1
        return self._press_over

    def _press_over(self) -> None:
        self.presses_expected -= 1

    async def read_fresh(self, key: PositionKey, *, with_orders: bool = True) -> FreshRead:
        """The next of ``fresh``, else what the picture says."""
        self.fresh_reads.append(key)
        self.fresh_orders.append(with_orders)
        if self.hold_reads is not None:
            await self.hold_reads.wait()
        if self.fresh:
            return self.fresh.pop(0)
        return FreshRead(self.snapshot.position(key), self.snapshot.orders_of(key))

    def close(self, plan: ClosePlan) -> CommandId | Refusal:
        """The next of ``refusals``; refused as well while a command is on the position; else a command being sent."""
        if self.refusals:
            return self.refusals.pop(0)
        if self.command_on(plan.key):
            return Refusal(Reason.IN_FLIGHT, Text("A close of this position is on its way."))
        self.closed.append(plan)
        sent = replace(command(plan, number=len(self.closed)), pressed_at=self.time_s)
        self.put_command(sent)
        return sent.id

    def send(self, plan: Plan) -> CommandId | Refusal:
        """As :meth:`close`, kept in ``sent``."""
        if self.refusals:
            return self.refusals.pop(0)
        self.sent.append(plan)
        sent = replace(command(plan, number=100 + len(self.sent)), pressed_at=self.time_s)
        self.put_command(sent)
        return sent.id

    def send_all(self, plans: Sequence[Plan]) -> BulkRun:
        """A run that the test moves on by awaiting its ``run``; it is kept in ``runs``."""
        by_id = lambda wanted: next(one for one in self.commands if one.id == wanted)  # noqa: E731
        running = lambda: [one for one in self.commands if one.is_running]  # noqa: E731
        ways = (FullPurse(), InstantClock(), lambda: None, lambda: False, no_defect, running)
        run = BulkRun(plans, Sender(self.send, by_id, *ways))
        self.runs.append(run)
        return run

    async def give_up_lease(self, command: CommandId) -> Text:
        self.given_up.append(command)
        old = next(one for one in self.commands if one.id == command)
        self.put_command(replace(old, holds_lease=False))
        return Text("Read again: nothing has changed. The position is free.")

    def activity(self, wanted: ActivityFilter, limit: int = 200, before: int | None = None) -> ActivityPage:
        """Rows of ``activity_rows`` (newest first) below ``before`` whose texts hold ``wanted.text``."""
        self.activity_asked.append((wanted, limit, before))
        found = (row for row in self.activity_rows if before is None or row.row < before)
        text, means = wanted.text.casefold(), wanted.means
        looked = tuple(found)[: self.looked_through]
        rows = tuple(row for row in looked if text in _words(row) or {row.kind, row.outcome} & {*means})[:limit]
        lowest = looked[-1].row if len(looked) == self.looked_through else None
        return ActivityPage(rows, rows[-1].row if len(rows) == limit else lowest)

    def dismiss(self, identity: str) -> None:
        self.dismissed.append(identity)
        self.set_notices(*(one for one in self.notices if one.identity != identity))

    async def sign_in(self, token: Token, *, remember: bool) -> SignIn:
        self.tokens.append((token, remember))
        return self.sign_in_answer

    async def sign_out(self) -> Text:
        return Text("Signed out.")


def _words(row: ActivityRow) -> str:
    return " ".join((row.account, row.instrument, row.kind, row.plan, row.outcome, row.message)).casefold()


class ScriptedPreferences:
    """Implements :class:`ctpanel.session.preferences.PreferenceStore` in memory; ``changes`` keeps every change."""

    def __init__(self, preferences: Preferences | None = None) -> None:
        self.current = preferences or Preferences()
        self.changes: list[Preferences] = []
        self._listeners: list[Callable[[Preferences], None]] = []

    @property
    def listeners(self) -> int:
        """How many listen at this moment."""
        return len(self._listeners)

    def change(self, preferences: Preferences) -> None:
        self.current = preferences
        self.changes.append(preferences)
        for listener in tuple(self._listeners):
            listener(preferences)

    def listen(self, listener: Callable[[Preferences], None]) -> Callable[[], None]:
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)
