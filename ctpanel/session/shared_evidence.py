"""Evidence for many commands at once: one pair of lists of all accounts serves everybody who waits for news."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar

from ctpanel.domain.budget import Priority
from ctpanel.domain.faults import Effect, FaultKind, ServiceFault
from ctpanel.domain.ids import Scope
from ctpanel.domain.order import WorkingOrder
from ctpanel.domain.position import Position
from ctpanel.domain.reads import OrdersRead, PositionsRead
from ctpanel.domain.reconcile import apply_accounts, apply_positions, is_up
from ctpanel.domain.reconcile_orders import apply_orders
from ctpanel.domain.verifying import Evidence
from ctpanel.session.clock import Clock, stamp_now
from ctpanel.session.evidence import (
    BETWEEN_LOOKS_S,
    Answer,
    EvidenceReader,
    believed,
    evidence_from,
    of_both,
    orders_doubted,
)
from ctpanel.session.ports import BudgetGauge, Service
from ctpanel.session.shared_call import TOO_OLD, SharedCall
from ctpanel.session.store import Store

#: Seconds from one round to the next while commands spend the budget: up to five requests a round leave most to them.
ROUND_S: Final = 5.0
#: With so many requests left, nobody else wants them, and a round may begin after the short pause.
ENOUGH: Final = 6.0
SHORT_S: Final = 0.4
#: Seconds in which others may join before a round begins.
JOIN_S: Final = 0.15
#: Requests that the estimate must show before each read: the service may count one more than this program knows of.
MARGIN: Final = 2.0
#: So many scopes within a round's time may be read one by one; for more, shared lists are cheaper. Those that asked a
#: moment ago count too: in a long run one command asks while the others pause, and it is not alone for all that.
ALONE: Final = 2

Row = TypeVar("Row", Position, WorkingOrder)


@dataclass(slots=True)
class _Waiter:
    scope: Scope
    priority: Priority
    answer: asyncio.Future[Answer]


@dataclass(slots=True)
class _Lists:
    positions: PositionsRead
    orders: OrdersRead | None
    _held: dict[str, list[Position]] = field(init=False)
    _working: dict[str, list[WorkingOrder]] = field(init=False)

    def __post_init__(self) -> None:
        self._held = _by_account(self.positions.positions)
        self._working = _by_account(self.orders.orders if self.orders is not None else ())

    @property
    def named(self) -> frozenset[str]:
        """Accounts of which positions are listed, folded."""
        return frozenset(self._held)

    def about(self, scope: Scope) -> Evidence:
        """What they say about a scope. Many ask of the same long lists, so each is shown its own account only."""
        account = scope.account.casefold()
        positions = replace(self.positions, positions=tuple(self._held.get(account, ())))
        if self.orders is None:
            return evidence_from(scope, positions, None)
        return evidence_from(scope, positions, replace(self.orders, orders=tuple(self._working.get(account, ()))))


class SharedEvidence:
    """A :class:`ctpanel.session.evidence.Gatherer`. A few scopes are read one by one, more of them together.

    Everything in an answer was read after it was asked for: a round serves those who waited when it began. Proof that
    NT8 was there is the same as for one position: other rows of the account, or the account seen connected between
    two looks that both miss it. Of orders that were known, an empty list needs the account to be seen connected.
    """

    def __init__(self, service: Service, store: Store, clock: Clock, gauge: BudgetGauge) -> None:
        self._gauge = gauge
        self._alone = EvidenceReader(service, store, clock)
        self._service = service
        self._store = store
        self._clock = clock
        self._asked: dict[Scope, float] = {}
        self._waiting: list[_Waiter] = []
        self._turn = asyncio.Lock()
        self._last_round = float("-inf")
        self._shared = SharedCall(clock)

    async def gather(self, scope: Scope, priority: Priority = Priority.VERIFY) -> Answer:
        """Positions and working orders of an instrument or of an account, all read after this call began."""
        now = self._clock.now()
        self._asked = {each: at for each, at in self._asked.items() if now - at < ROUND_S} | {scope: now}
        if len(self._asked) <= ALONE or not self._shared.is_worth_a_try():
            return await self._alone.gather(scope, priority)
        answer = await self._together(scope, priority)
        if answer.fault is not None and answer.fault.kind in TOO_OLD:
            return await self._alone.gather(scope, priority)
        return answer

    async def gather_position(self, scope: Scope, priority: Priority = Priority.VERIFY) -> Answer:
        """See :meth:`EvidenceReader.gather_position`; nobody shares it."""
        return await self._alone.gather_position(scope, priority)

    async def _together(self, scope: Scope, priority: Priority) -> Answer:
        waiter = _Waiter(scope, priority, asyncio.get_running_loop().create_future())
        self._waiting.append(waiter)
        try:
            while not waiter.answer.done():
                # Whoever holds the turn reads for all; the others find their answer when they get it.
                async with self._turn:
                    if not waiter.answer.done():
                        await self._round()
        finally:
            if waiter in self._waiting:
                self._waiting.remove(waiter)
        return waiter.answer.result()

    async def _round(self) -> None:
        await self._clock.sleep(JOIN_S)
        while (since := self._clock.now() - self._last_round) < ROUND_S:
            if since >= SHORT_S and self._gauge.estimate() >= ENOUGH:
                break
            await self._clock.sleep(JOIN_S)
        self._last_round = self._clock.now()
        served, self._waiting = self._waiting, []
        try:
            answers = await self._read_for([each.scope for each in served], _most_urgent(served))
        except ServiceFault as fault:
            self._shared.was_refused(fault)
            answers = [Answer(Evidence(), fault) for _ in served]
        except BaseException:
            # The one who reads was called off: the others still wait, and the next of them reads.
            self._waiting = [*served, *self._waiting]
            raise
        for each, answer in zip(served, answers, strict=True):
            if not each.answer.done():
                each.answer.set_result(answer)

    async def _read_for(self, scopes: list[Scope], priority: Priority) -> list[Answer]:
        first = await self._lists(priority)
        found = {scope: first.about(scope) for scope in scopes}
        doubted = {scope for scope, each in found.items() if orders_doubted(self._store.snapshot, scope, each)}
        missing = {scope for scope, each in found.items() if _seems_flat(each)} | doubted
        if not missing:
            return [Answer(found[scope]) for scope in scopes]
        # That an account lists positions does not say that its empty list of orders is one.
        spoke = first.named - _accounts(doubted)
        up = await self._up(_accounts(missing) - spoke, priority) | spoke
        if not _accounts(missing) <= first.named:
            await self._clock.sleep(BETWEEN_LOOKS_S)
        second = await self._lists(priority)
        return [
            self._answer(scope, found[scope], second, up) if scope in missing else Answer(found[scope])
            for scope in scopes
        ]

    def _answer(self, scope: Scope, first: Evidence, second: _Lists, up: frozenset[str]) -> Answer:
        if scope.account.casefold() not in up:
            return Answer(Evidence(), ServiceFault(FaultKind.NT8_AWAY, Effect.REFUSED))
        both = of_both(first, second.about(scope))
        return Answer(believed(self._store.snapshot, scope, both))

    async def _room(self) -> None:
        while self._gauge.estimate() < MARGIN:
            await self._clock.sleep(JOIN_S)

    async def _lists(self, priority: Priority) -> _Lists:
        """Positions and then orders of all accounts, merged into the picture. Raises ServiceFault."""
        await self._room()
        stamp = stamp_now(self._clock)
        positions = await self._service.read_positions(priority=priority)
        self._store.replace(apply_positions(self._store.snapshot, positions, stamp))
        await self._room()
        stamp = stamp_now(self._clock)
        try:
            orders = await self._service.read_orders(priority=priority)
        except ServiceFault as fault:
            if fault.kind in TOO_OLD:
                raise
            return _Lists(positions, None)
        self._shared.worked()
        self._store.replace(apply_orders(self._store.snapshot, orders, stamp))
        return _Lists(positions, orders)

    async def _up(self, accounts: frozenset[str], priority: Priority) -> frozenset[str]:
        """Which of these accounts are listed with their broker link up."""
        if not accounts:
            return frozenset()
        await self._room()
        stamp = stamp_now(self._clock)
        read = await self._service.read_accounts(priority=priority)
        self._store.replace(apply_accounts(self._store.snapshot, read, stamp))
        return frozenset(each.name.casefold() for each in read.accounts if is_up(each)) & accounts


def _by_account(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    folded: dict[str, str] = {}
    for row in rows:
        name = row.key.account
        if name not in folded:
            folded[name] = name.casefold()
        found[folded[name]].append(row)
    return dict(found)


def _seems_flat(evidence: Evidence) -> bool:
    return evidence.position_known and evidence.position is None and not evidence.positions


def _accounts(scopes: Iterable[Scope]) -> frozenset[str]:
    return frozenset(scope.account.casefold() for scope in scopes)


def _most_urgent(waiting: list[_Waiter]) -> Priority:
    return Priority.VERIFY if any(each.priority is Priority.VERIFY for each in waiting) else Priority.READ
