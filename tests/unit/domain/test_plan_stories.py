"""What every plan beyond a close says on its button and in the end, word for word."""

from __future__ import annotations

import pytest

from ctpanel.domain.cancelling import plan_cancel_account, plan_cancel_instrument, plan_cancel_order
from ctpanel.domain.flattening import plan_flatten_account, plan_flatten_instrument, plan_reverse
from ctpanel.domain.ids import Scope
from ctpanel.domain.order import OrderAction, OrderType
from ctpanel.domain.outcome import Outcome
from ctpanel.domain.plan import CommandKind, Plan, Telling
from ctpanel.domain.position import Side
from ctpanel.domain.refusal import Refusal
from ctpanel.domain.resizing import plan_resize
from ctpanel.domain.verifying import Evidence
from tests.fakes.pictures import MES, order, position

STOP = order(quantity=4, id="a")
TARGET = order(OrderType.LIMIT, 4, price="5900", id="b")
ENTRY = order(OrderType.LIMIT, 3, OrderAction.BUY, price="5000", id="c", oco=None)
PRICELESS = ENTRY._replace(limit_price=None)
LONG2, LONG4, SHORT4 = position(quantity=2), position(), position(side=Side.SHORT)
MANY = tuple(position(f"{root} 12-25") for root in ("MES", "MNQ", "MGC", "MCL", "M2K", "MYM"))
ACCOUNT, INSTRUMENT = Scope("Sim101"), Scope(*MES)


def made(plan: Plan | Refusal) -> Plan:
    assert not isinstance(plan, Refusal), plan
    return plan


ONE = made(plan_cancel_order(STOP))
ALL = made(plan_cancel_instrument(MES, (STOP, TARGET)))
WHOLE = made(plan_cancel_account("Sim101", (STOP,)))
FLATTEN = made(plan_flatten_instrument(LONG4))
EVERYTHING = made(plan_flatten_account("Sim101", (LONG4, position("MNQ 12-25"))))
REVERSE = made(plan_reverse(LONG4))
RESIZE = made(plan_resize(LONG2, (STOP, TARGET)))

NOWHERE = Evidence()
FLAT = Evidence(True, None, ())


def sure(*orders: object, now: object = None) -> Evidence:
    return Evidence(True, now, orders)  # type: ignore[arg-type]  # one type hint for all rows of the tables


@pytest.mark.parametrize(
    ("plan", "kind", "scope", "button"),
    [
        (ONE, CommandKind.CANCEL_ORDER, INSTRUMENT, "Cancel this order"),
        (ALL, CommandKind.CANCEL_INSTRUMENT, INSTRUMENT, "Cancel 2 working orders"),
        (WHOLE, CommandKind.CANCEL_ACCOUNT, ACCOUNT, "Cancel 1 working order"),
        (FLATTEN, CommandKind.FLATTEN_INSTRUMENT, INSTRUMENT, "Flatten long 4"),
        (EVERYTHING, CommandKind.FLATTEN_ACCOUNT, ACCOUNT, "Flatten 2 positions"),
        (made(plan_flatten_account("Sim101", ())), CommandKind.FLATTEN_ACCOUNT, ACCOUNT, "Flatten the account"),
        (REVERSE, CommandKind.REVERSE, INSTRUMENT, "Reverse long 4"),
        (RESIZE, CommandKind.RESIZE, INSTRUMENT, "Resize to 2"),
    ],
)
def test_what_a_plan_is_and_what_its_button_says(plan: Plan, kind: CommandKind, scope: Scope, button: str) -> None:
    assert (plan.kind, plan.scope, str(plan.button())) == (kind, scope, button)


@pytest.mark.parametrize(
    ("entries", "named"),
    [
        ((ENTRY,), "the entry to buy 3 @ 5,000.00"),
        ((PRICELESS,), "the entry to buy 3"),
        ((ENTRY, ENTRY._replace(id=None)), "2 entry orders"),
    ],
)
def test_entries_that_die_with_a_resize_stand_on_its_button(entries: tuple[object, ...], named: str) -> None:
    plan = made(plan_resize(LONG2, (STOP, TARGET, *entries)))  # type: ignore[arg-type]  # as above
    assert str(plan.button()) == f"Resize to 2, cancels {named} too"


def test_entries_of_a_short_sell() -> None:
    short = position(quantity=2, side=Side.SHORT)
    orders = [order(quantity=4, action=OrderAction.BUY_TO_COVER, id="a")]
    for entry in (ENTRY._replace(action=OrderAction.SELL), PRICELESS._replace(action=OrderAction.SELL)):
        plan = made(plan_resize(short, (*orders, entry)))
        assert "cancels the entry to sell 3" in str(plan.button())


@pytest.mark.parametrize(
    ("plan", "words"),
    [(ONE, "VERIFIED cancelled"), (REVERSE, "VERIFIED reversed"), (RESIZE, "VERIFIED resized")],
)
def test_the_word_of_success_says_what_was_done(plan: Plan, words: str) -> None:
    assert str(plan.headline(Outcome.VERIFIED_DONE)) == words
    assert str(plan.headline(Outcome.UNKNOWN)) == "UNKNOWN"


@pytest.mark.parametrize("plan", [FLATTEN, EVERYTHING])
def test_the_word_of_a_flatten_is_that_of_the_outcome(plan: Plan) -> None:
    assert str(plan.headline(Outcome.VERIFIED_FLAT)) == "VERIFIED flat and clean"


DONE, VERIFIED, DOUBT, PARTLY = Outcome.VERIFIED_DONE, Outcome.VERIFIED_FLAT, Outcome.NOT_VERIFIED, Outcome.PARTLY


@pytest.mark.parametrize(
    ("plan", "outcome", "evidence", "story"),
    [
        (ONE, DONE, sure(now=LONG4), "The order is not working any more. Now: long 4. It took 1.5 s."),
        (ONE, DOUBT, sure(STOP), "The order is still there."),
        (ONE, DOUBT, NOWHERE, "The working orders could not be read."),
        (ALL, DONE, FLAT, "No working order is left. It is flat now. It took 1.5 s."),
        (ALL, DONE, Evidence(False, None, ()), "No working order is left. The position could not be read."),
        (ALL, DOUBT, sure(STOP, TARGET), "2 working orders are still there."),
        (WHOLE, DONE, FLAT, "No working order is left. It took 1.5 s."),
        (WHOLE, DOUBT, NOWHERE, "The working orders could not be read."),
        (FLATTEN, VERIFIED, FLAT, "No position and no working order left. It took 1.5 s."),
        (EVERYTHING, VERIFIED, FLAT, "No position and no working order left in this account. It took 1.5 s."),
        (EVERYTHING, Outcome.ORDERS_LEFT, sure(STOP), "Flat, but 1 working order is left; if it fills"),
        (EVERYTHING, Outcome.ORDERS_LEFT, sure(STOP, ENTRY), "Left: MES 12-25 Sell 4 Stop @ 5,790.00, MES 12-25 Buy"),
        (EVERYTHING, Outcome.ORDERS_LEFT, sure(*[STOP] * 7), "Stop @ 5,790.00, and 2 more."),
        (EVERYTHING, DOUBT, NOWHERE, "The positions could not be read."),
        (EVERYTHING, DOUBT, Evidence(True), "No position is left. The working orders could not be read."),
        (EVERYTHING, DOUBT, Evidence(True, None, (STOP,), (LONG2,)), "Still open: MES 12-25 long 2. Look in"),
        (EVERYTHING, DOUBT, Evidence(True, None, None, (LONG2,)), "Still open: MES 12-25 long 2. Look in"),
        (EVERYTHING, DOUBT, Evidence(True, None, (), (LONG2,)), "long 2. No working order is left to protect it."),
        (EVERYTHING, PARTLY, Evidence(True, None, (), (LONG2, MANY[1])), "No working order is left to protect them."),
        (EVERYTHING, PARTLY, Evidence(True, None, (STOP,), (LONG2, MANY[1])), "to protect MNQ 12-25 long 4. Look in"),
        (EVERYTHING, PARTLY, Evidence(True, None, (), MANY), "M2K 12-25 long 4, and 1 more. No working order"),
        (REVERSE, DONE, sure(now=SHORT4), "Now: short 4. It took 1.5 s."),
        (REVERSE, PARTLY, FLAT, "Not what was planned. It is flat now. Look in NinjaTrader now."),
        (REVERSE, DOUBT, NOWHERE, "The position could not be read."),
        (RESIZE, DONE, sure(STOP, TARGET, now=LONG4), "Stop for 4, target for 4. Now: long 4. It took 1.5 s."),
        (RESIZE, PARTLY, Evidence(True, LONG2), "Now: long 2. The working orders could not be read."),
        (RESIZE, DOUBT, sure(STOP._replace(quantity=None), now=LONG2), "An order could not be read in full."),
    ],
)
def test_how_it_ended_in_words(plan: Plan, outcome: Outcome, evidence: Evidence, story: str) -> None:
    said = str(plan.story(outcome, Telling(evidence, 1.5, 10.0, True)))
    assert story in said
    assert ("within 10 s" in said) == (outcome is DOUBT)
    assert ("Look in NinjaTrader now." in said) == (outcome in (DOUBT, PARTLY))
    lost = str(plan.story(outcome, Telling(evidence, 1.5, 10.0, answered=False)))
    assert ("The answer was lost" in lost) == (outcome not in (PARTLY, Outcome.ORDERS_LEFT))
