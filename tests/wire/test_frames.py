"""Frames of the stream in every shape that was met, and what their numbers say about lost ones."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from ctpanel.api.cleaning import Cleaner
from ctpanel.api.frame_pnl import quick_pnl
from ctpanel.api.frames import FrameReader, Incoming, RpcReply
from ctpanel.domain.faults import FaultKind
from ctpanel.domain.ids import PositionKey
from ctpanel.domain.order import OrderLife, OrderType
from ctpanel.domain.position import Side
from ctpanel.domain.stream import (
    AccountPnl,
    ExecutionNews,
    GapNews,
    OddFrame,
    OrderNews,
    PnlNews,
    PositionNews,
    PositionPnl,
    ServiceStatus,
)
from ctpanel.domain.token import Token
from tests.wire.conftest import SECRET
from tests.wire.test_parse_properties import JSON

LOST = GapNews("messages were lost")
ROW = {"account": "SimA", "instrument": "NQ 12-26", "marketPosition": "Short", "quantity": 2, "averagePrice": 25110.25}
ITEM = {"realizedProfitLoss": 5.5, "unrealizedProfitLoss": -2, "netLiquidation": 900.25}
ORDER = {
    "account": "SimA",
    "instrument": "NQ 12-26",
    "orderId": "o1",
    "orderType": "Limit",
    "orderState": "Filled",
    "quantity": 1,
}


def read(frame: object, reader: FrameReader | None = None) -> tuple[Incoming, ...]:
    return (reader or FrameReader(Cleaner())).read(json.dumps(frame))


def only(frame: object) -> Incoming:
    (event,) = read(frame)
    return event


@pytest.mark.parametrize(
    "frame",
    [
        {"type": "marketData", "quotes": [{"instrument": "ES 12-26", "last": 5790.25, "bid": None, "volume": 9}]},
        {"type": "marketData", "quotes": {"instrument": "ES 12-26", "last": "5790.25"}},
        {"type": "marketData", "data": {"quotes": [{"instrument": "ES 12-26", "last": 5790.25}]}},
        {"type": "marketData", "instrument": "ES 12-26", "last": 5790.25},
        {"type": "marketData", "quotes": [{"last": 1}, 7, {"instrument": "ES 12-26", "last": 5790.25}]},
    ],
)
def test_market_data_is_counted_and_says_nothing(frame: dict[str, object]) -> None:
    reader = FrameReader(Cleaner())
    assert read({**frame, "seq": 4}, reader) == ()
    (gap,) = read({**frame, "seq": 6}, reader)
    assert isinstance(gap, GapNews)


@pytest.mark.parametrize(
    "accounts",
    [
        [{"account": "SimA", "realizedProfitLoss": 5.5, "unrealizedProfitLoss": -2, "netLiquidation": 900.25}],
        [{"name": "SimA", "realizedPnl": "5.5", "unrealizedPnl": -2, "netliq": 900.25}],
        [{"account": {"name": "SimA"}, "item": ITEM}],
        [{"account": {"name": "SimA", "item": ITEM}}],
        {"SimA": {"realized": 5.5, "unrealized": -2, "net_liquidation": 900.25}},
    ],
)
@pytest.mark.parametrize("wrap", [lambda a: {"accounts": a}, lambda a: {"data": {"accounts": a}}])
def test_pnl(accounts: object, wrap: Any) -> None:
    row = AccountPnl("SimA", Decimal("5.5"), Decimal(-2), Decimal("900.25"))
    assert only({"type": "pnlUpdate", "epoch": 1777906393090, **wrap(accounts)}) == PnlNews((row,), 1777906393090)


@pytest.mark.parametrize(
    "positions",
    [
        [{"instrument": "ES 12-26", "marketPrice": 5790.25, "unrealizedProfitLoss": 12.5}],
        {"ES 12-26": {"market_price": 5790.25, "pnl": 12.5}},
        [7, None, {"marketPrice": 1}, {"instrument": "ES 12-26", "marketPrice": 5790.25, "unrealizedProfitLoss": 12.5}],
    ],
)
def test_pnl_of_positions(positions: object) -> None:
    news = only({"type": "pnlUpdate", "accounts": [{"account": "SimA", "cashValue": 1, "positions": positions}]})
    assert isinstance(news, PnlNews)
    assert news.accounts[0].positions == (PositionPnl("SimA", "ES 12-26", Decimal("5790.25"), Decimal("12.5")),)
    assert news.accounts[0].cash == 1


def test_bare_figures_by_account_name() -> None:
    assert only({"type": "pnlUpdate", "accounts": {"SimA": 12.5, "SimB": None}}) == PnlNews(
        (AccountPnl("SimA", unrealized=Decimal("12.5")),)
    )


def test_the_usual_pnl_frame_goes_the_quick_way_with_its_numbers() -> None:
    frame: dict[str, object] = {
        "type": "pnlUpdate",
        "seq": 4,
        "epoch": 9,
        "accounts": [{"account": "A", "cashValue": 1}],
    }
    assert quick_pnl(json.dumps(frame).encode()) == (PnlNews((AccountPnl("A", cash=Decimal(1)),), 9), 4, 0)
    reader = FrameReader(Cleaner())
    read(frame, reader)
    assert read(frame, reader) == ()
    assert read(frame | {"seq": 6}, reader)[0] == LOST
    assert read(frame | {"seq": 7, "dropped": 2}, reader)[0] == LOST


def test_figures_under_other_names_are_not_lost_on_the_quick_way() -> None:
    frame = {"type": "pnlUpdate", "accounts": [{"account": "A", "cashValue": 1}, {"account": "B", "realizedPnl": 5}]}
    news = only(frame)
    assert isinstance(news, PnlNews)
    assert [account.realized for account in news.accounts] == [None, 5]


@pytest.mark.parametrize(
    "frame",
    [
        {"type": "positionUpdate", "epoch": 5, "account": "SimA", "position": ROW},
        {"type": "positionUpdate", "epoch": 5, "data": ROW},
        {"type": "positionUpdate", "epoch": 5, "data": {"position": ROW}},
        {"type": "positionUpdate", "epoch": 5} | ROW,
        {"type": "positionUpdate", "epoch": 5, "account": "SimA", "position": {**ROW, "account": None}},
    ],
)
def test_positions(frame: object) -> None:
    news = only(frame)
    assert isinstance(news, PositionNews)
    assert (news.account, news.instrument, news.epoch_ms) == ("SimA", "NQ 12-26", 5)
    assert news.position is not None
    assert (news.position.key, news.position.side, news.position.quantity) == (
        PositionKey("SimA", "NQ 12-26"),
        Side.SHORT,
        2,
    )


def test_a_flat_position() -> None:
    frame = {"type": "positionUpdate", "position": {**ROW, "marketPosition": "Flat", "quantity": 0}}
    assert only(frame) == PositionNews("SimA", "NQ 12-26", None)


@pytest.mark.parametrize(
    "frame",
    [
        {"type": "orderUpdate", "account": "SimA", "order": ORDER},
        {"type": "orderUpdate", "data": ORDER},
        {"type": "orderUpdate"} | ORDER,
    ],
)
def test_orders(frame: object) -> None:
    news = only(frame)
    assert isinstance(news, OrderNews)
    assert (news.order.id, news.order.key, news.order.life, news.order.type) == (
        "o1",
        PositionKey("SimA", "NQ 12-26"),
        OrderLife.DONE,
        OrderType.LIMIT,
    )


@pytest.mark.parametrize("kind", ["executionUpdate", "executionReportUpdate"])
def test_executions(kind: str) -> None:
    frame = {"type": kind, "epoch": 7, "account": "SimA", "execution": {"instrument": "NQ 12-26", "price": 1}}
    assert only(frame) == ExecutionNews("SimA", "NQ 12-26", 7)
    assert only({"type": kind}) == ExecutionNews()


@pytest.mark.parametrize(
    "frame",
    [
        {"type": "positionUpdate", "account": "SimA", "position": {"contractId": 7, "netPos": 2}},
        {"type": "positionUpdate", "account": "SimA", "position": {**ROW, "quantity": "many"}},
        {"type": "orderUpdate", "account": "SimA", "order": {"id": 5}},
    ],
)
def test_an_event_that_cannot_be_read_is_counted_and_makes_the_account_be_read_again(frame: object) -> None:
    odd, gap = read(frame)
    assert isinstance(odd, OddFrame)
    assert gap == GapNews("a message could not be read", ("SimA",))


def test_status_and_resync() -> None:
    assert only({"type": "status", "state": "ready"}) == ServiceStatus("ready")
    assert only({"type": "resync"}) == GapNews("the service asked for it")
    assert only({"type": "resync", "accounts": ["SimA", 7]}) == GapNews("the service asked for it", ("SimA",))


@pytest.mark.parametrize(
    "frame",
    [
        {"status": "subscribed", "instruments": []},
        {"type": "pong"},
        {"type": "Ack"},
        {"type": "welcome", "status": "ok"},
    ],
)
def test_acknowledgements_are_silent(frame: object) -> None:
    assert read(frame) == ()


@pytest.mark.parametrize(
    ("frame", "kind"),
    [
        ({"type": "newThing"}, "newThing"),
        ({}, "without type"),
        ({"type": 7}, "without type"),
        ({"type": "x" * 500}, "x" * 39 + "…"),
        ([], "text"),
        ("text", "text"),
        (None, "text"),
        ({"type": "positionUpdate", "origin": "tradovate", "account": "T1"}, "tradovate positionUpdate"),
    ],
)
def test_what_is_not_known_is_counted(frame: object, kind: str) -> None:
    event = only(frame)
    assert isinstance(event, OddFrame)
    assert event.kind == kind


def test_text_that_is_no_json_and_binary() -> None:
    reader = FrameReader(Cleaner())
    for frame in ("{", "", "\ud800", "[" * 100_000, b"\x00"):
        (event,) = reader.read(frame)
        assert isinstance(event, OddFrame)


def test_errors_tell_what_is_wrong_without_the_token() -> None:
    (event,) = FrameReader(Cleaner(Token(SECRET))).read(
        json.dumps({"type": "error", "message": f"Rate limit exceeded for {SECRET}"})
    )
    assert isinstance(event, OddFrame)
    assert event.fault is not None
    assert event.fault.kind is FaultKind.RATE_LIMITED
    assert event.fault.detail == "Rate limit exceeded for [hidden]"


@pytest.mark.parametrize(
    "frame",
    [
        {"id": "r1", "data": {"success": True}},
        {"id": "r1", "error": "x"},
        {"type": "error", "id": "r1", "error": "x"},
        {"type": "rpc", "id": "r1"},
        {"id": "r1", "status": "ok"},
    ],
)
def test_replies(frame: dict[str, object]) -> None:
    assert only(frame) == RpcReply("r1", frame)
    assert isinstance(only({"type": "orderUpdate", "id": "r1", "order": ORDER}), OrderNews)


def test_numbers_show_gaps_and_drop_what_came_before() -> None:
    reader = FrameReader(Cleaner())

    def status(**head: int) -> tuple[Incoming, ...]:
        return read({"type": "status", "state": "ready", **head}, reader)

    ready = ServiceStatus("ready")
    assert status() == (ready,)
    assert status(seq=40) == (ready,)
    assert status(seq=41) == (ready,)
    assert status(seq=41) == ()
    assert status(seq=40) == ()
    assert status(seq=44) == (LOST, ready)
    assert status(seq=43) == ()
    assert status(seq=45) == (ready,)
    assert status(seq=46, dropped=3) == (LOST, ready)
    assert status(seq=47, dropped=0) == (ready,)
    assert status(dropped=1) == (LOST, ready)


def test_a_count_that_begins_anew_is_followed_after_a_while() -> None:
    reader = FrameReader(Cleaner())
    read({"type": "status", "state": "a", "seq": 900}, reader)
    heard = [read({"type": "status", "state": "b", "seq": seq}, reader) for seq in range(12)]
    assert heard[7] == (LOST, ServiceStatus("b"))
    assert heard[8:] == [(ServiceStatus("b"),)] * 4


def test_an_answer_is_delivered_whatever_its_number() -> None:
    reader = FrameReader(Cleaner())
    read({"type": "status", "state": "a", "seq": 9}, reader)
    assert isinstance(read({"id": "r1", "seq": 9, "data": {}}, reader)[-1], RpcReply)


@given(JSON)
def test_any_json(value: Any) -> None:
    reader = FrameReader(Cleaner())
    for kind in (
        "pnlUpdate",
        "marketData",
        "positionUpdate",
        "orderUpdate",
        "executionUpdate",
        "resync",
        "status",
        None,
    ):
        frame = {"type": kind, **value} if isinstance(value, dict) else value
        for event in reader.read(json.dumps(frame)):
            if isinstance(event, PositionNews) and event.position is not None:
                assert event.position.quantity >= 1
