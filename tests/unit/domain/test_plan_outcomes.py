"""Which outcome a finding becomes, which outcomes keep others back, and what must have been seen before a send."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from ctpanel.domain.activity import ActivityRow, in_words
from ctpanel.domain.alert import AlertKind, kind_of
from ctpanel.domain.cancelling import CancelOrderPlan, plan_cancel_account, plan_cancel_order
from ctpanel.domain.closing import Wanted, plan_close
from ctpanel.domain.exit_lists import cancels_of_accounts
from ctpanel.domain.exit_words import standing
from ctpanel.domain.flattening import plan_flatten_account, plan_flatten_instrument, plan_reverse
from ctpanel.domain.if_stopped import words as if_stopped_words
from ctpanel.domain.instrument import InstrumentSpec
from ctpanel.domain.order import OrderType
from ctpanel.domain.outcome import Outcome, Stage
from ctpanel.domain.plan import Plan, Telling
from ctpanel.domain.position import Side
from ctpanel.domain.reconcile import apply_watermarks
from ctpanel.domain.refusal import Reason, Refusal
from ctpanel.domain.resizing import plan_resize
from ctpanel.domain.seen import SEEN_S, refuse_unseen
from ctpanel.domain.snapshot import OrderBook
from ctpanel.domain.text import Text
from ctpanel.domain.verifying import Evidence, Finding
from ctpanel.domain.watermarks import Watermarks
from tests.fakes.pictures import MES, START, account, command, dec, order, picture, position, stamp

STOP = order(quantity=4, id="a")
TARGET = order(OrderType.LIMIT, 4, price="5900", id="b")
LONG2, LONG4, SHORT4 = position(quantity=2), position(), position(side=Side.SHORT)


def made(plan: Plan | Refusal) -> Plan:
    assert not isinstance(plan, Refusal), plan
    return plan


CLOSE = made(plan_close(LONG4, Wanted.all()))
CANCEL = made(plan_cancel_order(STOP))
FLATTEN = made(plan_flatten_instrument(LONG4))
EVERYTHING = made(plan_flatten_account("Sim101", (LONG4,)))
REVERSE = made(plan_reverse(LONG4))
RESIZE = made(plan_resize(LONG4, (STOP, TARGET)))


@pytest.mark.parametrize(
    ("plan", "finding", "answered", "outcome"),
    [
        (CLOSE, Finding.AS_PLANNED, True, Outcome.VERIFIED_FLAT),
        (FLATTEN, Finding.ORDERS_LEFT, True, Outcome.ORDERS_LEFT),
        (EVERYTHING, Finding.AS_PLANNED, False, Outcome.VERIFIED_FLAT),
        (EVERYTHING, Finding.ORDERS_LEFT, True, Outcome.ORDERS_LEFT),
        (EVERYTHING, Finding.BETWEEN, True, Outcome.PARTLY),
        (EVERYTHING, Finding.BETWEEN, False, Outcome.UNKNOWN),
        (REVERSE, Finding.AS_PLANNED, True, Outcome.VERIFIED_DONE),
        (REVERSE, Finding.ELSEWHERE, True, Outcome.PARTLY),
        (REVERSE, Finding.UNCHANGED, True, Outcome.NOT_VERIFIED),
        (RESIZE, Finding.AS_PLANNED, True, Outcome.VERIFIED_DONE),
        (RESIZE, Finding.BETWEEN, True, Outcome.PARTLY),
        (RESIZE, Finding.NO_EVIDENCE, False, Outcome.UNKNOWN),
        (CANCEL, Finding.BETWEEN, True, Outcome.NOT_VERIFIED),
    ],
)
def test_what_a_finding_becomes(plan: Plan, finding: Finding, answered: bool, outcome: Outcome) -> None:
    assert plan.outcome(finding, answered=answered) is outcome


def test_only_doubt_about_contracts_keeps_others_back() -> None:
    held = {outcome for outcome in Outcome if command(CLOSE).is_held_by(outcome)}
    assert held == {Outcome.PARTLY, Outcome.NOT_VERIFIED, Outcome.UNKNOWN}
    assert not any(command(CANCEL).is_held_by(outcome) for outcome in Outcome)
    assert {plan.keeps_lease for plan in (CLOSE, FLATTEN, EVERYTHING, REVERSE, RESIZE)} == {True}


def test_a_command_of_a_whole_account_has_a_key_that_no_position_has() -> None:
    assert command(EVERYTHING).key == ("Sim101", "")
    assert command(CLOSE, Stage.DONE, Outcome.PARTLY).topic is Outcome.PARTLY
    assert command(CLOSE, Stage.SENDING).topic is Stage.SENDING


def test_plans_judge_what_they_are_about() -> None:
    flat = Evidence(True, None, ())
    assert FLATTEN.judge(flat) is CLOSE.judge(flat) is Finding.AS_PLANNED
    assert made(plan_cancel_account("Sim101", (STOP,))).judge(Evidence(True, None, (STOP,))) is Finding.UNCHANGED
    assert REVERSE.judge(Evidence()) is Finding.NO_EVIDENCE
    for plan, named in ((FLATTEN, MES), (REVERSE, MES)):
        request = plan.request()
        assert (request.account, getattr(request, "instrument", None)) == named


def test_an_order_without_an_id_is_never_named() -> None:
    assert CANCEL.request() == CancelOrderPlan((STOP,)).request()
    with pytest.raises(ValueError, match="without an id"):
        CancelOrderPlan((STOP._replace(id=None),)).request()


def test_every_end_of_a_close_has_its_sentence() -> None:
    def said(outcome: Outcome, evidence: Evidence) -> str:
        return str(CLOSE.story(outcome, Telling(evidence, 1.5, 10.0, True)))

    assert said(Outcome.ORDERS_LEFT, Evidence(True, None, (STOP,))).startswith("Flat, but 1 working order is left")
    assert "2 left, 0 expected." in said(Outcome.PARTLY, Evidence(True, LONG2, (STOP,)))
    assert "No working order is left to protect it." in said(Outcome.NOT_VERIFIED, Evidence(True, LONG4, ()))


def test_what_stands_in_an_account_is_said_whatever_was_planned() -> None:
    assert str(standing(Evidence(True, None, (), (LONG2,)))) == "Still open: MES 12-25 long 2."
    assert str(standing(Evidence(True, LONG2))) == "Now: long 2."


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_is_an_event(outcome: Outcome) -> None:
    kind = kind_of(outcome)
    assert (kind is AlertKind.VERIFIED) == outcome.is_verified
    assert (kind is AlertKind.ORDERS_LEFT) == (outcome is Outcome.ORDERS_LEFT)


def test_the_journal_s_word_is_the_outcome_again() -> None:
    assert [Outcome.of_journal(outcome.value) for outcome in Outcome] == list(Outcome)
    assert Outcome.of_journal("") is None


def test_a_row_of_the_journal_is_said_anew_only_word_for_word() -> None:
    ended = replace(command(CLOSE, Stage.DONE, Outcome.PARTLY), text=Text("{left} left.", left=2))
    row = ActivityRow(1, ended.id, ended.pressed_wall, *MES, "close", "", "", "2 left.", None)
    other, strange = replace(row, message="2 left"), replace(row, command_id="x")
    assert [each.said for each in in_words((row, other, strange), (ended,))] == [ended.text, None, None]


def test_accounts_without_orders_are_not_listed_and_unread_ones_are() -> None:
    now = picture([position()], [account("Sim103")], [STOP])
    empty = replace(now, orders={**now.orders, "Sim103": OrderBook((), stamp(), True)})
    assert [each.scope.account for each in cancels_of_accounts(empty, ["Sim101", "Sim103"]).listed] == ["Sim101"]
    unread = replace(now, orders={})
    assert [each.scope.account for each in cancels_of_accounts(unread, ["Sim103"]).listed] == ["Sim103"]
    assert unread.orders_of(MES) is None
    assert now.orders_of(MES) == (STOP,)


def test_highs_are_kept_for_an_account_that_is_known() -> None:
    now, told = picture([position()]), Watermarks("SIM101", dec("12"))
    marks = apply_watermarks(now, told, stamp()).accounts["Sim101"].marks
    assert marks is not None and marks.told is told
    assert apply_watermarks(now, replace(told, account="Nobody"), stamp()) is now


def test_the_figure_at_the_stop_without_limits_says_nothing_of_them() -> None:
    spec = InstrumentSpec("MES 12-25", Decimal("0.25"), Decimal(5))
    said = if_stopped_words(position(mark="5800"), (order(quantity=4, price="5790"),), spec, None)
    assert str(said) == "If stopped: about -$200.00 from the last mark."


@pytest.mark.parametrize("plan", [REVERSE, RESIZE])
def test_what_can_open_a_position_needs_one_that_was_just_seen(plan: Plan) -> None:
    seen = picture([LONG4], at=START)
    assert refuse_unseen(plan, seen, START + SEEN_S) is None
    for snapshot, now in (
        (seen, START + SEEN_S + 0.1),
        (picture([], [account()], at=START), START),
        (picture([LONG2], at=START), START),
        (picture([SHORT4], at=START), START),
    ):
        refused = refuse_unseen(plan, snapshot, now)
        assert refused is not None and refused.reason is Reason.CHANGED


@pytest.mark.parametrize("plan", [CLOSE, CANCEL, EVERYTHING])
def test_a_way_out_is_never_refused_for_what_was_seen(plan: Plan) -> None:
    for snapshot in (picture([], [account()], at=START), picture([SHORT4], at=START)):
        assert refuse_unseen(plan, snapshot, START + 1000) is None


def test_a_flatten_of_a_long_flattens_no_short() -> None:
    assert refuse_unseen(FLATTEN, picture([SHORT4], at=START), START) is not None
    unread = position(side=Side.UNKNOWN)
    for held in ([LONG2], [unread], []):
        assert refuse_unseen(FLATTEN, picture(held, [account()], at=START), START + 1000) is None
    assert refuse_unseen(made(plan_flatten_instrument(unread)), picture([SHORT4], at=START), START) is None
