"""What the trader reads before the press: every sentence word for word, and that its numbers are the plan's."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctpanel.domain.closing import Wanted
from ctpanel.domain.closing_words import order_fates, summary
from ctpanel.domain.instrument import InstrumentSpec
from ctpanel.domain.order import OrderAction, OrderLife, OrderType, WorkingOrder
from ctpanel.domain.orders_known import Known, OrderGap
from ctpanel.domain.position import Position, Side
from ctpanel.domain.protection import Role
from tests.fakes.pictures import close_plan, order, position

SPEC = InstrumentSpec("MES 12-25", Decimal("0.25"), Decimal(5))
STOP = order()
TARGET = order(OrderType.LIMIT, price="5850", id="t")
SHORT = position(side=Side.SHORT)


def said(
    of: Position | None = None,
    wanted: Wanted | None = None,
    orders: Known = (),
    spec: InstrumentSpec | None = SPEC,
) -> str:
    return str(summary(close_plan(of or position(), wanted), orders, "USD", spec))


def after_gain(text: str) -> str:
    return text.partition("at the last mark. ")[2]


def staying(*orders: WorkingOrder, of: Position | None = None, left: int = 2) -> str:
    """What is said of the orders when ``left`` of 4 stay."""
    start = of or position()
    return after_gain(said(start, Wanted.contracts(start.quantity - left), orders))


def buys(kind: OrderType = OrderType.STOP_MARKET, price: str = "5900", quantity: int = 4) -> WorkingOrder:
    return order(kind, quantity, OrderAction.BUY_TO_COVER, price=price)


def test_part_of_a_long_with_a_stop_that_will_be_too_big() -> None:
    assert said(position(), Wanted.contracts(2), (STOP,)) == (
        "Sell 2 of 4 MES 12-25 in Sim101 at market; 2 stay long. About +$312.50 booked at the last mark. "
        "Working orders stay: stop 4 @ 5,790.00 will be 2 too big; if hit you end short 2."
    )


def test_a_single_contract_stays() -> None:
    assert "at market; 1 stays long." in said(position(), Wanted.contracts(3))
    assert "at market; 1 stays short." in said(SHORT, Wanted.contracts(3))


def test_all_of_a_long() -> None:
    assert said(position(), Wanted.all(), (STOP, TARGET)) == (
        "Sell all 4 MES 12-25 in Sim101 at market. About +$625.00 booked at the last mark. "
        "NT8 flattens the instrument: 2 working orders will be cancelled."
    )


def test_shorts_buy_back() -> None:
    assert said(SHORT, Wanted.all()) == (
        "Buy all 4 MES 12-25 in Sim101 at market. About +$625.00 booked at the last mark. "
        "NT8 flattens the instrument; it has no working orders."
    )
    assert said(SHORT, Wanted.contracts(1), (buys(),)) == (
        "Buy 1 of 4 MES 12-25 in Sim101 at market; 3 stay short. About +$156.25 booked at the last mark. "
        "Working orders stay: stop 4 @ 5,900.00 will be 1 too big; if hit you end long 1."
    )


def test_an_unreadable_side_neither_buys_nor_sells() -> None:
    assert said(position(side=Side.UNKNOWN)).startswith("Close all 4 MES 12-25 in Sim101 at market. ")


@pytest.mark.parametrize("missing", ["mark", "unrealized"])
def test_without_a_mark_nothing_is_said_of_what_is_booked(missing: str) -> None:
    changes: dict[str, str | None] = {missing: None}
    assert said(position(**changes)) == (  # type: ignore[arg-type]
        "Sell all 4 MES 12-25 in Sim101 at market. NT8 flattens the instrument; it has no working orders."
    )


@pytest.mark.parametrize(
    ("unrealized", "words"), [("-50", "-$25.00"), ("0", "$0.00"), ("0.004", "$0.00"), ("-0.004", "$0.00")]
)
def test_a_loss_and_a_zero(unrealized: str, words: str) -> None:
    assert f"About {words} booked" in said(position(unrealized=unrealized), Wanted.contracts(2))


def test_another_currency_is_named() -> None:
    text = str(summary(close_plan(position()), (), "CHF", SPEC))
    assert "About +625.00 CHF booked" in text


def test_unreadable_orders_are_not_called_absent() -> None:
    assert after_gain(said(orders=OrderGap.INCOMPLETE)) == (
        "NT8 flattens the instrument and cancels its working orders. Not all working orders could be read."
    )
    assert after_gain(said(wanted=Wanted.contracts(1), orders=OrderGap.UNREAD)) == (
        "Working orders stay as they are. Working orders have not been read yet. "
        "Check stops and targets in NinjaTrader."
    )


def test_one_order_in_the_singular() -> None:
    assert after_gain(said(orders=(STOP,))) == "NT8 flattens the instrument: 1 working order will be cancelled."
    assert staying(order(quantity=2)) == "1 working order stays as it is."


def test_orders_that_still_fit_stay() -> None:
    small = (order(quantity=2), order(OrderType.LIMIT, 2, id="t", price="5850"))
    assert staying(*small) == "2 working orders stay as they are."
    assert staying() == "No working orders on it."


def test_an_oco_pair_is_too_big_on_both_sides_but_not_twice() -> None:
    assert staying(STOP, TARGET) == (
        "Working orders stay: stop 4 @ 5,790.00 will be 2 too big, target 4 @ 5,850.00 will be 2 too big; "
        "if hit you end short 2."
    )


def test_the_worst_case_of_exits_that_nothing_links() -> None:
    free = (STOP._replace(oco=None), TARGET._replace(oco=None))
    assert staying(*free).endswith("if hit you end short 2. No OCO group links them: if both are hit you end short 6.")
    small = tuple(one._replace(quantity=2) for one in free)
    assert staying(*small) == (
        "2 working orders stay as they are. No OCO group links them: if both are hit you end short 2."
    )
    three = (*small, order(quantity=1, id="c", oco=None))
    assert staying(*three).endswith("No OCO group links them all: if all are hit you end short 3.")
    shorts = (buys(quantity=2)._replace(oco=None), buys(OrderType.LIMIT, quantity=2)._replace(oco="x"))
    assert staying(*shorts, of=SHORT).endswith("No OCO group links them: if both are hit you end long 2.")


def test_an_exit_at_market_is_called_so() -> None:
    waiting = order(OrderType.MARKET, 4)._replace(limit_price=None)
    assert "the exit at market of 4 will be 2 too big;" in staying(waiting)


def test_an_order_at_a_touched_price_is_named_with_it() -> None:
    touched = order(OrderType.MIT)._replace(limit_price=None, stop_price=Decimal(5850))
    assert "target 4 @ 5,850.00 will be 2 too big;" in staying(touched)


def test_several_stops_together() -> None:
    two = (order(quantity=2, id="a", oco="a"), order(quantity=2, id="b", oco="b", price="5780"))
    assert staying(*two) == "Working orders stay: together they are 2 too big; if hit you end short 2."
    big = (order(quantity=4, id="a", oco="a"), order(quantity=2, id="b", oco="b", price="5780"))
    assert staying(*big) == (
        "Working orders stay: stop 4 @ 5,790.00 will be 2 too big, together they are 4 too big; if hit you end short 4."
    )


def test_a_stop_without_a_price_is_named_without_one() -> None:
    assert "stop 4 will be 2 too big;" in staying(STOP._replace(stop_price=None))
    assert "target 4 will be 2 too big;" in staying(TARGET._replace(limit_price=None))


def test_filled_contracts_no_longer_count() -> None:
    assert "stop 3 @ 5,790.00 will be 1 too big; if hit you end short 1." in staying(STOP._replace(filled=1))


def test_an_order_that_could_not_be_read_is_said() -> None:
    odd = order(quantity=None)
    assert staying(odd) == (
        "1 working order stays as it is. At least one order could not be read in full; look at it in NinjaTrader."
    )
    assert "could not be read in full" in staying(STOP, odd)


def test_prices_keep_every_digit() -> None:
    euro = order(price="1.08345")
    rounded = InstrumentSpec("6E 06-26", Decimal("0.00005"), Decimal(125000))
    for spec in (None, SPEC, rounded):
        assert "stop 4 @ 1.08345 will be" in said(wanted=Wanted.contracts(2), orders=(euro,), spec=spec)
    assert "stop 4 @ 5,790.00 will be" in said(wanted=Wanted.contracts(2), orders=(STOP,), spec=None)
    assert "stop 4 @ 5,790.00000 will be" in said(wanted=Wanted.contracts(2), orders=(STOP,), spec=rounded)
    assert "@ NaN will be" in said(wanted=Wanted.contracts(2), orders=(order(price="NaN"),))


@pytest.mark.parametrize(
    ("one", "role", "over", "words"),
    [
        (STOP, Role.STOP, 2, "stays; 2 too big"),
        (TARGET, Role.TARGET, 2, "stays; 2 too big"),
        (order(quantity=2), Role.STOP, 0, "stays"),
        (order(action=OrderAction.BUY), Role.ENTRY, 0, "stays; it would make the position bigger"),
        (order(quantity=None), Role.UNCLEAR, 0, "stays; what it would do could not be read"),
        (STOP._replace(life=OrderLife.UNKNOWN), Role.UNCLEAR, 0, "stays; what it would do could not be read"),
    ],
)
def test_the_fate_of_an_order(one: WorkingOrder, role: Role, over: int, words: str) -> None:
    (part,) = order_fates(close_plan(position(), Wanted.contracts(2)), (one,))
    assert (part.order, part.role, part.over_hang, str(part.text)) == (one, role, over, words)
    (full,) = order_fates(close_plan(position()), (one,))
    assert (full.role, full.over_hang, str(full.text)) == (role, 0, "will be cancelled")


def test_the_button() -> None:
    assert str(close_plan(position(), Wanted.contracts(2)).button()) == "Close 2 of 4"
    assert str(close_plan(position(), Wanted.contracts(4)).button()) == "Close all 4"
    assert str(close_plan(position(), Wanted.all()).button()) == "Close all 4"


@given(st.integers(1, 60), st.sampled_from([Side.LONG, Side.SHORT]), st.integers(1, 100), st.integers(0, 99))
def test_button_summary_and_request_name_the_same_number(size: int, side: Side, percent: int, stop: int) -> None:
    plan = close_plan(position(quantity=size, side=side), Wanted.percent(percent))
    action = OrderAction.SELL if side is Side.LONG else OrderAction.BUY
    text = str(summary(plan, (order(quantity=stop, action=action),)))
    verb, opposite = ("Sell", "short") if side is Side.LONG else ("Buy", "long")
    if plan.is_full:
        assert text.startswith(f"{verb} all {size} ")
    else:
        assert text.startswith(f"{verb} {plan.contracts} of {size} ")
        assert f"; {plan.remaining} {'stays' if plan.remaining == 1 else 'stay'} {side.value}." in text
        over = stop - plan.remaining
        assert (f"if hit you end {opposite} {over}." in text) == (over > 0)
    assert ("Close all" in str(plan.button())) == plan.is_full
