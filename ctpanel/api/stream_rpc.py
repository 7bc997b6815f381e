"""Requests over the stream: each sent once, each with exactly one fate."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping
from typing import Protocol

from ctpanel.api.cleaning import Cleaner
from ctpanel.api.commands import Answer, Commands
from ctpanel.api.errors import fault_of_body, lost_effect
from ctpanel.api.frames import RpcReply
from ctpanel.api.ratelimit import RequestBudget
from ctpanel.api.reply import Call
from ctpanel.api.shield import Shield
from ctpanel.api.values import Row, dumps
from ctpanel.domain.budget import Priority
from ctpanel.domain.faults import Effect, FaultKind, ServiceFault
from ctpanel.domain.token import Token


class Sender(Protocol):
    """A connection as far as requests need it."""

    @property
    def is_open(self) -> bool:
        """Whether something sent now has a chance to leave."""

    async def send(self, text: str) -> bool:
        """False when it may or may not have arrived."""


class RpcWay(Protocol):
    """Something that carries requests: the stream."""

    async def rpc(self, call: Call) -> Row:
        """The whole reply; raises ServiceFault when there is none."""


class Pending:
    """Requests that wait for their replies. ``patience_s`` is how long each may take."""

    def __init__(self, cleaner: Cleaner, patience_s: float) -> None:
        self._cleaner = cleaner
        self._patience_s = patience_s
        self._shield = Shield()
        self._waiting: dict[str, asyncio.Future[Row | None]] = {}
        self._count = 0
        # A late answer to what an earlier program asked must not be taken for one to this.
        self._head = f"ctpanel-{secrets.token_hex(4)}"

    async def ask(self, call: Call, socket: Sender | None) -> Row:
        """Sends the call and waits for its reply; a caller that goes away does not stop it.

        Raises ServiceFault: not sent without a connection; of unknown outcome, for a change, once it may have left.
        """
        if socket is None or not socket.is_open:
            raise ServiceFault(FaultKind.DROPPED, Effect.NOT_SENT, "the stream is not connected")
        outcome = await self._shield.run(self._exchange(call, socket), f"rpc {call.api}")
        if outcome is None:
            raise ServiceFault(FaultKind.DROPPED, lost_effect(call.mutating), "this program is closing")
        if isinstance(outcome, ServiceFault):
            raise outcome
        fault = fault_of_body(outcome, self._cleaner, mutating=call.mutating)
        if fault is not None:
            raise fault
        return outcome

    def answer(self, reply: RpcReply) -> None:
        """A reply came; one that nobody waits for any more is ignored."""
        future = self._waiting.get(reply.id)
        if future is not None and not future.done():
            future.set_result(reply.frame)

    def fail_all(self) -> None:
        """The connection is gone, and with it every reply."""
        for future in self._waiting.values():
            if not future.done():
                future.set_result(None)

    async def _exchange(self, call: Call, socket: Sender) -> Row | ServiceFault:
        self._count += 1
        number = f"{self._head}-{self._count}"
        future: asyncio.Future[Row | None] = asyncio.get_running_loop().create_future()
        self._waiting[number] = future
        text = dumps({"action": "rpc", "id": number, "api": call.api, "args": call.args}).decode()
        lost = lost_effect(call.mutating)
        try:
            async with asyncio.timeout(self._patience_s):
                if not await socket.send(text):
                    return ServiceFault(FaultKind.DROPPED, lost, "the stream broke while sending")
                frame = await future
        except TimeoutError:
            return ServiceFault(FaultKind.TIMEOUT, lost, "no answer in time")
        finally:
            del self._waiting[number]
        return (
            frame if frame is not None else ServiceFault(FaultKind.DROPPED, lost, "the stream broke before an answer")
        )


class RpcCommands(Commands):
    """The commands of the client, over the stream. Chosen instead of HTTP, never in addition to it."""

    def __init__(self, way: RpcWay, token: Token, budget: RequestBudget) -> None:
        super().__init__(Cleaner(token))
        self._way = way
        self._budget = budget

    async def _command(self, call: Call) -> Answer:
        await self._budget.acquire(Priority.COMMAND)
        try:
            frame = await self._way.rpc(call)
        except ServiceFault as fault:
            if fault.kind is FaultKind.RATE_LIMITED:
                self._budget.punish(fault.retry_after_s)
            raise
        data = frame.get("data")
        # The body as HTTP would have given it.
        return Answer(data if isinstance(data, Mapping | list) else frame, dumps(frame))
