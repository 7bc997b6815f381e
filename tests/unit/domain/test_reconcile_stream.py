"""Pushed news: figures never make positions, an explicit flat is proof, late events change nothing."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from ctpanel.domain.ids import PositionKey
from ctpanel.domain.order import OrderLife, WorkingOrder
from ctpanel.domain.reads import AccountsRead, OrdersRead
from ctpanel.domain.reconcile import apply_accounts, note_life
from ctpanel.domain.reconcile_orders import apply_orders
from ctpanel.domain.reconcile_stream import EpochClock, apply_order_news, apply_pnl, apply_position_news
from ctpanel.domain.snapshot import Presence, Snapshot, Source
from ctpanel.domain.stream import AccountPnl, OrderNews, PnlNews, PositionNews, PositionPnl
from tests.fakes.pictures import MES, account, order, picture, position, stamp

KNOWN = picture([position()], [account(), account("Apex-7")], [order()], at=1000)
STOP = order()


def decs(*values: int) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, values))


def figures(account: str = "Sim101", *rows: PositionPnl, **money: Decimal) -> PnlNews:
    return PnlNews((AccountPnl(account, **money, positions=rows),))


def row(mark: int | None, unrealized: int | None, instrument: str = "MES 12-25") -> PositionPnl:
    prices = (None if value is None else Decimal(value) for value in (mark, unrealized))
    return PositionPnl("Sim101", instrument, *prices)


# ------------------------------------------------------------------------------------------- figures


def test_figures_change_what_is_known() -> None:
    after = apply_pnl(KNOWN, figures("SIM101", row(5900, 1250), cash=Decimal(1), realized=Decimal(2)), stamp(1001))
    told = after.accounts["Sim101"]
    assert (told.account.cash, told.account.realized) == decs(1, 2)
    assert told.account.unrealized == Decimal("312.50")
    assert (told.stamp, told.described) == (stamp(1001), stamp(1000))
    assert apply_pnl(after, figures(cash=Decimal(5)), stamp(1002)).accounts["Sim101"].described == stamp(1000)
    held = after.positions[MES]
    assert (held.position.mark_price, held.position.unrealized) == decs(5900, 1250)
    assert held.position.quantity == 4
    assert (held.stamp, held.first_seen, held.priced) == (stamp(1000), stamp(1000), stamp(1001))


def test_figures_never_make_an_account_or_a_position() -> None:
    for news in (figures("Nobody", row(1, 1), cash=Decimal(1)), figures("Sim101", row(1, 1, "NQ 12-25"))):
        after = apply_pnl(KNOWN, news, stamp(1001))
        assert (after.accounts, after.positions) == (KNOWN.accounts, KNOWN.positions)


def test_missing_figures_erase_nothing() -> None:
    only_mark = apply_pnl(KNOWN, figures("Sim101", row(5900, None)), stamp(1001)).positions[MES].position
    assert (only_mark.mark_price, only_mark.unrealized) == decs(5900, 625)
    only_money = apply_pnl(KNOWN, figures("Sim101", row(None, 7)), stamp(1001)).positions[MES].position
    assert (only_money.mark_price, only_money.unrealized) == (Decimal("5831.25"), Decimal(7))
    assert apply_pnl(KNOWN, figures(), stamp(1001)).accounts == KNOWN.accounts


def test_a_price_of_zero_without_a_result_is_no_news_of_it() -> None:
    after = apply_pnl(KNOWN, figures("Sim101", row(0, 0)), stamp(1001))
    assert after.positions == KNOWN.positions
    even = apply_pnl(KNOWN, figures("Sim101", row(None, 0)), stamp(1001)).positions[MES]
    assert (even.position.unrealized, even.priced) == (Decimal(0), stamp(1001))


def test_late_figures_change_nothing() -> None:
    newer = apply_pnl(KNOWN, figures("Sim101", row(5900, 1250), cash=Decimal(1)), stamp(1005))
    for at in (999, 1004):
        late = apply_pnl(newer, figures("Sim101", row(5, 5), cash=Decimal(5)), stamp(at))
        assert (late.accounts, late.positions) == (newer.accounts, newer.positions)
    same = apply_pnl(newer, figures("Sim101", row(5, 5), cash=Decimal(5)), stamp(1005))
    assert same.accounts["Sim101"].account.cash == 5 and same.positions[MES].position.mark_price == 5


def test_equal_figures_keep_the_objects() -> None:
    news = figures("Sim101", PositionPnl(*MES, Decimal("5831.25"), Decimal(625)), cash=Decimal(50000))
    soon = apply_pnl(KNOWN, news, stamp(1000.5))
    assert soon.accounts["Sim101"] is KNOWN.accounts["Sim101"]
    after = apply_pnl(soon, news, stamp(1001))
    assert after.accounts["Sim101"].stamp == stamp(1001), "an account in which nothing moves is not old"
    assert after.accounts["Sim101"].account is KNOWN.accounts["Sim101"].account
    assert after.positions[MES].position is KNOWN.positions[MES].position
    assert after.positions[MES].priced == stamp(1001)


# ----------------------------------------------------------------------------------------- positions


def test_a_read_that_leaves_a_figure_blank_does_not_make_the_streamed_one_come_and_go() -> None:
    blank = AccountsRead((account(net_liquidation=None, cash=None), account("Apex-7")))
    told = figures(net_liquidation=Decimal(7), realized=Decimal(1))
    known = apply_accounts(KNOWN, blank, stamp(1001))
    assert known.accounts["Sim101"].account.net_liquidation is None
    for second in range(1002, 1040, 2):
        heard = stamp(second)._replace(source=Source.STREAM)
        known = apply_pnl(known, told, heard)
        assert known.accounts["Sim101"].stamp == heard, "as old as the stream, not as the read"
        known = apply_accounts(known, blank, stamp(second + 1))
        row = known.accounts["Sim101"]
        assert row.account.net_liquidation == 7 and row.account.cash is None
        assert (row.stamp, row.read_at) == (heard, second + 1)
    ended = apply_accounts(known, blank, stamp(1038 + 15))
    assert ended.accounts["Sim101"].account.net_liquidation is None, "nobody tells it any more"
    assert ended.accounts["Sim101"].stamp == stamp(1038 + 15)


def test_a_pushed_position() -> None:
    after = apply_position_news(KNOWN, PositionNews("SIM101", "MES 12-25", position(quantity=2)), stamp(1001))
    assert after.positions[MES] == KNOWN.positions[MES]._replace(
        position=position(quantity=2), stamp=stamp(1001), sized=1001
    )
    same = apply_position_news(KNOWN, PositionNews(*MES, position()), stamp(1001))
    assert same.positions[MES].position is KNOWN.positions[MES].position
    assert same.positions[MES].sized == KNOWN.positions[MES].sized


def test_a_pushed_flat_is_proof_and_stays() -> None:
    flat = apply_position_news(KNOWN, PositionNews(*MES, None), stamp(1001))
    assert MES not in flat.positions and flat.gone == {MES: 1001}
    assert apply_position_news(flat, PositionNews(*MES, position()), stamp(1000.5)) == flat
    opened = apply_position_news(flat, PositionNews(*MES, position()), stamp(1002))
    assert opened.gone == {} and opened.positions[MES].first_seen == stamp(1002)


def test_a_late_flat_ends_nothing() -> None:
    assert apply_position_news(KNOWN, PositionNews(*MES, None), stamp(999)) is KNOWN


def test_a_pushed_position_that_was_missed_is_not_missing() -> None:
    nq = PositionKey("Sim101", "NQ 12-25")
    missed = Snapshot(positions=KNOWN.positions, absent={MES: 1000, nq: 1000})
    assert apply_position_news(missed, PositionNews(*MES, position()), stamp(1001)).absent == {nq: 1000}


# -------------------------------------------------------------------------------------------- orders


def pushed(known: Snapshot, news: WorkingOrder, at: float) -> Snapshot:
    return apply_order_news(known, OrderNews(news), stamp(at))


def test_a_pushed_order_replaces_adds_or_ends() -> None:
    moved = pushed(KNOWN, STOP._replace(stop_price=Decimal(5800), key=PositionKey("SIM101", "MES 12-25")), 1001)
    assert moved.orders_of(MES) == (STOP._replace(stop_price=Decimal(5800)),)
    assert moved.orders["Sim101"].touched == 1001
    more = pushed(moved, order(id="b"), 1002)
    assert [one.id for one in more.orders_of(MES) or ()] == [STOP.id, "b"]
    done = pushed(more, STOP._replace(life=OrderLife.DONE), 1003)
    assert [one.id for one in done.orders_of(MES) or ()] == ["b"]
    assert pushed(done, STOP, 1002.5) is done


def test_of_two_pushes_of_one_moment_the_later_one_counts() -> None:
    filled = pushed(pushed(KNOWN, STOP._replace(quantity=2), 1001), STOP._replace(life=OrderLife.DONE), 1001)
    assert filled.orders_of(MES) == (), "a clock may stand still for 16 ms"


def test_an_order_without_an_id_waits_for_a_list() -> None:
    assert pushed(KNOWN, STOP._replace(id=None), 1001) is KNOWN
    assert pushed(KNOWN, STOP, 999) is KNOWN


def test_an_order_before_any_list_makes_older_lists_useless() -> None:
    early = pushed(Snapshot(), STOP, 1001)
    assert early.orders_of(MES) is None
    assert apply_orders(early, OrdersRead(()), stamp(1000)).orders == early.orders
    assert apply_orders(early, OrdersRead((STOP,)), stamp(1002)).orders_of(MES) == (STOP,)


def test_a_list_of_orders() -> None:
    loud = STOP._replace(key=PositionKey("SIM101", "MES 12-25"))
    after = apply_orders(KNOWN, OrdersRead((loud,)), stamp(1001))
    assert after.orders["Sim101"].orders is KNOWN.orders["Sim101"].orders
    assert (after.orders["Sim101"].stamp, after.orders["Apex-7"].stamp) == (stamp(1001), stamp(1001))
    one = apply_orders(KNOWN, OrdersRead((loud,), "SIM101"), stamp(1001))
    assert (one.orders["Sim101"].stamp, one.orders["Apex-7"].stamp) == (stamp(1001), stamp(1000))
    assert set(one.orders) == {"Sim101", "Apex-7"}
    torn = apply_orders(KNOWN, OrdersRead((loud,), unreadable=1), stamp(1001))
    assert torn.orders_of(MES) is None and torn.orders["Sim101"].orders == (STOP,)


def test_late_lists_of_orders_change_nothing() -> None:
    assert apply_orders(KNOWN, OrdersRead(()), stamp(999)).orders == KNOWN.orders


def test_a_list_that_was_asked_for_before_an_event_counts_but_for_that_order() -> None:
    """Where a stop trails twice a second, every list comes after an event; without it the orders would grow old."""
    listed = OrdersRead((STOP, order(id="b"), order(id="c")))
    moved = STOP._replace(stop_price=Decimal(5800))
    touched = pushed(pushed(KNOWN, order(id="c")._replace(life=OrderLife.DONE), 1002.5), moved, 1003)
    book = apply_orders(touched, listed, stamp(1002)).orders["Sim101"]
    assert (book.orders, book.stamp, book.touched, book.complete) == ((moved, order(id="b")), stamp(1002), 1003, True)
    assert book.changed == 1002
    known = replace(KNOWN, orders={**KNOWN.orders, "Sim101": book})
    again = apply_orders(known, listed, stamp(1002.7)).orders["Sim101"]
    assert [each.id for each in again.orders] == [STOP.id, "b", "c"], "the list is younger than the end of this one"
    assert again.orders[0] == moved
    assert apply_orders(touched, listed, stamp(1004)).orders["Sim101"].news == ()


def test_an_empty_list_before_an_event_is_doubted_like_any_other() -> None:
    touched = pushed(KNOWN, order(id="b"), 1003)
    book = apply_orders(touched, OrdersRead(()), stamp(1002)).orders["Sim101"]
    assert (book.orders, book.complete, book.doubted) == ((STOP, order(id="b")), False, 1002)


def test_old_events_are_forgotten_when_no_list_comes() -> None:
    touched = pushed(pushed(KNOWN, order(id="b"), 1001), order(id="c"), 1062)
    assert [each.order.id for each in touched.orders["Sim101"].news] == ["c"]


def test_an_empty_list_ends_known_orders_only_with_a_sign_of_life() -> None:
    empty = OrdersRead(())
    doubt = apply_orders(KNOWN, empty, stamp(1001))
    book = doubt.orders["Sim101"]
    assert (book.orders, book.complete, book.doubted, book.stamp) == ((STOP,), False, 1001, stamp(1000))
    still = apply_orders(doubt, empty, stamp(1003))
    assert still.orders["Sim101"] == book
    for at, known in ((1001, False), (1002, True), (1003, False)):
        alive = note_life(doubt, account(), stamp(at))
        assert (apply_orders(alive, empty, stamp(1003)).orders_of(MES) == ()) is known
    alive = note_life(doubt, account(), stamp(1002))
    torn = apply_orders(alive, OrdersRead((), unreadable=1), stamp(1003))
    assert torn.orders_of(MES) is None and torn.orders["Sim101"].orders == (STOP,)
    assert apply_orders(doubt, OrdersRead((STOP,)), stamp(1003)).orders["Sim101"].doubted is None


def test_a_first_empty_list_is_believed_after_a_sign_of_life() -> None:
    first = apply_orders(Snapshot(), OrdersRead((), "Sim101"), stamp(1))
    assert first.orders_of(MES) is None
    assert apply_orders(first, OrdersRead((), "Sim101"), stamp(3)).orders_of(MES) is None
    alive = note_life(first, account(), stamp(2))
    known = apply_orders(alive, OrdersRead((), "Sim101"), stamp(3))
    assert known.orders_of(MES) == () and known.orders["Sim101"].stamp == stamp(3)
    assert apply_orders(known, OrdersRead((), "Sim101"), stamp(4)).orders["Sim101"].stamp == stamp(4)
    assert apply_orders(first, OrdersRead((STOP,), "Sim101"), stamp(3)).orders_of(MES) == (STOP,)


def test_while_nt8_is_away_an_empty_list_of_orders_is_not_believed() -> None:
    away = picture([position()], [account()], (), at=1000, presence=Presence.AWAY)
    after = apply_orders(away, OrdersRead(()), stamp(1001))
    assert after.orders_of(MES) is None and after.orders["Sim101"].stamp == stamp(1000)


def test_books_of_unlisted_accounts_are_emptied_like_others() -> None:
    stray = order(key=PositionKey("Elsewhere", "MES 12-25"))
    known = apply_orders(KNOWN, OrdersRead((STOP, stray)), stamp(1001))
    assert known.orders_of(stray.key) == (stray,)
    assert apply_orders(known, OrdersRead((STOP,)), stamp(1002)).orders_of(stray.key) is None
    assert apply_orders(known, OrdersRead((STOP,), "Sim101"), stamp(1002)).orders_of(stray.key) == (stray,)


# --------------------------------------------------------------------------------------------- clocks


@given(st.integers(0, 10**13), st.lists(st.tuples(st.integers(0, 10**7), st.floats(0, 60)), max_size=20))
def test_frames_that_were_held_up_get_the_time_at_which_they_were_made(
    zero: int, frames: list[tuple[int, float]]
) -> None:
    clock = EpochClock().seen(zero, 500.0)
    for made_ms, held_s in frames:
        made = 500.0 + made_ms / 1000
        arrived = made + held_s
        clock = clock.seen(zero + made_ms, arrived)
        assert clock.true_at(zero + made_ms, arrived) == approx(made, abs=0.01)
        assert clock.true_at(zero + made_ms, arrived) <= arrived


def test_a_clock_that_knows_nothing_takes_the_arrival() -> None:
    assert EpochClock().true_at(1000, 5.0) == 5.0
    assert EpochClock().seen(None, 5.0) == EpochClock()
    assert EpochClock().seen(1000, 5.0).true_at(None, 9.0) == 9.0


def test_the_promptest_frame_sets_the_clock() -> None:
    late_first = EpochClock().seen(1000, 5.0)
    assert late_first.offset_s == 4.0
    prompt = late_first.seen(2000, 3.5)
    assert prompt.offset_s == 1.5
    assert prompt.seen(3000, 9.0) == prompt


@pytest.mark.parametrize("odd_ms", [1_764_000_000_000_000, 10**15, 1_764_000_000 + 10 * 86_400_000])
@pytest.mark.parametrize("first", [True, False])
def test_one_mistaken_epoch_does_not_make_all_later_news_old(odd_ms: int, first: bool) -> None:
    """In microseconds, or of another year: whatever came after it would not be shown for as long as it is connected."""
    right_ms, arrived = 1_764_000_000, 500.0
    clock = EpochClock().seen(odd_ms if first else right_ms, arrived).seen(right_ms if first else odd_ms, arrived)
    later = clock.seen(right_ms + 1000, arrived + 1.0)
    assert later.true_at(right_ms + 1000, arrived + 1.0) == approx(arrived + 1.0)
    assert later.true_at(right_ms + 400, arrived + 1.0) == approx(arrived + 0.4), "one that was held up is still known"


BEFORE = EpochClock().seen(100_000, 500.0)


def test_what_a_new_connection_tells_once_more_is_as_old_as_it_is() -> None:
    clock = BEFORE.anew(530.0).seen(90_000, 531.0)
    assert clock.true_at(90_000, 531.0) == approx(490.0)
    assert clock.seen(131_000, 531.5).true_at(131_000, 531.5) == approx(531.0), "what is new is new"
    assert BEFORE.anew(510.0).anew(530.0).seen(90_000, 531.0).true_at(90_000, 531.0) == approx(490.0)


def test_a_clock_that_was_set_back_counts_after_a_while_and_at_once_if_it_is_far_behind() -> None:
    late = BEFORE.anew(530.0).seen(90_000, 531.0).seen(100_100, 541.1)
    assert late.true_at(100_100, 541.1) == approx(541.1)
    assert BEFORE.anew(530.0).seen(100_000 - 3_600_000, 531.0).true_at(100_000 - 3_600_000, 531.0) == approx(531.0)


@pytest.mark.parametrize("arrived", [3.0, 2.0])
def test_news_are_never_younger_than_their_arrival(arrived: float) -> None:
    assert EpochClock(1.0).true_at(9000, arrived) == arrived
