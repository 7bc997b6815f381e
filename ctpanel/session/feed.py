"""The feed: polls the service within the budget and merges every answer into the picture."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from ctpanel.domain.faults import FaultKind, ServiceFault
from ctpanel.domain.instrument import InstrumentSpec
from ctpanel.domain.link import Link
from ctpanel.domain.reconcile import apply_accounts, apply_book, apply_positions, note_life
from ctpanel.domain.reconcile_orders import apply_orders
from ctpanel.domain.snapshot import Snapshot
from ctpanel.session.clock import Clock, stamp_now
from ctpanel.session.pace import Pace
from ctpanel.session.ports import Service
from ctpanel.session.store import Store
from ctpanel.session.tasks import TaskScope

#: Seconds between two tries to prove that missing positions ended.
_SETTLE_S = 3.0

_TOO_OLD = (FaultKind.UNSUPPORTED, FaultKind.NOT_FOUND)


@dataclass(frozen=True, slots=True)
class FeedHooks:
    """Whom the feed tells: a read succeeded or failed, an instrument's measures became known."""

    read_succeeded: Callable[[], None]
    read_failed: Callable[[ServiceFault], None]
    spec_known: Callable[[InstrumentSpec], None]
    link: Callable[[], Link]


class Feed:
    """Three pollers (positions, orders, accounts) and one that asks for the measures of new instruments.

    Where the service lacks a call for all accounts, the feed asks account by account from then on.
    """

    def __init__(self, service: Service, store: Store, clock: Clock, hooks: FeedHooks) -> None:
        self._service = service
        self._store = store
        self._clock = clock
        self._hooks = hooks
        self._seen = True
        self._per_account = {"positions": False, "orders": False, "book": False}
        self._kicks = {name: asyncio.Event() for name in ("positions", "orders", "book", "specs", "life")}
        self._asked_specs: set[str] = set()

    def start(self, tasks: TaskScope) -> None:
        """Begin to read."""
        tasks.spawn(self._poll("book", self._read_book, lambda pace: pace.book_s()), "poll accounts")
        tasks.spawn(self._poll("positions", self._read_positions, lambda pace: pace.positions_s()), "poll positions")
        tasks.spawn(self._poll("orders", self._read_orders, lambda pace: pace.orders_s()), "poll orders")
        tasks.spawn(self._poll_specs(), "ask for specs")
        tasks.spawn(self._settle_missing(), "settle missing positions")

    def look_soon(self) -> None:
        """Read everything now instead of at the next turn."""
        for name in ("positions", "orders", "book"):
            self._kicks[name].set()

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

    async def _poll(self, name: str, read: Callable[[], Awaitable[None]], pause: Callable[[Pace], float]) -> None:
        while True:
            self._kicks[name].clear()
            try:
                await read()
            except ServiceFault as fault:
                self._hooks.read_failed(fault)
            else:
                self._hooks.read_succeeded()
                self._after_read(name)
            await self._rest(name, pause(self._pace()))

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
        return Pace(bool(self._store.snapshot.positions), self._seen, link.failures, link.fault)

    def _after_read(self, name: str) -> None:
        snapshot = self._store.snapshot
        if name == "positions" and snapshot.absent:
            self._kicks["life"].set()
        if any(key.instrument not in self._asked_specs for key in snapshot.positions):
            self._kicks["specs"].set()

    async def _read_book(self) -> None:
        if not self._per_account["book"]:
            stamp = stamp_now(self._clock)
            try:
                read = await self._service.read_book()
            except ServiceFault as fault:
                if fault.kind not in _TOO_OLD:
                    raise
                self._per_account["book"] = True
            else:
                self._store.replace(apply_book(self._store.snapshot, read, stamp))
                return
        stamp = stamp_now(self._clock)
        accounts = await self._service.read_accounts()
        self._store.replace(apply_accounts(self._store.snapshot, accounts, stamp))
        for account in accounts.accounts:
            stamp = stamp_now(self._clock)
            found = await self._service.read_account(account.name)
            self._store.replace(note_life(self._store.snapshot, found, stamp))

    async def _read_positions(self) -> None:
        if not self._per_account["positions"]:
            stamp = stamp_now(self._clock)
            try:
                read = await self._service.read_positions()
            except ServiceFault as fault:
                if fault.kind not in _TOO_OLD:
                    raise
                self._per_account["positions"] = True
            else:
                self._store.replace(apply_positions(self._store.snapshot, read, stamp))
                return
        for account in _most_urgent_first(self._store.snapshot):
            stamp = stamp_now(self._clock)
            read = await self._service.read_positions(account)
            self._store.replace(apply_positions(self._store.snapshot, read, stamp))

    async def _read_orders(self) -> None:
        if not self._per_account["orders"]:
            stamp = stamp_now(self._clock)
            try:
                read = await self._service.read_orders()
            except ServiceFault as fault:
                if fault.kind not in _TOO_OLD:
                    raise
                self._per_account["orders"] = True
            else:
                self._store.replace(apply_orders(self._store.snapshot, read, stamp))
                return
        for account in _most_urgent_first(self._store.snapshot):
            stamp = stamp_now(self._clock)
            read = await self._service.read_orders(account)
            self._store.replace(apply_orders(self._store.snapshot, read, stamp))

    async def _settle_missing(self) -> None:
        """A position is missing without proof: the accounts must show life, then positions are read once more.

        Not by the combined read, which may come from a cache. At most one such round every few seconds.
        """
        kick = self._kicks["life"]
        while True:
            await kick.wait()
            stamp = stamp_now(self._clock)
            try:
                accounts = await self._service.read_accounts()
            except ServiceFault as fault:
                self._hooks.read_failed(fault)
            else:
                self._store.replace(apply_accounts(self._store.snapshot, accounts, stamp))
                self._kicks["positions"].set()
            await self._clock.sleep(_SETTLE_S)
            if not self._store.snapshot.absent:
                kick.clear()

    async def _poll_specs(self) -> None:
        """Tick size and point value change never: each instrument is asked once."""
        kick = self._kicks["specs"]
        while True:
            await kick.wait()
            kick.clear()
            wanted = {key.instrument for key in self._store.snapshot.positions} - self._asked_specs
            for instrument in sorted(wanted):
                self._asked_specs.add(instrument)
                try:
                    quote = await self._service.read_quote(instrument)
                except ServiceFault:
                    continue
                self._hooks.spec_known(quote.spec)


def _most_urgent_first(snapshot: Snapshot) -> tuple[str, ...]:
    """Accounts with positions first, then the one that was read longest ago."""
    holding = {key.account for key in snapshot.positions}
    never = float("-inf")

    def urgency(name: str) -> tuple[bool, float]:
        stamp = snapshot.positions_read.get(name)
        return (name not in holding, stamp.at if stamp else never)

    return tuple(sorted(snapshot.accounts, key=urgency))
