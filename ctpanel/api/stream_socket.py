"""One WebSocket connection: open it, move text, say why it ended. The only importer of the WebSocket library."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from typing import Final

import websockets
from websockets.asyncio.client import ClientConnection, connect

from ctpanel import __version__
from ctpanel.api.cleaning import Cleaner
from ctpanel.api.config import ServiceConfig
from ctpanel.api.errors import fault_of_status
from ctpanel.api.reply import Reply
from ctpanel.api.stream_ending import Ending, means_elsewhere
from ctpanel.domain.stream import StreamEnd
from ctpanel.domain.token import Token

_PING_S: Final = 5.0
_CLOSE_S: Final = 1.0
_OPEN_S: Final = 10.0
_POLICY_VIOLATION: Final = 1008


class _ConnectHere(connect):
    """Connects to the given address or not at all: a redirect is an answer, not a place to take the token to."""

    def process_redirect(self, exc: Exception) -> Exception | str:
        return exc


class StreamSocket:
    """An open connection. Text arrives through :meth:`frames`; after that :attr:`ending` says why it stopped."""

    def __init__(self, connection: ClientConnection, cleaner: Cleaner) -> None:
        self._connection = connection
        self._cleaner = cleaner
        self.ending = Ending(StreamEnd.DROPPED)

    @property
    def is_open(self) -> bool:
        """Whether something sent now has a chance to leave."""
        return self._connection.state is websockets.State.OPEN

    async def send(self, text: str) -> bool:
        """Sends one message. False when the connection broke: it may or may not have arrived."""
        try:
            await self._connection.send(text)
        except (websockets.ConnectionClosed, OSError):
            return False
        return True

    async def frames(self) -> AsyncIterator[str | bytes]:
        """Every message until the connection ends; raises nothing for an end."""
        try:
            while True:
                yield await self._connection.recv()
        except websockets.ConnectionClosed as closed:
            self.ending = _ending_of(closed, self._cleaner)

    async def close(self) -> None:
        """Returns when the connection is gone, by handshake or, after a second, by force."""
        await self._connection.close()


async def open_socket(config: ServiceConfig, token: Token, cleaner: Cleaner) -> StreamSocket | Ending:
    """A connection that passed the handshake, or why there is none."""
    # Failures are returned, not raised, and so never carry the library's frames, which hold the header.
    try:
        connection = await _ConnectHere(
            config.stream_url,
            additional_headers={"Authorization": f"Bearer {token.reveal()}"},
            user_agent_header=f"ctpanel/{__version__}",
            # Unpacked frames cannot swell.
            compression=None,
            proxy=None if config.stream_is_local else True,
            open_timeout=_OPEN_S,
            ping_interval=_PING_S,
            ping_timeout=_PING_S,
            close_timeout=_CLOSE_S,
            max_size=config.max_body,
            logger=_quiet_logger(),
        )
    except websockets.InvalidStatus as refused:
        return _refusal(refused.response.status_code, bytes(refused.response.body or b""), cleaner)
    except (OSError, TimeoutError, websockets.WebSocketException, EOFError) as failed:
        return Ending(StreamEnd.DROPPED, f"the stream could not be reached ({type(failed).__name__})")
    return StreamSocket(connection, cleaner)


def _quiet_logger() -> logging.Logger:
    """The library logs the header and every frame at DEBUG; this logger of its own never goes below INFO."""
    logger = logging.getLogger("ctpanel.api.stream_socket.library")
    logger.setLevel(max(logging.INFO, logger.level))
    return logger


def _refusal(status: int, body: bytes, cleaner: Cleaner) -> Ending:
    fault = fault_of_status(Reply(status, body), cleaner, mutating=False)
    words = f"the handshake was answered with {status}" + (f": {fault.detail}" if fault and fault.detail else "")
    if means_elsewhere(words):
        return Ending(StreamEnd.ELSEWHERE, words)
    return Ending(StreamEnd.UNAUTHORIZED if status in (401, 403) else StreamEnd.DROPPED, words)


def _ending_of(closed: websockets.ConnectionClosed, cleaner: Cleaner) -> Ending:
    if closed.rcvd is None:
        return Ending(StreamEnd.DROPPED, "the connection broke")
    reason = cleaner.shown(closed.rcvd.reason)
    detail = f"{closed.rcvd.code} {reason}".strip()
    if means_elsewhere(reason):
        return Ending(StreamEnd.ELSEWHERE, detail)
    if "unauthorized" in reason.casefold():
        return Ending(StreamEnd.UNAUTHORIZED, detail)
    if closed.rcvd.code == _POLICY_VIOLATION:
        return Ending(StreamEnd.RATE_VIOLATION, detail)
    return Ending(StreamEnd.DROPPED, detail)
