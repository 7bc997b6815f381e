"""One connection of the stream: what the client asks, and the frames that are pushed to it."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from ctpanel.sim.asgi_types import Message, Receive, Send
from ctpanel.sim.budget import TokenBucket
from ctpanel.sim.engine import Engine
from ctpanel.sim.faults import Subject
from ctpanel.sim.frames import Feed
from ctpanel.sim.gate import Delivery, Gate
from ctpanel.sim.records import Call
from ctpanel.sim.routes import STREAM_PATH

STOLEN = "Session active elsewhere"
_PUMP_S = 0.05
_MOST_VIOLATIONS = 10
_LATE_BY = 3
EVENT_NAMES = ("orders", "executions", "positions")


class StreamSession:
    """Answers messages and pumps frames until the connection ends.

    `seq` counts pushed frames per connection. Frames that a frozen socket could not take are gone; the next one
    says how many in `dropped`.
    """

    def __init__(
        self, engine: Engine, gate: Gate, pause: Callable[[float], Awaitable[None]], send: Send,
        transport: asyncio.Transport,
    ) -> None:  # fmt: skip
        self._engine = engine
        self._gate = gate
        self._pause = pause
        self._send_message = send
        self._transport = transport
        self._feed = Feed(engine)
        self._seq = 0
        self._dropped = 0
        self._violations = 0
        self._held: list[tuple[int, str]] = []
        self._closed = False
        self._thawed = asyncio.Event()
        self._thawed.set()
        self._subscriptions = TokenBucket(5, 20 / 60, engine.options.clock)
        self._errands: set[asyncio.Future[None]] = set()

    async def run(self, receive: Receive) -> None:
        """Serve until the client leaves, the session is closed, or the server stops."""
        pumping = asyncio.ensure_future(self._pump())
        try:
            while (message := await receive())["type"] != "websocket.disconnect":
                await self._thawed.wait()
                await self._on_text(message)
        finally:
            self._closed = True
            self._thawed.set()
            for task in (pumping, *self._errands):
                task.cancel()
            await asyncio.gather(pumping, *self._errands, return_exceptions=True)

    async def close(self, code: int, reason: str) -> None:
        """End the connection from the server's side; a second call does nothing."""
        if not self._closed:
            self._closed = True
            await self._send({"type": "websocket.close", "code": code, "reason": reason})

    def drop(self) -> None:
        """Cut the connection without a word; nothing more is written to it, though the end is noticed later."""
        self._closed = True
        self._transport.abort()

    def freeze(self, seconds: float) -> None:
        """Neither read nor write for a while; protocol pings stay unanswered too."""
        if not self._thawed.is_set():
            return
        self._thawed.clear()
        self._transport.pause_reading()
        self._start(self._thaw_after(seconds))

    async def push(self, kind: str, content: dict[str, Any]) -> None:
        """Send one counted frame, through whatever faults are armed for its type."""
        self._seq += 1
        if not self._thawed.is_set() or self._closed:
            self._dropped += 1
            return
        frame: dict[str, Any] = {"type": kind, "seq": self._seq, **content}
        if self._dropped:
            frame["dropped"], self._dropped = self._dropped, 0
        await self._send_frame(kind, json.dumps(frame, separators=(",", ":")))
        due = [late for seq, late in self._held if seq <= self._seq]
        self._held = [entry for entry in self._held if entry[0] > self._seq]
        for late in due:
            await self._send_text(late)

    async def _send_frame(self, kind: str, text: str) -> None:
        with self._engine.lock:
            hits = self._engine.plan.take(Subject("frame", kind, transport="ws", path=STREAM_PATH))
        if fault := hits.find("frozen-socket"):
            self.freeze(fault.seconds)
            self._dropped += 1
        elif hits.find("late-frames"):
            self._held.append((self._seq + _LATE_BY, text))
        elif hits.find("garbled-frames"):
            await self._send_text(text[: len(text) // 2])
        elif not hits.find("dropped-frames"):
            await self._send_text(text)
            if hits.find("duplicate-frames"):
                await self._send_text(text)

    async def _pump(self) -> None:
        await self.push("status", {"state": "syncing"})
        while not self._closed:
            for kind, content in self._feed.due():
                await self.push(kind, content)
            steal_after = self._engine.scenario.steal_every_s
            if steal_after is not None and self._feed.age_s >= steal_after:
                await self.close(self._engine.options.session_close_code, STOLEN)
            await asyncio.sleep(_PUMP_S)

    async def _on_text(self, message: Message) -> None:
        raw = message.get("text") or ""
        try:
            request = json.loads(raw)
        except ValueError:
            request = None
        if not isinstance(request, dict):
            await self._send_text('{"type":"error","error":"Invalid JSON"}')
            return
        action = request.get("action")
        if action == "rpc":
            self._start(self._rpc(request, raw))
        elif action in ("subscribe", "unsubscribe"):
            await self._subscribe(request, action)
        elif action == "streamPnl":
            enabled = request.get("enabled") is True
            interval = self._feed.stream_results(enabled, request.get("interval"))
            await self._say({"status": "pnl", "enabled": enabled, "interval": interval})
        elif action == "ping":
            await self._say({"type": "pong"})
        else:
            await self._say({"type": "error", "error": f"Unknown action: {action}"})

    async def _subscribe(self, request: dict[str, Any], action: str) -> None:
        if not self._subscriptions.take():
            await self._say({"type": "error", "error": "Subscription rate limit exceeded"})
            return
        events = [name for name in _list(request, "events") if name in EVENT_NAMES]
        names = self._feed.subscribe(_list(request, "instruments"), events, action == "subscribe")
        ack: dict[str, Any] = {"status": f"{action}d"}
        await self._say(ack | ({"events": events} if "events" in request else {"instruments": names}))

    async def _rpc(self, request: dict[str, Any], raw: str) -> None:
        arguments = request.get("args")
        arguments = arguments if isinstance(arguments, dict) else {}
        call = Call("ws", "RPC", STREAM_PATH, "", str(request.get("api")), arguments, arguments, raw.encode())
        delivery = await self._gate.answer(call, allowed=True)
        self._violations = self._violations + 1 if delivery.status == 429 else 0
        await self._deliver(delivery, request.get("id"))
        if self._violations >= _MOST_VIOLATIONS:
            await self.close(1008, "Rate limit exceeded")

    async def _deliver(self, delivery: Delivery, request_id: Any) -> None:
        if delivery.manner == "drop":
            self.drop()
            return
        if delivery.manner == "hang":
            return
        if delivery.manner == "drip":
            await self._pause(delivery.seconds)
        if not delivery.content_type.startswith("application/json"):
            await self._send_text(delivery.body.decode())
            return
        text = '{"id":' + json.dumps(request_id) + ',"data":' + (delivery.body.decode() or "null") + "}"
        await self._send_text(text[: len(text) // 2] if delivery.manner == "cut" else text)

    async def _say(self, reply: dict[str, Any]) -> None:
        await self._send_text(json.dumps(reply, separators=(",", ":")))

    async def _send_text(self, text: str) -> None:
        await self._thawed.wait()
        if not self._closed:
            await self._send({"type": "websocket.send", "text": text})

    async def _send(self, message: Message) -> None:
        try:
            await self._send_message(message)
        except OSError:  # the client has gone, which the reading side is about to notice
            self._closed = True

    async def _thaw_after(self, seconds: float) -> None:
        await self._pause(seconds)
        self._thawed.set()
        self._transport.resume_reading()

    def _start(self, errand: Awaitable[None]) -> None:
        task = asyncio.ensure_future(errand)
        self._errands.add(task)
        task.add_done_callback(self._errands.discard)


def _list(request: dict[str, Any], name: str) -> list[Any]:
    value = request.get(name)
    return value if isinstance(value, list) else []
