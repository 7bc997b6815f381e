"""What each method of the client sends, and what it makes of answers to it."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from ctpanel.api.client import CrossTradeClient
from ctpanel.api.ratelimit import RequestBudget
from ctpanel.domain.budget import BudgetLimits, Priority
from ctpanel.domain.faults import Effect, FaultKind, ServiceFault
from ctpanel.domain.requests import CloseRequest
from tests.wire.conftest import Connect, Serve
from tests.wire.payloads import body
from tests.wire.peers import always, answer

Mounted = Callable[[httpx.MockTransport], CrossTradeClient]
Use = Callable[[CrossTradeClient], Awaitable[Any]]

READS: list[tuple[Use, str, str]] = [
    (lambda c: c.read_accounts(), "/v1/api/accounts", "accounts_wrapped"),
    (lambda c: c.read_account("SimA"), "/v1/api/accounts/SimA", "account_flat"),
    (lambda c: c.read_book(), "/v1/api/accounts/snapshot", "snapshot"),
    (lambda c: c.read_book(), "/v1/api/accounts/snapshot", "snapshot_flattened"),
    (lambda c: c.read_positions(), "/v1/api/positions", "positions_all"),
    (lambda c: c.read_positions("SimA"), "/v1/api/accounts/SimA/positions", "positions_account"),
    (lambda c: c.read_orders(), "/v1/api/orders?activeOnly=true", "orders"),
    (lambda c: c.read_orders("SimA"), "/v1/api/accounts/SimA/orders?activeOnly=true", "orders_snake_case"),
    (lambda c: c.read_spec("NQ 12-26"), "/v1/api/market/quote?instrument=NQ%2012-26", "quote_list"),
    (lambda c: c.read_watermarks("SimA"), "/v1/api/accounts/SimA/watermarks", "watermarks"),
]


@pytest.mark.parametrize(("use", "path", "name"), READS)
async def test_reads(mounted: Mounted, use: Use, path: str, name: str) -> None:
    seen: list[tuple[str, str]] = []

    def serve(request: httpx.Request) -> httpx.Response:
        seen.append((request.method, request.url.raw_path.decode()))
        return httpx.Response(200, content=body(name))

    await use(mounted(httpx.MockTransport(serve)))
    assert seen == [("GET", path)]


@pytest.mark.parametrize("use", [case[0] for case in READS])
@pytest.mark.parametrize("text", [b"", b"{", b"[1", b"{}", b'{"success":true}', b"[" * 50_000, b"\xff\xfe", b"<p>"])
async def test_a_read_of_nonsense_is_a_fault_and_never_an_empty_list(mounted: Mounted, use: Use, text: bytes) -> None:
    client = mounted(httpx.MockTransport(lambda _: httpx.Response(200, content=text)))
    with pytest.raises(ServiceFault) as caught:
        await use(client)
    assert caught.value.kind in (FaultKind.MALFORMED, FaultKind.NOT_JSON)
    assert caught.value.effect is Effect.REFUSED


@pytest.mark.parametrize("use", [case[0] for case in READS])
async def test_a_200_that_says_no_is_a_fault(mounted: Mounted, use: Use) -> None:
    text = b'{"success":false,"error":"x","positions":[],"accounts":[],"orders":[]}'
    client = mounted(httpx.MockTransport(lambda _: httpx.Response(200, content=text)))
    with pytest.raises(ServiceFault) as caught:
        await use(client)
    assert (caught.value.kind, caught.value.detail) == (FaultKind.REFUSED, "x")


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (404, b'{"error":"not found"}'),
        (400, b'{"error":"Unknown API command: GetAccountSummary"}'),
        (200, b'{"success":false,"error":"Unknown API command"}'),
        (400, b'{"success":false,"error":"invalid_account"}'),
        (400, b'{"error":"Account \'snapshot\' not found"}'),
    ],
)
async def test_an_old_addon_without_the_combined_read_is_told_apart(mounted: Mounted, status: int, text: bytes) -> None:
    client = mounted(httpx.MockTransport(lambda _: httpx.Response(status, content=text)))
    with pytest.raises(ServiceFault) as caught:
        await client.read_book()
    assert caught.value.kind is FaultKind.UNSUPPORTED


@pytest.mark.parametrize(
    ("status", "kind"), [(400, FaultKind.REFUSED), (408, FaultKind.NT8_AWAY), (503, FaultKind.SERVER)]
)
async def test_other_trouble_with_the_combined_read_is_not_an_old_addon(
    mounted: Mounted, status: int, kind: FaultKind
) -> None:
    client = mounted(httpx.MockTransport(lambda _: httpx.Response(status, content=b'{"error":"busy"}')))
    with pytest.raises(ServiceFault) as caught:
        await client.read_book()
    assert caught.value.kind is kind


@pytest.mark.parametrize(
    ("request_", "sent"),
    [
        (CloseRequest("Sim101", "MES 12-25"), b'{"instrument":"MES 12-25"}'),
        (CloseRequest("Sim101", "MES 12-25", quantity=4), b'{"instrument":"MES 12-25","quantity":4}'),
        (CloseRequest("Sim101", "MES 12-25", percent=0.25), b'{"instrument":"MES 12-25","percent":0.25}'),
        (CloseRequest("Sim101", "MES 12-25", percent=1.0), b'{"instrument":"MES 12-25","percent":1.0}'),
        (CloseRequest("Sim101", "É 12-25", percent=0.5), '{"instrument":"É 12-25","percent":0.5}'.encode()),
    ],
)
async def test_the_three_forms_of_a_close(mounted: Mounted, request_: CloseRequest, sent: bytes) -> None:
    bodies: list[bytes] = []

    def serve(request: httpx.Request) -> httpx.Response:
        bodies.append(request.content)
        return httpx.Response(200, content=body("close_reply"))

    reply = await mounted(httpx.MockTransport(serve)).close_position(request_)
    assert bodies == [sent]
    assert reply.names_other == (None if request_.instrument == "MES 12-25" else "Sim101 / MES 12-25")


@pytest.mark.parametrize(
    ("account", "path"),
    [
        ("Sim101", "Sim101"),
        ("PA!44 / 7", "PA%2144%20%2F%207"),
        ("50%", "50%25"),
        ("a%2Fb", "a%252Fb"),
        ("a?b#c&d", "a%3Fb%23c%26d"),
        ("a;b=c", "a%3Bb%3Dc"),
        ("Größe", "Gr%C3%B6%C3%9Fe"),
        ("...", "..."),
        ("a..b", "a..b"),
    ],
)
async def test_an_account_name_stays_one_part_of_the_path(
    serve: Serve, connect: Connect, account: str, path: str
) -> None:
    peer = await serve(always(answer({"success": True})))
    await connect(peer).close_position(CloseRequest(account, "MES 12-25"))
    line = peer.requests[0].split(b"\r\n")[0].decode()
    assert line == f"POST /v1/api/accounts/{path}/positions/close HTTP/1.1"


@pytest.mark.parametrize(
    "account", [".", "..", " .. ", "a/../b", "../..", "..\\x", "a\nb", "a\x00", "\ud800", "x" * 300]
)
async def test_an_account_name_that_would_change_the_path_is_never_sent(mounted: Mounted, account: str) -> None:
    sent: list[httpx.Request] = []

    def serve(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(200, content=b'{"success":true}')

    client = mounted(httpx.MockTransport(serve))
    uses: list[Awaitable[Any]] = [
        client.close_position(CloseRequest(account, "MES 12-25")),
        client.read_positions(account),
        client.read_orders(account),
        client.read_account(account),
    ]
    for use in uses:
        with pytest.raises(ServiceFault) as caught:
            await use
        assert (caught.value.kind, caught.value.effect) == (FaultKind.CLIENT, Effect.NOT_SENT)
    assert sent == []


@pytest.mark.parametrize("instrument", ["", "ES 12-26,NQ 12-26", "a\nb"])
async def test_the_measures_are_asked_for_one_instrument(mounted: Mounted, instrument: str) -> None:
    client = mounted(httpx.MockTransport(lambda _: httpx.Response(500)))
    with pytest.raises(ServiceFault) as caught:
        await client.read_spec(instrument)
    assert caught.value.effect is Effect.NOT_SENT


@pytest.mark.parametrize(
    "data",
    [
        answer({"error": "Rate limit exceeded"}, 429, headers="Retry-After: 9\r\n"),
        answer({"success": False, "error": "Rate limit exceeded", "retryAfter": 9}),
    ],
)
async def test_a_rate_refusal_makes_reads_wait_and_lets_a_close_through(
    serve: Serve, connect: Connect, data: bytes
) -> None:
    now, slept = 0.0, list[float]()

    async def sleep(seconds: float) -> None:
        nonlocal now
        now += seconds
        slept.append(seconds)

    budget = RequestBudget(BudgetLimits(), clock=lambda: now, sleep=sleep)
    client = connect(await serve(always(data)), budget=budget)
    for _ in range(2):
        with pytest.raises(ServiceFault):
            await client.close_position(CloseRequest("Sim101", "MES 12-25"))
    assert slept == []
    with pytest.raises(ServiceFault):
        await client.read_positions(priority=Priority.READ)
    assert sum(slept) == pytest.approx(9.0)
