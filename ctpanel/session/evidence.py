"""Reads that tell for certain what became of one position and its working orders."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from ctpanel.domain.budget import Priority
from ctpanel.domain.faults import Effect, FaultKind, ServiceFault
from ctpanel.domain.ids import PositionKey
from ctpanel.domain.order import WorkingOrder
from ctpanel.domain.position import Position
from ctpanel.domain.reads import OrdersRead, PositionsRead
from ctpanel.domain.reconcile import apply_positions
from ctpanel.domain.reconcile_orders import apply_orders
from ctpanel.domain.verifying import Evidence
from ctpanel.session.clock import Clock, stamp_now
from ctpanel.session.life import LifeReader
from ctpanel.session.ports import Service
from ctpanel.session.store import Store


@dataclass(frozen=True, slots=True)
class Answer:
    """Evidence, and the last trouble that kept something from being known."""

    evidence: Evidence
    fault: ServiceFault | None = None


@dataclass(frozen=True, slots=True)
class _Look:
    """One position and then its orders. ``others`` says that the account listed positions at all."""

    position: Position | None
    orders: tuple[WorkingOrder, ...] | None
    complete: bool
    others: bool


class EvidenceReader:
    """Asks the service about one position, ahead of ordinary reads, and merges every answer into the picture.

    A position counts as flat only when two looks miss it and something shows that NT8 was there: other rows of the
    account, or the account itself seen connected in between. One wrong answer cannot say "flat" alone; and an order
    that filled after the first look, opening a new position, is seen by the second.
    """

    def __init__(self, service: Service, store: Store, clock: Clock) -> None:
        self._service = service
        self._store = store
        self._clock = clock
        self._life = LifeReader(service, store, clock)

    async def gather(self, key: PositionKey, priority: Priority = Priority.VERIFY) -> Answer:
        """Position and working orders, everything read after this call began."""
        try:
            first = await self._look(key, priority)
            if first.position is not None or not first.complete:
                return Answer(Evidence(first.position is not None, first.position, first.orders))
            if not first.others and not await self._life.is_up(key.account, priority):
                return Answer(Evidence(), ServiceFault(FaultKind.NT8_AWAY, Effect.REFUSED))
            second = await self._look(key, priority)
        except ServiceFault as fault:
            return Answer(Evidence(), fault)
        known = second.complete or second.position is not None
        return Answer(Evidence(known, second.position, _of_both(first.orders, second.orders)))

    async def _look(self, key: PositionKey, priority: Priority) -> _Look:
        # In this order even though both could run at once: orders that are read after the position cannot miss
        # one that was placed with the fill.
        read = await self._read_positions(key.account, priority)
        orders = await self._read_orders(key.account, priority)
        return _Look(_find(read, key), _orders_for(orders, key), read.complete, bool(read.positions))

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


def _find(read: PositionsRead, key: PositionKey) -> Position | None:
    found = next((each for each in read.positions if key.same_as(*each.key)), None)
    return found._replace(key=key) if found is not None else None


def _orders_for(read: OrdersRead | None, key: PositionKey) -> tuple[WorkingOrder, ...] | None:
    if read is None or not read.complete:
        return None
    return tuple(order for order in read.orders if key.same_as(*order.key))


def _of_both(
    first: tuple[WorkingOrder, ...] | None, second: tuple[WorkingOrder, ...] | None
) -> tuple[WorkingOrder, ...] | None:
    """Orders that either look saw: one that was there at the first may have filled since."""
    if first is None or second is None:
        return None
    return second or first


async def bounded(
    reader: EvidenceReader, key: PositionKey, seconds: float, priority: Priority = Priority.VERIFY
) -> Answer:
    """:meth:`EvidenceReader.gather`, given up after so many seconds."""
    try:
        async with asyncio.timeout(max(0.05, seconds)):
            return await reader.gather(key, priority)
    except TimeoutError:
        return Answer(Evidence(), ServiceFault(FaultKind.TIMEOUT, Effect.REFUSED))
