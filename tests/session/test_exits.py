"""Cancels, flattens, resizes and reversals: sent once, verified, with what the service really got and has left."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from ctpanel.domain.cancelling import (
    CancelAccountPlan,
    CancelOrderPlan,
    plan_cancel_account,
    plan_cancel_instrument,
    plan_cancel_order,
)
from ctpanel.domain.closing import Wanted, plan_close
from ctpanel.domain.command import Command
from ctpanel.domain.exit_lists import flattens_of_accounts
from ctpanel.domain.flattening import plan_flatten_account, plan_flatten_instrument, plan_reverse
from ctpanel.domain.ids import OrderId, PositionKey
from ctpanel.domain.order import WorkingOrder
from ctpanel.domain.outcome import Outcome
from ctpanel.domain.plan import CommandKind, Plan
from ctpanel.domain.refusal import Reason, Refusal
from ctpanel.domain.resizing import ResizePlan, plan_resize
from ctpanel.session.bulk import BulkState
from ctpanel.session.clock import SystemClock
from ctpanel.session.command_notices import post_other_row
from ctpanel.session.notices import NoticeBoard
from ctpanel.session.plan_record import plan_from, plan_record
from tests.fakes.pictures import close_plan, command, position
from tests.session.conftest import MakeRig
from tests.session.rig import MES, Panel, Rig

MNQ = PositionKey("Sim101", "MNQ 12-25")


async def orders_of(panel: Panel, key: PositionKey = MES) -> tuple[WorkingOrder, ...]:
    await panel.until(lambda: panel.session.snapshot.orders_of(key) is not None)
    return panel.session.snapshot.orders_of(key) or ()


async def send(panel: Panel, plan: Plan | Refusal) -> Command:
    assert not isinstance(plan, Refusal), plan
    taken = panel.session.send(plan)
    assert isinstance(taken, str), taken
    return await panel.ended(taken)


async def test_one_order_is_cancelled_and_its_group_with_it(rig: Rig) -> None:
    panel = await rig.start()
    orders = await orders_of(panel)
    ended = await send(panel, plan_cancel_order(orders[0]))
    assert ended.outcome is Outcome.VERIFIED_DONE, ended.text
    (request,) = rig.control.requests("Cancel")
    assert request.path == f"/v1/api/accounts/Sim101/orders/{orders[0].id}/cancel"
    assert "not working any more" in str(ended.text) and "Now: long 4." in str(ended.text)
    assert (rig.orders(MES), rig.orders(MNQ), rig.net()) == (0, 1, 4)


@pytest.mark.parametrize("kind", ["close", "flatten"])
async def test_an_answer_that_names_another_instrument_is_a_success_with_a_notice(rig: Rig, kind: str) -> None:
    panel = await rig.start()
    position = await panel.position()
    rig.control.set_faults(f"wrong-instrument:{kind}")
    plan = plan_close(position, Wanted.all()) if kind == "close" else plan_flatten_instrument(position)
    ended = await send(panel, plan)
    assert ended.outcome is Outcome.VERIFIED_FLAT, ended.text
    assert "warning The answer to the close of MES 12-25 in Sim101 shows Sim101 / " in panel.notices()
    assert any("reply names Sim101 / " in step.message for step in panel.journaled(ended.id).steps)


@pytest.mark.parametrize("kind", CommandKind)
def test_only_what_closes_is_called_a_close_when_the_answer_names_another(kind: CommandKind) -> None:
    board = NoticeBoard(SystemClock(), lambda: None)
    post_other_row(board, replace(command(close_plan(position())), kind=kind), "Sim101 / ES 12-25")
    (notice,) = board.notices
    closing = kind.value in ("close", "flatten instrument", "flatten account")
    assert [" close" in str(text) for text in (notice.what, notice.meaning)] == [closing, closing]


async def test_cancelling_an_instrument_names_it(rig: Rig) -> None:
    panel = await rig.start()
    ended = await send(panel, plan_cancel_instrument(MES, await orders_of(panel)))
    assert ended.outcome is Outcome.VERIFIED_DONE, ended.text
    (request,) = rig.control.requests("CancelOrders")
    assert json.loads(request.raw) == {"instrument": "MES 12-25"}
    assert (rig.orders(MES), rig.orders(MNQ), rig.net()) == (0, 1, 4)
    record = panel.journaled(ended.id)
    assert record.pressed.kind == "cancel orders of instrument"
    assert not panel.holds_lease(ended.id)


async def test_cancelling_an_account_leaves_other_accounts_alone(rig: Rig) -> None:
    panel = await rig.start()
    await orders_of(panel)
    book = panel.session.snapshot.orders["Sim101"]
    ended = await send(panel, plan_cancel_account("Sim101", book.orders))
    assert ended.outcome is Outcome.VERIFIED_DONE, ended.text
    assert (rig.orders(MES), rig.orders(MNQ)) == (0, 0)
    assert rig.orders(PositionKey("Sim102", "MGC 12-25")) == 2


async def test_a_lost_cancel_frees_the_position(make_rig: MakeRig) -> None:
    """Sending it twice can do no harm; a close must not wait for it."""
    rig = make_rig(rate_capacity=None)
    panel = await rig.start()
    orders = await orders_of(panel)
    rig.control.set_faults("lost-request:CancelOrders")
    ended = await send(panel, plan_cancel_instrument(MES, orders))
    assert ended.outcome is Outcome.UNKNOWN
    assert "2 working orders are still there" in str(ended.text)
    assert len(rig.control.requests("CancelOrders")) <= 1
    assert panel.session.command_on(MES) is None and not panel.holds_lease(ended.id)
    rig.control.clear_faults()
    assert (await panel.close(Wanted.all())).outcome is Outcome.VERIFIED_FLAT


async def test_flattening_an_instrument_is_verified_like_a_full_close(rig: Rig) -> None:
    panel = await rig.start()
    ended = await send(panel, plan_flatten_instrument(await panel.position()))
    assert ended.outcome is Outcome.VERIFIED_FLAT, ended.text
    (request,) = rig.control.requests("Flatten")
    assert request.path == "/v1/api/accounts/Sim101/positions/flatten"
    assert json.loads(request.raw) == {"instrument": "MES 12-25"}
    assert (rig.net(), rig.orders(), rig.net(MNQ)) == (0, 0, 3)


async def test_flattening_an_account_closes_all_of_it_and_nothing_else(rig: Rig) -> None:
    panel = await rig.start()
    await panel.position()
    held = [row.position for key, row in panel.session.snapshot.positions.items() if key.account == "Sim101"]
    ended = await send(panel, plan_flatten_account("Sim101", tuple(held)))
    assert ended.outcome is Outcome.VERIFIED_FLAT, ended.text
    assert (rig.net(), rig.net(MNQ), rig.orders(MES), rig.orders(MNQ)) == (0, 0, 0, 0)
    assert rig.net(PositionKey("Sim102", "MGC 12-25")) == -2
    (request,) = rig.control.requests("Flatten")
    assert request.path == "/v1/api/accounts/Sim101/positions/flatten" and json.loads(request.raw) == {}


async def with_an_entry(make_rig: MakeRig) -> tuple[Rig, Panel, Plan]:
    """An account without a position, an entry order in it, and what its way out was listed as."""
    rig = make_rig("flat", rate_capacity=None)
    rig.control.set_price(MES.instrument, Decimal(5800), hold=True)
    rig.control.place_order(*MES, "buy", 2, limit=Decimal(5700))
    panel = await rig.start()
    await panel.until(lambda: flattens_of_accounts(panel.session.snapshot, ["Sim101"]).listed)
    (listed,) = flattens_of_accounts(panel.session.snapshot, ["Sim101"]).listed
    assert listed.plan.kind is CommandKind.CANCEL_ACCOUNT
    return rig, panel, listed.plan


async def test_the_way_out_of_an_account_is_not_proven_when_its_entry_filled_meanwhile(make_rig: MakeRig) -> None:
    rig, panel, plan = await with_an_entry(make_rig)
    rig.control.set_price(MES.instrument, Decimal(5690), hold=True)
    ended = await send(panel, plan)
    assert rig.net() == 2
    assert ended.outcome is Outcome.NOT_VERIFIED
    assert "Still open: MES 12-25 long 2." in str(ended.text)


async def test_the_way_out_of_an_account_is_not_sent_once_a_position_is_seen_there(make_rig: MakeRig) -> None:
    """Cancelling alone would take away what protects it, and get nobody out."""
    rig, panel, plan = await with_an_entry(make_rig)
    rig.control.set_price(MES.instrument, Decimal(5690), hold=True)
    await panel.position()
    refused = panel.session.send(plan)
    assert isinstance(refused, Refusal) and refused.reason is Reason.CHANGED
    assert not rig.control.requests("CancelOrders")
    # Where it is not meant as the way out, it is the user's own choice.
    assert isinstance(panel.session.send(CancelAccountPlan((), "Sim101")), str)


async def test_the_way_out_of_an_account_without_a_position_is_proven(make_rig: MakeRig) -> None:
    _rig, panel, plan = await with_an_entry(make_rig)
    again = plan_from(plan.kind.value, plan_record(plan))
    assert isinstance(again, CancelAccountPlan) and again.way_out
    ended = await send(panel, plan)
    assert ended.outcome is Outcome.VERIFIED_DONE
    assert "No position and no working order left in this account." in str(ended.text)


async def test_an_entry_that_outlives_the_flatten_of_an_account_is_told(rig: Rig) -> None:
    panel = await rig.start()
    await panel.position()
    rig.control.place_order("Sim101", "MGC 12-25", "buy", 1, limit=Decimal("1000"))
    held = [row.position for key, row in panel.session.snapshot.positions.items() if key.account == "Sim101"]
    ended = await send(panel, plan_flatten_account("Sim101", tuple(held)))
    assert ended.outcome is Outcome.ORDERS_LEFT
    assert "1 working order is left" in str(ended.text)
    assert panel.session.command_on(MES) is None


async def test_an_account_under_a_flatten_takes_no_close(rig: Rig) -> None:
    panel = await rig.start()
    plan = await panel.plan(Wanted.all())
    flatten = plan_flatten_account("Sim101", (plan.position,))
    assert not isinstance(flatten, Refusal)
    taken = panel.session.send(flatten)
    assert isinstance(taken, str)
    refused = panel.session.close(plan)
    assert isinstance(refused, Refusal) and refused.reason is Reason.IN_FLIGHT
    held = panel.session.command_on(MES)
    assert held is not None and held.id == taken
    await panel.ended(taken)
    assert rig.closes() == []


async def test_a_reversal_is_verified_on_the_other_side(rig: Rig) -> None:
    panel = await rig.start()
    ended = await send(panel, plan_reverse(await panel.position()))
    assert ended.outcome is Outcome.VERIFIED_DONE, ended.text
    assert rig.net() == -4
    assert "Now: short 4." in str(ended.text)


async def hang_over(panel: Panel, rig: Rig) -> None:
    """The stop and target of 4 stay while 2 are closed."""
    assert (await panel.close(Wanted.contracts(2))).outcome is Outcome.VERIFIED_LEFT
    assert (rig.net(), rig.orders()) == (2, 2)


def stop_price(panel: Panel) -> Decimal:
    orders = panel.session.snapshot.orders_of(MES) or ()
    return next(each.stop_price for each in orders if each.stop_price is not None)


async def test_an_over_hang_that_is_ignored_turns_the_position_over(rig: Rig) -> None:
    panel = await rig.start()
    await hang_over(panel, rig)
    await orders_of(panel)
    rig.control.set_price("MES 12-25", stop_price(panel), hold=True)
    await panel.until(lambda: rig.net() == -2)


async def test_an_over_hang_that_is_resized_ends_flat(rig: Rig) -> None:
    panel = await rig.start()
    await hang_over(panel, rig)
    stop = stop_price(panel)
    plan = plan_resize(await panel.position(), await orders_of(panel))
    assert isinstance(plan, ResizePlan) and str(plan.button()) == "Resize to 2"
    ended = await send(panel, plan)
    assert ended.outcome is Outcome.VERIFIED_DONE, ended.text
    assert "Stop for 2, target for 2. Now: long 2." in str(ended.text)
    rig.control.set_price("MES 12-25", stop, hold=True)
    await panel.until(lambda: rig.net() == 0 and rig.orders() == 0)


async def test_a_resize_names_the_entry_that_it_also_kills(rig: Rig) -> None:
    panel = await rig.start()
    rig.control.place_order(*MES, "buy", 3, limit=Decimal("5000"))
    await hang_over_with_entry(panel, rig)
    plan = plan_resize(await panel.position(), await orders_of(panel))
    assert isinstance(plan, ResizePlan)
    assert str(plan.button()) == "Resize to 2, cancels the entry to buy 3 @ 5,000.00 too", plan.button()
    ended = await send(panel, plan)
    assert ended.outcome is Outcome.VERIFIED_DONE, ended.text
    assert rig.orders() == 2


async def hang_over_with_entry(panel: Panel, rig: Rig) -> None:
    assert (await panel.close(Wanted.contracts(2))).outcome is Outcome.VERIFIED_LEFT
    assert rig.orders() == 3


async def test_a_lost_resize_keeps_the_position_back(make_rig: MakeRig) -> None:
    """Late orders around a position that was closed meanwhile would open a new one."""
    rig = make_rig(rate_capacity=None)
    panel = await rig.start()
    orders = await orders_of(panel)
    plan = plan_resize(await panel.position(), orders)
    rig.control.set_faults("lost-request:CancelAndBracket")
    ended = await send(panel, plan)
    assert ended.outcome is Outcome.UNKNOWN
    assert panel.session.command_on(MES) is not None
    assert isinstance(panel.session.close(await panel.plan(Wanted.all())), Refusal)


@pytest.mark.parametrize("which", ["cancel", "account", "flatten", "resize", "reverse", "order"])
async def test_a_command_of_a_program_that_died_is_taken_over(rig: Rig, which: str) -> None:
    panel = await rig.start()
    position, orders = await panel.position(), await orders_of(panel)
    plans = {
        "cancel": plan_cancel_instrument(MES, orders),
        "order": plan_cancel_order(orders[0]),
        "account": plan_flatten_account("Sim101", (position,)),
        "flatten": plan_flatten_instrument(position),
        "resize": plan_resize(position, orders),
        "reverse": plan_reverse(position),
    }
    plan = plans[which]
    assert not isinstance(plan, Refusal)
    rig.control.set_faults("latency:commands:seconds=20")
    taken = panel.session.send(plan)
    assert isinstance(taken, str)
    await panel.until(lambda: panel.command(taken).stage.value == "sending")
    await rig.crash(panel)
    rig.control.clear_faults()
    again = await rig.start()
    await again.until(lambda: again.session.commands and not again.session.commands[0].is_running)
    (found,) = again.session.commands
    assert found.id == taken and found.recovered
    assert found.plan == plan or which in ("cancel", "order", "resize")
    assert (found.kind, found.plan.scope, found.plan.request()) == (plan.kind, plan.scope, plan.request())


async def test_orders_left_by_an_exit_elsewhere_are_told_once(rig: Rig) -> None:
    panel = await rig.start()
    await orders_of(panel)
    rig.control.place_order(*MES, "sell", 4)
    await panel.until(lambda: "No position is open, but 2 working orders are left" in panel.notices())
    (notice,) = panel.session.notices
    assert notice.count == 1
    ended = await send(panel, plan_cancel_instrument(MES, await orders_of(panel)))
    assert ended.outcome is Outcome.VERIFIED_DONE
    await panel.until(lambda: not panel.session.notices)


async def test_a_full_close_of_ours_leaves_no_such_notice(rig: Rig) -> None:
    panel = await rig.start()
    assert (await panel.close(Wanted.all())).outcome is Outcome.VERIFIED_FLAT
    seen = rig.clock.now()
    await panel.until(lambda: rig.clock.now() > seen + 12)
    assert panel.session.notices == ()


async def test_an_old_add_on_is_known_not_to_resize(make_rig: MakeRig) -> None:
    rig = make_rig(rate_capacity=None, old_addon=True)
    panel = await rig.start()
    ended = await send(panel, plan_resize(await panel.position(), await orders_of(panel)))
    assert ended.outcome is Outcome.REFUSED
    assert "too old" in str(ended.text) and "Nothing was changed" in str(ended.text)
    assert not panel.session.can_resize
    assert panel.session.command_on(MES) is None and rig.orders() == 2


@pytest.mark.parametrize("which", ["resize", "reverse"])
async def test_what_could_open_a_position_is_not_sent_for_one_that_is_old_or_another(rig: Rig, which: str) -> None:
    panel = await rig.start()
    seen, orders = await panel.position(), await orders_of(panel)
    plan = plan_reverse(seen) if which == "reverse" else plan_resize(seen, orders)
    assert not isinstance(plan, Refusal)
    rig.control.place_order("Sim101", "MES 12-25", "sell", 1)
    await panel.until(lambda: panel.session.snapshot.positions[MES].position.quantity == 3)
    refused = panel.session.send(plan)
    assert isinstance(refused, Refusal) and refused.reason is Reason.CHANGED
    rig.control.place_order("Sim101", "MES 12-25", "buy", 1)
    await panel.until(lambda: panel.session.snapshot.positions[MES].position.quantity == 4)
    rig.clock.jump(60.0)
    refused = panel.session.send(plan)
    assert isinstance(refused, Refusal) and "not read just now" in str(refused.text)
    assert not [record for record in rig.control.requests() if record.method != "GET"]
    way_out = plan_flatten_instrument(seen)
    assert not isinstance(way_out, Refusal)
    assert isinstance(panel.session.send(way_out), str), "a way out is not refused for its age"


async def test_what_no_request_can_say_is_refused_and_the_rest_of_the_list_is_sent(rig: Rig) -> None:
    """Ids and prices come from the service: some cannot stand in a path, some do not make a bracket."""
    panel = await rig.start()
    seen, orders = await panel.position(), await orders_of(panel)
    odd = CancelOrderPlan((orders[0]._replace(id=OrderId("AB.12/7")),))
    crossed = ResizePlan(seen, orders, stop=Decimal(6000), target=Decimal(5000))
    run = panel.session.send_all([odd, crossed, CancelOrderPlan(orders[:1])])
    await panel.until(lambda: run.state is BulkState.SENT)
    first, second, sent = run.results
    for each in (first, second):
        assert isinstance(each, Refusal) and "nothing was sent" in str(each.text)
    assert isinstance(sent, str)
    assert (await panel.ended(sent)).outcome is Outcome.VERIFIED_DONE


async def test_what_was_to_flatten_a_long_does_not_flatten_the_short_that_it_has_become(rig: Rig) -> None:
    """In a long list minutes may go by between the press and a row's turn."""
    panel = await rig.start()
    long, plan = await panel.position(), plan_flatten_instrument(await panel.position())
    assert not isinstance(plan, Refusal)
    rig.control.place_order("Sim101", "MES 12-25", "sell", 6)
    await panel.until(lambda: panel.session.snapshot.positions[MES].position.side is long.side.opposite)
    refused = panel.session.send(plan)
    assert isinstance(refused, Refusal) and refused.reason is Reason.CHANGED
    short = plan_flatten_instrument(panel.session.snapshot.positions[MES].position)
    assert not isinstance(short, Refusal)
    assert (await send(panel, short)).outcome is Outcome.VERIFIED_FLAT
    assert len(rig.control.requests("Flatten")) == 1
