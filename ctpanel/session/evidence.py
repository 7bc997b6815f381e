"""Reads that tell for certain what became of one position and its working orders."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from dataclasses import replace
from typing import Final, NamedTuple, Protocol

from ctpanel.domain.budget import Priority
from ctpanel.domain.faults import Effect, FaultKind, ServiceFault
from ctpanel.domain.ids import PositionKey, Scope
from ctpanel.domain.instrument import same_contract
from ctpanel.domain.order import WorkingOrder
from ctpanel.domain.reads import OrdersRead, PositionsRead
from ctpanel.domain.reconcile import apply_positions, canonical
from ctpanel.domain.reconcile_orders import apply_orders
from ctpanel.domain.record import record
from ctpanel.domain.snapshot import Snapshot
from ctpanel.domain.verifying import Evidence
from ctpanel.session.clock import Clock, stamp_now
from ctpanel.session.life import LifeReader
from ctpanel.session.ports import Service
from ctpanel.session.store import Store

#: Seconds between two looks at empty lists.
BETWEEN_LOOKS_S: Final = 1.0


@record
class Answer:
    """Evidence, and the last trouble that kept something from being known."""

    evidence: Evidence
    fault: ServiceFault | None = None


class _Look(NamedTuple):
    """What positions and then orders say of a scope. ``listed`` says that the account listed positions at all."""

    evidence: Evidence
    listed: bool

    @property
    def is_open(self) -> bool:
        """Whether a position is seen."""
        return self.evidence.position is not None or bool(self.evidence.positions)


class EvidenceReader:
    """Asks the service about one position, ahead of ordinary reads, and merges every answer into the picture.

    A position counts as flat only when two looks miss it and something shows that NT8 was there: other rows of the
    account, or the account itself seen connected in between. One wrong answer cannot say "flat" alone; and an order
    that filled after the first look, opening a new position, is seen by the second. Between two looks at empty lists
    lies a pause: an NT8 that has just started is connected some moments before it knows its positions again.
    """

    def __init__(self, service: Service, store: Store, clock: Clock) -> None:
        self._service = service
        self._store = store
        self._clock = clock
        self._life = LifeReader(service, store, clock)

    async def gather(self, scope: Scope, priority: Priority = Priority.VERIFY) -> Answer:
        """Positions and working orders of an instrument or of an account, all read after this call began."""
        try:
            first = await self._look(scope, priority)
            doubted = orders_doubted(self._store.snapshot, scope, first.evidence)
            if not first.evidence.position_known or (first.is_open and not doubted):
                return Answer(believed(self._store.snapshot, scope, first.evidence))
            if not first.listed or doubted:
                if not await self._life.is_up(scope.account, priority):
                    return Answer(Evidence(), ServiceFault(FaultKind.NT8_AWAY, Effect.REFUSED))
                if not first.listed:
                    await self._clock.sleep(BETWEEN_LOOKS_S)
            second = await self._look(scope, priority)
        except ServiceFault as fault:
            return Answer(Evidence(), fault)
        return Answer(believed(self._store.snapshot, scope, of_both(first.evidence, second.evidence)))

    async def gather_position(self, scope: Scope, priority: Priority = Priority.VERIFY) -> Answer:
        """The position of an instrument by one request where the list shows it; its orders are not read then.

        That it is gone takes the proof of :meth:`gather`.
        """
        try:
            seen = evidence_from(scope, await self._read_positions(scope.account, priority), None)
        except ServiceFault as fault:
            return Answer(Evidence(), fault)
        is_flat = seen.position_known and seen.position is None
        return await self.gather(scope, priority) if is_flat else Answer(seen)

    async def _look(self, scope: Scope, priority: Priority) -> _Look:
        # In this order even though both could run at once: orders that are read after the position cannot miss
        # one that was placed with the fill.
        read = await self._read_positions(scope.account, priority)
        orders = await self._read_orders(scope.account, priority)
        return _Look(evidence_from(scope, read, orders), bool(read.positions))

    async def _read_positions(self, account: str, priority: Priority) -> PositionsRead:
        stamp = stamp_now(self._clock)
        read = await self._service.read_positions(account, priority=priority)
        self._store.replace(apply_positions(self._store.snapshot, read, stamp))
        return read

    async def _read_orders(self, account: str, priority: Priority) -> OrdersRead | None:
        stamp = stamp_now(self._clock)
        try:
            read = await self._service.read_orders(account, priority=priority)
        except ServiceFault:
            return None
        self._store.replace(apply_orders(self._store.snapshot, read, stamp))
        return read


def evidence_from(scope: Scope, positions: PositionsRead, orders: OrdersRead | None) -> Evidence:
    """What two lists say about a scope. The caller vouches that NT8 was there to answer."""
    rows = _orders_for(orders, scope)
    if scope.instrument is None:
        account = scope.account.casefold()
        held = tuple(each for each in positions.positions if each.key.account.casefold() == account)
        return Evidence(positions.complete, None, rows, held)
    key = PositionKey(scope.account, scope.instrument)
    named = [each for each in positions.positions if key.same_as(*each.key)]
    # Should two accounts differ by capitals alone, the one of exactly this name is meant.
    found = next((each for each in named if each.key == key), named[0] if named else None)
    if found is not None:
        return Evidence(True, found._replace(key=key), rows)
    # A list that writes the contract in another way does not say that it is closed.
    respelled = any(_is_about(scope, each.key) for each in positions.positions)
    return Evidence(positions.complete and not respelled, None, rows)


def orders_doubted(snapshot: Snapshot, scope: Scope, evidence: Evidence) -> bool:
    """Whether there seem to be no orders, by a list that came back empty without proof that NT8 was there to answer."""
    book = snapshot.orders.get(canonical(snapshot, scope.account))
    return evidence.orders == () and book is not None and book.doubted is not None


def believed(snapshot: Snapshot, scope: Scope, evidence: Evidence) -> Evidence:
    """The evidence; of orders nothing is known while the picture itself doubts that there are none."""
    return replace(evidence, orders=None) if orders_doubted(snapshot, scope, evidence) else evidence


def _orders_for(read: OrdersRead | None, scope: Scope) -> tuple[WorkingOrder, ...] | None:
    if read is None or not read.complete:
        return None
    return tuple(order for order in read.orders if _is_about(scope, order.key))


def _is_about(scope: Scope, key: PositionKey) -> bool:
    """Whether a row is within the scope, however it writes the contract."""
    if key.account != scope.account and key.account.casefold() != scope.account.casefold():
        return False
    return scope.instrument is None or same_contract(scope.instrument, key.instrument)


def of_both(first: Evidence, second: Evidence) -> Evidence:
    """The second look, with orders that either saw: one that was there at the first may have filled since."""
    if first.orders is None or second.orders is None:
        return replace(second, orders=None)
    return replace(second, orders=second.orders or first.orders)


class Gatherer(Protocol):
    """Something that finds out what is true of a scope."""

    async def gather(self, scope: Scope, priority: Priority = ...) -> Answer:
        """Everything in the answer was read after this call began."""
        ...

    async def gather_position(self, scope: Scope, priority: Priority = ...) -> Answer:
        """The same of a position alone, by as few reads as tell it."""
        ...


async def bounded(gathering: Awaitable[Answer], seconds: float) -> Answer:
    """What is gathered, given up after so many seconds."""
    try:
        async with asyncio.timeout(max(0.05, seconds)):
            return await gathering
    except TimeoutError:
        return Answer(Evidence(), ServiceFault(FaultKind.TIMEOUT, Effect.REFUSED))
