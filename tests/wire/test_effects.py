"""What a failed close says about its effect, against real sockets. Each case also proves that it was sent once."""

import asyncio
import gzip

import pytest

from ctpanel.api.client import CrossTradeClient
from ctpanel.domain.faults import Effect, FaultKind, ServiceFault
from ctpanel.domain.requests import CloseRequest
from tests.wire.conftest import FAST, PATIENT, SECRET, Connect, Serve
from tests.wire.peers import Script, Visit, always, answer, once, silent

CLOSE = CloseRequest("Sim101", "MES 12-25", quantity=2)
PACKED = gzip.compress(b'{"closedPositions":[],"success":true}')
DONE = answer({"closedPositions": [], "success": True})


async def fault_of_close(client: CrossTradeClient) -> ServiceFault:
    with pytest.raises(ServiceFault) as caught:
        await client.close_position(CLOSE)
    return caught.value


async def drip_head(visit: Visit) -> None:
    await visit.request()
    await visit.send(b"HTTP/1.1 200 OK\r\n")
    while True:
        await asyncio.sleep(0.05)
        await visit.send(b"X-A: b\r\n")


async def drip_body(visit: Visit) -> None:
    await visit.request()
    await visit.send(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{")
    while True:
        await asyncio.sleep(0.05)
        await visit.send(b" ")


async def endless_body(visit: Visit) -> None:
    await visit.request()
    await visit.send(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        await visit.send(b"2000\r\n" + b" " * 0x2000 + b"\r\n")


async def half_body_then_silence(visit: Visit) -> None:
    await visit.request()
    await visit.send(b'HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{"success":')
    await visit.hang()


SERVER = FaultKind.SERVER
LOST: list[tuple[str, Script, FaultKind]] = [
    ("hangs up without an answer", once(b""), FaultKind.DROPPED),
    ("hangs up in the head", once(b"HTTP/1.1 200 OK\r\nContent-Le"), FaultKind.DROPPED),
    ("hangs up in the body", once(b'HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{"success":true'), FaultKind.DROPPED),
    ("never answers", silent, FaultKind.TIMEOUT),
    ("falls silent in the body", half_body_then_silence, FaultKind.TIMEOUT),
    ("drips its head", drip_head, FaultKind.TIMEOUT),
    ("drips its body", drip_body, FaultKind.TIMEOUT),
    ("sends an endless body", endless_body, FaultKind.TOO_LARGE),
    ("speaks no HTTP", once(b"SSH-2.0-x\r\n\r\n"), FaultKind.DROPPED),
    ("408", always(answer({"error": "no answer from NinjaTrader"}, 408)), FaultKind.NT8_AWAY),
    ("500", always(answer({"error": "oops"}, 500)), FaultKind.SERVER),
    ("503 as a page", always(answer(status=503, body=b"<html>", kind="text/html")), FaultKind.SERVER),
    ("200 as a page", always(answer(body=b"<!doctype html><p>hi", kind="text/html")), FaultKind.NOT_JSON),
    ("200 as a page by content", always(answer(body=b"  <html></html>")), FaultKind.NOT_JSON),
    ("200 and empty", always(answer(body=b"")), FaultKind.MALFORMED),
    ("200 and cut", always(answer(body=b'{"success":tr')), FaultKind.MALFORMED),
    ("200 and packed", always(answer(body=PACKED, headers="Content-Encoding: gzip\r\n")), FaultKind.MALFORMED),
    ("200 without success", always(answer({"closedPositions": []})), FaultKind.MALFORMED),
    ("200 with success as text", always(answer({"success": "true"})), FaultKind.MALFORMED),
    ("200 with success as number", always(answer({"success": 1})), FaultKind.MALFORMED),
    ("200 as a list", always(answer([{"success": True}])), FaultKind.MALFORMED),
    ("200 that contradicts itself", always(answer({"success": True, "error": "x"})), FaultKind.REFUSED),
    ("200 that failed half-way", always(answer({"success": False, "closedPositions": [{}]})), FaultKind.REFUSED),
    ("400 of an add-on that was not answered", always(answer({"error": "Timed out waiting for NT8"}, 400)), SERVER),
    ("422 of one", always(answer({"success": False, "error": "no response from add-on"}, 422)), SERVER),
    ("400 that says success", always(answer({"success": True, "error": "x"}, 400)), FaultKind.REFUSED),
    ("400 that failed half-way", always(answer({"error": "x", "closedPositions": [{}]}, 400)), FaultKind.REFUSED),
    ("200 that timed out", always(answer({"success": False, "error": "Request timed out"})), FaultKind.SERVER),
    ("418 without a word", always(answer(status=418, body=b"")), FaultKind.REFUSED),
]


@pytest.mark.parametrize(("script", "kind"), [case[1:] for case in LOST], ids=[case[0] for case in LOST])
async def test_a_close_whose_answer_tells_nothing_is_unknown(
    serve: Serve, connect: Connect, script: Script, kind: FaultKind
) -> None:
    peer = await serve(script)
    fault = await fault_of_close(connect(peer, timeouts=FAST if kind is FaultKind.TIMEOUT else PATIENT))
    assert (fault.kind, fault.effect) == (kind, Effect.UNKNOWN)
    assert len(peer.requests) == 1


REFUSED: list[tuple[str, bytes, FaultKind]] = [
    ("400", answer({"error": "No positions found for instrument 'MES 12-25'"}, 400), FaultKind.REFUSED),
    ("400 for a change", answer({"error": "Could not replace the order"}, 400), FaultKind.REFUSED),
    ("400 for an account", answer({"error": "Account Sim101 is not connected"}, 400), FaultKind.REFUSED),
    ("400 as a page", answer(status=400, body=b"<html>", kind="text/html"), FaultKind.REFUSED),
    ("401", answer({"error": "Unauthorized"}, 401), FaultKind.UNAUTHORIZED),
    ("401 for the plan", answer({"success": False, "error": "api_requires_pro"}, 401), FaultKind.PLAN),
    ("403", answer({"error": "forbidden"}, 403), FaultKind.FORBIDDEN),
    ("403 for the plan", answer({"error": "Your plan does not include API access"}, 403), FaultKind.PLAN),
    ("404", answer({"error": "not found", "did_you_mean": "/v1/api/positions"}, 404), FaultKind.NOT_FOUND),
    ("429", answer({"error": "Rate limit exceeded"}, 429), FaultKind.RATE_LIMITED),
    ("400 for an old add-on", answer({"error": "Unknown API command: X"}, 400), FaultKind.UNSUPPORTED),
    ("200 that says no", answer({"success": False, "error": "nothing_to_flatten"}), FaultKind.REFUSED),
    ("200 with an error", answer({"error": "x"}), FaultKind.REFUSED),
    ("200 that says no in data", answer({"data": {"success": False}}), FaultKind.REFUSED),
    ("200 for an add-on away", answer({"success": False, "error": "addon_disconnected"}), FaultKind.NT8_AWAY),
    ("409 that says no", answer({"error": "busy"}, 409), FaultKind.REFUSED),
]


@pytest.mark.parametrize(("data", "kind"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
async def test_a_close_that_was_refused_did_nothing(
    serve: Serve, connect: Connect, data: bytes, kind: FaultKind
) -> None:
    peer = await serve(always(data))
    fault = await fault_of_close(connect(peer))
    assert (fault.kind, fault.effect) == (kind, Effect.REFUSED)
    assert len(peer.requests) == 1


async def test_a_refusal_counts_even_when_its_words_are_cut_off(serve: Serve, connect: Connect) -> None:
    peer = await serve(once(b'HTTP/1.1 400 Bad\r\nContent-Length: 900\r\n\r\n{"error": "No po'))
    fault = await fault_of_close(connect(peer))
    assert (fault.kind, fault.effect, fault.status) == (FaultKind.REFUSED, Effect.REFUSED, 400)


async def test_a_port_where_nobody_listens_means_not_sent(serve: Serve, connect: Connect) -> None:
    peer = await serve(silent)
    port = peer.port
    await peer.stop()
    fault = await fault_of_close(connect(port))
    assert (fault.kind, fault.effect) == (FaultKind.NO_NETWORK, Effect.NOT_SENT)


async def test_a_failed_tls_handshake_means_not_sent(serve: Serve, connect: Connect) -> None:
    async def plain(visit: Visit) -> None:
        await visit.reader.read(100)
        await visit.send(b"HTTP/1.1 400 this is plain\r\n\r\n")

    fault = await fault_of_close(connect(await serve(plain), scheme="https"))
    assert (fault.kind, fault.effect) == (FaultKind.TLS, Effect.NOT_SENT)


async def test_a_redirect_is_not_followed_and_leaves_the_outcome_unknown(serve: Serve, connect: Connect) -> None:
    elsewhere = await serve(always(DONE))
    location = f"Location: http://127.0.0.1:{elsewhere.port}/\r\n"
    peer = await serve(always(answer(status=307, body=b"", headers=location)))
    fault = await fault_of_close(connect(peer))
    assert (fault.kind, fault.effect) == (FaultKind.REDIRECT, Effect.UNKNOWN)
    assert elsewhere.connections == 0


async def test_a_kept_connection_that_dies_under_a_close_is_not_used_for_a_second_try(
    serve: Serve, connect: Connect
) -> None:
    async def dies_on_the_second(visit: Visit) -> None:
        await visit.request()
        await visit.send(answer({"positions": [], "success": True}))
        await visit.request()

    peer = await serve(dies_on_the_second)
    client = connect(peer)
    await client.read_positions()
    fault = await fault_of_close(client)
    assert (fault.kind, fault.effect) == (FaultKind.DROPPED, Effect.UNKNOWN)
    assert (len(peer.requests), peer.connections) == (2, 1)


async def test_a_caller_that_goes_away_does_not_cut_off_its_close(serve: Serve, connect: Connect) -> None:
    seen, go_on, answered = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def slow(visit: Visit) -> None:
        await visit.request()
        seen.set()
        await go_on.wait()
        await visit.send(DONE)
        answered.set()
        await visit.request()

    peer = await serve(slow)
    client = connect(peer)
    caller = asyncio.create_task(client.close_position(CLOSE))
    await seen.wait()
    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    go_on.set()
    await answered.wait()
    assert (len(peer.requests), peer.open_now) == (1, 1)


async def test_the_request_on_the_wire(serve: Serve, connect: Connect) -> None:
    peer = await serve(always(DONE))
    await connect(peer).close_position(CLOSE)
    head, body = peer.requests[0].split(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    assert lines[0] == b"POST /v1/api/accounts/Sim101/positions/close HTTP/1.1"
    assert f"Authorization: Bearer {SECRET}".encode() in lines
    assert b"Content-Type: application/json" in lines
    assert body == b'{"instrument":"MES 12-25","quantity":2}'
