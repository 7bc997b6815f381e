"""The service's own highs: asked for sparingly, merged into the picture, and silent where there are none."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from typing import cast

import pytest

from ctpanel.domain.budget import Priority
from ctpanel.domain.faults import Effect, FaultKind, ServiceFault
from ctpanel.domain.snapshot import AccountRow
from ctpanel.domain.watermarks import Watermarks
from ctpanel.session.ports import Service
from ctpanel.session.store import Store
from ctpanel.session.watermark_reader import EVERY_S, PAUSE_S, PLENTY, WatermarkReader
from ctpanel.sim.scenarios import PROP_ACCOUNT
from tests.fakes.pictures import WALL, account, picture
from tests.session.rig import Rig, until

NAMES = ("Sim101", "Sim102")


class Walking:
    """Time passes by sleeping alone, at once."""

    def __init__(self) -> None:
        self.time_s = 0.0
        self.end_s = 1000.0

    def now(self) -> float:
        return self.time_s

    def wall(self) -> object:
        return WALL

    async def sleep(self, seconds: float) -> None:
        self.time_s += seconds
        if self.time_s > self.end_s:
            raise asyncio.CancelledError
        await asyncio.sleep(0)


class Highs:
    """Answers, or fails as told; keeps who was asked about and when."""

    def __init__(self, clock: Walking) -> None:
        self.clock = clock
        self.asked: list[tuple[float, str]] = []
        self.trouble: dict[str, FaultKind] = {}

    async def read_watermarks(self, account: str, *, priority: Priority = Priority.READ) -> Watermarks:
        assert priority is Priority.READ
        self.asked.append((self.clock.now(), account))
        if account in self.trouble:
            raise ServiceFault(self.trouble[account], Effect.REFUSED, "no")
        return Watermarks(account, net_liquidation_high=Decimal(1))


async def asked(trouble: dict[str, FaultKind] | None = None, budget: Callable[[], float] = lambda: 20.0) -> Highs:
    """What a reader asks in a thousand seconds."""
    clock = Walking()
    service = Highs(clock)
    service.trouble = trouble or {}
    store = Store(lambda _change: None)
    store.replace(picture((), [account(name) for name in NAMES]))
    reader = WatermarkReader(cast(Service, service), store, clock, budget)  # type: ignore[arg-type]
    lost: list[str] = []
    task = asyncio.ensure_future(reader.keep_asking(lambda what, _error: lost.append(what)))
    await asyncio.wait([task])
    assert lost == []
    return service


async def test_each_account_is_asked_now_and_then_and_never_two_at_once() -> None:
    times = (await asked()).asked
    assert [name for _at, name in times[:3]] == ["Sim101", "Sim102", "Sim101"]
    for name in NAMES:
        own = [at for at, each in times if each == name]
        assert own[0] <= 2 * PAUSE_S and all(later - at >= EVERY_S for at, later in pairwise(own))
    assert len({at for at, _name in times}) == len(times)


async def test_a_budget_that_others_need_is_left_alone() -> None:
    assert (await asked(budget=lambda: PLENTY - 1)).asked == []


async def test_an_account_without_highs_is_not_asked_again_but_others_are() -> None:
    names = [name for _at, name in (await asked({"Sim101": FaultKind.NOT_FOUND})).asked]
    assert names.count("Sim101") == 1 and names.count("Sim102") > 2


async def test_a_service_without_the_call_is_asked_once() -> None:
    assert len((await asked(dict.fromkeys(NAMES, FaultKind.UNSUPPORTED))).asked) == 1


async def test_other_trouble_is_tried_again_in_its_turn() -> None:
    names = [name for _at, name in (await asked(dict.fromkeys(NAMES, FaultKind.SERVER))).asked]
    assert names.count("Sim101") > 2


async def test_highs_stand_in_the_picture_and_stay_there(rig: Rig) -> None:
    panel = await rig.start()

    def prop() -> AccountRow:
        return panel.session.snapshot.accounts[PROP_ACCOUNT]

    await until(lambda: PROP_ACCOUNT in panel.session.snapshot.accounts and prop().marks is not None)
    high, before = prop().marks, prop().read_at
    assert high is not None and high.told.net_liquidation_high
    # Past the age of what the service answers from its cache, which would tell the accounts as they are known.
    rig.clock.jump(5.0)
    panel.session.refresh()
    await until(lambda: prop().read_at > before)
    assert prop().marks is not None


@pytest.mark.parametrize("kind", [FaultKind.UNAUTHORIZED, FaultKind.MALFORMED])
async def test_trouble_is_told_by_nobody(kind: FaultKind) -> None:
    await asked(dict.fromkeys(NAMES, kind))
