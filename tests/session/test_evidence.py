"""What two looks at a position prove, answer by answer."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import pytest

from ctpanel.domain.account import Account, ConnectionStatus
from ctpanel.domain.budget import Priority
from ctpanel.domain.faults import Effect, FaultKind, ServiceFault
from ctpanel.domain.ids import PositionKey, Scope
from ctpanel.domain.order import WorkingOrder
from ctpanel.domain.position import Position
from ctpanel.domain.reads import AccountsRead, OrdersRead, PositionsRead
from ctpanel.domain.snapshot import OrderBook, Presence, Snapshot
from ctpanel.domain.verifying import Evidence
from ctpanel.session import shared_evidence
from ctpanel.session.clock import SystemClock, stamp_now
from ctpanel.session.evidence import Answer, EvidenceReader
from ctpanel.session.ports import Service
from ctpanel.session.shared_evidence import SharedEvidence
from ctpanel.session.store import Store
from tests.fakes.pictures import MES, order, position

OTHER = position()._replace(key=PositionKey(MES.account, "MNQ 12-25"))
UP = Account(MES.account, connection=ConnectionStatus.CONNECTED)
DOWN = Account(MES.account, connection=ConnectionStatus.CONNECTION_LOST)
GONE = ServiceFault(FaultKind.NOT_FOUND, Effect.REFUSED)
BROKEN = ServiceFault(FaultKind.SERVER, Effect.REFUSED)


class Scripted:
    """Answers in the order of a script; a fault in it is raised."""

    def __init__(self, *answers: object) -> None:
        self._answers = list(answers)

    async def _next(self) -> Any:
        answer = self._answers.pop(0)
        if isinstance(answer, ServiceFault):
            raise answer
        return answer

    async def read_positions(self, account: str | None = None, *, priority: Priority = Priority.READ) -> PositionsRead:
        return cast(PositionsRead, await self._next())

    async def read_orders(self, account: str | None = None, *, priority: Priority = Priority.READ) -> OrdersRead:
        return cast(OrdersRead, await self._next())

    async def read_account(self, account: str, *, priority: Priority = Priority.READ) -> Account:
        return cast(Account, await self._next())

    async def read_accounts(self, *, priority: Priority = Priority.READ) -> AccountsRead:
        return cast(AccountsRead, await self._next())

    @property
    def left(self) -> int:
        return len(self._answers)


def held(*rows: Position, unreadable: int = 0) -> PositionsRead:
    return PositionsRead(rows, MES.account, unreadable)


def resting(*rows: WorkingOrder, unreadable: int = 0) -> OrdersRead:
    return OrdersRead(rows, MES.account, unreadable)


class NoWait(SystemClock):
    """Pauses take no time."""

    async def sleep(self, seconds: float) -> None:
        return


async def seen(*answers: object, known: tuple[WorkingOrder, ...] = ()) -> Answer:
    """What the answers prove to a program that knew these orders of the account before."""
    service = Scripted(*answers)
    store = Store(lambda change: None)
    clock = NoWait()
    store.replace(Snapshot(orders={MES.account: OrderBook(known, stamp_now(clock), True)}, presence=Presence.PRESENT))
    answer = await EvidenceReader(cast(Service, service), store, clock).gather(Scope(*MES))
    assert service.left == 0
    return answer


STOP = order()
FLAT = Evidence(True, None, ())
UNKNOWN = Evidence(False, None, None)


@pytest.mark.parametrize(
    ("answers", "evidence"),
    [
        ([held(position()), resting(STOP)], Evidence(True, position(), (STOP,))),
        ([held(position()), BROKEN], Evidence(True, position(), None)),
        ([held(position()), resting(unreadable=1)], Evidence(True, position(), None)),
        ([held(unreadable=1), resting()], Evidence(False, None, ())),
        # Missed twice beside another row, or with the account seen up in between.
        ([held(OTHER), resting(), held(OTHER), resting()], FLAT),
        ([held(), resting(), UP, held(), resting()], FLAT),
        ([held(), resting(), GONE, AccountsRead((UP,)), held(), resting()], FLAT),
        # Nothing says that NT8 was there.
        ([held(), resting(), DOWN], UNKNOWN),
        ([held(), resting(), GONE, AccountsRead(())], UNKNOWN),
        ([held(), resting(), GONE, AccountsRead((DOWN,))], UNKNOWN),
        ([held(), resting(), BROKEN], UNKNOWN),
        # The second look knows better.
        ([held(OTHER), resting(), held(OTHER, position()), resting()], Evidence(True, position(), ())),
        ([held(OTHER), resting(), held(OTHER, unreadable=1), resting()], Evidence(False, None, ())),
        ([held(OTHER), resting(), BROKEN], UNKNOWN),
        # An order that either look saw may have filled since; one that could not be read is not gone.
        ([held(OTHER), resting(STOP), held(OTHER), resting()], Evidence(True, None, (STOP,))),
        ([held(OTHER), resting(), held(OTHER), resting(STOP)], Evidence(True, None, (STOP,))),
        ([held(OTHER), BROKEN, held(OTHER), resting()], Evidence(True, None, None)),
        ([held(OTHER), BROKEN, held(OTHER), resting(STOP)], Evidence(True, None, None)),
        ([held(OTHER), resting(), held(OTHER), resting(unreadable=1)], Evidence(True, None, None)),
    ],
)
async def test_what_the_answers_prove(answers: list[object], evidence: Evidence) -> None:
    answer = await seen(*answers)
    assert answer.evidence == evidence
    assert (answer.fault is not None) == (evidence == UNKNOWN)


async def test_the_same_instrument_of_another_month_or_account_is_another_position() -> None:
    later = position()._replace(key=PositionKey(MES.account, "MES 03-26"))
    answer = await seen(held(later), resting(), held(later), resting())
    assert answer.evidence == FLAT
    shouted = position()._replace(key=PositionKey(MES.account.upper(), MES.instrument))
    assert (await seen(held(shouted), resting())).evidence.position == position()
    assert (await seen(held(shouted._replace(quantity=2), position()), resting())).evidence.position == position()


async def test_a_list_that_writes_the_contract_in_another_way_does_not_say_flat_or_clean() -> None:
    for spelled in ("MES DEC25", "mes 12-25", "MESZ25", "MESZ5"):
        key = PositionKey(MES.account, spelled)
        answer = await seen(held(position()._replace(key=key)), resting(STOP._replace(key=key)))
        assert answer.evidence == Evidence(False, None, (STOP._replace(key=key),)), spelled


@pytest.mark.parametrize(
    ("answers", "evidence"),
    [
        ([held(OTHER), resting(), UP, held(OTHER), resting()], FLAT),
        ([held(position()), resting(), UP, held(position()), resting()], Evidence(True, position(), ())),
        ([held(position()), resting(), DOWN], UNKNOWN),
        ([held(OTHER), resting(), DOWN], UNKNOWN),
    ],
)
async def test_orders_that_were_known_are_gone_only_when_the_account_shows_life(
    answers: list[object], evidence: Evidence
) -> None:
    assert (await seen(*answers, known=(STOP,))).evidence == evidence


class HandClock(SystemClock):
    """Time passes by sleeping only, and a little with every read."""

    def __init__(self) -> None:
        self.at = 0.0

    def now(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.at += seconds
        await asyncio.sleep(0)


class JustStarted:
    """An NT8 that is connected, and knows its positions half a second after it was first asked."""

    def __init__(self, clock: HandClock, *held: Position) -> None:
        self._clock = clock
        self._held = held
        self._began: float | None = None

    async def read_positions(self, account: str | None = None, *, priority: Priority = Priority.READ) -> PositionsRead:
        self._clock.at += 0.02
        self._began = self._clock.at if self._began is None else self._began
        return PositionsRead(self._held if self._clock.at - self._began >= 0.5 else (), account)

    async def read_orders(self, account: str | None = None, *, priority: Priority = Priority.READ) -> OrdersRead:
        return OrdersRead((), account)

    async def read_account(self, account: str, *, priority: Priority = Priority.READ) -> Account:
        return Account(account, connection=ConnectionStatus.CONNECTED)

    async def read_accounts(self, *, priority: Priority = Priority.READ) -> AccountsRead:
        return AccountsRead((UP,))


class Full:
    """A purse that is never empty."""

    def estimate(self) -> float:
        return 20.0


@pytest.mark.parametrize("alone", [1, 0], ids=["asked alone", "with shared lists"])
async def test_an_nt8_that_has_just_started_is_not_flat(alone: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_evidence, "ALONE", alone)
    clock, store = HandClock(), Store(lambda change: None)
    store.replace(Snapshot(orders={MES.account: OrderBook((), stamp_now(clock), True)}, presence=Presence.PRESENT))
    reader = SharedEvidence(cast(Service, JustStarted(clock, position())), store, clock, Full())
    assert (await reader.gather(Scope(*MES))).evidence.position == position()


async def test_shared_lists_ask_for_life_where_known_orders_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """That the account lists positions says nothing about its orders."""
    monkeypatch.setattr(shared_evidence, "ALONE", 0)
    clock, store = NoWait(), Store(lambda change: None)
    store.replace(Snapshot(orders={MES.account: OrderBook((STOP,), stamp_now(clock), True)}, presence=Presence.PRESENT))
    service = Scripted(held(position()), resting(), AccountsRead((UP,)), held(position()), resting())
    answer = await SharedEvidence(cast(Service, service), store, clock, Full()).gather(Scope(*MES))
    assert answer.evidence == Evidence(True, position(), ()) and service.left == 0


async def test_shared_lists_say_nothing_of_an_account_that_is_not_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_evidence, "ALONE", 0)
    clock, store = NoWait(), Store(lambda change: None)
    store.replace(Snapshot(orders={MES.account: OrderBook((), stamp_now(clock), True)}, presence=Presence.PRESENT))
    service = Scripted(held(), resting(), AccountsRead((DOWN,)), held(), resting())
    answer = await SharedEvidence(cast(Service, service), store, clock, Full()).gather(Scope(*MES))
    assert answer.evidence == UNKNOWN and answer.fault is not None


class OnceSilent(Scripted):
    """The first list does not come."""

    def __init__(self, *answers: object) -> None:
        super().__init__(*answers)
        self.asked = asyncio.Event()

    async def read_positions(self, account: str | None = None, *, priority: Priority = Priority.READ) -> PositionsRead:
        if not self.asked.is_set():
            self.asked.set()
            await asyncio.Event().wait()
        return await super().read_positions(account, priority=priority)


async def test_whoever_waits_is_served_although_the_one_who_read_gave_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_evidence, "ALONE", 0)
    service = OnceSilent(held(position()), resting(STOP))
    reader = SharedEvidence(cast(Service, service), Store(lambda change: None), HandClock(), Full())
    first, second = (asyncio.ensure_future(reader.gather(Scope(*MES))) for _ in range(2))
    await service.asked.wait()
    first.cancel()
    async with asyncio.timeout(5):
        assert (await second).evidence == Evidence(True, position(), (STOP,))
