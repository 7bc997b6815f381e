"""The token stands in the Authorization header and nowhere else: not in logs, faults, frames or causes."""

import asyncio
import traceback

import pytest

from ctpanel.domain.faults import ServiceFault
from ctpanel.domain.requests import CloseRequest
from tests.wire.conftest import FAST, SECRET, Connect, Everything, Serve
from tests.wire.peers import Script, Visit, always, answer, once, silent

ECHO = {"error": f"bad token {SECRET}", "detail": f"Bearer {SECRET}"}
FOUND = {
    "success": True,
    "positions": [{"account": f"x{SECRET}", "instrument": "ES 12-26", "marketPosition": "Long", "quantity": 1}],
    "warning": SECRET,
}


def everything_of(fault: BaseException) -> str:
    """The fault with its causes, contexts and the local variables of every frame, as a crash reporter would show it."""
    texts, seen, todo = [repr(vars(fault))], set[int](), [fault]
    while todo:
        error = todo.pop()
        if id(error) in seen:
            continue
        seen.add(id(error))
        shown = traceback.TracebackException.from_exception(error, capture_locals=True)
        texts.append("".join(shown.format()))
        texts.append(repr(error.args))
        todo += [other for other in (error.__cause__, error.__context__) if other is not None]
    return "\n".join(texts)


async def echoing(visit: Visit) -> None:
    """Sends the whole request back as an error."""
    request = await visit.request()
    await visit.send(answer({"error": request.decode()}, 400))


SCRIPTS: list[Script] = [
    echoing,
    always(answer(ECHO, 401)),
    always(answer(ECHO)),
    always(answer({"success": False, "error": SECRET * 50})),
    always(answer(status=500, body=SECRET.encode())),
    always(answer(body=SECRET.encode())),
    always(answer(status=302, body=b"", headers=f"Location: http://127.0.0.1/{SECRET}\r\n")),
    once(b""),
    once(b"HTTP/1.1 200 OK\r\n" + SECRET.encode() + b"\r\n\r\n"),
    silent,
]


@pytest.mark.parametrize("script", SCRIPTS)
async def test_faults_and_logs_do_not_hold_the_token(
    serve: Serve, connect: Connect, log: Everything, script: Script
) -> None:
    client = connect(await serve(script), timeouts=FAST)
    shown = repr(client) + str(vars(client))
    for use in (client.close_position(CloseRequest("Sim101", "MES 12-25")), client.read_positions()):
        with pytest.raises(ServiceFault) as caught:
            await use
        shown += everything_of(caught.value)
    assert SECRET not in shown
    assert SECRET not in log.text


async def test_an_unreachable_service_does_not_make_it_leak(serve: Serve, connect: Connect, log: Everything) -> None:
    peer = await serve(silent)
    port = peer.port
    await peer.stop()
    for scheme in ("http", "https"):
        with pytest.raises(ServiceFault) as caught:
            await connect(port, scheme=scheme).close_position(CloseRequest("Sim101", "MES 12-25"))
        assert SECRET not in everything_of(caught.value) + log.text
        assert caught.value.__context__ is None


async def test_a_token_in_a_successful_answer_is_masked(serve: Serve, connect: Connect, log: Everything) -> None:
    client = connect(await serve(always(answer(FOUND))))
    read = await client.read_positions()
    reply = await client.close_position(CloseRequest("Sim101", "MES 12-25"))
    assert [position.key.account for position in read.positions] == ["x[hidden]"]
    assert SECRET not in repr(read) + repr(reply) + log.text


async def test_the_token_is_in_no_address(serve: Serve, connect: Connect) -> None:
    peer = await serve(always(answer(FOUND)))
    client = connect(peer)
    await asyncio.gather(client.read_positions(), client.read_positions("SimA"))
    for request in peer.requests:
        assert SECRET.encode() not in request.split(b"\r\n")[0]
        assert request.count(SECRET.encode()) == 1
