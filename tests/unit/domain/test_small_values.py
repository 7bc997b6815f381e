"""Keys, differences, freshness, measures and accounts."""

from dataclasses import astuple
from decimal import Decimal
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctpanel.domain.account import AccountClass, ConnectionStatus
from ctpanel.domain.activity import ActivityFilter, ActivityRow, ActivityStep
from ctpanel.domain.diff import Diff, diff
from ctpanel.domain.freshness import Freshness, Limits, freshness
from ctpanel.domain.ids import PositionKey, Scope
from ctpanel.domain.instrument import InstrumentSpec
from ctpanel.domain.order import OrderAction, OrderType
from ctpanel.domain.reads import OrdersRead, PositionsRead
from ctpanel.domain.watermarks import Watermarks
from tests.fakes.pictures import MES, WALL, account, order, picture, position

PICTURES = st.dictionaries(st.integers(0, 8), st.integers(0, 3))


@given(PICTURES, PICTURES)
def test_a_difference_turns_one_picture_into_the_other(before: dict[int, int], after: dict[int, int]) -> None:
    found = diff(before, after)
    assert set(found.added) == after.keys() - before.keys()
    assert set(found.removed) == before.keys() - after.keys()
    assert set(found.changed) == {key for key in before.keys() & after.keys() if before[key] != after[key]}
    assert bool(found) == (before != after)
    assert len({*found.added, *found.changed, *found.removed}) == sum(
        map(len, (found.added, found.changed, found.removed))
    )


def test_a_value_that_is_none_is_there() -> None:
    assert diff({}, {1: None}) == Diff(added=(1,))
    assert diff({1: None}, {1: None}) == Diff()
    assert diff({1: None}, {2: None}) == Diff(added=(2,), removed=(1,))


def test_the_same_object_is_not_compared() -> None:
    odd = Decimal("NaN")
    assert not diff({1: odd}, {1: odd})
    assert diff({1: odd}, {1: Decimal("NaN")}).changed == (1,)


@pytest.mark.parametrize(
    ("age", "state"),
    [
        (-1.0, Freshness.LIVE),
        (0.0, Freshness.LIVE),
        (4.99, Freshness.LIVE),
        (5.0, Freshness.AGEING),
        (14.99, Freshness.AGEING),
        (15.0, Freshness.STALE),
        (1e6, Freshness.STALE),
    ],
)
def test_freshness(age: float, state: Freshness) -> None:
    assert freshness(100.0 - age, 100.0) is state


def test_never_read_is_unknown_and_limits_can_be_given() -> None:
    assert freshness(None, 100.0) is Freshness.UNKNOWN
    assert freshness(0.0, 100.0) is Freshness.STALE
    assert freshness(98.0, 100.0, Limits(1.0, 2.0)) is Freshness.STALE
    assert freshness(98.5, 100.0, Limits(1.0, 2.0)) is Freshness.AGEING


def test_a_key_is_the_same_in_any_case_of_the_account_only() -> None:
    assert MES.same_as("sim101", "MES 12-25")
    assert not MES.same_as("Sim101", "mes 12-25")
    assert not MES.same_as("Sim101", "MES 03-26")
    assert not MES.same_as("Sim102", "MES 12-25")


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        (Scope("A", "ES"), Scope("a", "ES"), True),
        (Scope("A", "ES"), Scope("A", "NQ"), False),
        (Scope("A", "ES"), Scope("B", "ES"), False),
        (Scope("A"), Scope("a", "NQ"), True),
        (Scope("A"), Scope("A"), True),
        (Scope("A"), Scope("B"), False),
    ],
)
def test_scopes_that_overlap(one: Scope, other: Scope, overlap: bool) -> None:
    assert one.overlaps(other) is other.overlaps(one) is overlap


@pytest.mark.parametrize(
    ("tick", "decimals"), [("0.25", 2), ("0.00005", 5), ("1", 2), ("10", 2), ("0.1000", 2), ("0.03125", 5), ("NaN", 2)]
)
def test_decimals_of_a_price(tick: str, decimals: int) -> None:
    assert InstrumentSpec("X", Decimal(tick), Decimal(5)).decimals == decimals


def test_points_and_ticks_per_contract() -> None:
    spec = InstrumentSpec("MES 12-25", Decimal("0.25"), Decimal(5))
    low, high = Decimal(5800), Decimal("5801.5")
    assert (spec.points(low, high, long=True), spec.points(low, high, long=False)) == (Decimal("1.5"), Decimal("-1.5"))
    assert (spec.ticks(low, high, long=True), spec.ticks(low, high, long=False)) == (Decimal(6), Decimal(-6))
    assert spec.ticks(Decimal("5800.125"), high, long=True) == Decimal("5.5")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Connected", ConnectionStatus.CONNECTED),
        (" connectionlost ", ConnectionStatus.CONNECTION_LOST),
        ("DISCONNECTED", ConnectionStatus.DISCONNECTED),
        ("Connected?", ConnectionStatus.UNKNOWN),
        ("", ConnectionStatus.UNKNOWN),
        (None, ConnectionStatus.UNKNOWN),
    ],
)
def test_connection_words(text: str | None, status: ConnectionStatus) -> None:
    assert ConnectionStatus.from_text(text) is status


@pytest.mark.parametrize(
    ("provider", "kind"),
    [
        ("Simulator", AccountClass.SIM),
        (" playback ", AccountClass.SIM),
        ("BACKTEST", AccountClass.SIM),
        ("Rithmic", AccountClass.LIVE),
        ("Simulated Rithmic", AccountClass.LIVE),
        ("", AccountClass.UNKNOWN),
        (None, AccountClass.UNKNOWN),
    ],
)
def test_money_is_suspected_behind_every_other_provider(provider: str | None, kind: AccountClass) -> None:
    assert account(provider=provider).account_class is kind


def test_unknown_actions_and_types_are_not_taken_for_others() -> None:
    assert {one: one.buys for one in OrderAction} == {
        OrderAction.BUY: True,
        OrderAction.BUY_TO_COVER: True,
        OrderAction.SELL: False,
        OrderAction.SELL_SHORT: False,
        OrderAction.UNKNOWN: None,
    }
    assert {one for one in OrderType if one.is_stop} == {OrderType.STOP_MARKET, OrderType.STOP_LIMIT}


def test_a_read_with_unreadable_rows_is_not_complete() -> None:
    assert PositionsRead(()).complete and OrdersRead(()).complete
    assert not PositionsRead((), unreadable=1).complete
    assert not OrdersRead((), unreadable=1).complete


def test_what_a_picture_knows_of_one_position() -> None:
    other = PositionKey("Sim101", "NQ 12-25")
    known = picture([position()], orders=[order(), order(key=other, id="x")])
    assert known.position(MES) == position()
    assert known.position(other) is None
    assert known.orders_of(MES) == (order(),)
    assert known.orders_of(PositionKey("Sim101", "CL 01-26")) == ()
    assert known.orders_of(PositionKey("Sim102", "MES 12-25")) is None
    assert picture([position()], orders=None).orders_of(MES) is None


class Unread(dict[int, int]):
    """A picture that may not be looked through."""

    def items(self) -> NoReturn:
        raise AssertionError("looked through")


def test_a_picture_is_not_compared_with_itself() -> None:
    same = Unread({1: 1})
    assert not diff(same, same)


def test_a_filter_of_activity_begins_as_all_and_watermarks_as_unknown() -> None:
    assert set(astuple(ActivityFilter())) == {"", ()}
    assert astuple(Watermarks("Sim101")) == ("Sim101", None, None)
    row = ActivityRow(1, "c", WALL, "Sim101", "MES 12-25", "close", "Close 2 of 4", "", "", None)
    assert row.steps == ()
    assert ActivityStep("pressed", WALL, None, "").since_press_ms is None
