"""A close over the stream: the same words, the same answers, the same fates as over HTTP."""

import asyncio
import json
from typing import Any

import pytest

from ctpanel.api import endpoints
from ctpanel.api.cleaning import Cleaner
from ctpanel.api.frames import RpcReply
from ctpanel.api.ratelimit import RequestBudget
from ctpanel.api.reply import Call
from ctpanel.api.stream_rpc import Pending, RpcCommands
from ctpanel.api.values import Row
from ctpanel.domain.budget import BudgetLimits
from ctpanel.domain.faults import Effect, FaultKind, ServiceFault
from ctpanel.domain.requests import CloseRequest
from ctpanel.domain.token import Token
from tests.wire.conftest import SECRET, UNLIMITED
from tests.wire.payloads import payload

CLOSE = CloseRequest("Sim101", "MES 12-25", percent=0.25)


class FakeSocket:
    """Keeps what is sent; ``arrives`` is whether sending seems to work."""

    def __init__(self) -> None:
        self.is_open = True
        self.arrives = True
        self.sent: list[dict[str, Any]] = []

    async def send(self, text: str) -> bool:
        self.sent.append(json.loads(text))
        return self.arrives


class Line:
    """The stream as far as requests see it."""

    def __init__(self, patience_s: float = 10.0) -> None:
        self.socket = FakeSocket()
        self.pending = Pending(Cleaner(Token(SECRET)), patience_s)
        self.reply: Row | None = None
        self.connected = True

    async def rpc(self, call: Call) -> Row:
        asking = asyncio.create_task(self.pending.ask(call, self.socket if self.connected else None))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        if self.reply is not None and self.socket.sent:
            number = self.socket.sent[-1]["id"]
            self.pending.answer(RpcReply("somebody else's", {"data": {"success": False}}))
            self.pending.answer(RpcReply(number, {"id": number, **self.reply}))
            self.pending.answer(RpcReply(number, {"id": number, "error": "a second answer"}))
        return await asking


def commands(line: Line, budget: RequestBudget | None = None) -> RpcCommands:
    return RpcCommands(line, Token(SECRET), budget or RequestBudget(UNLIMITED))


async def fault_of(line: Line) -> ServiceFault:
    with pytest.raises(ServiceFault) as caught:
        await commands(line).close_position(CLOSE)
    return caught.value


async def test_a_close() -> None:
    line = Line()
    line.reply = {"data": payload("close_reply")}
    reply = await commands(line).close_position(CLOSE)
    (sent,) = line.socket.sent
    assert sent == {
        "action": "rpc",
        "id": sent["id"],
        "api": "ClosePosition",
        "args": {"account": "Sim101", "instrument": "MES 12-25", "percent": 0.25},
    }
    assert reply.names_other is None
    assert '"closedPositions"' in reply.raw


@pytest.mark.parametrize(
    "reply",
    [
        {"data": {"success": True, "data": {"closedPositions": []}}},
        {"success": True, "closedPositions": []},
        {"data": {"success": True, "closed_positions": []}},
    ],
)
async def test_a_close_in_other_wrappings(reply: Row) -> None:
    line = Line()
    line.reply = reply
    assert (await commands(line).close_position(CLOSE)).names_other is None


@pytest.mark.parametrize(
    ("reply", "kind", "effect"),
    [
        ({"error": "Unknown API command"}, FaultKind.UNSUPPORTED, Effect.REFUSED),
        ({"data": {"error": "No positions found for instrument 'X'"}}, FaultKind.REFUSED, Effect.REFUSED),
        ({"data": {"success": False}}, FaultKind.REFUSED, Effect.REFUSED),
        ({"error": "Rate limit exceeded"}, FaultKind.RATE_LIMITED, Effect.REFUSED),
        ({"data": {"success": True, "error": "half"}}, FaultKind.REFUSED, Effect.UNKNOWN),
        # Over HTTP a status says that it may have been done all the same; here the words are all there is.
        ({"error": "Request timed out"}, FaultKind.SERVER, Effect.UNKNOWN),
        ({"data": {"error": "NinjaTrader did not answer in time"}}, FaultKind.SERVER, Effect.UNKNOWN),
        ({"data": {"success": False, "error": "timeout"}}, FaultKind.SERVER, Effect.UNKNOWN),
        ({"data": {"error": "Internal server error"}}, FaultKind.SERVER, Effect.UNKNOWN),
        ({"data": {"error": "Service unavailable"}}, FaultKind.SERVER, Effect.UNKNOWN),
        ({"error": "NinjaTrader is not connected"}, FaultKind.SERVER, Effect.UNKNOWN),
        ({"error": "addon_disconnected"}, FaultKind.NT8_AWAY, Effect.UNKNOWN),
        ({"status": 504, "error": "oops"}, FaultKind.SERVER, Effect.UNKNOWN),
        ({"error": {"code": 408, "message": "oops"}}, FaultKind.NT8_AWAY, Effect.UNKNOWN),
        ({"status": 400, "data": {"error": "oops"}}, FaultKind.REFUSED, Effect.REFUSED),
        ({"data": {"error": "The broker refused this order."}}, FaultKind.REFUSED, Effect.REFUSED),
        ({"data": {}}, FaultKind.MALFORMED, Effect.UNKNOWN),
        ({"data": None}, FaultKind.MALFORMED, Effect.UNKNOWN),
        ({"data": {"success": "true"}}, FaultKind.MALFORMED, Effect.UNKNOWN),
    ],
)
async def test_answers_that_are_no_success(reply: Row, kind: FaultKind, effect: Effect) -> None:
    line = Line()
    line.reply = reply
    fault = await fault_of(line)
    assert (fault.kind, fault.effect) == (kind, effect)
    assert len(line.socket.sent) == 1


async def test_an_answer_that_was_meant_for_an_earlier_program_is_not_taken() -> None:
    """The service knows one session of the user: what the last one asked for may be answered to this one."""
    before, now = Line(patience_s=0.01), Line(patience_s=0.01)
    for line in (before, now):
        await fault_of(line)
    assert before.socket.sent[0]["id"] != now.socket.sent[0]["id"]


async def test_without_a_connection_nothing_is_sent() -> None:
    line = Line()
    line.connected = False
    assert (await fault_of(line)).effect is Effect.NOT_SENT
    line.connected, line.socket.is_open = True, False
    assert (await fault_of(line)).effect is Effect.NOT_SENT
    assert line.socket.sent == []


async def test_a_break_while_sending_leaves_the_outcome_unknown() -> None:
    line = Line()
    line.socket.arrives = False
    fault = await fault_of(line)
    assert (fault.kind, fault.effect) == (FaultKind.DROPPED, Effect.UNKNOWN)


async def test_no_answer_in_time_leaves_the_outcome_unknown() -> None:
    fault = await fault_of(Line(patience_s=0.05))
    assert (fault.kind, fault.effect) == (FaultKind.TIMEOUT, Effect.UNKNOWN)


async def test_a_break_before_the_answer_fails_every_request_and_reads_without_harm() -> None:
    line = Line(patience_s=5.0)
    asking = [
        asyncio.create_task(line.rpc(call))
        for call in (endpoints.close_position(CLOSE), endpoints.list_positions(None))
    ]
    while len(line.socket.sent) < 2:  # noqa: ASYNC110 - two turns of the loop
        await asyncio.sleep(0)
    line.pending.fail_all()
    faults = await asyncio.gather(*asking, return_exceptions=True)
    assert [getattr(fault, "effect", None) for fault in faults] == [Effect.UNKNOWN, Effect.REFUSED]
    assert {getattr(fault, "kind", None) for fault in faults} == {FaultKind.DROPPED}


async def test_a_caller_that_goes_away_neither_stops_nor_repeats_it() -> None:
    line = Line(patience_s=0.05)
    caller = asyncio.create_task(line.pending.ask(endpoints.close_position(CLOSE), line.socket))
    await asyncio.sleep(0)
    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    await asyncio.sleep(0.1)
    assert len(line.socket.sent) == 1


async def test_a_rate_refusal_empties_the_purse_and_a_command_does_not_wait() -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    budget = RequestBudget(BudgetLimits(), clock=lambda: 0.0, sleep=sleep)
    line = Line()
    line.reply = {"error": "Rate limit exceeded", "retryAfter": 4}
    for _ in range(2):
        with pytest.raises(ServiceFault):
            await commands(line, budget).close_position(CLOSE)
    assert slept == []
    assert budget.estimate() == 0.0
