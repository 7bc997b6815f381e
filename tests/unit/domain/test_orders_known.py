"""When positions and working orders are joined: only of one moment, with every other case named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ctpanel.domain.ids import OrderId, PositionKey
from ctpanel.domain.order import OrderLife, OrderType, WorkingOrder, shape
from ctpanel.domain.orders_known import (
    FURTHEST_APART_S,
    SAME_MOMENT_S,
    OrderGap,
    gap_of,
    is_orphan,
    joining_gap,
    orders_joined,
    orders_listed,
)
from ctpanel.domain.reads import OrdersRead, PositionsRead
from ctpanel.domain.reconcile import apply_positions
from ctpanel.domain.reconcile_orders import apply_orders
from ctpanel.domain.reconcile_stream import apply_order_news
from ctpanel.domain.snapshot import Snapshot
from ctpanel.domain.stream import OrderNews
from tests.fakes.pictures import MES, START, order, picture, position, stamp

STOP = order()
GRAIN = order(key=PositionKey("Sim101", "MGC 12-25"), id="g")
NOW = picture([position()], orders=[STOP, GRAIN])


def listed(orders: tuple[WorkingOrder, ...], at: float, before: Snapshot = NOW, unreadable: int = 0) -> Snapshot:
    return apply_orders(before, OrdersRead(orders, unreadable=unreadable), stamp(START + at))


def held(quantity: int, at: float, before: Snapshot = NOW) -> Snapshot:
    return apply_positions(before, PositionsRead((position(quantity=quantity),)), stamp(START + at))


def test_orders_of_the_instrument_are_joined() -> None:
    assert orders_joined(NOW, MES) == orders_listed(NOW, MES) == (STOP,)


def test_every_gap_has_its_own_name_and_words() -> None:
    unread = replace(NOW, orders={})
    torn = listed((STOP,), 1, unreadable=1)
    doubted = listed((), 1)
    first_news = apply_order_news(unread, OrderNews(STOP), stamp(START + 1))
    assert [gap_of(each, "Sim101") for each in (unread, first_news, torn, doubted, NOW)] == [
        OrderGap.UNREAD,
        OrderGap.UNREAD,
        OrderGap.INCOMPLETE,
        OrderGap.UNPROVEN,
        None,
    ]
    assert orders_listed(torn, MES) is orders_joined(torn, MES) is OrderGap.INCOMPLETE
    assert len({str(gap.words()) for gap in OrderGap}) == len(OrderGap)


@pytest.mark.parametrize(("lag", "known"), [(SAME_MOMENT_S, True), (SAME_MOMENT_S + 0.1, False)])
def test_a_size_that_changed_after_the_orders_were_listed_is_not_joined(lag: float, known: bool) -> None:
    smaller = held(2, lag)
    assert orders_joined(smaller, MES) == ((STOP,) if known else OrderGap.MOVING)
    assert orders_listed(smaller, MES) == (STOP,), "they are still the last known ones"
    assert orders_joined(listed((STOP, GRAIN), lag, smaller), MES) == (STOP,)


@pytest.mark.parametrize(("lag", "known"), [(SAME_MOMENT_S, True), (SAME_MOMENT_S + 0.1, False)])
def test_orders_that_changed_after_the_position_was_read_are_not_joined(lag: float, known: bool) -> None:
    bigger = STOP._replace(quantity=6)
    later = listed((bigger, GRAIN), lag)
    assert orders_joined(later, MES) == ((bigger,) if known else OrderGap.MOVING)
    assert orders_joined(held(4, lag, later), MES) == (bigger,)


def test_what_does_not_change_stays_joined_while_each_is_read_in_its_turn() -> None:
    picture_now = NOW
    for at in range(3, 60, 6):
        picture_now = held(4, at, picture_now)
        assert orders_joined(picture_now, MES) == (STOP,)
        picture_now = listed((STOP, GRAIN), at + 3, picture_now)
        assert orders_joined(picture_now, MES) == (STOP,)


def test_a_stop_that_trails_changes_nothing_about_who_is_protected() -> None:
    trailed = order(price="5795")
    assert orders_joined(listed((GRAIN, trailed), 10), MES) == (trailed,)
    assert joining_gap(apply_order_news(NOW, OrderNews(trailed), stamp(START + 10)), MES) is None
    assert joining_gap(apply_order_news(NOW, OrderNews(trailed._replace(quantity=1)), stamp(START + 10)), MES)


def test_orders_that_differ_in_nothing_but_an_oco_group_have_one_order() -> None:
    alone = STOP._replace(oco=None, id=OrderId("alone"))
    assert shape((STOP, alone)) == shape((alone, STOP))


def test_lists_that_are_too_far_apart_are_not_joined() -> None:
    assert orders_joined(held(4, FURTHEST_APART_S), MES) == (STOP,)
    assert orders_joined(held(4, FURTHEST_APART_S + 1), MES) is OrderGap.APART
    assert orders_joined(listed((STOP, GRAIN), FURTHEST_APART_S + 1), MES) is OrderGap.APART


def test_an_orphan_is_claimed_of_one_moment_only() -> None:
    assert is_orphan(NOW, GRAIN) and not is_orphan(NOW, STOP)
    assert not is_orphan(NOW, GRAIN._replace(life=OrderLife.UNKNOWN))
    new = order(OrderType.LIMIT, key=PositionKey("Sim101", "CL 01-26"), id="n")
    came = listed((STOP, GRAIN, new), 3)
    assert not is_orphan(came, new), "its position may have come with it"
    assert is_orphan(held(4, 2, came), new)
    assert not is_orphan(replace(NOW, positions_read={}), GRAIN)


def test_orders_of_a_position_that_has_just_ended_are_no_orphans_yet() -> None:
    other = picture([position(), position("MGC 12-25", 1)], orders=[STOP])
    flat = apply_positions(other, PositionsRead((position("MGC 12-25", 1),)), stamp(START + 1))
    assert flat.position(MES) is None and not is_orphan(flat, STOP)
    assert is_orphan(listed((STOP,), 1.5, flat), STOP)
