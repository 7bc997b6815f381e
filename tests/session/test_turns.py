"""Account by account: who comes first, and after how many failures the rest is left for the next turn."""

from __future__ import annotations

import pytest

from ctpanel.domain.faults import Effect, FaultKind, ServiceFault
from ctpanel.session.store import Store
from ctpanel.session.turns import AccountTurns
from tests.fakes.pictures import account, picture, position
from tests.fakes.scripted_session import InstantClock

NAMES = ("A", "B", "C", "D", "E", "F")


class Ticking(InstantClock):
    """A second is over whenever somebody looks."""

    time_s = 0.0

    def now(self) -> float:
        self.time_s += 1.0
        return self.time_s


class Asked:
    """Reads that fail for some accounts; keeps who was asked."""

    def __init__(self, **faults: FaultKind) -> None:
        self.faults = faults
        self.names: list[str] = []
        store = Store(lambda change: None)
        store.replace(picture([position(account="E")], [account(name) for name in NAMES]))
        self.turns = AccountTurns(store, Ticking())

    async def read(self, name: str) -> None:
        self.names.append(name)
        if name in self.faults:
            raise ServiceFault(self.faults[name], Effect.REFUSED)

    async def turn(self) -> FaultKind | None:
        self.names.clear()
        try:
            await self.turns.each(self.read)
        except ServiceFault as fault:
            return fault.kind
        return None


async def test_accounts_with_positions_come_first_and_then_who_waited_longest() -> None:
    asked = Asked()
    assert await asked.turn() is None and asked.names == ["E", "A", "B", "C", "D", "F"]
    assert await asked.turn() is None and asked.names == ["E", "A", "B", "C", "D", "F"]


@pytest.mark.parametrize("kind", [FaultKind.TIMEOUT, FaultKind.NO_NETWORK, FaultKind.RATE_LIMITED])
async def test_trouble_of_the_link_is_not_asked_about_account_by_account(kind: FaultKind) -> None:
    asked = Asked(A=kind)
    assert await asked.turn() is kind and asked.names == ["E", "A"]
    asked.faults = {}
    assert await asked.turn() is None and asked.names == ["E", "B", "C", "D", "F", "A"]


async def test_trouble_of_one_account_keeps_no_other_waiting() -> None:
    asked = Asked(A=FaultKind.SERVER, B=FaultKind.SERVER, D=FaultKind.SERVER)
    assert await asked.turn() is FaultKind.SERVER and asked.names == ["E", "A", "B", "C", "D", "F"]


async def test_three_accounts_in_a_row_without_an_answer_mean_that_it_is_not_the_accounts() -> None:
    asked = Asked(A=FaultKind.SERVER, B=FaultKind.SERVER, C=FaultKind.SERVER)
    assert await asked.turn() is FaultKind.SERVER and asked.names == ["E", "A", "B", "C"]
