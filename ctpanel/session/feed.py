"""The feed: polls the service within the budget and merges every answer into the picture."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final

from ctpanel.domain.budget import Priority
from ctpanel.domain.faults import Effect, FaultKind, ServiceFault
from ctpanel.domain.first_told import FirstTold
from ctpanel.domain.instrument import InstrumentSpec
from ctpanel.domain.link import Link, StreamState
from ctpanel.domain.orders_known import SAME_MOMENT_S
from ctpanel.domain.reconcile import apply_accounts, apply_book, apply_positions, note_life
from ctpanel.domain.reconcile_orders import apply_orders
from ctpanel.domain.record import record
from ctpanel.domain.snapshot import Presence, Snapshot, Stamp
from ctpanel.session.clock import Clock, stamp_now
from ctpanel.session.life import LifeReader
from ctpanel.session.pace import Pace
from ctpanel.session.ports import Service
from ctpanel.session.shared_call import SharedCall
from ctpanel.session.store import Store
from ctpanel.session.tasks import TaskScope
from ctpanel.session.turns import AccountTurns
from ctpanel.session.watermark_reader import WatermarkReader

#: The service may answer the combined read from a cache of this age: what it says is taken to be as old as that.
BOOK_CACHE_S: Final = 3.0
#: An instrument whose measures could not be read is asked again after this time, in seconds.
_SPEC_AGAIN_S: Final = 30.0
_LIFE_PAUSE_S: Final = 1.0
_FIRST_LOOK_S: Final = 2.0
#: How long the window may take to show the first picture, in seconds.
_PAINTED_S: Final = 0.2


@record
class FeedHooks:
    """Whom the feed tells.

    ``read_succeeded`` gets the troubles that other reads still have. ``defect`` is told of an exception that is none
    of the service's doing; the feed goes on. ``budget`` tells how many requests could leave at once. ``unreadable`` is
    told of every list of positions: its account, None for all of them, and how many of its rows could not be read.
    """

    read_succeeded: Callable[[tuple[ServiceFault, ...]], None]
    read_failed: Callable[[ServiceFault], None]
    spec_known: Callable[[InstrumentSpec], None]
    link: Callable[[], Link]
    defect: Callable[[str, BaseException], None]
    budget: Callable[[], float]
    unreadable: Callable[[str | None, int], None]


class Feed:
    """Three pollers (positions, orders, accounts), one that asks for watermarks, and two that work on request.

    Of these one asks for the measures of new instruments, the other whether an account is there at all when a position
    of it was missed. Where the service lacks a call for all accounts, the feed asks account by account, and tries the
    call again now and then.
    """

    def __init__(self, service: Service, store: Store, clock: Clock, hooks: FeedHooks) -> None:
        self._service = service
        self._store = store
        self._clock = clock
        self._hooks = hooks
        self._life = LifeReader(service, store, clock)
        self._seen = True
        self._presses_expected = 0
        self._failing: dict[str, ServiceFault] = {}
        self._shared = {name: SharedCall(clock) for name in ("positions", "orders", "book")}
        self._turns = {name: AccountTurns(store, clock) for name in self._shared}
        self._kicks = {name: asyncio.Event() for name in (*self._shared, "specs", "life")}
        self._specs_due: dict[str, float] = {}
        self._first_turns: set[str] = set()
        self._first_told = FirstTold()
        self._looked = asyncio.Event()

    def start(self, tasks: TaskScope) -> None:
        """Begin to read."""
        self._failing.clear()
        self._first_told = FirstTold()
        for call in self._shared.values():
            call.forget()
        self._first_turns = set(self._shared)
        self._looked.clear()
        tasks.spawn(self._poll("book", self._read_book, lambda pace: pace.book_s()), "poll accounts")
        tasks.spawn(self._poll("positions", self._read_positions, lambda pace: pace.positions_s()), "poll positions")
        tasks.spawn(self._poll("orders", self._read_orders, lambda pace: pace.orders_s()), "poll orders")
        watermarks = WatermarkReader(self._service, self._store, self._clock, self._hooks.budget)
        tasks.spawn(watermarks.keep_asking(self._hooks.defect), "ask for watermarks")
        tasks.spawn(self._on_request("specs", self._ask_for_specs), "ask for specs")
        tasks.spawn(self._on_request("life", self._look_for_life), "look for life")

    @property
    def lists_all(self) -> bool:
        """Whether the add-on lists the positions of all accounts in one call, as far as is known; old ones do not."""
        return not self._shared["positions"].is_missing

    async def settled(self) -> None:
        """Returns when the first picture had time to be painted.

        It comes by the first reads, and until then it has the connection and this program to itself. First reads that
        hang are not waited for without end.
        """
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_FIRST_LOOK_S):
                await self._looked.wait()
        await self._clock.sleep(_PAINTED_S)

    def look_soon(self) -> None:
        """Read everything now instead of at the next turn."""
        for kick in self._kicks.values():
            kick.set()

    def look_at_positions(self) -> None:
        """Read positions and orders now: something filled."""
        self._kicks["positions"].set()
        self._kicks["orders"].set()

    def set_seen(self, seen: bool) -> None:
        """Whether anybody can see the window."""
        came_back = seen and not self._seen
        self._seen = seen
        if came_back:
            self.look_soon()

    def expect_press(self) -> Callable[[], None]:
        """Read positions now, and often until the returned function is called; that is called once."""
        self._presses_expected += 1
        self._kicks["positions"].set()
        return self._press_over

    def _press_over(self) -> None:
        self._presses_expected -= 1

    async def _poll(self, name: str, read: Callable[[], Awaitable[None]], pause: Callable[[Pace], float]) -> None:
        while True:
            self._kicks[name].clear()
            await self._turn(name, read)
            await self._rest(name, pause(self._pace()))

    async def _on_request(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        kick = self._kicks[name]
        await self.settled()
        while True:
            await kick.wait()
            kick.clear()
            try:
                await work()
            except ServiceFault as fault:
                # Not kept: whoever asked will ask again.
                self._hooks.read_failed(fault)
            except Exception as error:  # noqa: BLE001 - as in the pollers
                self._hooks.defect(name, error)

    async def _turn(self, name: str, read: Callable[[], Awaitable[None]]) -> None:
        """One read and what follows from it."""
        try:
            await read()
            self._after_read(name)
            self._failing.pop(name, None)
            self._hooks.read_succeeded(tuple(self._failing.values()))
        except ServiceFault as fault:
            self._failed(name, fault)
        except Exception as error:  # noqa: BLE001 - a defect in one read must not end the reading for good
            self._hooks.defect(f"read {name}", error)
            self._failed(name, ServiceFault(FaultKind.CLIENT, Effect.REFUSED, type(error).__name__))
        self._first_turns.discard(name)
        if not self._first_turns:
            self._looked.set()

    def _failed(self, name: str, fault: ServiceFault) -> None:
        self._failing[name] = fault
        self._hooks.read_failed(fault)

    async def _rest(self, name: str, seconds: float) -> None:
        """Until the time is over or somebody asks for an early read."""
        kicked = self._kicks[name]
        try:
            async with asyncio.timeout(seconds):
                await kicked.wait()
        except TimeoutError:
            return

    def _pace(self) -> Pace:
        link = self._hooks.link()
        open_now, streamed = bool(self._store.snapshot.positions), link.stream is StreamState.OPEN
        return Pace(open_now, self._seen, link.failures, link.fault, streamed, self._presses_expected > 0)

    def _after_read(self, name: str) -> None:
        snapshot = self._store.snapshot
        if name in ("positions", "orders") and _doubtful(snapshot) and snapshot.presence is not Presence.AWAY:
            # Something is missing without proof: the account must show life, then the list is read once more.
            self._kicks["life"].set()
        if name == "book":
            self._ask_for_new_accounts()
        now = self._clock.now()
        if any(self._specs_due.get(key.instrument, now) <= now for key in snapshot.positions):
            self._kicks["specs"].set()

    def _ask_for_new_accounts(self) -> None:
        """Where accounts are asked one by one, one that has just become known waits for no turn."""
        snapshot = self._store.snapshot
        for name, known in (("positions", snapshot.positions_read), ("orders", snapshot.orders)):
            if self._shared[name].is_missing and any(account not in known for account in snapshot.accounts):
                self._kicks[name].set()

    async def _read_book(self) -> None:
        shared = self._shared["book"]
        if shared.is_worth_a_try():
            stamp = stamp_now(self._clock)
            aged = Stamp(stamp.at - BOOK_CACHE_S, stamp.wall - timedelta(seconds=BOOK_CACHE_S))
            try:
                read = await self._service.read_book()
            except ServiceFault as fault:
                if not shared.was_refused(fault):
                    raise
            else:
                shared.worked()
                true_at = self._first_told.true_at(read.as_of, aged)
                self._first_told = self._first_told.told(read.as_of, aged)
                self._store.replace(apply_book(self._store.snapshot, read, true_at))
                return
        stamp = stamp_now(self._clock)
        accounts = await self._service.read_accounts()
        self._store.replace(apply_accounts(self._store.snapshot, accounts, stamp))
        await self._turns["book"].each(self._merge_account)

    async def _merge_account(self, account: str) -> None:
        stamp = stamp_now(self._clock)
        found = await self._service.read_account(account)
        self._store.replace(note_life(self._store.snapshot, found, stamp))

    async def _read_positions(self) -> None:
        await self._all_or_each("positions", self._merge_positions)

    async def _merge_positions(self, account: str | None) -> None:
        stamp = stamp_now(self._clock)
        read = await self._service.read_positions(account)
        after = apply_positions(self._store.snapshot, read, stamp)
        self._store.replace(after)
        self._hooks.unreadable(account, read.unreadable)
        if _outgrew_orders(after, stamp):
            # What the orders mean for a new size is not claimed before they were read again.
            self._kicks["orders"].set()

    async def _read_orders(self) -> None:
        await self._all_or_each("orders", self._merge_orders)

    async def _merge_orders(self, account: str | None) -> None:
        stamp = stamp_now(self._clock)
        read = await self._service.read_orders(account)
        self._store.replace(apply_orders(self._store.snapshot, read, stamp))

    async def _all_or_each(self, name: str, merge: Callable[[str | None], Awaitable[None]]) -> None:
        shared = self._shared[name]
        if shared.is_worth_a_try():
            try:
                await merge(None)
            except ServiceFault as fault:
                if not shared.was_refused(fault):
                    raise
            else:
                shared.worked()
                return
        await self._turns[name].each(merge)

    async def _look_for_life(self) -> None:
        """Ask the accounts of doubtful answers whether they are there, and read again where they are."""
        for account in sorted(_doubtful(self._store.snapshot)):
            if await self._life.is_up(account, Priority.READ):
                self.look_at_positions()
        # What two reads cannot settle, more of them in a hurry cannot either.
        await self._clock.sleep(_LIFE_PAUSE_S)

    async def _ask_for_specs(self) -> None:
        """Tick size and point value change never: each instrument is asked until it has answered once."""
        now = self._clock.now()
        wanted = {key.instrument for key in self._store.snapshot.positions}
        for instrument in sorted(name for name in wanted if self._specs_due.get(name, now) <= now):
            self._specs_due[instrument] = now + _SPEC_AGAIN_S
            try:
                spec = await self._service.read_spec(instrument)
            except ServiceFault:
                continue
            self._specs_due[instrument] = float("inf")
            self._hooks.spec_known(spec)


def _doubtful(snapshot: Snapshot) -> set[str]:
    """Accounts with a position that was missed, or with positions whose orders came as an unproven empty list."""
    holding = {key.account for key in snapshot.positions}
    unproven = {name for name, book in snapshot.orders.items() if book.doubted is not None and name in holding}
    return unproven | {key.account for key in snapshot.absent}


def _outgrew_orders(snapshot: Snapshot, stamp: Stamp) -> bool:
    """Whether a read at ``stamp`` told a side or size that is younger than the orders of its account."""
    changed = (key.account for key, row in snapshot.positions.items() if row.sized == stamp.at)
    books = (snapshot.orders.get(account) for account in changed)
    return any(book is not None and book.stamp.at + SAME_MOMENT_S < stamp.at for book in books)
