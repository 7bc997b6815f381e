"""Accounts, the combined read and watermarks in every shape that was met."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from ctpanel.api.parse_accounts import account_from, accounts_from, as_of, book_from, quick_book, watermarks_from
from ctpanel.api.slices import in_one_go
from ctpanel.api.values import Unreadable, loads
from ctpanel.domain.account import Account, AccountClass, ConnectionStatus
from ctpanel.domain.position import Side
from ctpanel.domain.reads import AccountsRead, BookRead
from ctpanel.domain.watermarks import Watermarks
from tests.wire.payloads import body, payload

SIM = Account(
    "SimA",
    "Practice A",
    "Simulator",
    "USD",
    ConnectionStatus.CONNECTED,
    cash=Decimal("50210.75"),
    net_liquidation=Decimal("50316.25"),
    realized=Decimal("-41.3"),
    unrealized=Decimal("105.5"),
    daily_loss_limit=Decimal("1100"),
    trailing_max_drawdown=Decimal("2000"),
    max_position_size=5,
)
LIVE = Account("PA!44 / 7", None, "Rithmic", "EUR", ConnectionStatus.CONNECTION_LOST, max_position_size=5)


@pytest.mark.parametrize(
    "name", ["accounts_wrapped", "accounts_bare", "accounts_in_data", "accounts_data_list", "accounts_nested_rows"]
)
def test_one_meaning_in_every_shape(name: str) -> None:
    assert accounts_from(payload(name)) == AccountsRead((SIM, LIVE))


@pytest.mark.parametrize("name", ["accounts_names", "accounts_bare_names"])
def test_names_alone_leave_the_rest_unknown(name: str) -> None:
    found = accounts_from(payload(name))
    assert found == AccountsRead((Account("SimA"), Account("PA!44 / 7")))
    assert found.accounts[0].account_class is AccountClass.UNKNOWN


def test_short_rows_name_the_broker() -> None:
    first, second = accounts_from(payload("accounts_short_rows")).accounts
    assert (first.account_class, second.account_class) == (AccountClass.SIM, AccountClass.LIVE)
    assert first.connection is ConnectionStatus.UNKNOWN


def test_rows_without_a_name_are_counted_and_a_name_is_listed_once() -> None:
    found = accounts_from(loads(b'[{"name":"A"},{"id":2},null,7,"",{"name":"a"},{"name":"B\\u0007"},{"name":{}}]'))
    assert found == AccountsRead((Account("A"),), unreadable=6)


@pytest.mark.parametrize("text", [b"{}", b'{"accounts":null}', b'{"accounts":{"SimA":{}}}', b'"x"', b"null"])
def test_a_body_without_a_list_is_never_an_empty_list(text: bytes) -> None:
    with pytest.raises(Unreadable):
        accounts_from(loads(text))
    with pytest.raises(Unreadable):
        book_from(loads(text))
    assert in_one_go(quick_book(text)) is None


@pytest.mark.parametrize("name", ["account_flat", "account_wrapped", "account_in_data"])
def test_one_account_in_every_shape(name: str) -> None:
    assert account_from(payload(name), "sima") == SIM


@pytest.mark.parametrize("text", [b"{}", b'{"success":true}', b"[]", b'{"name":"SimB","connectionStatus":"Connected"}'])
def test_a_body_about_no_or_another_account_is_refused(text: bytes) -> None:
    with pytest.raises(Unreadable):
        account_from(loads(text), "SimA")


def test_zero_is_no_limit_and_no_balance_beside_a_real_one() -> None:
    def of(item: str) -> Account:
        return accounts_from(loads(f'[{{"name":"A","dailyLossLimit":0,"item":{item}}}]'.encode())).accounts[0]

    assert (of('{"cashValue":0.0,"netLiquidation":9}').cash, of('{"dailyLossLimit":0}').daily_loss_limit) == (
        None,
        None,
    )
    assert of('{"cashValue":7,"netLiquidation":0}').net_liquidation is None
    assert of('{"cashValue":0,"netLiquidation":0}').cash == 0
    assert of('{"realizedProfitLoss":0.0}').realized == 0


def check_book(found: BookRead | None) -> None:
    assert found is not None
    assert found.accounts == AccountsRead((SIM, LIVE))
    (position,) = found.positions.positions
    assert (position.key.account, position.side, position.quantity) == ("SimA", Side.LONG, 3)
    assert found.positions.complete
    assert found.positions.account is None


def test_the_combined_read_goes_the_quick_way_where_it_can() -> None:
    check_book(in_one_go(quick_book(body("snapshot"))))
    assert in_one_go(quick_book(body("snapshot"))) == book_from(payload("snapshot"))
    assert in_one_go(quick_book(body("snapshot_flattened"))) is None


@pytest.mark.parametrize("name", ["snapshot", "snapshot_in_data", "snapshot_flattened"])
def test_one_book_in_every_shape(name: str) -> None:
    check_book(book_from(payload(name)))


def test_the_time_of_the_combined_read_has_its_zone() -> None:
    found = in_one_go(quick_book(body("snapshot")))
    assert found is not None
    assert found.as_of == datetime(2026, 5, 4, 7, 53, 13, 90880, timezone(timedelta(hours=-7)))
    assert as_of("2026-05-04T07:53:13", 1777906393090) == datetime(2026, 5, 4, 14, 53, 13, 90000, UTC)
    assert as_of("0001-01-01T00:00:00-07:00", None) is None
    for stamp, epoch in ((None, None), ("yesterday", "x"), (5, -1), ("9" * 99, 10**18)):
        assert as_of(stamp, epoch) is None


def test_an_element_without_positions_is_unknown_unless_it_says_flat() -> None:
    found = book_from(payload("snapshot_without_positions"))
    assert len(found.accounts.accounts) == 2
    assert (found.positions.positions, found.positions.unreadable) == ((), 1)


def test_positions_beside_the_accounts_are_taken_too() -> None:
    text = (
        b'{"accounts":[{"name":"A"},{"name":"B"}],'
        b'"positions":[{"account":"B","instrument":"X 12-26","marketPosition":"Short","quantity":1}]}'
    )
    assert in_one_go(quick_book(text)) is None
    found = book_from(loads(text))
    assert [position.key.account for position in found.positions.positions] == ["B"]
    assert found.positions.complete


def test_a_row_of_another_account_inside_an_element_is_not_believed() -> None:
    text = (
        b'{"accounts":[{"account":{"name":"A"},'
        b'"positions":[{"account":"B","instrument":"X 12-26","marketPosition":"Short","quantity":1}]}]}'
    )
    for found in (in_one_go(quick_book(text)), book_from(loads(text))):
        assert found is not None
        assert (found.positions.positions, found.positions.unreadable) == ((), 1)


def test_elements_that_disagree_leave_the_position_unreadable() -> None:
    element = (
        '{"account":{"name":"A"},"positions":'
        '[{"account":"A","instrument":"X 12-26","marketPosition":"Short","quantity":%d}]}'
    )
    found = book_from(loads(f'{{"accounts":[{element % 1},{element % 2}]}}'.encode()))
    assert (found.positions.positions, found.positions.unreadable) == ((), 1)
    moved = element % 1, (element % 1).replace('"quantity"', '"marketPrice":7,"quantity"')
    found = book_from(loads(f'{{"accounts":[{",".join(moved)}]}}'.encode()))
    assert [each.quantity for each in found.positions.positions] == [1] and found.positions.complete


def test_watermarks() -> None:
    found = watermarks_from(payload("watermarks"), "SimA")
    assert found == Watermarks("SimA", Decimal("420.5"), Decimal("50400.25"))
    assert watermarks_from(payload("watermarks_empty"), "SimA") == Watermarks("SimA")


@pytest.mark.parametrize("name", ["account_flat", "positions_all"])
def test_a_body_without_watermarks_is_refused(name: str) -> None:
    with pytest.raises(Unreadable):
        watermarks_from(payload(name), "SimA")


def test_watermarks_of_another_account_are_refused() -> None:
    with pytest.raises(Unreadable):
        watermarks_from(payload("watermarks"), "SimB")
