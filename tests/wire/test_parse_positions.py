"""Position lists in every shape that was met."""

from decimal import Decimal

import pytest

from ctpanel.api.parse_positions import quick_positions
from ctpanel.api.slices import in_one_go
from ctpanel.api.values import Unreadable, loads
from ctpanel.domain.ids import PositionKey
from ctpanel.domain.position import Position, Side
from ctpanel.domain.reads import PositionsRead
from tests.wire.payloads import body, positions_from

LONG = Position(
    PositionKey("SimA", "NQ 12-26"), Side.LONG, 3, Decimal("25110.25"), Decimal("25112.0"), Decimal("105.0")
)
SHORT = Position(
    PositionKey("PA!44 / 7", "6E 06-26"), Side.SHORT, 2, Decimal("1.08455"), Decimal("1.08325"), Decimal("325")
)


def read(text: bytes, account: str | None = None) -> PositionsRead:
    """As the client reads: the quick way where it can, which must agree with the tolerant one."""
    quick, tolerant = in_one_go(quick_positions(text, account)), positions_from(loads(text), account)
    assert quick in (None, tolerant)
    return tolerant


@pytest.mark.parametrize(
    "name",
    [
        "positions_all",
        "positions_in_data",
        "positions_data_list",
        "positions_bare",
        "positions_snake_case",
        "positions_side_key",
        "positions_text_numbers",
        "positions_whole_floats",
    ],
)
def test_one_meaning_in_every_shape(name: str) -> None:
    assert read(body(name)) == PositionsRead((LONG, SHORT))


def test_the_documented_shape_goes_the_quick_way() -> None:
    assert in_one_go(quick_positions(body("positions_all"))) == PositionsRead((LONG, SHORT))
    assert in_one_go(quick_positions(body("positions_side_key"))) is None


def test_noise_of_binary_doubles_is_dropped_and_digits_are_kept() -> None:
    (_, short) = read(body("positions_all")).positions
    assert str(short.mark_price) == "1.08325"
    assert str(short.average_price) == "1.08455"


def test_rows_of_an_account_call_may_lack_the_account_and_flat_rows_are_left_out() -> None:
    assert read(body("positions_account"), "SimA") == PositionsRead((LONG,), "SimA")


def test_an_account_is_the_same_in_any_case_and_keeps_its_echo() -> None:
    found = read(
        b'{"positions":[{"account":"sImA","instrument":"X 12-26","marketPosition":"Long","quantity":1}]}', "SimA"
    )
    assert found.positions[0].key == PositionKey("sImA", "X 12-26")


def test_a_row_of_another_account_than_was_asked_for_is_not_believed() -> None:
    assert read(body("positions_all"), "SimA") == PositionsRead((LONG,), "SimA", unreadable=1)


def test_nan_infinity_and_absurd_numbers_are_no_value() -> None:
    first, second = read(body("positions_nan")).positions
    assert (first.average_price, first.mark_price, first.unrealized) == (Decimal("25110.25"), None, None)
    assert (second.side, second.average_price, second.mark_price, second.unrealized) == (Side.SHORT, None, None, None)


def test_prices_may_be_missing() -> None:
    assert read(body("positions_sparse")) == PositionsRead((Position(LONG.key, Side.LONG, 3),))


def test_a_price_of_zero_without_a_result_is_no_price() -> None:
    """So NT8 tells a position for which there is no market data; nobody is 25,110 points behind without a loss."""
    text = body("positions_all").replace(b"25112.0", b"0.0").replace(b"105.0", b"0.0")
    assert read(text).positions[0] == LONG._replace(mark_price=None, unrealized=None)
    even = body("positions_all").replace(b"105.0", b"0.0")
    assert read(even).positions[0] == LONG._replace(unrealized=Decimal(0))
    lost = body("positions_all").replace(b"25112.0", b"0.0")
    assert read(lost).positions[0] == LONG._replace(mark_price=Decimal(0))


def test_rows_that_cannot_be_trusted_are_counted_and_the_others_kept() -> None:
    # Without instrument, without account, three odd numbers, flat with contracts, zero but long, control character,
    # a bare text, null.
    assert read(body("positions_odd_rows")) == PositionsRead((LONG,), unreadable=10)


def test_a_side_is_read_or_unknown_but_never_guessed() -> None:
    sides = {position.key.instrument[0]: position.side for position in read(body("positions_odd_sides")).positions}
    assert sides == {
        "A": Side.LONG,
        "B": Side.SHORT,
        "C": Side.UNKNOWN,
        "D": Side.UNKNOWN,
        "E": Side.SHORT,
        "F": Side.UNKNOWN,
        "G": Side.UNKNOWN,
    }
    assert {position.quantity for position in read(body("positions_odd_sides")).positions} == {3}


@pytest.mark.parametrize(
    "text",
    [
        b"{}",
        b'{"success":true}',
        b'{"positions":null}',
        b'{"positions":{}}',
        b'{"positions":"none"}',
        b'{"data":{}}',
        b'{"accounts":[]}',
        b"null",
        b"0",
        b'"positions"',
    ],
)
def test_a_body_without_a_list_is_never_an_empty_list(text: bytes) -> None:
    assert in_one_go(quick_positions(text)) is None
    with pytest.raises(Unreadable):
        positions_from(loads(text))


@pytest.mark.parametrize("text", [b'{"positions":[],"success":false}', b'{"positions":[],"error":"x"}'])
def test_a_failure_with_an_empty_list_never_goes_the_quick_way(text: bytes) -> None:
    assert in_one_go(quick_positions(text)) is None


def test_an_empty_list_is_empty() -> None:
    assert read(b'{"positions":[],"count":0,"success":true}') == PositionsRead(())


def test_a_list_shorter_than_its_own_count_is_incomplete() -> None:
    assert read(b'{"positions":[],"count":2,"success":true}') == PositionsRead((), unreadable=2)


def test_two_rows_that_disagree_about_one_position_leave_it_unreadable() -> None:
    row = '{"account":"A","instrument":"X 12-26","marketPosition":"Long","quantity":%d}'
    same = f'{{"positions":[{row % 1},{row % 1}]}}'.encode()
    other = f'{{"positions":[{row % 1},{row % 2}]}}'.encode()
    assert [position.quantity for position in read(same).positions] == [1]
    assert read(other) == PositionsRead((), unreadable=1)


def test_a_price_that_moved_between_two_rows_does_not_hide_the_position() -> None:
    row = (
        '{"account":"A","instrument":"X 12-26","marketPosition":"Long","quantity":1,"averagePrice":%d,"marketPrice":%d}'
    )
    moved = f'{{"positions":[{row % (5, 7)},{row % (5, 8)}]}}'.encode()
    found = read(moved)
    assert [(each.quantity, each.mark_price) for each in found.positions] == [(1, Decimal(7))] and found.complete
    assert read(f'{{"positions":[{row % (5, 7)},{row % (6, 7)}]}}'.encode()) == PositionsRead((), unreadable=1)


def test_more_contracts_than_nt8_can_count_are_no_number() -> None:
    row = b'{"positions":[{"account":"A","instrument":"X 12-26","marketPosition":"Long","quantity":%d}]}'
    assert read(row % (2**31 - 1)).complete
    assert read(row % 2**31).unreadable == 1
    assert read(row % 10**30).unreadable == 1
    assert read(row % -(10**30)).unreadable == 1
