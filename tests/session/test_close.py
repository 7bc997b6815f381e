"""A close from the press to its outcome, with what the service really got and what is really left."""

from __future__ import annotations

import json

import pytest

from ctpanel.domain.closing import ClosePlan, Wanted, plan_close
from ctpanel.domain.ids import PositionKey
from ctpanel.domain.outcome import Outcome, Stage
from ctpanel.domain.refusal import Reason, Refusal
from ctpanel.sim.desk import Pace
from tests.session.conftest import MakeRig
from tests.session.rig import MES, Rig


@pytest.mark.parametrize(
    ("wanted", "body", "left"),
    [
        (Wanted.contracts(1), b'{"instrument":"MES 12-25","quantity":1}', 3),
        (Wanted.percent(50), b'{"instrument":"MES 12-25","percent":0.5}', 2),
        (Wanted.percent(51), None, 1),
        (Wanted.all(), b'{"instrument":"MES 12-25"}', 0),
    ],
)
async def test_each_form_closes_what_it_says(rig: Rig, wanted: Wanted, body: bytes | None, left: int) -> None:
    panel = await rig.start()
    ended = await panel.close(wanted)
    assert ended.outcome is (Outcome.VERIFIED_LEFT if left else Outcome.VERIFIED_FLAT), ended.text
    assert isinstance(ended.plan, ClosePlan)
    assert rig.net() == left == ended.plan.remaining
    (request,) = rig.closes()
    assert request.path == "/v1/api/accounts/Sim101/positions/close"
    if body is not None:
        assert request.raw == body
    else:
        assert list(json.loads(request.raw)) == ["instrument", "percent"]
    assert rig.orders() == (2 if left else 0)
    assert rig.net(PositionKey("Sim101", "MNQ 12-25")) == 3


async def test_every_stage_is_announced_and_journaled(rig: Rig) -> None:
    panel = await rig.start()
    ended = await panel.close(Wanted.all())
    stages = [step.stage for step in panel.steps_of(ended.id)]
    assert stages == [
        Stage.PRESSED,
        Stage.JOURNALED,
        Stage.SENDING,
        Stage.ACCEPTED,
        Stage.VERIFYING,
        Stage.DONE,
    ]
    record = panel.journaled(ended.id)
    words = [step.step.value for step in record.steps if step.step.value != "verifying-read"]
    assert words == ["pressed", "sending", "accepted", "outcome"]
    assert record.outcome == "VERIFIED flat and clean"
    assert not panel.holds_lease(ended.id)
    assert json.loads(record.steps[1].request or "") == {
        "call": "ClosePosition",
        "account": "Sim101",
        "body": {"instrument": "MES 12-25"},
    }
    assert ended.elapsed_s is not None and 0 < ended.elapsed_s < 10
    assert panel.session.command_on(MES) is None


async def test_an_order_that_survives_the_flatten_is_told(rig: Rig) -> None:
    panel = await rig.start()
    rig.control.set_faults("surviving-order:close")
    ended = await panel.close(Wanted.all())
    assert ended.outcome is Outcome.ORDERS_LEFT
    assert (rig.net(), rig.orders()) == (0, 1)
    assert "Flat, but 1 working order is left" in str(ended.text)
    assert "money" in panel.notices() and "Cancel the working orders" in panel.notices()
    assert panel.session.command_on(MES) is None


async def test_a_fill_that_stops_halfway_is_partly(rig: Rig) -> None:
    panel = await rig.start()
    rig.control.set_faults("partial-fill:close")
    rig.server.engine.world.desk.pace = Pace(fill_s=(2.0, 2.0))
    pressed = await panel.press(Wanted.contracts(3))
    await panel.until(lambda: rig.net() == 2)
    order = next(each for each in rig.control.orders(*MES) if each.type == "Market")
    _cancel(rig, order.id)
    ended = await panel.ended(pressed)
    assert ended.outcome is Outcome.PARTLY, ended.text
    assert "2 left, 1 expected" in str(ended.text)
    assert panel.session.command_on(MES) is not None
    # The rest goes by another hand: what is planned comes true, and the command says so.
    rig.control.place_order(*MES, "sell", 1)
    rig.control.advance(5.0)
    await panel.until(lambda: panel.command(pressed).outcome is Outcome.VERIFIED_LEFT)
    assert panel.session.command_on(MES) is None


async def test_an_accepted_order_that_is_rejected_is_not_verified(rig: Rig) -> None:
    panel = await rig.start()
    rig.control.set_faults("rejected-order:close")
    ended = await panel.close(Wanted.contracts(2))
    assert ended.outcome is Outcome.NOT_VERIFIED
    assert rig.net() == 4
    assert "Accepted, but not seen to be done within 10" in str(ended.text)
    assert "Now: long 4. Expected 2. Look in NinjaTrader now." in str(ended.text)
    assert ended.holds_lease and panel.holds_lease(ended.id)
    assert len(rig.closes()) == 1


async def test_a_flatten_that_is_rejected_after_its_cancels_says_that_nothing_protects_the_position(rig: Rig) -> None:
    panel = await rig.start()
    await panel.until(lambda: panel.session.snapshot.orders_of(MES))
    rig.control.set_faults("rejected-order:close")
    ended = await panel.close(Wanted.all())
    assert (ended.outcome, rig.net(), rig.orders()) == (Outcome.NOT_VERIFIED, 4, 0)
    assert "Now: long 4. No working order is left to protect it. Expected none." in str(ended.text)
    assert "No working order is left to protect it." in panel.notices()


async def test_a_late_fill_settles_the_command_after_all(rig: Rig) -> None:
    panel = await rig.start()
    rig.control.set_faults("delayed-execution:close:seconds=14")
    ended = await panel.close(Wanted.contracts(2))
    assert ended.outcome is Outcome.NOT_VERIFIED
    await panel.until(lambda: panel.command(ended.id).outcome is Outcome.VERIFIED_LEFT)
    assert rig.net() == 2
    assert not panel.holds_lease(ended.id)
    assert "NOT VERIFIED" not in panel.notices()
    assert len(rig.closes()) == 1


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("400:close", "Bad request"),
        ("401:close", "does not accept this token"),
        ("403:close", "plan does not include API access"),
        ("429:close", "request limit"),
        ("429:close", "Press again in a moment"),
        ("ok-false:close", "The broker refused this."),
    ],
)
async def test_a_refusal_is_told_in_the_services_words(rig: Rig, fault: str, words: str) -> None:
    panel = await rig.start()
    rig.control.set_faults(fault)
    ended = await panel.close(Wanted.all())
    assert ended.outcome is Outcome.REFUSED
    assert words in str(ended.text) and "Nothing was closed." in str(ended.text)
    assert rig.net() == 4 and len(rig.closes()) == 1
    assert not panel.holds_lease(ended.id)
    rig.control.clear_faults()
    again = await panel.close(Wanted.all())
    assert again.outcome is Outcome.VERIFIED_FLAT
    assert len(rig.closes()) == 2


@pytest.mark.parametrize("fault", ["400:close", "ok-false:close"])
async def test_what_the_service_answered_to_a_refused_close_stands_in_the_journal(rig: Rig, fault: str) -> None:
    panel = await rig.start()
    rig.control.set_faults(fault)
    ended = await panel.close(Wanted.all())
    (answer,) = (step.answer for step in panel.journaled(ended.id).steps if step.answer)
    assert json.loads(answer) in str(ended.text)


async def test_a_service_that_cannot_be_reached_got_nothing(rig: Rig) -> None:
    panel = await rig.start()
    plan = await panel.plan(Wanted.all())
    rig.server.stop()
    pressed = panel.session.close(plan)
    assert isinstance(pressed, str)
    ended = await panel.ended(pressed)
    assert ended.outcome is Outcome.NOT_SENT, ended.text
    assert "cannot be reached" in str(ended.text) and "Nothing was closed." in str(ended.text)
    assert "by itself" in str(ended.text) and "goes on trying" not in str(ended.text), "no close is tried again"
    assert not panel.holds_lease(pressed)
    rig.server.start()
    rig.control.clear_faults()
    again = await panel.close(Wanted.all())
    assert again.outcome is Outcome.VERIFIED_FLAT
    assert len(rig.closes()) == 1


async def test_an_answer_about_another_row_is_a_success_with_a_notice(rig: Rig) -> None:
    panel = await rig.start()
    rig.control.set_faults("wrong-instrument:close")
    ended = await panel.close(Wanted.all())
    assert ended.outcome is Outcome.VERIFIED_FLAT
    assert "ZN 12-25" in panel.notices()


async def test_a_command_that_waits_holds_back_others_only_on_its_position(make_rig: MakeRig) -> None:
    rig = make_rig(rate_capacity=None)
    panel = await rig.start()
    rig.control.set_faults("latency:close:seconds=0.4")
    plan = await panel.plan(Wanted.contracts(1))
    first = panel.session.close(plan)
    others = [panel.session.close(plan) for _ in range(9)]
    assert isinstance(first, str)
    assert all(not isinstance(each, str) for each in others)
    elsewhere = await panel.press(Wanted.all(), PositionKey("Sim102", "MGC 12-25"))
    assert (await panel.ended(first)).outcome is Outcome.VERIFIED_LEFT
    assert (await panel.ended(elsewhere)).outcome is Outcome.VERIFIED_FLAT
    assert sorted(record.path.split("/")[4] for record in rig.closes()) == ["Sim101", "Sim102"]
    assert rig.net() == 3


def _cancel(rig: Rig, order_id: str) -> None:
    engine = rig.server.engine
    with engine.lock:
        engine.world.desk.cancel(engine.world.desk.orders[order_id])


@pytest.mark.parametrize("spelled", ["MES DEC25", "MESZ25", "mes 12-25"])
async def test_a_contract_under_another_spelling_is_no_second_position(rig: Rig, spelled: str) -> None:
    """A list may begin to write it in another way while the first close is on its way."""
    panel = await rig.start()
    await panel.position()
    rig.control.set_faults("latency:close:seconds=0.2")
    command = await panel.press(Wanted.contracts(1))
    same = panel.session.snapshot.positions[MES].position._replace(key=PositionKey("SIM101", spelled))
    again = plan_close(same, Wanted.contracts(1))
    assert isinstance(again, ClosePlan)
    refused = panel.session.close(again)
    assert isinstance(refused, Refusal) and refused.reason is Reason.IN_FLIGHT
    assert "on this position is still on its way" in str(refused.text)
    held = panel.session.command_on(same.key)
    assert held is not None and held.id == command
    assert (await panel.ended(command)).outcome is Outcome.VERIFIED_LEFT
    assert len(rig.closes()) == 1


async def test_the_next_month_of_a_contract_is_another_position(rig: Rig) -> None:
    panel = await rig.start()
    await panel.position()
    rig.control.set_faults("latency:close:seconds=0.2")
    command = await panel.press(Wanted.contracts(1))
    assert panel.session.command_on(PositionKey("Sim101", "MES 03-26")) is None
    await panel.ended(command)
