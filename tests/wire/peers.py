"""Tiny servers on loopback that answer, misbehave, and remember what reached them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

Script = Callable[["Visit"], Awaitable[None]]


@dataclass
class Visit:
    """One connection of the client, from the server's side."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    peer: Peer

    async def request(self) -> bytes:
        """Waits for one complete request and remembers it."""
        head = await self.reader.readuntil(b"\r\n\r\n")
        length = next(
            (int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")), 0
        )
        request = head + await self.reader.readexactly(length)
        self.peer.requests.append(request)
        self.peer.heard.set()
        return request

    async def send(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    async def hang(self) -> None:
        """Never answers; ends when the client hangs up, or with the test."""
        await self.reader.read()


@dataclass
class Peer:
    """A listening server and what it saw."""

    script: Script
    requests: list[bytes] = field(default_factory=list)
    connections: int = 0
    open_now: int = 0
    heard: asyncio.Event = field(default_factory=asyncio.Event)
    left: asyncio.Event = field(default_factory=asyncio.Event)
    _server: asyncio.Server | None = None
    _visits: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def port(self) -> int:
        assert self._server is not None
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    async def heard_all(self, count: int) -> None:
        """Waits until so many requests have come."""
        while len(self.requests) < count:
            self.heard.clear()
            await self.heard.wait()

    async def left_but(self, count: int) -> None:
        """Waits until no more than so many connections are open."""
        while self.open_now > count:
            self.left.clear()
            await self.left.wait()

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._visit, "127.0.0.1", 0)

    async def stop(self) -> None:
        assert self._server is not None
        self._server.close()
        visits = set(self._visits)
        for visit in visits:
            visit.cancel()
        await asyncio.gather(*visits, return_exceptions=True)
        await self._server.wait_closed()

    async def _visit(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._visits.add(task)
        self.connections += 1
        self.open_now += 1
        try:
            await self.script(Visit(reader, writer, self))
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass
        finally:
            self._visits.discard(task)
            self.open_now -= 1
            self.left.set()
            writer.close()


def answer(
    payload: object = None,
    status: int = 200,
    *,
    headers: str = "",
    body: bytes | None = None,
    kind: str = "application/json",
) -> bytes:
    """A complete HTTP answer."""
    content = json.dumps(payload).encode() if body is None else body
    head = f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {len(content)}\r\n{headers}\r\n"
    return head.encode() + content


def always(data: bytes) -> Script:
    """Gives the same answer to every request, on connections that stay open."""

    async def script(visit: Visit) -> None:
        while True:
            await visit.request()
            await visit.send(data)

    return script


def once(data: bytes) -> Script:
    """Reads one request, sends these bytes and hangs up."""

    async def script(visit: Visit) -> None:
        await visit.request()
        await visit.send(data)

    return script


async def silent(visit: Visit) -> None:
    """Reads requests and never answers."""
    await visit.request()
    await visit.hang()
