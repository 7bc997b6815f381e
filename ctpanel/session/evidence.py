"""Reads that tell for certain what became of one position and its working orders."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Protocol

from ctpanel.domain.budget import Priority
from ctpanel.domain.faults import Effect, FaultKind, ServiceFault
from ctpanel.domain.ids import PositionKey, Scope
from ctpanel.domain.order import WorkingOrder
from ctpanel.domain.reads import AccountsRead, OrdersRead, PositionsRead
from ctpanel.domain.reconcile import apply_accounts, apply_positions, is_up, note_life
from ctpanel.domain.reconcile_orders import apply_orders
from ctpanel.domain.verifying import Evidence
from ctpanel.session.clock import Clock, stamp_now
from ctpanel.session.ports import Service
from ctpanel.session.store import Store


@dataclass(frozen=True, slots=True)
class Answer:
    """Evidence, and the last trouble that kept something from being known."""

    evidence: Evidence
    fault: ServiceFault | None = None


class EvidenceReader:
    """Asks the service about one position, ahead of ordinary reads, and merges every answer into the picture.

    A position that an answer does not name counts as flat only with proof that NT8 was there: other rows of the
    account in the same answer, or the account seen connected between two answers that both miss it.
    """

    def __init__(self, service: Service, store: Store, clock: Clock) -> None:
        self._service = service
        self._store = store
        self._clock = clock

    async def gather(self, scope: Scope) -> Answer:
        """Position and working orders (of an instrument, or all of the account), read after this call began."""
        try:
            positions, orders = await self._first_look(scope.account)
        except ServiceFault as fault:
            return Answer(Evidence(), fault)
        if positions.positions:
            return Answer(evidence_from(scope, positions, orders))
        if not positions.complete:
            return Answer(Evidence(False, None, orders_for(orders, scope)))
        return await self._prove_absence(scope)

    async def _first_look(self, account: str) -> tuple[PositionsRead, OrdersRead | None]:
        # In this order even though both could run at once: orders that are read after the position cannot miss
        # one that was placed with the fill.
        positions = await self.read_positions(account)
        return positions, await self._read_orders(account)

    async def _prove_absence(self, scope: Scope) -> Answer:
        """The account's list was empty: flat, or NT8 closed? The account itself and a second look decide."""
        try:
            if not await self._is_up(scope.account):
                return Answer(Evidence(), ServiceFault(FaultKind.NT8_AWAY, Effect.REFUSED))
            second, orders = await self._first_look(scope.account)
        except ServiceFault as fault:
            return Answer(Evidence(), fault)
        return Answer(evidence_from(scope, second, orders))

    async def read_positions(self, account: str) -> PositionsRead:
        """The account's positions, merged into the picture. Raises ServiceFault."""
        stamp = stamp_now(self._clock)
        read = await self._service.read_positions(account, priority=Priority.VERIFY)
        self._store.replace(apply_positions(self._store.snapshot, read, stamp))
        return read

    async def _read_orders(self, account: str) -> OrdersRead | None:
        stamp = stamp_now(self._clock)
        try:
            read = await self._service.read_orders(account, priority=Priority.VERIFY)
        except ServiceFault:
            return None
        self._store.replace(apply_orders(self._store.snapshot, read, stamp))
        return read

    async def _is_up(self, account: str) -> bool:
        stamp = stamp_now(self._clock)
        try:
            found = await self._service.read_account(account, priority=Priority.VERIFY)
        except ServiceFault as fault:
            if fault.kind not in (FaultKind.NOT_FOUND, FaultKind.UNSUPPORTED, FaultKind.MALFORMED):
                raise
            return await self._is_listed(account)
        self._store.replace(note_life(self._store.snapshot, found, stamp))
        return is_up(found)

    async def _is_listed(self, account: str) -> bool:
        stamp = stamp_now(self._clock)
        read: AccountsRead = await self._service.read_accounts(priority=Priority.VERIFY)
        self._store.replace(apply_accounts(self._store.snapshot, read, stamp))
        return any(each.name.casefold() == account.casefold() and is_up(each) for each in read.accounts)


def evidence_from(scope: Scope, positions: PositionsRead, orders: OrdersRead | None) -> Evidence:
    """What two lists say about a scope. The caller vouches that NT8 was there to answer."""
    rows = orders_for(orders, scope)
    if scope.instrument is None:
        account = scope.account.casefold()
        held = tuple(each for each in positions.positions if each.key.account.casefold() == account)
        return Evidence(positions.complete, None, rows, held)
    key = PositionKey(scope.account, scope.instrument)
    found = next((each for each in positions.positions if key.same_as(*each.key)), None)
    if found is not None:
        return Evidence(True, found._replace(key=key), rows)
    return Evidence(positions.complete, None, rows)


def orders_for(read: OrdersRead | None, scope: Scope) -> tuple[WorkingOrder, ...] | None:
    """The listed orders of a scope; None when the list is not complete."""
    if read is None or not read.complete:
        return None
    return tuple(order for order in read.orders if scope.overlaps(Scope(*order.key)))


class Gatherer(Protocol):
    """Something that finds out what is true of a scope."""

    async def gather(self, scope: Scope) -> Answer:
        """Everything in the answer was read after this call began."""
        ...


async def bounded(reader: Gatherer, scope: Scope, seconds: float) -> Answer:
    """:meth:`Gatherer.gather`, given up after so many seconds."""
    try:
        async with asyncio.timeout(max(0.05, seconds)):
            return await reader.gather(scope)
    except TimeoutError:
        return Answer(Evidence(), ServiceFault(FaultKind.TIMEOUT, Effect.REFUSED))
