"""The stream's door: who may connect, and that only the newest connection of the user stays."""

import asyncio
from collections.abc import Awaitable, Callable

from ctpanel.sim.asgi_types import Receive, Scope, Send, headers_of
from ctpanel.sim.engine import Engine
from ctpanel.sim.faults import Subject
from ctpanel.sim.gate import Gate
from ctpanel.sim.http_app import TRANSPORT_KEY, bearer_is
from ctpanel.sim.records import Call
from ctpanel.sim.routes import STREAM_PATH
from ctpanel.sim.session import STOLEN, StreamSession


class StreamApp:
    """Accepts connections to the stream and hands each to a session."""

    def __init__(self, engine: Engine, gate: Gate, pause: Callable[[float], Awaitable[None]]) -> None:
        self._engine = engine
        self._gate = gate
        self._pause = pause
        self._session: StreamSession | None = None
        self._errands: set[asyncio.Future[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        status = self._admission(scope["path"], headers_of(scope).get("authorization"))
        if status != 101:
            await _reject(send, status)
            # Twice: for the refusal, and for the end of the connection, before which uvicorn counts it as unanswered.
            await receive()
            await receive()
            return
        await send({"type": "websocket.accept"})
        session = StreamSession(self._engine, self._gate, self._pause, send, scope[TRANSPORT_KEY])
        previous, self._session = self._session, session
        if previous is not None:
            self._run(previous.close(self._engine.options.session_close_code, STOLEN))
        try:
            await session.run(receive)
        finally:
            if self._session is session:
                self._session = None

    def _admission(self, path: str, authorization: str | None) -> int:
        """101 to let the client in, else the status of the refusal; every try is recorded."""
        engine = self._engine
        call = Call("ws", "GET", path, "", "Handshake", {}, None, b"")
        with engine.lock:
            number = engine.recorder.begin(call, engine.options.clock())
            hits = engine.plan.take(Subject("call", "Handshake", "GET", path, "ws"))
            status = 101
            if path != STREAM_PATH:
                status = 404
            elif not bearer_is(engine.options.token, authorization):
                status = 401
            elif not engine.options.plan_has_api:
                status = 403
            elif fault := hits.find("status"):
                status = fault.code
            engine.recorder.update(number, status=status, executed=status == 101, faults=hits.names)
        return status

    # For the control; in the server's loop

    def steal(self) -> None:
        """Close the present connection as if another client of the user had connected."""
        if self._session is not None:
            self._run(self._session.close(self._engine.options.session_close_code, STOLEN))

    def freeze(self, seconds: float) -> None:
        if self._session is not None:
            self._session.freeze(seconds)

    def drop(self) -> None:
        if self._session is not None:
            self._session.drop()

    def resync(self) -> None:
        if self._session is not None:
            self._run(self._session.push("resync", {}))

    def _run(self, errand: Awaitable[None]) -> None:
        task = asyncio.ensure_future(errand)
        self._errands.add(task)
        task.add_done_callback(self._errands.discard)


async def _reject(send: Send, status: int) -> None:
    body = b'{"error":"Unauthorized"}' if status == 401 else b'{"error":"Refused"}'
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "websocket.http.response.start", "status": status, "headers": headers})
    await send({"type": "websocket.http.response.body", "body": body, "more_body": False})
