"""The session: the one object that the window talks to. It owns the picture, the link, the commands and the tasks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from ctpanel.domain.account import AccountClass
from ctpanel.domain.activity import ActivityFilter, ActivityPage, in_words
from ctpanel.domain.closing import ClosePlan
from ctpanel.domain.command import Command
from ctpanel.domain.ids import CommandId, PositionKey, Scope
from ctpanel.domain.instrument import InstrumentSpec
from ctpanel.domain.link import Link
from ctpanel.domain.notice import Notice
from ctpanel.domain.plan import CommandKind, Plan
from ctpanel.domain.refusal import Reason, Refusal
from ctpanel.domain.snapshot import Presence, Snapshot
from ctpanel.domain.text import Text
from ctpanel.domain.token import Token
from ctpanel.session.access import Access
from ctpanel.session.announcing import Announcer
from ctpanel.session.bulk import BulkRun, BulkState, Sender
from ctpanel.session.classes import class_of
from ctpanel.session.command_book import CommandBook
from ctpanel.session.command_notices import post_journal_trouble
from ctpanel.session.commands import Commands
from ctpanel.session.connection_keeper import ConnectionKeeper, KeeperHooks
from ctpanel.session.desk import Desk
from ctpanel.session.events import (
    CommandChanged,
    LinkChanged,
    Listener,
    NoticesChanged,
    PictureChanged,
    SessionEvent,
    SpecsChanged,
)
from ctpanel.session.evidence import EvidenceReader
from ctpanel.session.fresh import FreshReader
from ctpanel.session.leftover_radar import LeftoverRadar
from ctpanel.session.notices import NoticeBoard
from ctpanel.session.parts import Parts
from ctpanel.session.ports import JournalTrouble
from ctpanel.session.recovery import Recovery
from ctpanel.session.shared_evidence import SharedEvidence
from ctpanel.session.store import Store
from ctpanel.session.tasks import TaskScope
from ctpanel.session.verification import Verifier
from ctpanel.session.view import FreshRead, SignIn

#: How long a shutdown waits for commands in flight, in seconds. Two more may go by until the last connection is down.
COMMAND_PATIENCE_S = 3.0
_NO_TOKEN: Final = Text("There is no token, so nothing was sent. Enter the token first.")
_CONNECTING: Final = Text("The connection is being made anew, so nothing was sent. Press again in a moment.")
_WAIT: Final = Text("A close is on its way. Wait for its outcome, then enter the token.")
_SETTLE_FIRST: Final = Text(
    "A command has no clear outcome yet, and another token may belong to another user. Read again and allow a new "
    "close of that position first, then enter the token."
)


class Session:
    """See :class:`ctpanel.session.view.PanelSession` for what the window may ask."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._clock = parts.clock
        self._listeners: list[Listener] = []
        self._specs: dict[str, InstrumentSpec] = {}
        self._stopping = False
        self._runs: list[BulkRun] = []
        self._tasks = TaskScope(parts.report)
        self._board = NoticeBoard(parts.clock, lambda: self._tell(NoticesChanged()))
        self._store = Store(self._picture_changed)
        self._announcer = Announcer(lambda command: self._tell(CommandChanged(command)))
        self._book = CommandBook(self._announcer.take)
        hooks = KeeperHooks(lambda: self._tell(LinkChanged()), self._spec_known, self._forbids, self._recover)
        self._keeper = ConnectionKeeper(parts, self._store, self._board, hooks)
        self._feed, service = self._keeper.feed, self._keeper.service
        reader = EvidenceReader(service, self._store, parts.clock)
        self._fresh = FreshReader(reader, parts.clock, lambda: self._keeper.pictured)
        reads = (self._store, self._feed.look_soon, lambda: self._keeper.pictured)
        desk = Desk(parts.journal, parts.clock, self._book, self._board, self._tasks, *reads)
        self._verifier = Verifier(SharedEvidence(service, self._store, parts.clock, parts.gauge), desk)
        self._recovery = Recovery(desk)
        self._radar = LeftoverRadar(self._board, self._book)
        self._commands = Commands(desk, service, self._verifier, self._recover)
        self._access = Access(parts.connector, parts.vault, self._board, self._clock, self._tasks)

    # -- what the window reads

    @property
    def snapshot(self) -> Snapshot:
        """The picture as of now."""
        return self._store.snapshot

    @property
    def link(self) -> Link:
        """The link to the service."""
        return self._keeper.link.link

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Notices that are not dismissed, newest first."""
        return self._board.notices

    @property
    def commands(self) -> tuple[Command, ...]:
        """Commands of this run and those that an earlier run left open, newest first."""
        return self._book.commands

    @property
    def demo(self) -> bool:
        """Whether the service is the built-in simulator."""
        return self._parts.demo

    @property
    def profile(self) -> str:
        """The name of the profile."""
        return self._parts.profile

    @property
    def signed_in(self) -> bool:
        """Whether there is a token to work with."""
        return self._keeper.service.connection is not None

    @property
    def can_resize(self) -> bool:
        """Whether the add-on is new enough to replace an instrument's orders, as far as is known."""
        return self._feed.lists_all and not self._commands.unsupported & {CommandKind.RESIZE}

    @property
    def is_unsettled(self) -> bool:
        """Whether a command has no clear outcome, or a run has more to send; only this session follows either."""
        self._runs = [each for each in self._runs if each.state is BulkState.SENDING]
        return bool(self._runs) or any(each.is_running or each.holds_lease for each in self._book.commands)

    @property
    def unsent_rows(self) -> int:
        """Rows of runs that would not be sent if the program ended now."""
        return sum(each.unsent for each in self._runs)

    @property
    def board(self) -> NoticeBoard:
        """Where the program posts notices of its own."""
        return self._board

    def now(self) -> float:
        """Monotonic seconds."""
        return self._clock.now()

    def data_age(self) -> float | None:
        """Seconds since the last complete read of all positions; None when there was none."""
        stamp = self._store.snapshot.everything_read
        return None if stamp is None else max(0.0, self._clock.now() - stamp.at)

    def budget_estimate(self) -> float:
        """Requests that could leave at once."""
        return self._parts.gauge.estimate()

    def class_of(self, account: str) -> AccountClass:
        """Sim, live or unknown, the user's override included."""
        return class_of(account, self._store.snapshot, self._parts.preferences.current)

    def spec(self, instrument: str) -> InstrumentSpec | None:
        """Tick size and point value, once known."""
        return self._specs.get(instrument)

    def command_on(self, key: PositionKey) -> Command | None:
        """The command that keeps others from this position."""
        return self._book.holder(Scope(*key))

    def activity(self, wanted: ActivityFilter, limit: int = 200, before: int | None = None) -> ActivityPage:
        """One part of the journal; empty, with a notice, when it cannot be read."""
        try:
            found = self._parts.journal.activity(wanted, limit, before)
        except JournalTrouble as trouble:
            post_journal_trouble(self._board, trouble, "activity")
            return ActivityPage(was_read=False)
        return replace(found, rows=in_words(found.rows, self.commands))

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` with every event; returns what ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    # -- what the window does

    def refresh(self) -> None:
        """Read everything again now."""
        self._feed.look_soon()

    def set_watched(self, *, visible: bool) -> None:
        """Whether anybody can see the window."""
        self._feed.set_seen(visible)

    def expect_press(self) -> Callable[[], None]:
        """Positions are read now, and often until the returned function is called."""
        return self._feed.expect_press()

    async def read_fresh(self, key: PositionKey, *, with_orders: bool = True) -> FreshRead:
        """Read one position now, by one request unless its orders are wanted too."""
        return await self._fresh.read(key, with_orders=with_orders)

    def close(self, plan: ClosePlan) -> CommandId | Refusal:
        """Journal the plan, take the lease and send it once."""
        return self.send(plan)

    def send(self, plan: Plan) -> CommandId | Refusal:
        """The same for any plan."""
        if self._stopping:
            return Refusal(Reason.STOPPING, Text("ctpanel is closing, so nothing was sent."))
        if not self.signed_in:
            return Refusal(Reason.NOT_SIGNED_IN, _CONNECTING if self._connecting() else _NO_TOKEN)
        # In this order: what becomes of it in the lane is told when whoever pressed has the command's id.
        with self._announcer.holding_back(), self._parts.at_once():
            return self._commands.send(plan)

    def send_all(self, plans: Sequence[Plan]) -> BulkRun:
        """Send every plan, one after the other within the budget; the run tells and can be stopped."""
        ways = (lambda: self._keeper.pictured, self._connecting)
        told = (self._parts.report, self._book.running)
        sender = Sender(self.send, self._book.get, self._parts.gauge, self._clock, *ways, *told)
        run = BulkRun(plans, sender)
        self._runs.append(run)
        # Not in the fast lane: whoever pressed listens to the run first, and many writes in a row would be felt.
        self._tasks.spawn(run.run(), f"bulk of {len(run.plans)}")
        return run

    def stop_runs(self) -> None:
        """Send no further row of any run."""
        for each in self._runs:
            each.stop()

    async def give_up_lease(self, command: CommandId) -> Text:
        """Read again, tell, and free the position."""
        return await self._verifier.give_up(command)

    def dismiss(self, identity: str) -> None:
        """Remove a notice."""
        self._board.dismiss(identity)

    async def sign_in(self, token: Token, *, remember: bool) -> SignIn:
        """Try the token and use it from now on."""
        refused = self._forbids(token)
        if refused is not None:
            return SignIn(False, refused)
        result, connection = await self._access.try_out(token)
        if connection is None:
            return result
        try:
            refused = await self._keeper.use(connection, token)
        except BaseException:
            # Whoever asked may go away while the change of connections waits for its turn.
            if self._keeper.service.connection is not connection:
                await connection.service.aclose()
            raise
        if refused is not None:
            return SignIn(False, refused)
        return await self._access.keep(token, result) if remember else result

    async def sign_out(self) -> Text:
        """Forget the token here and in the keyring."""
        if self._busy():
            return Text("A close is on its way. Wait for its outcome.")
        await self._keeper.forget()
        return await self._access.forget()

    # -- life

    async def start(self, token: Token | None = None) -> None:
        """Recover what an earlier run left, then connect with ``token`` or with the one in the keyring, if any."""
        self._recovery.take_over()
        token = token or await self._access.stored(lambda: self._keeper.token is None)
        # The user may have entered a token while the keyring was being asked; then that one counts.
        if token is not None and self._keeper.token is None:
            await self._keeper.use(self._access.connect(token), token)

    async def reconnect(self) -> bool:
        """Connect anew with the same token, because the profile's choices about stream or commands changed.

        False, and nothing is changed, while a command is on its way.
        """
        return await self._keeper.renew(self._access.connect)

    async def stop(self) -> tuple[str, ...]:
        """Take no more commands, wait a bounded time for those in flight, end every task; returns what did not end."""
        self._stopping = True
        self._keeper.end()
        left = list(await self._keeper.stop_reading())
        deadline = self._clock.now() + COMMAND_PATIENCE_S
        while self._busy() and self._clock.now() < deadline:
            await self._clock.sleep(0.05)
        left += await self._tasks.close()
        await self._keeper.service.aclose()
        return tuple(left)

    def _recover(self) -> None:
        """What another program left on disk and died over, perhaps with another profile of the same user."""
        self._recovery.take_over()
        self._recovery.verify(self._verifier)

    def _connecting(self) -> bool:
        """Whether there is a token, and for a moment no connection."""
        return self._keeper.token is not None and not self.signed_in and not self._stopping

    def _forbids(self, token: Token) -> Text | None:
        """Why this token must not be used now, asked at the start of a change and again in the moment of it."""
        if self._busy():
            return _WAIT
        if self._keeper.pictured not in (None, token) and any(each.holds_lease for each in self._book.commands):
            return _SETTLE_FIRST
        return None

    def _busy(self) -> bool:
        return bool(self._book.running())

    # -- what the parts report

    def _tell(self, event: SessionEvent) -> None:
        for listener in tuple(self._listeners):
            try:
                listener(event)
            except Exception as error:  # noqa: BLE001 - a window that cannot show a step must not stop the step
                self._parts.report("listener", error)

    def _picture_changed(self, change: PictureChanged) -> None:
        self._keeper.link.accounts_gone(self._store.snapshot.presence is Presence.AWAY)
        self._radar.look(self._store.snapshot, self._clock.now())
        self._tell(change)
        if change.positions:
            self._keeper.picture_changed()

    def _spec_known(self, spec: InstrumentSpec) -> None:
        self._specs[spec.instrument] = spec
        self._tell(SpecsChanged(spec.instrument))
