"""Plans beyond a close: what they send, what counts as done, what is refused, and what they say."""

from __future__ import annotations

import inspect
from dataclasses import fields
from decimal import Decimal
from typing import get_args

import pytest

from ctpanel.domain import plan as plans
from ctpanel.domain.cancelling import (
    CancelAccountPlan,
    CancelInstrumentPlan,
    plan_cancel_account,
    plan_cancel_instrument,
    plan_cancel_order,
)
from ctpanel.domain.flattening import FlattenAccountPlan, plan_flatten_account, plan_flatten_instrument, plan_reverse
from ctpanel.domain.ids import OrderId, PositionKey
from ctpanel.domain.order import OrderAction, OrderLife, OrderType
from ctpanel.domain.outcome import Outcome
from ctpanel.domain.plan import Plan, Telling
from ctpanel.domain.position import Side
from ctpanel.domain.refusal import Reason, Refusal
from ctpanel.domain.resizing import ResizePlan, plan_resize
from ctpanel.domain.verifying import Evidence, Finding
from ctpanel.session.plan_record import plan_from, plan_record
from ctpanel.session.ports import Commander
from tests.fakes.pictures import MES, order, position

STOP = order(quantity=4, id="a")
TARGET = order(OrderType.LIMIT, 4, price="5900", id="b")
ENTRY = order(OrderType.LIMIT, 3, OrderAction.BUY, price="5000", id="c", oco=None)
LONG1, LONG2, LONG4 = position(quantity=1), position(quantity=2), position()
BLANKS = ("", " ", "\t")


def made(plan: Plan | Refusal) -> Plan:
    assert not isinstance(plan, Refusal), plan
    return plan


def reason(plan: object) -> Reason:
    assert isinstance(plan, Refusal)
    return plan.reason


def sure(*orders: object, now: object = None) -> Evidence:
    return Evidence(True, now, tuple(orders))  # type: ignore[arg-type]


def test_no_request_of_a_plan_can_be_widened_by_an_empty_field() -> None:
    """The unfiltered calls are not among what a plan can ask for, nor among what the session can send."""
    for request in get_args(plans.Request):
        named = {each.name: "x" for each in fields(request)}
        assert "account" in named
        for each in fields(request):
            if each.name in ("account", "instrument"):
                assert each.type == "str", f"{request.__name__}.{each.name} must not be optional"
    said = [str(inspect.signature(way)) for name, way in vars(Commander).items() if not name.startswith("_")]
    assert said and not any("Everything" in each for each in said)


@pytest.mark.parametrize("blank", BLANKS)
def test_blank_names_are_refused_before_sending(blank: str) -> None:
    nowhere = PositionKey(blank, "MES 12-25")
    nothing = PositionKey("Sim101", blank)
    assert reason(plan_cancel_account(blank, ())) is Reason.NO_ACCOUNT
    assert reason(plan_flatten_account(blank, ())) is Reason.NO_ACCOUNT
    for key, why in ((nowhere, Reason.NO_ACCOUNT), (nothing, Reason.NO_INSTRUMENT)):
        held = LONG4._replace(key=key)
        assert reason(plan_cancel_instrument(key, ())) is why
        assert reason(plan_cancel_order(STOP._replace(key=key))) is why
        assert reason(plan_flatten_instrument(held)) is why
        assert reason(plan_reverse(held)) is why
        assert reason(plan_resize(held, (STOP._replace(key=key),))) is why


@pytest.mark.parametrize("blank", BLANKS)
def test_a_plan_made_around_the_checks_still_cannot_be_sent(blank: str) -> None:
    for plan in (
        CancelAccountPlan((), blank),
        CancelInstrumentPlan((), PositionKey("Sim101", blank)),
        FlattenAccountPlan(blank, ()),
    ):
        with pytest.raises(ValueError, match="blank"):
            plan.request()


def test_rolling_symbols_are_refused() -> None:
    rolling = PositionKey("Sim101", "ES1!")
    assert reason(plan_cancel_instrument(rolling, ())) is Reason.NOT_DATED
    assert reason(plan_flatten_instrument(LONG4._replace(key=rolling))) is Reason.NOT_DATED


def test_an_order_without_an_id_cannot_be_cancelled_alone() -> None:
    assert reason(plan_cancel_order(STOP._replace(id=None))) is Reason.NO_ID


@pytest.mark.parametrize(
    ("evidence", "finding"),
    [
        (Evidence(), Finding.NO_EVIDENCE),
        (sure(), Finding.AS_PLANNED),
        (sure(STOP), Finding.BETWEEN),
        (sure(STOP, TARGET), Finding.UNCHANGED),
        (sure(STOP._replace(life=OrderLife.UNKNOWN)), Finding.NO_EVIDENCE),
        (sure(STOP._replace(life=OrderLife.UNKNOWN), TARGET), Finding.UNCHANGED),
    ],
)
def test_a_cancel_is_done_when_nothing_is_left(evidence: Evidence, finding: Finding) -> None:
    assert made(plan_cancel_instrument(MES, (STOP, TARGET))).judge(evidence) is finding


def test_an_order_that_came_back_without_its_id_is_not_gone() -> None:
    cancel = made(plan_cancel_order(STOP))
    nameless = STOP._replace(id=None)
    assert cancel.judge(sure(nameless)) is Finding.NO_EVIDENCE
    assert cancel.judge(sure(TARGET, nameless)) is Finding.NO_EVIDENCE
    assert cancel.judge(sure(STOP, nameless)) is Finding.UNCHANGED
    assert cancel.judge(sure(TARGET)) is Finding.AS_PLANNED


def test_an_order_that_came_back_under_another_id_is_not_gone() -> None:
    """NT8 may give an order a new id, after a restart for one."""
    again = STOP._replace(id=OrderId("new"), state="Accepted")
    twin = STOP._replace(id=OrderId("twin"))
    plan = made(plan_cancel_order(STOP, (STOP, twin, TARGET)))
    assert plan.judge(sure(again, twin, TARGET)) is Finding.NO_EVIDENCE
    assert plan.judge(sure(twin, TARGET)) is Finding.AS_PLANNED
    assert plan.judge(sure(again._replace(stop_price=Decimal(5000)))) is Finding.AS_PLANNED
    assert plan.judge(sure(again._replace(quantity=1))) is Finding.AS_PLANNED
    assert plan_from(plan.kind.value, plan_record(plan)).judge(sure(twin)) is Finding.AS_PLANNED


def test_a_single_cancel_looks_at_its_order_only() -> None:
    plan = made(plan_cancel_order(STOP))
    assert plan.judge(sure(TARGET)) is Finding.AS_PLANNED
    assert plan.judge(sure(TARGET, STOP)) is Finding.UNCHANGED


@pytest.mark.parametrize("answered", [True, False])
def test_a_cancel_in_doubt_keeps_no_close_back(answered: bool) -> None:
    plan = made(plan_cancel_instrument(MES, (STOP,)))
    outcome = plan.outcome(Finding.UNCHANGED, answered=answered)
    assert outcome is (Outcome.NOT_VERIFIED if answered else Outcome.UNKNOWN)
    assert not plan.keeps_lease
    assert all(made(each).keeps_lease for each in (plan_flatten_instrument(LONG4), plan_reverse(LONG4)))


@pytest.mark.parametrize(
    ("evidence", "finding"),
    [
        (Evidence(), Finding.NO_EVIDENCE),
        (Evidence(True), Finding.NO_EVIDENCE),
        (sure(), Finding.AS_PLANNED),
        (sure(STOP), Finding.ORDERS_LEFT),
        (Evidence(True, None, (), (LONG4, position("MNQ 12-25"))), Finding.UNCHANGED),
        (Evidence(True, None, (), (LONG2,)), Finding.BETWEEN),
        (Evidence(True, None, (), (LONG4,)), Finding.BETWEEN),
        (Evidence(True, None, (), (LONG2, position("MNQ 12-25"))), Finding.BETWEEN),
        (Evidence(True, None, (), (position(quantity=5),)), Finding.ELSEWHERE),
        (Evidence(True, None, (), (position(side=Side.SHORT),)), Finding.ELSEWHERE),
        (Evidence(True, None, (), (position("MGC 12-25"),)), Finding.ELSEWHERE),
    ],
)
def test_an_account_is_flat_without_position_and_order(evidence: Evidence, finding: Finding) -> None:
    plan = made(plan_flatten_account("Sim101", (LONG4, position("MNQ 12-25"))))
    assert plan.judge(evidence) is finding


def test_what_is_still_open_is_named() -> None:
    plan = made(plan_flatten_account("Sim101", (LONG4, position("MNQ 12-25"))))
    told = Telling(Evidence(True, None, (), (LONG2,)), 1.0, 10.0, True)
    said = str(plan.story(Outcome.PARTLY, told))
    assert said == "Still open: MES 12-25 long 2. No working order is left to protect it. Look in NinjaTrader now."


@pytest.mark.parametrize(
    ("now", "orders", "finding"),
    [
        (position(side=Side.SHORT), (), Finding.AS_PLANNED),
        (position(side=Side.SHORT), (order(OrderType.MARKET),), Finding.UNDER_WAY),
        (position(side=Side.SHORT, quantity=2), (), Finding.ELSEWHERE),
        (position(side=Side.UNKNOWN), (), Finding.ELSEWHERE),
        (None, (), Finding.BETWEEN),
        (LONG4, (), Finding.UNCHANGED),
        (LONG2, (), Finding.BETWEEN),
    ],
)
def test_a_reversal_is_the_same_size_on_the_other_side(now: object, orders: tuple[object], finding: Finding) -> None:
    assert made(plan_reverse(LONG4)).judge(sure(*orders, now=now)) is finding


def resize() -> ResizePlan:
    plan = plan_resize(LONG2, (STOP, TARGET))
    assert isinstance(plan, ResizePlan)
    return plan


def test_a_resize_keeps_the_prices_and_takes_the_size_of_the_position() -> None:
    request = resize().request()
    assert (request.protects, request.contracts) == (Side.LONG, 2)
    assert (request.stop, request.target) == (Decimal(5790), Decimal(5900))


@pytest.mark.parametrize(
    ("evidence", "finding"),
    [
        (sure(STOP, TARGET, now=LONG2), Finding.UNCHANGED),
        (sure(now=LONG2), Finding.BETWEEN),
        (sure(order(quantity=2, id="n"), now=LONG2), Finding.BETWEEN),
        (sure(order(quantity=2, id="n"), TARGET._replace(id=OrderId("m"), quantity=2), now=LONG2), Finding.AS_PLANNED),
        (sure(order(quantity=2, id="n"), TARGET, now=LONG2), Finding.BETWEEN),
        (sure(order(quantity=2, id="n"), TARGET._replace(id=OrderId("m")), now=LONG2), Finding.BETWEEN),
        (sure(order(quantity=1, id="n"), TARGET._replace(id=OrderId("m"), quantity=1), now=LONG1), Finding.AS_PLANNED),
        (sure(), Finding.ELSEWHERE),
        (Evidence(True, LONG2, None), Finding.NO_EVIDENCE),
    ],
)
def test_a_resize_is_done_when_new_orders_have_the_size_of_the_position(evidence: Evidence, finding: Finding) -> None:
    assert resize().judge(evidence) is finding


def test_a_resize_is_not_done_while_an_order_of_before_is_left_whatever_its_size() -> None:
    fitting = STOP._replace(quantity=2)
    plan = plan_resize(LONG2, (fitting, TARGET))
    assert isinstance(plan, ResizePlan)
    renewed = TARGET._replace(id=OrderId("m"), quantity=2)
    assert plan.judge(sure(fitting, renewed, now=LONG2)) is Finding.BETWEEN


def test_a_resize_beside_an_order_that_cannot_be_read_is_not_done() -> None:
    new = (order(quantity=2, id="n"), TARGET._replace(id=OrderId("m"), quantity=2))
    assert resize().judge(sure(*new, order(quantity=None, id="x"), now=LONG2)) is Finding.BETWEEN


@pytest.mark.parametrize(("stop", "target"), [("5785", "5900"), ("5790", "5905")])
def test_a_resize_whose_orders_stand_elsewhere_is_not_done(stop: str, target: str) -> None:
    """By which names the service takes the prices is not documented; it may take its own."""
    new = (order(quantity=2, price=stop, id="n"), order(OrderType.LIMIT, 2, price=target, id="m"))
    evidence = sure(*new, now=LONG2)
    assert resize().judge(evidence) is Finding.BETWEEN
    told = str(resize().story(Outcome.PARTLY, Telling(evidence, 1.0, 10.0, True)))
    placed = "Sell 2 Stop @ 5,785.00" if stop == "5785" else "Sell 2 Limit @ 5,905.00"
    assert told.startswith("Now: long 2. Stop for 2, target for 2.")
    assert told.endswith(f"Not where it was planned: MES 12-25 {placed}. Look in NinjaTrader now.")


def test_a_resize_with_a_stop_alone_gives_no_target_a_place() -> None:
    alone = plan_resize(LONG2, (STOP,))
    assert isinstance(alone, ResizePlan)
    assert alone.judge(sure(order(quantity=2, id="n"), now=LONG2)) is Finding.AS_PLANNED


def test_a_resize_says_nothing_good_of_a_position_that_turned_over() -> None:
    bought = (
        order(quantity=2, action=OrderAction.BUY, id="n"),
        order(OrderType.LIMIT, 2, OrderAction.BUY, price="5700", id="m"),
    )
    assert resize().judge(sure(*bought, now=LONG2._replace(side=Side.SHORT))) is Finding.ELSEWHERE


@pytest.mark.parametrize(
    ("evidence", "finding"),
    [
        (Evidence(True, None, ()), Finding.AS_PLANNED),
        (Evidence(True, None, (STOP,)), Finding.UNCHANGED),
        (Evidence(True, None, (), (LONG2,)), Finding.ELSEWHERE),
        (Evidence(False, None, ()), Finding.NO_EVIDENCE),
        (Evidence(True, None, None), Finding.NO_EVIDENCE),
    ],
)
def test_a_way_out_needs_no_position_as_well(evidence: Evidence, finding: Finding) -> None:
    plan = made(plan_cancel_account("Sim101", (STOP,), way_out=True))
    assert plan.judge(evidence) is finding
    plain = made(plan_cancel_account("Sim101", (STOP,)))
    assert plain.judge(Evidence(True, None, (), (LONG2,))) is Finding.AS_PLANNED


def test_a_resize_that_left_no_stop_says_so() -> None:
    told = Telling(sure(now=LONG2), 1.0, 10.0, True)
    assert str(resize().story(Outcome.PARTLY, told)) == "Now: long 2. No stop was found. Look in NinjaTrader now."


def test_a_resize_names_the_entries_that_die() -> None:
    plan = plan_resize(LONG2, (STOP, TARGET, ENTRY))
    assert isinstance(plan, ResizePlan)
    assert str(plan.button()) == "Resize to 2, cancels the entry to buy 3 @ 5,000.00 too"


@pytest.mark.parametrize(
    "orders",
    [
        None,
        (),
        (ENTRY,),
        (STOP, order(quantity=2, price="5780", id="d")),
        (order(OrderType.STOP_LIMIT),),
        (STOP._replace(life=OrderLife.UNKNOWN),),
        (STOP._replace(stop_price=None),),
    ],
)
def test_what_is_not_one_clear_pair_is_not_resized(orders: object) -> None:
    assert reason(plan_resize(LONG2, orders)) is Reason.AMBIGUOUS  # type: ignore[arg-type]


def test_an_unknown_side_is_neither_reversed_nor_resized() -> None:
    unknown = LONG4._replace(side=Side.UNKNOWN)
    assert reason(plan_reverse(unknown)) is Reason.SIDE_UNKNOWN
    assert reason(plan_resize(unknown, (STOP,))) is Reason.AMBIGUOUS
