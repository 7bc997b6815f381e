"""A cancel in doubt keeps nobody back, but it is looked for until the truth can be told, as a close is."""

from __future__ import annotations

import json

from ctpanel.domain.cancelling import plan_cancel_account, plan_cancel_instrument
from ctpanel.domain.ids import CommandId
from ctpanel.domain.order import WorkingOrder
from ctpanel.domain.outcome import Outcome
from ctpanel.domain.plan import Plan
from ctpanel.domain.refusal import Refusal
from tests.session.rig import MES, Panel, Rig


async def orders_of(panel: Panel) -> tuple[WorkingOrder, ...]:
    await panel.until(lambda: panel.session.snapshot.orders_of(MES))
    return panel.session.snapshot.orders_of(MES) or ()


def sent(panel: Panel, plan: Plan | Refusal) -> CommandId:
    assert not isinstance(plan, Refusal)
    taken = panel.session.send(plan)
    assert not isinstance(taken, Refusal), taken
    return taken


async def test_what_could_not_be_read_in_time_is_told_later(rig: Rig) -> None:
    panel = await rig.start()
    plan = plan_cancel_instrument(MES, await orders_of(panel))
    rig.control.set_faults("lost-answer:cancel", "503:orders")
    pressed = sent(panel, plan)
    ended = await panel.ended(pressed)
    assert ended.outcome is Outcome.UNKNOWN and "could not be read" in str(ended.text)
    rig.control.clear_faults()
    await panel.until(lambda: panel.command(pressed).outcome is Outcome.VERIFIED_DONE)
    assert "The answer was lost, but it was carried out." in str(panel.command(pressed).text)
    assert "UNKNOWN" not in panel.notices()
    assert panel.journaled(pressed).outcome == Outcome.VERIFIED_DONE.value
    assert len(rig.control.requests("CancelOrders")) == 1


async def test_the_journal_tells_the_position_that_was_protected(rig: Rig) -> None:
    """What a cancel takes the protection of is what a dispute about it is over."""
    panel = await rig.start()
    one = plan_cancel_instrument(MES, await orders_of(panel))
    whole = plan_cancel_account(MES.account, panel.session.snapshot.orders[MES.account].orders)
    for plan, held in ((one, ["long 4"]), (whole, ["long 4", "long 3"])):
        pressed = sent(panel, plan)
        await panel.ended(pressed)
        before = json.loads(panel.journaled(pressed).pressed.position_before or "{}")["positions"]
        assert [f"{each['side']} {each['quantity']}" for each in before] == held


async def test_a_cancel_that_a_crash_left_open_is_read_after_the_restart(rig: Rig) -> None:
    panel = await rig.start()
    plan = plan_cancel_instrument(MES, await orders_of(panel))
    rig.control.set_faults("latency:cancel:seconds=0.3")
    pressed = sent(panel, plan)
    await panel.until(lambda: rig.control.requests("CancelOrders"))
    await rig.crash(panel)
    rig.control.clear_faults()
    later = await rig.start()
    await later.until(lambda: later.command(pressed).outcome is Outcome.VERIFIED_DONE)
    assert not later.holds_lease(pressed)
    assert len(rig.control.requests("CancelOrders")) == 1


async def test_orders_that_stay_are_told_once_they_can_be_read(rig: Rig) -> None:
    panel = await rig.start()
    plan = plan_cancel_instrument(MES, await orders_of(panel))
    rig.control.set_faults("lost-request:cancel", "503:orders")
    pressed = sent(panel, plan)
    await panel.ended(pressed)
    rig.control.clear_faults()
    await panel.until(lambda: "2 working orders are still there." in str(panel.command(pressed).text))
    assert panel.command(pressed).outcome is Outcome.UNKNOWN and panel.session.command_on(MES) is None


async def test_a_second_cancel_takes_the_place_of_the_first(rig: Rig) -> None:
    """Nobody is told twice, by two watches, of what both are about."""
    panel = await rig.start()
    book = (await orders_of(panel)) and panel.session.snapshot.orders[MES.account]
    assert book
    rig.control.set_faults("lost-request:cancel:count=1")
    first = sent(panel, plan_cancel_account(MES.account, book.orders))
    assert (await panel.ended(first)).outcome is Outcome.UNKNOWN
    second = sent(panel, plan_cancel_account(MES.account, book.orders))
    assert (await panel.ended(second)).outcome is Outcome.VERIFIED_DONE
    begin = panel.session.now()
    await panel.until(lambda: panel.session.now() - begin > 20)
    assert panel.command(first).outcome is Outcome.UNKNOWN
