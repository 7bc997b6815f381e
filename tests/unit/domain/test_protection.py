"""What working orders mean for a position."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctpanel.domain.order import OrderAction, OrderLife, OrderType, WorkingOrder, fold_name, order_life
from ctpanel.domain.position import Side
from ctpanel.domain.protection import Role, cover, role_of
from tests.fakes.pictures import order

BUYING = {OrderAction.BUY, OrderAction.BUY_TO_COVER}
EXITS = {
    OrderType.STOP_MARKET: Role.STOP,
    OrderType.STOP_LIMIT: Role.STOP,
    OrderType.MARKET: Role.AT_MARKET,
}


@pytest.mark.parametrize(("action", "kind", "side"), list(product(OrderAction, OrderType, Side)))
def test_every_role(action: OrderAction, kind: OrderType, side: Side) -> None:
    if OrderAction.UNKNOWN is action or OrderType.UNKNOWN is kind or Side.UNKNOWN is side:
        expected = Role.UNCLEAR
    elif (action in BUYING) == (side is Side.LONG):
        expected = Role.ENTRY
    else:
        expected = EXITS.get(kind, Role.TARGET)
    assert role_of(order(kind, action=action), side) is expected


@pytest.mark.parametrize("life", [OrderLife.UNKNOWN, OrderLife.DONE])
def test_an_order_whose_state_or_size_is_unreadable_is_unclear(life: OrderLife) -> None:
    assert role_of(order()._replace(life=life), Side.LONG) is Role.UNCLEAR
    assert role_of(order(quantity=None), Side.LONG) is Role.UNCLEAR


def test_an_oco_pair_covers_once() -> None:
    pair = (order(oco="a"), order(OrderType.LIMIT, oco="a", price="5900"))
    both = cover(pair, Side.LONG)
    assert (both.stop, both.target, both.worst_case, both.unclear) == (4, 4, 4, False)
    free = cover([one._replace(oco=None) for one in pair], Side.LONG)
    assert (free.stop, free.target, free.worst_case) == (4, 4, 8)


def test_what_no_oco_group_links_can_be_hit_twice() -> None:
    pair = (order(oco=None), order(OrderType.LIMIT, oco=None, price="5900"))
    assert [cover(pair, Side.LONG).unlinked(left) for left in (2, 4, 8)] == [6, 4, 0]
    assert cover((order(oco="a"), order(OrderType.LIMIT, oco="a")), Side.LONG).unlinked(2) == 0, "linked"
    assert cover((order(oco="a"), order(oco="b")), Side.LONG).unlinked(2) == 0, "no worse than its kind alone"


def test_an_exit_at_market_is_no_target() -> None:
    now = cover([order(OrderType.MARKET, 5)], Side.LONG)
    assert (now.stop, now.target, now.at_market, now.over_hang(4)) == (0, 0, 5, 1)


def test_entries_cover_nothing_and_unclear_ones_are_said() -> None:
    assert cover([order(action=OrderAction.BUY)], Side.LONG) == cover([], Side.LONG)
    assert cover([order(quantity=None)], Side.LONG).unclear
    assert cover([order(quantity=None), order()], Side.LONG).stop == 4


def test_the_over_hang_is_what_one_side_exceeds() -> None:
    both = cover((order(quantity=3), order(OrderType.LIMIT, 5, price="5900")), Side.LONG)
    assert [both.over_hang(left) for left in (0, 2, 3, 5, 6)] == [5, 3, 2, 0, 0]
    assert cover([order(quantity=3)], Side.LONG).over_hang(1) == 2


def an_order() -> st.SearchStrategy[WorkingOrder]:
    return st.builds(
        lambda kind, quantity, filled, action, oco: order(kind, quantity, action, oco=oco)._replace(filled=filled),
        st.sampled_from(OrderType),
        st.none() | st.integers(0, 9),
        st.integers(0, 9),
        st.sampled_from(OrderAction),
        st.sampled_from([None, "a", "b"]),
    )


@given(st.lists(an_order(), max_size=6), st.sampled_from(Side), st.integers(0, 9))
def test_cover_is_never_less_than_a_single_order(orders: list[WorkingOrder], side: Side, left: int) -> None:
    total = cover(orders, side)
    roles = [role_of(one, side) for one in orders]
    assert total.unclear == (Role.UNCLEAR in roles)
    exits = [
        one.open_contracts or 0
        for one, role in zip(orders, roles, strict=True)
        if role in (Role.STOP, Role.TARGET, Role.AT_MARKET)
    ]
    assert total.stop + total.target + total.at_market == sum(exits)
    assert max(exits, default=0) <= total.worst_case <= sum(exits)
    assert total.over_hang(left) == max(0, total.stop - left, total.target - left, total.at_market - left)
    assert total.unlinked(left) in (0, total.worst_case - left)


@pytest.mark.parametrize(
    ("state", "life"),
    [
        ("Working", OrderLife.WORKING),
        ("accepted", OrderLife.WORKING),
        ("PartFilled", OrderLife.WORKING),
        ("Partially Filled", OrderLife.WORKING),
        ("CANCEL_PENDING", OrderLife.WORKING),
        ("change-submitted", OrderLife.WORKING),
        ("Filled", OrderLife.DONE),
        ("Cancelled", OrderLife.DONE),
        ("canceled", OrderLife.DONE),
        ("Rejected", OrderLife.DONE),
        ("Unknown", OrderLife.UNKNOWN),
        ("", OrderLife.UNKNOWN),
        (None, OrderLife.UNKNOWN),
    ],
)
def test_whether_an_order_can_still_fill(state: str | None, life: OrderLife) -> None:
    assert order_life(state) is life


def test_names_are_folded() -> None:
    assert fold_name("Stop_Market - X") == "stopmarketx"


def test_open_contracts() -> None:
    assert order(quantity=None).open_contracts is None
    assert order()._replace(filled=1).open_contracts == 3
    assert order()._replace(filled=9).open_contracts == 0


def test_sides() -> None:
    assert [side.opposite for side in Side] == [Side.SHORT, Side.LONG, Side.UNKNOWN]
