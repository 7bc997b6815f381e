"""The figure at the stop: reckoned from what is known, and *no stop found* instead of an invented number."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from ctpanel.domain.if_stopped import if_stopped, words
from ctpanel.domain.instrument import InstrumentSpec
from ctpanel.domain.order import OrderLife, OrderType
from ctpanel.domain.position import Side
from tests.fakes.pictures import account, order, position

SPEC = InstrumentSpec("MES 12-25", Decimal("0.25"), Decimal(5))
HELD = position(mark="5800")
LIMITED = account(daily_loss_limit="1000", trailing_max_drawdown="2500", realized="-100", unrealized="50")


def test_the_loss_at_the_stop_against_the_limits() -> None:
    found = if_stopped(HELD, (order(quantity=4, price="5790"),), SPEC, LIMITED)
    assert found is not None
    assert (found.change, found.contracts) == (Decimal("-200.00"), 4)
    assert (found.room, found.drawdown) == (Decimal("750.00"), Decimal("2300.00"))


def test_a_limit_means_the_same_whichever_sign_the_provider_gives_it() -> None:
    written = replace(LIMITED, daily_loss_limit=Decimal(-1000))
    assert written.room_to_daily_limit == LIMITED.room_to_daily_limit == Decimal(950)
    found = if_stopped(HELD, (order(quantity=4, price="5790"),), SPEC, written)
    assert found is not None and found.room == Decimal("750.00")


def test_a_short_position_loses_upwards() -> None:
    held = position(side=Side.SHORT, quantity=2, mark="5800")
    stop = order(quantity=2, price="5810", action=order().action.BUY)
    found = if_stopped(held, (stop,), SPEC, None)
    assert found is not None and found.change == Decimal("-100.00")
    assert found.room is None and found.drawdown is None


def test_the_nearest_stops_count_first_and_no_more_than_is_open() -> None:
    far, near = order(quantity=4, price="5700", id="a"), order(quantity=3, price="5790", id="b")
    found = if_stopped(HELD, (far, near), SPEC, None)
    # 3 at 10 points, 1 at 100 points.
    assert found is not None and found.change == Decimal("-650.00")


def test_a_stop_for_a_part_says_so() -> None:
    said = words(HELD, (order(quantity=3, price="5790"),), SPEC, LIMITED)
    assert str(said) == (
        "If stopped: about -$150.00 from the last mark. Only 3 of 4 have a stop. "
        "$800.00 would be left to the daily loss limit. $2,350.00 would be left to the drawdown limit."
    )


def test_no_stop_is_said_and_not_reckoned() -> None:
    target = order(OrderType.LIMIT, price="5900")
    assert str(words(HELD, (target,), SPEC, LIMITED)) == "If stopped: no stop found."
    assert if_stopped(HELD, (target,), SPEC, LIMITED) is None


def test_what_is_not_certain_is_not_reckoned() -> None:
    unclear = order()._replace(life=OrderLife.UNKNOWN)
    assert "not certain" in str(words(HELD, (unclear,), SPEC, None))
    assert words(HELD, None, SPEC, None) is None
    assert words(HELD, (order(),), None, None) is None
    assert words(HELD._replace(mark_price=None), (order(),), SPEC, None) is None
    assert words(HELD._replace(side=Side.UNKNOWN), (order(),), SPEC, None) is None


def test_limits_that_are_not_supplied_are_not_told() -> None:
    found = if_stopped(HELD, (order(),), SPEC, account(daily_loss_limit="0", trailing_max_drawdown=None))
    assert found is not None and found.room is None and found.drawdown is None


def test_an_account_in_another_currency_is_told_no_money_of_the_instruments() -> None:
    """Four micro contracts 31.25 points ahead are 625 dollars, which NT8 tells as so many yen."""
    yen = replace(LIMITED, currency="JPY")
    ahead = position(mark="5831.25", unrealized="96875")
    assert words(ahead, (order(quantity=4, price="5790"),), SPEC, yen) is None
    # Near the entry nothing shows which money it is; of dollars nearly everybody has dollars.
    even = position(mark="5801", unrealized="3100")
    assert words(even, (order(quantity=4, price="5790"),), SPEC, yen) is None
    assert words(even, (order(quantity=4, price="5790"),), SPEC, LIMITED) is not None
    # An instrument that is quoted in the account's own currency is reckoned.
    own = position(mark="5831.25", unrealized="625")
    found = if_stopped(own, (order(quantity=4, price="5790"),), SPEC, yen)
    assert found is not None and found.change == Decimal("-825.00")


def test_an_instrument_in_another_currency_is_not_told_as_dollars() -> None:
    in_euros = position(mark="5831.25", unrealized="718.75")
    assert words(in_euros, (order(quantity=4, price="5790"),), SPEC, LIMITED) is None
    with_fees = position(mark="5831.25", unrealized="620.04")
    assert words(with_fees, (order(quantity=4, price="5790"),), SPEC, LIMITED) is not None


def test_without_a_result_of_its_own_dollars_are_taken_for_granted() -> None:
    silent = position(mark="5831.25", unrealized=None)
    assert words(silent, (order(quantity=4, price="5790"),), SPEC, LIMITED) is not None
    assert words(silent, (order(quantity=4, price="5790"),), SPEC, replace(LIMITED, currency="EUR")) is None
