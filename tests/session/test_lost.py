"""When the answer is lost: nothing is sent again, the outcome is unknown, and fresh reads tell the truth."""

from __future__ import annotations

import pytest

from ctpanel.domain.closing import Wanted
from ctpanel.domain.outcome import Outcome
from ctpanel.domain.refusal import Reason, Refusal
from tests.session.conftest import MakeRig
from tests.session.rig import MES, Rig

EXECUTED = [
    "lost-answer:close",
    "lost-answer:close:mode=hang",
    "cut-json:close",
    "bad-json:close",
    "deep-json:close",
    "huge-body:close",
    "slow-drip:close:seconds=30",
    "503:close:when=after",
    "408:close:when=after",
    "500:close:when=after",
    "latency:close:seconds=1.5",
]
NOT_EXECUTED = [
    "lost-request:close",
    "lost-request:close:mode=hang",
    "408:close",
    "500:close",
    "502:close",
    "html:close",
    "redirect:close",
]


@pytest.mark.parametrize("fault", EXECUTED)
async def test_an_executed_close_is_found_out(rig: Rig, fault: str) -> None:
    panel = await rig.start()
    rig.control.set_faults(fault)
    pressed = await panel.press(Wanted.contracts(1))
    await panel.until(lambda: panel.command(pressed).outcome is Outcome.VERIFIED_LEFT)
    assert "The answer was lost, but the close went through. 3 left, as planned." in str(panel.command(pressed).text)
    assert rig.net() == 3
    assert len(rig.closes()) == 1
    assert not panel.holds_lease(pressed)


@pytest.mark.parametrize("fault", NOT_EXECUTED)
async def test_a_close_that_was_not_executed_stays_unknown_and_keeps_others_back(rig: Rig, fault: str) -> None:
    panel = await rig.start()
    rig.control.set_faults(fault)
    ended = await panel.close(Wanted.all())
    assert ended.outcome is Outcome.UNKNOWN
    assert "Nothing is sent again. Nothing happened so far: still 4." in str(ended.text)
    assert ended.holds_lease and panel.holds_lease(ended.id)
    rig.control.clear_faults()
    refused = panel.session.close(await panel.plan(Wanted.all()))
    assert isinstance(refused, Refusal) and refused.reason is Reason.IN_FLIGHT
    assert "has no clear outcome" in str(refused.text) and "on its way" not in str(refused.text)
    assert rig.net() == 4 and len(rig.closes()) == 1
    told = await panel.session.give_up_lease(ended.id)
    assert "still 4" in str(told) and "You allowed a new close" in str(told)
    assert (await panel.close(Wanted.all())).outcome is Outcome.VERIFIED_FLAT
    assert len(rig.closes()) == 2


async def test_giving_up_finds_a_close_that_came_late(rig: Rig) -> None:
    panel = await rig.start()
    rig.control.set_faults("lost-answer:close", "delayed-execution:close:seconds=11")
    ended = await panel.close(Wanted.all())
    assert ended.outcome is Outcome.UNKNOWN
    await panel.until(lambda: rig.net() == 0)
    told = await panel.session.give_up_lease(ended.id)
    assert "the close went through" in str(told)
    assert panel.command(ended.id).outcome is Outcome.VERIFIED_FLAT
    assert len(rig.closes()) == 1


async def test_giving_up_while_it_is_on_its_way_changes_nothing(rig: Rig) -> None:
    panel = await rig.start()
    rig.control.set_faults("latency:close:seconds=0.3")
    pressed = await panel.press(Wanted.contracts(1))
    await panel.session.give_up_lease(pressed)
    assert panel.session.command_on(MES) is not None
    assert isinstance(panel.session.close(await panel.plan(Wanted.contracts(1))), Refusal)
    assert (await panel.ended(pressed)).outcome is Outcome.VERIFIED_LEFT
    assert len(rig.closes()) == 1


async def test_an_addon_that_goes_away_at_the_close_never_looks_flat(rig: Rig) -> None:
    panel = await rig.start()
    await panel.position()
    rig.control.set_faults("addon-away:close:seconds=600")
    ended = await panel.close(Wanted.all())
    assert ended.outcome is Outcome.UNKNOWN
    assert "could not be read" in str(ended.text)
    assert MES in panel.session.snapshot.positions
    rig.control.clear_faults()
    rig.control.addon_away(False)
    await panel.until(lambda: "still 4" in str(panel.command(ended.id).text))
    assert panel.command(ended.id).outcome is Outcome.UNKNOWN and rig.net() == 4


@pytest.mark.parametrize("which", ["orders", "*"])
async def test_empty_lists_while_the_addon_is_gone_never_verify(rig: Rig, which: str) -> None:
    """A closed NinjaTrader answers with empty lists; they prove neither a flat position nor that orders are gone."""
    panel = await rig.start()
    plan = await panel.plan(Wanted.all())
    rig.control.set_faults(f"empty-list:{which}", "lost-request:close", "503:GetAccount", "503:accounts")
    pressed = panel.session.close(plan)
    assert isinstance(pressed, str)
    ended = await panel.ended(pressed)
    assert ended.outcome is Outcome.UNKNOWN
    assert MES in panel.session.snapshot.positions


@pytest.mark.parametrize("kind", ["empty-list", "wrong-instrument"])
@pytest.mark.parametrize("scenario", ["calm", "single"])
async def test_one_wrong_answer_does_not_make_a_position_flat(make_rig: MakeRig, kind: str, scenario: str) -> None:
    rig = make_rig(scenario, rate_capacity=None)
    panel = await rig.start()
    plan = await panel.plan(Wanted.all())
    rig.control.set_faults("lost-request:close", f"{kind}:ListPositions:count=1", f"{kind}:ListOrders:count=1")
    pressed = panel.session.close(plan)
    assert isinstance(pressed, str)
    ended = await panel.ended(pressed)
    assert ended.outcome is Outcome.UNKNOWN, ended.text
    assert "still 4" in str(ended.text)


async def test_an_order_that_fills_between_two_reads_is_not_overlooked(rig: Rig) -> None:
    """A surviving stop opens the other side just after the read that showed the position flat."""
    panel = await rig.start()
    rig.control.set_faults("surviving-order:close", "latency:ListOrders:seconds=0.15")
    plan = await panel.plan(Wanted.all())
    stop = next(order.stop for order in rig.control.orders(*MES) if order.stop is not None)
    pressed = panel.session.close(plan)
    assert isinstance(pressed, str)
    await panel.until(lambda: rig.net() == 0)
    seen = len(rig.control.requests("ListOrders"))
    await panel.until(lambda: len(rig.control.requests("ListOrders")) > seen)
    rig.control.set_price("MES 12-25", stop, hold=True)
    assert rig.net() == -4
    ended = await panel.ended(pressed)
    assert ended.outcome is Outcome.PARTLY
    assert "changed its side" in str(ended.text)


async def test_a_market_order_under_way_is_not_done_even_when_the_number_fits(rig: Rig) -> None:
    """A stop brings the position to the planned size while the close itself has not filled yet."""
    panel = await rig.start()
    rig.control.set_faults("delayed-execution:close:seconds=8")
    pressed = await panel.press(Wanted.contracts(2))
    await panel.until(lambda: any(order.type == "Market" for order in rig.control.orders(*MES)))
    rig.control.place_order(*MES, "sell", 2)
    await panel.until(lambda: rig.net() == 2)
    await panel.until(lambda: rig.net() == 0)
    ended = await panel.ended(pressed)
    assert [step.outcome for step in panel.steps_of(pressed) if step.outcome] == [Outcome.PARTLY]
    assert "Flat, but 2 were expected to stay open." in str(ended.text)
