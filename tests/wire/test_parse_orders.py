"""Order lists, quotes and close replies in every shape that was met."""

from decimal import Decimal

import pytest

from ctpanel.api.cleaning import Cleaner
from ctpanel.api.parse_market import spec_from
from ctpanel.api.parse_replies import close_reply_from, command_reply_from
from ctpanel.api.values import Json, Unreadable, loads
from ctpanel.domain.instrument import InstrumentSpec
from ctpanel.domain.order import OrderAction, OrderLife, OrderType, WorkingOrder
from ctpanel.domain.reads import CloseReply
from ctpanel.domain.requests import CloseRequest
from ctpanel.domain.token import Token
from tests.wire.conftest import SECRET
from tests.wire.payloads import body, orders_from, payload

CLOSE = CloseRequest("Sim101", "MES 12-25")


def test_orders_that_can_still_fill_and_those_of_unknown_state_are_kept() -> None:
    found = orders_from(payload("orders"))
    assert [order.id for order in found.orders] == ["3f0d6b1c9a7e4d52b8c1e6f7a9d0c3b2", "904412", "c2", "c5"]
    assert [order.life for order in found.orders] == [
        OrderLife.WORKING,
        OrderLife.WORKING,
        OrderLife.UNKNOWN,
        OrderLife.WORKING,
    ]
    # The row without an instrument and the bare text; the cancelled one is not missed.
    assert found.unreadable == 2


def test_the_fields_of_an_order() -> None:
    stop, target, _, odd = orders_from(payload("orders")).orders
    assert (stop.type, stop.action, stop.quantity, stop.filled) == (OrderType.STOP_MARKET, OrderAction.SELL, 3, 0)
    assert (stop.limit_price, stop.stop_price, stop.oco, stop.name, stop.time_in_force) == (
        None,
        Decimal("25050.5"),
        "oco-9",
        "Stop1",
        "Gtc",
    )
    assert (target.limit_price, target.stop_price, target.open_contracts, target.oco) == (
        Decimal("25200.25"),
        None,
        2,
        None,
    )
    assert (odd.quantity, odd.open_contracts, odd.action, odd.type) == (
        None,
        None,
        OrderAction.BUY_TO_COVER,
        OrderType.MIT,
    )


def test_a_size_below_zero_is_no_size() -> None:
    rows = b'{"orders":[{"account":"A","instrument":"X 12-26","orderState":"Working","quantity":-3,"filled":-1}]}'
    (one,) = orders_from(loads(rows)).orders
    assert (one.quantity, one.filled) == (None, 0), "it would protect nothing, or less than nothing"


def test_other_spellings_of_an_order() -> None:
    (order,) = orders_from(payload("orders_snake_case"), "SimA").orders
    assert (order.id, order.key.account, order.type, order.action) == (
        "d1",
        "SimA",
        OrderType.STOP_LIMIT,
        OrderAction.SELL,
    )
    assert (order.limit_price, order.stop_price, order.life) == (Decimal("25000.25"), Decimal(25001), OrderLife.WORKING)


def test_orders_of_another_account_are_not_believed() -> None:
    found = orders_from(payload("orders"), "SimB")
    assert (found.orders, found.unreadable) == ((), 6)


def test_the_same_row_twice_is_one_order_and_two_without_id_are_two() -> None:
    row = '{"account":"A","instrument":"X 12-26","orderState":"Working","quantity":%d}'
    assert len(orders_from(loads(f"[{row % 1},{row % 1}]".encode())).orders) == 1
    assert len(orders_from(loads(f"[{row % 1},{row % 2}]".encode())).orders) == 2


@pytest.mark.parametrize("text", [b"{}", b'{"orders":null}', b'{"success":true}', b"7"])
def test_a_body_without_a_list_is_never_an_empty_list(text: bytes) -> None:
    with pytest.raises(Unreadable):
        orders_from(loads(text))


@pytest.mark.parametrize("name", ["quote_flat", "quote_success", "quote_list", "quote_in_data"])
def test_the_measures_of_one_quote_in_every_shape(name: str) -> None:
    assert spec_from(payload(name), "NQ 12-26") == InstrumentSpec("NQ 12-26", Decimal("0.25"), Decimal(20))


@pytest.mark.parametrize(
    "text",
    [
        b"{}",
        b"[]",
        b'{"instrument":"NQ 12-26","last":5}',
        b'{"tickSize":0,"pointValue":20}',
        b'{"tickSize":0.25,"pointValue":-20}',
        b'{"instrument":"ES 12-26","tickSize":0.25,"pointValue":50}',
    ],
)
def test_a_quote_without_measures_or_of_another_instrument_is_refused(text: bytes) -> None:
    with pytest.raises(Unreadable):
        spec_from(loads(text), "NQ 12-26")


@pytest.mark.parametrize("name", ["close_reply", "close_in_data", "close_snake_case"])
def test_one_close_reply_in_every_shape(name: str) -> None:
    reply = close_reply_from(payload(name), CLOSE, Cleaner(), body(name))
    assert reply.names_other is None
    assert reply.raw.startswith("{")
    other = close_reply_from(payload(name), CloseRequest("Sim101", "ES 12-25"), Cleaner(), b"")
    assert (other.names_other or "").casefold() == "sim101 / mes 12-25"


def test_a_reply_that_names_another_instrument_is_a_success_that_says_so() -> None:
    reply = close_reply_from(payload("close_other_instrument"), CLOSE, Cleaner(), b"")
    assert reply.names_other == "Sim101 / ES 12-25"


@pytest.mark.parametrize(
    ("args", "other"),
    [
        ({"account": "Sim101", "instrument": "MES 12-25"}, "Sim101 / ES 12-25"),
        ({"account": "sim101", "instrument": "ES 12-25"}, None),
        ({"account": "Sim101"}, None),
        ({"account": "Sim102"}, "Sim101 / ES 12-25"),
    ],
)
def test_a_flatten_of_one_account_or_instrument_says_what_its_reply_names_beside(
    args: dict[str, Json], other: str | None
) -> None:
    assert command_reply_from(payload("close_other_instrument"), args, Cleaner(), b"").names_other == other


def test_a_warning_is_kept_as_one_line() -> None:
    assert close_reply_from(payload("close_snake_case"), CLOSE, Cleaner(), b"").warning == "Partially filled"


def test_rows_that_cannot_be_read_do_not_turn_a_success_into_a_failure() -> None:
    text = b'{"success":true,"closedPositions":[7,{"instrument":"\\u0000"},{"instrument":"MES 12-25","quantity":1}]}'
    reply = close_reply_from(loads(text), CLOSE, Cleaner(Token(SECRET)), text + SECRET.encode())
    assert reply.names_other is None
    assert SECRET not in reply.raw
    other = close_reply_from(loads(text), CloseRequest("Sim101", "ES 12-25"), Cleaner(), b"")
    assert other.names_other == "Sim101 / MES 12-25"
    assert close_reply_from(loads(b'{"success":true,"closedPositions":5}'), CLOSE, Cleaner(), b"") == CloseReply()


def test_many_orders_are_told_apart_without_comparing_each_with_each(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0

    def counting(one: WorkingOrder, other: object) -> bool:
        nonlocal compared
        compared += 1
        return tuple.__eq__(one, other) is True

    monkeypatch.setattr(WorkingOrder, "__eq__", counting)
    row = {"account": "Sim101", "instrument": "MES 12-25", "orderState": "Working", "quantity": 1}
    found = orders_from({"orders": [{**row, "orderId": f"id{number}"} for number in range(2000)]})
    assert len(found.orders) == 2000 and compared < 2000
