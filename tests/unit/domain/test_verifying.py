"""Only evidence verifies: a command is green when what was read equals what was planned, and never otherwise."""

from collections.abc import Iterator
from itertools import product

import pytest

from ctpanel.domain.closing import ClosePlan, Wanted
from ctpanel.domain.command import Command, CommandKind
from ctpanel.domain.ids import CommandId
from ctpanel.domain.order import OrderType
from ctpanel.domain.outcome import Outcome, Stage
from ctpanel.domain.outcome_words import (
    now_text,
    orders_left_text,
    partly_text,
    position_words,
    seconds,
    stage_text,
    unverified_text,
    verified_text,
)
from ctpanel.domain.position import Position, Side
from ctpanel.domain.verifying import Evidence, Finding, final_outcome, judge
from tests.fakes.pictures import MES, WALL, close_plan, order, position

MARKET = order(OrderType.MARKET)
ORDERS = (None, (), (order(),), (order(), MARKET))


def plans(largest: int = 5) -> Iterator[ClosePlan]:
    for size, side in product(range(1, largest + 1), Side):
        for count in range(1, size + 1):
            if side is not Side.UNKNOWN:
                yield close_plan(position(quantity=size, side=side), Wanted.contracts(count))
        yield close_plan(position(quantity=size, side=side))


def sights(largest: int = 7) -> Iterator[Evidence]:
    for orders in ORDERS:
        yield Evidence(False, None, orders)
        yield Evidence(True, None, orders)
        for size, side in product(range(1, largest + 1), Side):
            yield Evidence(True, position(quantity=size, side=side), orders)


def expected(plan: ClosePlan, seen: Evidence) -> Finding:
    """The table in other words, by signed contracts."""
    if not seen.position_known:
        return Finding.NO_EVIDENCE
    if seen.position is None:
        if plan.remaining:
            return Finding.ELSEWHERE
        return {None: Finding.NO_EVIDENCE, 0: Finding.AS_PLANNED}.get(
            None if seen.orders is None else len(seen.orders), Finding.ORDERS_LEFT
        )
    left = seen.position.quantity
    if seen.position.side is not plan.position.side:
        if seen.position.side is Side.UNKNOWN:
            return Finding.NO_EVIDENCE
        unread = plan.position.side is Side.UNKNOWN and left == plan.position.quantity
        return Finding.UNCHANGED if unread else Finding.ELSEWHERE
    here = Finding.UNDER_WAY if MARKET in (seen.orders or ()) else Finding.AS_PLANNED
    table = {plan.remaining: here, plan.position.quantity: Finding.UNCHANGED}
    return table.get(
        left, Finding.BETWEEN if left in range(plan.remaining, plan.position.quantity) else Finding.ELSEWHERE
    )


def is_true(plan: ClosePlan, seen: Evidence) -> bool:
    """Whether the evidence proves the plan, said as a trader would."""
    if plan.is_full:
        return seen.position_known and seen.position is None and seen.orders == ()
    return (
        MARKET not in (seen.orders or ())
        and seen.position is not None
        and seen.position_known
        and seen.position.side is plan.position.side
        and seen.position.quantity == plan.position.quantity - plan.contracts
    )


def test_the_whole_table() -> None:
    for plan, seen in product(plans(), sights()):
        assert judge(plan, seen) is expected(plan, seen), (plan, seen)


@pytest.mark.parametrize("answered", [True, False])
def test_verified_exactly_when_it_is_true(answered: bool) -> None:
    for plan, seen in product(plans(), sights()):
        outcome = final_outcome(plan, judge(plan, seen), answered=answered)
        assert outcome.is_verified == is_true(plan, seen), (plan, seen)
        if outcome.is_verified:
            assert outcome is (Outcome.VERIFIED_FLAT if plan.is_full else Outcome.VERIFIED_LEFT)
        if not outcome.keeps_lease:
            assert outcome.is_verified or seen.position is None, "a lease freed although contracts may still close"


@pytest.mark.parametrize(
    ("finding", "answered", "lost"),
    [
        (Finding.ORDERS_LEFT, Outcome.ORDERS_LEFT, Outcome.ORDERS_LEFT),
        (Finding.UNCHANGED, Outcome.NOT_VERIFIED, Outcome.UNKNOWN),
        (Finding.UNDER_WAY, Outcome.NOT_VERIFIED, Outcome.UNKNOWN),
        (Finding.NO_EVIDENCE, Outcome.NOT_VERIFIED, Outcome.UNKNOWN),
        (Finding.BETWEEN, Outcome.PARTLY, Outcome.UNKNOWN),
        (Finding.ELSEWHERE, Outcome.PARTLY, Outcome.UNKNOWN),
    ],
)
def test_what_is_not_proven(finding: Finding, answered: Outcome, lost: Outcome) -> None:
    for plan in plans(2):
        assert final_outcome(plan, finding, answered=True) is answered
        assert final_outcome(plan, finding, answered=False) is lost


def test_which_outcomes_keep_the_lease() -> None:
    assert {one for one in Outcome if one.keeps_lease} == {Outcome.PARTLY, Outcome.NOT_VERIFIED, Outcome.UNKNOWN}


# ------------------------------------------------------------------------------------------------ words

PART = close_plan(position(), Wanted.contracts(2))
FULL = close_plan(position())
FLAT = Evidence(True, None, ())


def seen(quantity: int = 4, side: Side = Side.LONG) -> Evidence:
    return Evidence(True, position(quantity=quantity, side=side), ())


def test_every_outcome_and_stage_has_its_word() -> None:
    words = {one: str(PART.headline(one)) for one in Outcome}
    assert words == {
        **{one: one.value for one in Outcome},
        Outcome.VERIFIED_LEFT: "VERIFIED 2 left",
    }
    assert [str(stage_text(stage)) for stage in Stage] == [
        "pressed",
        "written to the journal",
        "sending…",
        "accepted, not yet verified",
        "verifying…",
        "done",
    ]


def test_verified_in_words() -> None:
    assert str(verified_text(FULL, 0.84, answered=True)) == "No position and no working order left. It took 0.8 s."
    assert str(verified_text(PART, 2.0, answered=True)) == "2 left, as planned. It took 2 s."
    assert str(verified_text(PART, 1.26, answered=False)) == (
        "The answer was lost, but the close went through. 2 left, as planned. It took 1.3 s."
    )


def test_a_lost_answer_in_words() -> None:
    start = "The answer was lost. Nothing is sent again. "
    assert str(unverified_text(PART, seen(4), 10.0, answered=False)) == (
        start + "Nothing happened so far: still 4. Look in NinjaTrader now."
    )
    assert str(unverified_text(PART, seen(3), 10.0, answered=False)) == (
        start + "Now: long 3. Look in NinjaTrader now."
    )
    assert str(unverified_text(PART, Evidence(False, None, ()), 10.0, answered=False)) == (
        start + "The position could not be read. Look in NinjaTrader now."
    )
    assert str(unverified_text(PART, Evidence(False, position()), 10.0, answered=False)) == (
        start + "The position could not be read. Look in NinjaTrader now."
    )


def test_accepted_but_not_seen_in_words() -> None:
    start = "Accepted, but not seen to be done within 10 s. "
    assert str(unverified_text(PART, seen(4), 10.0, answered=True)) == (
        start + "Now: long 4. Expected 2. Look in NinjaTrader now."
    )
    assert str(unverified_text(FULL, Evidence(), 10.0, answered=True)) == (
        start + "The position could not be read. Expected none. Look in NinjaTrader now."
    )


@pytest.mark.parametrize("answered", [True, False])
def test_flat_with_unreadable_orders_says_what_is_missing(answered: bool) -> None:
    flat = Evidence(True, None, None)
    text = str(unverified_text(FULL, flat, 10.0, answered=answered))
    assert "It is flat now. Its working orders could not be read." in text
    for other in (FLAT, Evidence(False, None, None), Evidence(True, position(), None)):
        assert "working orders" not in str(unverified_text(FULL, other, 10.0, answered=answered))
    assert "working orders" not in str(unverified_text(PART, flat, 10.0, answered=answered))


def test_partly_in_words() -> None:
    assert str(partly_text(PART, seen(3))) == "3 left, 2 expected. Look in NinjaTrader now."
    assert str(partly_text(PART, FLAT)) == "Flat, but 2 were expected to stay open. Look in NinjaTrader now."
    assert str(partly_text(PART, seen(1, Side.SHORT))) == (
        "The position has changed its side. Now: short 1. Look in NinjaTrader now."
    )


def test_orders_left_in_words() -> None:
    assert str(orders_left_text(1)) == (
        "Flat, but 1 working order is left; if it fills it opens a new position. Cancel it."
    )
    assert str(orders_left_text(3)) == (
        "Flat, but 3 working orders are left; if one fills it opens a new position. Cancel them."
    )


def test_without_evidence_nothing_is_called_flat() -> None:
    assert str(now_text(FLAT)) == "It is flat now."
    assert str(now_text(Evidence())) == "The position could not be read."


@pytest.mark.parametrize(
    ("side", "words"), [(Side.LONG, "long 4"), (Side.SHORT, "short 4"), (Side.UNKNOWN, "4, side not readable")]
)
def test_a_position_in_words(side: Side, words: str) -> None:
    assert str(position_words(position(side=side))) == words


def test_durations_are_told_in_tenths() -> None:
    assert [str(seconds(one)) for one in (0.0, 0.04, 0.06, 1.0, 10.449)] == ["0", "0", "0.1", "1", "10.4"]


def test_a_command_runs_until_it_is_done() -> None:
    def at(stage: Stage) -> Command:
        return Command(CommandId("0" * 32), CommandKind.CLOSE, PART, stage, WALL)

    assert [stage for stage in Stage if not at(stage).is_running] == [Stage.DONE]
    assert at(Stage.PRESSED).key == MES


def test_unused_position_of_unknown_evidence_is_not_believed() -> None:
    left: Position = position(quantity=2)
    assert judge(PART, Evidence(False, left, ())) is Finding.NO_EVIDENCE
