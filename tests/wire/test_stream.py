"""The stream against real WebSocket servers: one connection at a time, an end with a reason, no fight."""

import asyncio
import contextlib
import json
import logging
import time

import pytest
from websockets.asyncio.server import ServerConnection

from ctpanel.api.backoff import Backoff
from ctpanel.api.ratelimit import RequestBudget
from ctpanel.api.stream_rpc import RpcCommands
from ctpanel.domain.faults import Effect, FaultKind, ServiceFault
from ctpanel.domain.requests import CloseRequest
from ctpanel.domain.stream import (
    GapNews,
    OddFrame,
    ServiceStatus,
    StreamConnecting,
    StreamEnd,
    StreamEnded,
    StreamEvent,
    StreamOpened,
)
from ctpanel.domain.token import Token
from tests.helpers.log_guard import ExpectedLog
from tests.wire.conftest import SECRET, Everything
from tests.wire.station import Open, Station, never, stay, stream_to, take


async def test_it_authorizes_subscribes_and_then_says_that_it_is_open(station: Open) -> None:
    async def play(connection: ServerConnection, here: Station) -> None:
        await here.hear(connection, "subscribe")
        await here.hear(connection, "subscribe")
        await connection.send('{"type":"status","state":"ready"}')
        await connection.wait_closed()

    here = await station(play)
    stream = stream_to(here.url)
    stream.subscribe(["NQ 12-26", "ES 12-26"])
    events = await take(stream, lambda seen: seen[-1] == ServiceStatus("ready"))
    assert events == [StreamConnecting(), StreamOpened(), ServiceStatus("ready")]
    assert here.authorization == f"Bearer {SECRET}"
    assert here.extensions is None
    assert here.heard == [
        {"action": "streamPnl", "enabled": True, "interval": 1000},
        {"action": "subscribe", "events": ["orders", "executions", "positions"]},
        {"action": "subscribe", "instruments": ["ES 12-26", "NQ 12-26"]},
    ]


async def test_after_a_broken_connection_it_connects_again_and_subscribes_again(station: Open) -> None:
    async def play(connection: ServerConnection, here: Station) -> None:
        await here.hear(connection, "subscribe")
        await here.hear(connection, "subscribe")
        if here.connections == 1:
            connection.transport.abort()
        await connection.send('{"type":"status","state":"again"}')
        await connection.wait_closed()

    here = await station(play)
    stream = stream_to(here.url)
    stream.subscribe(["ES 12-26"])
    events = await take(stream, lambda seen: seen[-1] == ServiceStatus("again"))
    ended = events[2]
    assert isinstance(ended, StreamEnded)
    assert (ended.end, ended.retry_in_s) == (StreamEnd.DROPPED, 0.02)
    assert events[3:] == [StreamConnecting(), StreamOpened(), ServiceStatus("again")]
    assert (here.connections, here.most_open) == (2, 1)
    assert [message.get("instruments") for message in here.heard[2::3]] == [["ES 12-26"]] * 2


async def test_a_defect_beside_the_reader_ends_the_connection_and_it_connects_again(
    station: Open, expected_log: ExpectedLog
) -> None:
    here = await station(stay)
    broken = False

    def clock() -> float:
        nonlocal broken
        if broken:
            broken = False
            raise ZeroDivisionError
        return time.monotonic()

    def enough(seen: list[StreamEvent]) -> bool:
        nonlocal broken
        if len(seen) == 2:
            broken = True
            stream.subscribe(["ES 12-26"])
        return seen.count(StreamOpened()) == 2

    expected_log("stream subscriptions failed with ZeroDivisionError", level=logging.ERROR)
    stream = stream_to(here.url, clock=clock)
    events = await take(stream, enough)
    ended = events[2]
    assert isinstance(ended, StreamEnded)
    assert (ended.end, ended.retry_in_s) == (StreamEnd.DROPPED, 0.02)
    assert "ZeroDivisionError" in ended.detail
    assert (here.connections, here.most_open) == (2, 1)


async def test_pauses_grow_and_are_bounded(station: Open) -> None:
    here = await station(stay, 503)
    stream = stream_to(here.url)
    events = await take(stream, lambda seen: sum(isinstance(event, StreamEnded) for event in seen) == 4)
    ends = [event for event in events if isinstance(event, StreamEnded)]
    assert [end.retry_in_s for end in ends] == [0.02, 0.04, 0.05, 0.05]
    assert {end.end for end in ends} == {StreamEnd.DROPPED}
    assert events.count(StreamConnecting()) == 4


def _pauses(events: list[StreamEvent]) -> list[float | None]:
    return [event.retry_in_s for event in events if isinstance(event, StreamEnded)]


async def test_after_a_good_connection_the_pauses_begin_anew(station: Open) -> None:
    """A day with twenty short breaks must not end in half a minute without a stream each."""
    at = [0.0]

    async def play(connection: ServerConnection, here: Station) -> None:
        await here.hear(connection, "subscribe")
        at[0] += 6.0 if here.connections >= 3 else 1.0
        connection.transport.abort()

    here = await station(play)
    stream = stream_to(here.url, clock=lambda: at[0])
    events = await take(stream, lambda seen: len(_pauses(seen)) == 4)
    assert _pauses(events) == [0.02, 0.04, 0.02, 0.02]


async def test_nobody_listening_is_tried_again() -> None:
    server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    events = await take(stream_to(f"ws://127.0.0.1:{port}"), lambda seen: isinstance(seen[-1], StreamEnded))
    assert isinstance(events[-1], StreamEnded)
    assert (events[-1].end, events[-1].retry_in_s) == (StreamEnd.DROPPED, 0.02)


@pytest.mark.parametrize(
    ("code", "reason", "end"),
    [
        (1000, "Session active elsewhere", StreamEnd.ELSEWHERE),
        (4001, "closed: SESSION ACTIVE ELSEWHERE.", StreamEnd.ELSEWHERE),
        (1008, "Session active elsewhere", StreamEnd.ELSEWHERE),
        (1008, "too many violations", StreamEnd.RATE_VIOLATION),
        (1008, "", StreamEnd.RATE_VIOLATION),
        (4401, "Unauthorized", StreamEnd.UNAUTHORIZED),
    ],
)
async def test_some_ends_are_final(station: Open, code: int, reason: str, end: StreamEnd) -> None:
    async def play(connection: ServerConnection, here: Station) -> None:
        await here.hear(connection, "subscribe")
        await connection.close(code, reason)

    here = await station(play)
    events = await take(stream_to(here.url), never)
    assert events[-1] == StreamEnded(end, f"{code} {reason}".strip())
    assert (here.connections, here.handshakes) == (1, 1)


async def test_a_word_before_the_hang_up_is_final_too(station: Open) -> None:
    async def play(connection: ServerConnection, _: Station) -> None:
        await connection.send('{"type":"error","error":"Session active elsewhere"}')
        await connection.close()

    here = await station(play)
    events = await take(stream_to(here.url), never)
    assert events[-1] == StreamEnded(StreamEnd.ELSEWHERE, "Session active elsewhere")
    assert here.connections == 1


@pytest.mark.parametrize("status", [401, 403])
async def test_a_refused_handshake_is_final_and_says_why_without_the_token(
    station: Open, log: Everything, status: int
) -> None:
    here = await station(stay, status)
    events = await take(stream_to(here.url), never)
    ended = events[-1]
    assert isinstance(ended, StreamEnded)
    assert (ended.end, ended.retry_in_s) == (StreamEnd.UNAUTHORIZED, None)
    assert ended.detail == f"the handshake was answered with {status}: refused Bearer [hidden]"
    assert here.handshakes == 1


async def test_a_handshake_refused_for_another_session_is_final(station: Open) -> None:
    here = await station(stay, 409, "Session active elsewhere")
    events = await take(stream_to(here.url), never)
    assert isinstance(events[-1], StreamEnded)
    assert (events[-1].end, events[-1].retry_in_s) == (StreamEnd.ELSEWHERE, None)


async def test_a_redirect_is_not_followed(station: Open) -> None:
    here = await station(stay, 302)
    events = await take(stream_to(here.url), lambda seen: isinstance(seen[-1], StreamEnded))
    assert isinstance(events[-1], StreamEnded)
    assert events[-1].end is StreamEnd.DROPPED
    assert here.handshakes == 1


async def test_closing_ends_it_also_in_a_pause_and_it_can_be_read_again(station: Open) -> None:
    here = await station(stay, 503)
    stream = stream_to(here.url, backoff=Backoff(60.0, 60.0))
    reading = asyncio.create_task(take(stream, never))
    while here.handshakes == 0:  # noqa: ASYNC110 - the server has no event for it
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.05)
    await asyncio.wait_for(stream.close(), 3)
    assert (await reading)[-1] == StreamEnded(StreamEnd.STOPPED)
    here.status = None
    events = await take(stream, lambda seen: seen[-1] == StreamOpened())
    assert events == [StreamConnecting(), StreamOpened()]
    await asyncio.sleep(0.05)
    assert here.open_now == 0


async def test_it_is_read_by_one_at_a_time(station: Open) -> None:
    stream = stream_to((await station(stay)).url)
    async with contextlib.aclosing(stream.events()) as first:
        await anext(first)
        with pytest.raises(RuntimeError):
            await anext(stream.events())


async def test_changes_of_subscriptions_are_sent_as_differences(station: Open) -> None:
    seen = asyncio.Event()

    async def play(connection: ServerConnection, here: Station) -> None:
        await here.hear(connection, "subscribe")
        await here.hear(connection, "subscribe")
        await connection.send('{"type":"status","state":"ready"}')
        await here.hear(connection, "unsubscribe")
        seen.set()
        await connection.wait_closed()

    here = await station(play)
    stream = stream_to(here.url)
    stream.subscribe(["A 12-26", "B 12-26"])
    async with contextlib.aclosing(stream.events()) as source, asyncio.timeout(5):
        async for event in source:
            if isinstance(event, ServiceStatus):
                break
        stream.subscribe(["B 12-26", "C 12-26"])
        await seen.wait()
    assert here.heard[-2:] == [
        {"action": "subscribe", "instruments": ["C 12-26"]},
        {"action": "unsubscribe", "instruments": ["A 12-26"]},
    ]


async def test_a_close_over_the_stream_and_what_a_break_after_sending_means(station: Open) -> None:
    async def play(connection: ServerConnection, here: Station) -> None:
        asked = await here.hear(connection, "rpc")
        await connection.send(json.dumps({"id": asked["id"], "data": {"closedPositions": [], "success": True}}))
        await here.hear(connection, "rpc")
        connection.transport.abort()

    here = await station(play)
    stream = stream_to(here.url)
    commands = RpcCommands(stream, Token(SECRET), RequestBudget())
    request = CloseRequest("Sim101", "MES 12-25", quantity=2)
    with pytest.raises(ServiceFault) as early:
        await commands.close_position(request)
    async with contextlib.aclosing(stream.events()) as source, asyncio.timeout(5):
        while await anext(source) != StreamOpened():
            pass
        assert (await commands.close_position(request)).names_other is None
        with pytest.raises(ServiceFault) as lost:
            await commands.close_position(request)
    assert early.value.effect is Effect.NOT_SENT
    assert (lost.value.kind, lost.value.effect) == (FaultKind.DROPPED, Effect.UNKNOWN)
    sent = [message for message in here.heard if message["action"] == "rpc"]
    assert [message["args"] for message in sent] == [
        {"account": "Sim101", "instrument": "MES 12-25", "quantity": 2}
    ] * 2


async def test_a_flood_that_nobody_reads_is_cut_and_says_so(station: Open) -> None:
    async def play(connection: ServerConnection, here: Station) -> None:
        await here.hear(connection, "subscribe")
        for number in range(3000):
            await connection.send(json.dumps({"type": "status", "state": str(number)}))
        await connection.close(1008)

    here = await station(play)
    stream = stream_to(here.url)
    events: list[StreamEvent] = []
    async with contextlib.aclosing(stream.events()) as source, asyncio.timeout(10):
        events.append(await anext(source))
        while here.open_now or not here.connections:  # noqa: ASYNC110 - a slow reader is the point
            await asyncio.sleep(0.05)
        await asyncio.sleep(0.2)
        async for event in source:
            events.append(event)
    assert len(events) < 2100
    assert isinstance(events[-1], StreamEnded)
    assert isinstance(events[-2], GapNews)


async def test_odd_frames_do_not_end_it_and_a_huge_one_only_this_connection(
    station: Open, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "ctpanel.api.stream")

    async def play(connection: ServerConnection, here: Station) -> None:
        await here.hear(connection, "subscribe")
        await connection.send(b"\x00")
        await connection.send("{")
        await connection.send("{")
        await connection.send("x" * 30_000)
        await connection.wait_closed()

    here = await station(play)
    events = await take(stream_to(here.url), lambda seen: isinstance(seen[-1], StreamEnded))
    assert [type(event) for event in events[2:]] == [OddFrame, OddFrame, OddFrame, StreamEnded]
    said = [record.getMessage().rpartition(": ")[2] for record in caplog.records if "not understood" in record.msg]
    assert said == ["binary", "text"], "each kind once"
    assert isinstance(events[-1], StreamEnded)
    assert events[-1].end is StreamEnd.DROPPED


async def test_nothing_is_logged_that_holds_the_token(station: Open, log: Everything) -> None:
    async def play(connection: ServerConnection, here: Station) -> None:
        await here.hear(connection, "subscribe")
        await connection.send(json.dumps({"type": SECRET, "token": SECRET}))
        await connection.close(1008, SECRET)

    logging.getLogger("websockets.server").setLevel(logging.CRITICAL)
    here = await station(play)
    events = await take(stream_to(here.url), never)
    assert SECRET not in repr(events)
    assert SECRET not in log.text
