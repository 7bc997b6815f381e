"""Every command in both dresses, and that none can reach further than it says."""

from collections.abc import Awaitable, Callable
from decimal import Decimal
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ctpanel.api import endpoints
from ctpanel.api.client import CrossTradeClient
from ctpanel.api.commands import Commands
from ctpanel.api.ratelimit import RequestBudget
from ctpanel.api.reply import Call
from ctpanel.api.stream_rpc import RpcCommands
from ctpanel.api.values import Row
from ctpanel.domain.bulk_requests import (
    BracketRequest,
    CancelAccountOrdersRequest,
    CancelInstrumentOrdersRequest,
    CancelOrderRequest,
    FlattenAccountRequest,
    FlattenInstrumentRequest,
    ReverseRequest,
)
from ctpanel.domain.faults import Effect, FaultKind, ServiceFault
from ctpanel.domain.ids import OrderId
from ctpanel.domain.position import Side
from ctpanel.domain.requests import CloseRequest
from ctpanel.domain.token import Token
from tests.wire.conftest import SECRET, UNLIMITED

Mounted = Callable[[httpx.MockTransport], CrossTradeClient]
Use = Callable[[Commands], Awaitable[Any]]

A, ES = "PA 7", "ES 12-26"
LONG_BRACKET = BracketRequest(A, ES, Side.LONG, 2, stop=Decimal("5780.25"), target=Decimal("5801.50"))
SHORT_BRACKET = BracketRequest(A, ES, Side.SHORT, 1, stop=Decimal("5801.5"))

#: Use, path below /v1/api, body on the wire, RPC name, RPC arguments beside the body's and the account.
COMMANDS: list[tuple[Use, str, str, str, dict[str, str]]] = [
    (lambda c: c.cancel_order(CancelOrderRequest(A, OrderId("o-1"))), "/accounts/PA%207/orders/o-1/cancel", "{}",
     "Cancel", {"orderId": "o-1"}),
    (lambda c: c.cancel_orders(CancelInstrumentOrdersRequest(A, ES)), "/accounts/PA%207/orders/cancel",
     '{"instrument":"ES 12-26"}', "CancelOrders", {}),
    (lambda c: c.cancel_orders(CancelAccountOrdersRequest(A)), "/accounts/PA%207/orders/cancel", "{}",
     "CancelOrders", {}),
    (lambda c: c.flatten(FlattenInstrumentRequest(A, ES)), "/accounts/PA%207/positions/flatten",
     '{"instrument":"ES 12-26"}', "Flatten", {}),
    (lambda c: c.flatten(FlattenAccountRequest(A)), "/accounts/PA%207/positions/flatten", "{}", "Flatten", {}),
    (lambda c: c.reverse(ReverseRequest(A, ES)), "/accounts/PA%207/positions/reverse", '{"instrument":"ES 12-26"}',
     "Reverse", {}),
    (lambda c: c.cancel_and_bracket(LONG_BRACKET), "/accounts/PA%207/orders/cancel_and_bracket",
     '{"instrument":"ES 12-26","action":"BUY","quantity":2,"stopLoss":5780.25,"takeProfit":5801.50}',
     "CancelAndBracket", {}),
    (lambda c: c.cancel_and_bracket(SHORT_BRACKET), "/accounts/PA%207/orders/cancel_and_bracket",
     '{"instrument":"ES 12-26","action":"SELL","quantity":1,"stopLoss":5801.5}', "CancelAndBracket", {}),
]  # fmt: skip
NAMES = [f"{case[3]} {index}" for index, case in enumerate(COMMANDS)]
REPLY = {
    "orderIds": ["a"],
    "failed": ["c", 7, None, "\u0000"],
    "closedPositions": [{"instrument": ES, "marketPosition": "Long", "quantity": 1}],
    "success": True,
    "warning": "odd",
}


class FakeWay:
    """Takes calls where the stream would."""

    def __init__(self) -> None:
        self.calls: list[Call] = []

    async def rpc(self, call: Call) -> Row:
        self.calls.append(call)
        return {"data": REPLY}


def body_of(text: str) -> dict[str, Any]:
    return dict(httpx.Response(200, text=text).json(parse_float=Decimal))


@pytest.mark.parametrize(("use", "path", "body", "api", "more"), COMMANDS, ids=NAMES)
async def test_over_http(mounted: Mounted, use: Use, path: str, body: str, api: str, more: dict[str, str]) -> None:
    seen: list[tuple[str, str, str]] = []

    def serve(request: httpx.Request) -> httpx.Response:
        seen.append((request.method, request.url.raw_path.decode(), request.content.decode()))
        return httpx.Response(200, json=REPLY)

    reply = await use(mounted(httpx.MockTransport(serve)))
    assert seen == [("POST", f"/v1/api{path}", body)]
    assert (reply.failed_ids, reply.warning, reply.names_other) == (("c", "7"), "odd", None)


@pytest.mark.parametrize(("use", "path", "body", "api", "more"), COMMANDS, ids=NAMES)
async def test_over_the_stream(use: Use, path: str, body: str, api: str, more: dict[str, str]) -> None:
    way = FakeWay()
    reply = await use(RpcCommands(way, Token(SECRET), RequestBudget(UNLIMITED)))
    (call,) = way.calls
    assert (call.api, call.args, call.mutating) == (api, {"account": A, **more, **body_of(body)}, True)
    assert reply.failed_ids == ("c", "7")


@pytest.mark.parametrize("use", [case[0] for case in COMMANDS], ids=NAMES)
async def test_an_unclear_answer_leaves_the_outcome_unknown(mounted: Mounted, use: Use) -> None:
    client = mounted(httpx.MockTransport(lambda _: httpx.Response(200, json={"orderIds": []})))
    with pytest.raises(ServiceFault) as caught:
        await use(client)
    assert (caught.value.kind, caught.value.effect) == (FaultKind.MALFORMED, Effect.UNKNOWN)


async def test_a_cancel_of_a_gone_order_is_refused_in_the_words_of_the_service(mounted: Mounted) -> None:
    text = {"error": "Order 'x' not found or already terminal"}
    client = mounted(httpx.MockTransport(lambda _: httpx.Response(400, json=text)))
    with pytest.raises(ServiceFault) as caught:
        await client.cancel_order(CancelOrderRequest(A, OrderId("x")))
    assert (caught.value.effect, caught.value.detail) == (Effect.REFUSED, text["error"])


BLANK = ["", " ", "\t\n"]


@pytest.mark.parametrize("blank", BLANK)
def test_nothing_can_be_left_blank(blank: str) -> None:
    makers: list[Callable[[], object]] = [
        lambda: CancelOrderRequest(blank, OrderId("x")),
        lambda: CancelOrderRequest(A, OrderId(blank)),
        lambda: CancelInstrumentOrdersRequest(blank, ES),
        lambda: CancelInstrumentOrdersRequest(A, blank),
        lambda: CancelAccountOrdersRequest(blank),
        lambda: FlattenInstrumentRequest(blank, ES),
        lambda: FlattenInstrumentRequest(A, blank),
        lambda: FlattenAccountRequest(blank),
        lambda: ReverseRequest(A, blank),
        lambda: ReverseRequest(blank, ES),
        lambda: BracketRequest(blank, ES, Side.LONG, 1, Decimal(1)),
        lambda: BracketRequest(A, blank, Side.LONG, 1, Decimal(1)),
    ]
    for make in makers:
        with pytest.raises(ValueError):
            make()


@pytest.mark.parametrize("missing", [None, 7, True])
def test_what_is_no_text_is_no_name(missing: Any) -> None:
    makers: list[Callable[[], object]] = [
        lambda: FlattenAccountRequest(missing),
        lambda: FlattenInstrumentRequest(A, missing),
        lambda: CancelInstrumentOrdersRequest(A, missing),
    ]
    for make in makers:
        with pytest.raises(ValueError):
            make()


@pytest.mark.parametrize("order_id", [".", "..", "a/b", "a b", "%2e", "../x", "-", "x" * 101, "ä"])
def test_an_order_id_is_only_an_id(order_id: str) -> None:
    with pytest.raises(ValueError):
        CancelOrderRequest(A, OrderId(order_id))


@pytest.mark.parametrize(
    ("side", "contracts", "stop", "target"),
    [
        (Side.UNKNOWN, 1, Decimal(1), None),
        (Side.LONG, 0, Decimal(1), None),
        (Side.LONG, True, Decimal(1), None),
        (Side.LONG, 1.0, Decimal(1), None),
        (Side.LONG, 1, None, None),
        (Side.LONG, 1, Decimal("NaN"), None),
        (Side.LONG, 1, 5.5, None),
        (Side.LONG, 1, Decimal(2), Decimal(1)),
        (Side.LONG, 1, Decimal(2), Decimal(2)),
        (Side.SHORT, 1, Decimal(1), Decimal(2)),
    ],
)
def test_a_bracket_that_makes_no_sense_cannot_be_made(side: Side, contracts: Any, stop: Any, target: Any) -> None:
    with pytest.raises(ValueError):
        BracketRequest(A, ES, side, contracts, stop, target)


@pytest.mark.parametrize("instrument", ["a\nb", "\ud800", "a\u202eb", "x" * 300])
def test_an_instrument_that_is_no_name_is_never_sent(instrument: str) -> None:
    makers: list[Callable[[], Call]] = [
        lambda: endpoints.close_position(CloseRequest(A, instrument)),
        lambda: endpoints.flatten(FlattenInstrumentRequest(A, instrument)),
    ]
    for make in makers:
        with pytest.raises(ServiceFault) as caught:
            make()
        assert (caught.value.kind, caught.value.effect) == (FaultKind.CLIENT, Effect.NOT_SENT)


ODD = st.text(max_size=8) | st.sampled_from([".", "..", "../..", "a/../b", "/", "%2e%2e", "?x", "#", "\\..\\", " "])


@given(ODD, ODD)
@example("..", "ES 12-26")
@example("A", " ")
def test_whatever_is_typed_no_request_reaches_further_than_its_name(account: str, instrument: str) -> None:
    calls: list[Callable[[], Call]] = [
        lambda: endpoints.close_position(CloseRequest(account, instrument)),
        lambda: endpoints.cancel_orders(CancelInstrumentOrdersRequest(account, instrument)),
        lambda: endpoints.flatten(FlattenInstrumentRequest(account, instrument)),
        lambda: endpoints.reverse(ReverseRequest(account, instrument)),
        lambda: endpoints.cancel_and_bracket(BracketRequest(account, instrument, Side.LONG, 1, Decimal(1))),
    ]
    for make in calls:
        try:
            call = make()
        except (ValueError, ServiceFault):
            continue
        assert call.body is not None
        assert call.body["instrument"] == instrument
        assert instrument.strip()
        assert (call.args["account"], call.args["instrument"]) == (account, instrument)
        # The HTTP library must not shorten or reinterpret the path either.
        path = httpx.URL(f"https://x/v1/api{call.path}").raw_path.decode()
        assert path.startswith(f"/v1/api/accounts/{quote(account, safe='')}/")
        assert path.count("/") == 6
