"""WebSocket servers on loopback for the stream to talk to, and what the stream tells."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from ctpanel.api.backoff import Backoff
from ctpanel.api.config import ServiceConfig, Timeouts
from ctpanel.api.stream import CrossTradeStream
from ctpanel.domain.stream import StreamEvent
from ctpanel.domain.token import Token

SECRET = "qZ3-wire-test-key_0aB9xY7Lm2"
Play = Callable[[ServerConnection, "Station"], Awaitable[None]]


@dataclass
class Station:
    """A WebSocket server that remembers what it heard and how many connections were open at once."""

    play: Play
    status: int | None = None
    words: str = "refused"
    heard: list[dict[str, Any]] = field(default_factory=list)
    open_now: int = 0
    most_open: int = 0
    connections: int = 0
    handshakes: int = 0
    authorization: str | None = None
    extensions: str | None = None
    server: Server | None = None

    @property
    def url(self) -> str:
        assert self.server is not None
        return f"ws://127.0.0.1:{next(iter(self.server.sockets)).getsockname()[1]}/ws/stream"

    def admit(self, connection: ServerConnection, request: Request) -> Response | None:
        self.handshakes += 1
        self.authorization = request.headers.get("Authorization")
        self.extensions = request.headers.get("Sec-WebSocket-Extensions")
        if self.status is None:
            return None
        response = connection.respond(self.status, f'{{"error":"{self.words} {self.authorization}"}}')
        response.headers["Location"] = "/elsewhere"
        return response

    async def visit(self, connection: ServerConnection) -> None:
        self.connections += 1
        self.open_now += 1
        self.most_open = max(self.most_open, self.open_now)
        try:
            await self.play(connection, self)
        except ConnectionClosed:
            pass
        finally:
            self.open_now -= 1

    async def hear(self, connection: ServerConnection, action: str) -> dict[str, Any]:
        """The next message with this action; all are kept."""
        while True:
            message = json.loads(await connection.recv())
            self.heard.append(message)
            if message["action"] == action:
                return dict(message)


Open = Callable[..., Awaitable[Station]]


@pytest.fixture
async def station() -> AsyncIterator[Open]:
    async with contextlib.AsyncExitStack() as stack:

        async def start(play: Play, status: int | None = None, words: str = "refused") -> Station:
            made = Station(play, status, words)
            made.server = await stack.enter_async_context(
                serve(made.visit, "127.0.0.1", 0, process_request=made.admit, close_timeout=0.2)
            )
            return made

        yield start


def stream_to(url: str, **options: Any) -> CrossTradeStream:
    config = ServiceConfig(stream_url=url, timeouts=Timeouts(read_s=10.0), max_body=20_000)
    backoff = options.pop("backoff", Backoff(first_s=0.02, longest_s=0.05))
    return CrossTradeStream(config, Token(SECRET), backoff=backoff, chance=lambda: 1.0, **options)


async def take(stream: CrossTradeStream, enough: Callable[[list[StreamEvent]], bool]) -> list[StreamEvent]:
    """Events until there are enough, or until the stream ends by itself."""
    events: list[StreamEvent] = []
    async with contextlib.aclosing(stream.events()) as source, asyncio.timeout(10):
        async for event in source:
            events.append(event)
            if enough(events):
                break
    return events


def never(_: list[StreamEvent]) -> bool:
    return False


async def stay(connection: ServerConnection, _: Station) -> None:
    await connection.wait_closed()
