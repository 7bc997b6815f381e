"""The one read before a press on a row that is too old: what it costs, and what it proves."""

from __future__ import annotations

from ctpanel.domain.closing import Wanted
from ctpanel.domain.outcome import Outcome
from tests.session.rig import MES, Rig


def asked(rig: Rig) -> list[str]:
    return [api for api in ("ListPositions", "ListOrders", "GetAccount") for _ in rig.control.requests(api)]


async def test_a_position_that_is_open_takes_one_request(rig: Rig) -> None:
    panel = await rig.start()
    await panel.position()
    read = await panel.session.read_fresh(MES, with_orders=False)
    assert read.position is not None and read.position.quantity == 4
    assert asked(rig) == ["ListPositions"]


async def test_with_its_orders_it_takes_two(rig: Rig) -> None:
    panel = await rig.start()
    await panel.position()
    read = await panel.session.read_fresh(MES)
    assert read.position is not None and read.orders is not None and len(read.orders) == 2
    assert asked(rig) == ["ListPositions", "ListOrders"]


async def test_that_it_is_gone_is_never_said_by_one_request(rig: Rig) -> None:
    panel = await rig.start()
    assert (await panel.close(Wanted.all())).outcome is Outcome.VERIFIED_FLAT
    before = len(asked(rig))
    read = await panel.session.read_fresh(MES, with_orders=False)
    assert read.position is None and read.fault is None
    assert len(asked(rig)) - before > 2


async def test_while_the_add_on_is_away_nothing_is_said(rig: Rig) -> None:
    panel = await rig.start()
    await panel.position()
    rig.control.set_faults("addon-away:ListPositions:seconds=5")
    read = await panel.session.read_fresh(MES, with_orders=False)
    assert read.fault is not None and read.position is None
