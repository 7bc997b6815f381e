"""The life of the stream: connect, subscribe, read, reconnect; one connection at a time, and never a fight for it."""

from __future__ import annotations

import asyncio
import json
import logging
import random
import time
from collections import deque
from collections.abc import AsyncGenerator, Callable, Iterable
from typing import TYPE_CHECKING, Any, Final

from ctpanel.api.backoff import Backoff
from ctpanel.api.cleaning import Cleaner
from ctpanel.api.config import ServiceConfig
from ctpanel.api.frames import FrameReader, RpcReply
from ctpanel.api.reply import Call
from ctpanel.api.shield import Shield
from ctpanel.api.stream_ending import Ending, means_elsewhere
from ctpanel.api.stream_rpc import Pending
from ctpanel.api.values import Row
from ctpanel.domain.budget import BudgetLimits, Priority, TokenBucket
from ctpanel.domain.stream import (
    GapNews,
    OddFrame,
    StreamConnecting,
    StreamEnd,
    StreamEnded,
    StreamEvent,
    StreamOpened,
)
from ctpanel.domain.token import Token

if TYPE_CHECKING:
    from ctpanel.api.stream_socket import StreamSocket

_log = logging.getLogger(__name__)
#: The service's own limit for changes of subscriptions: about 20 a minute, 5 at once.
_SUBSCRIPTION_LIMITS: Final = BudgetLimits(capacity=5.0, refill_per_s=1 / 3, reserve=0.0)
#: A connection that lasted so long was a good one: the next failure counts as the first.
_GOOD_AFTER_S: Final = 5.0
#: News that nobody fetched; more than this means that they are read anew anyway.
_MAX_WAITING: Final = 2000
#: Messages that are read before the loop gets a turn for painting and sending.
_IN_ONE_TURN: Final = 16
_PNL_INTERVAL_MS: Final = 1000
_EVENTS: Final = ("orders", "executions", "positions")
#: So many kinds of unknown messages are named in the log for each connection.
_MOST_ODD: Final = 20


class CrossTradeStream:
    """The service's one WebSocket session of the user.

    :meth:`events` connects, tells everything that comes, and reconnects with pauses after a broken connection. It ends
    by itself, with :class:`StreamEnded` as its last event, when another program took the session, the token was
    refused or the service closed it for rate violations; iterating anew is the user's decision to try again.
    ``chance`` gives random numbers in [0, 1], ``clock`` monotonic seconds.
    """

    def __init__(
        self,
        config: ServiceConfig,
        token: Token,
        *,
        backoff: Backoff | None = None,
        chance: Callable[[], float] = random.random,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._config = config
        self._token = token
        self._cleaner = Cleaner(token)
        self._backoff = backoff or Backoff()
        self._chance = chance
        self._clock = clock
        self._shield = Shield()
        self._pending = Pending(self._cleaner, config.timeouts.read_s)
        self._socket: StreamSocket | None = None
        self._stop = asyncio.Event()
        self._waiting: deque[StreamEvent] = deque()
        self._woken = asyncio.Event()
        self._lost = False
        self._running = False
        self._wanted: frozenset[str] = frozenset()
        self._changed = asyncio.Event()
        self._changes = TokenBucket(_SUBSCRIPTION_LIMITS, _SUBSCRIPTION_LIMITS.capacity, clock())

    async def events(self) -> AsyncGenerator[StreamEvent, None]:
        """Everything that the stream tells, in order. Only one iteration at a time; leaving it closes the stream."""
        if self._running:
            raise RuntimeError("the stream is already being read")
        self._running = True
        self._stop.clear()
        task = self._shield.spawn(self._run(), "stream")
        task.add_done_callback(lambda _: self._woken.set())
        try:
            while True:
                while self._waiting:
                    yield self._waiting.popleft()
                if task.done():
                    if not task.cancelled():
                        task.result()
                    return
                self._woken.clear()
                if not task.done():
                    await self._woken.wait()
        finally:
            await self.close()
            self._waiting.clear()
            self._running = False

    def subscribe(self, instruments: Iterable[str]) -> None:
        """Asks for quotes of exactly these instruments, now and after every reconnect."""
        self._wanted = frozenset(instruments)
        self._changed.set()

    async def rpc(self, call: Call) -> Row:
        """One request over the stream, sent once; the whole reply. Raises ServiceFault like the HTTP client does."""
        return await self._pending.ask(call, self._socket)

    async def close(self) -> None:
        """Returns when the connection is gone; :meth:`events` then ends."""
        self._stop.set()
        await self._shield.drain(2.0)

    async def _run(self) -> None:
        failures = 0
        while not self._stop.is_set():
            self._tell(StreamConnecting())
            began = self._clock()
            ending = await self._connection()
            if self._stop.is_set():
                break
            if ending.end is not StreamEnd.DROPPED:
                self._tell(StreamEnded(ending.end, ending.detail))
                return
            failures = 1 if self._clock() - began > _GOOD_AFTER_S else failures + 1
            pause = self._backoff.pause_s(failures, self._chance())
            self._tell(StreamEnded(ending.end, ending.detail, pause))
            await _wait(self._stop, pause)
        self._tell(StreamEnded(StreamEnd.STOPPED))

    async def _connection(self) -> Ending:
        """One connection from handshake to its complete end."""
        # Imported here: the WebSocket library takes a while to load, and the first picture does not need it.
        from ctpanel.api.stream_socket import open_socket

        opened = await open_socket(self._config, self._token, self._cleaner)
        if isinstance(opened, Ending):
            return opened
        helpers: list[asyncio.Task[Any]] = [self._shield.spawn(self._close_on_stop(opened), "stream stop")]
        try:
            known = await self._subscribe_all(opened)
            helpers.append(self._shield.spawn(self._follow_changes(opened, known), "stream subscriptions"))
            reading = self._shield.spawn(self._read(opened), "stream reader")
            helpers.append(reading)
            return await _end_of(reading, helpers)
        finally:
            self._socket = None
            for helper in helpers:
                helper.cancel()
            await asyncio.wait(helpers)
            # The service allows one session: the old socket must be gone before there is a new one.
            await opened.close()
            self._pending.fail_all()

    async def _read(self, socket: StreamSocket) -> Ending:
        reader = FrameReader(self._cleaner)
        elsewhere = ""
        odd: set[str] = set()
        taken = 0
        async for frame in socket.frames():
            taken += 1
            if taken % _IN_ONE_TURN == 0:
                # What is there already comes without waiting: a flood would keep the loop from everything else.
                await asyncio.sleep(0)
            for item in reader.read(frame):
                if isinstance(item, RpcReply):
                    self._pending.answer(item)
                    continue
                if isinstance(item, OddFrame):
                    _name_once(item.kind, odd)
                    words = item.fault.detail if item.fault else ""
                    elsewhere = words if means_elsewhere(words) else elsewhere
                self._tell(item)
        if elsewhere and socket.ending.end is StreamEnd.DROPPED:
            return Ending(StreamEnd.ELSEWHERE, elsewhere)
        return socket.ending

    async def _close_on_stop(self, socket: StreamSocket) -> None:
        await self._stop.wait()
        await socket.close()

    async def _subscribe_all(self, socket: StreamSocket) -> frozenset[str]:
        """Subscribes to everything that is wanted now and tells that the stream is open."""
        known = self._wanted
        self._changed.clear()
        await _send(socket, {"action": "streamPnl", "enabled": True, "interval": _PNL_INTERVAL_MS})
        await self._change(socket, {"action": "subscribe", "events": list(_EVENTS)})
        if known:
            await self._change(socket, {"action": "subscribe", "instruments": sorted(known)})
        self._socket = socket
        self._tell(StreamOpened())
        return known

    async def _follow_changes(self, socket: StreamSocket, known: frozenset[str]) -> None:
        """Passes on later changes of what is wanted, within the service's limit for changes."""
        while True:
            await self._changed.wait()
            self._changed.clear()
            await asyncio.sleep(self._changes.wait_s(Priority.VERIFY, self._clock()))
            wanted, added, gone = self._wanted, sorted(self._wanted - known), sorted(known - self._wanted)
            if added:
                await self._change(socket, {"action": "subscribe", "instruments": added})
            if gone:
                await self._change(socket, {"action": "unsubscribe", "instruments": gone})
            known = wanted

    async def _change(self, socket: StreamSocket, message: dict[str, object]) -> None:
        self._changes = self._changes.spent(self._clock())
        await _send(socket, message)

    def _tell(self, event: StreamEvent) -> None:
        lifecycle = isinstance(event, StreamConnecting | StreamOpened | StreamEnded)
        if len(self._waiting) >= _MAX_WAITING and not lifecycle:
            self._lost = True
            return
        if self._lost:
            self._lost = False
            self._waiting.append(GapNews("this program was too slow to take all messages"))
        self._waiting.append(event)
        self._woken.set()


async def _end_of(reading: asyncio.Task[Ending], tasks: Iterable[asyncio.Task[Any]]) -> Ending:
    """What the reader says at its end.

    One of the other tasks that fails ends the connection too: nobody else would close it on a stop, or subscribe.
    """
    running = set(tasks)
    while not reading.done():
        done, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
        for task in done - {reading}:
            error = None if task.cancelled() else task.exception()
            if error is not None:
                # Its text and frames stay out of the log, like those of requests.
                _log.error("%s failed with %s", task.get_name(), type(error).__name__)
                return Ending(StreamEnd.DROPPED, f"this program failed on the stream ({type(error).__name__})")
    return reading.result()


def _name_once(kind: str, named: set[str]) -> None:
    """Of a service that has learned new words, the log is all that tells; each kind stands there once."""
    if kind not in named and len(named) < _MOST_ODD:
        named.add(kind)
        _log.info("the stream sent something that is not understood: %s", kind)


async def _send(socket: StreamSocket, message: dict[str, object]) -> None:
    # A broken connection shows in the reader, which then ends this one too.
    await socket.send(json.dumps(message))


async def _wait(stop: asyncio.Event, seconds: float) -> None:
    """Waits so long, or until the event is set."""
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        return
