"""The simulator as a server: its own thread, its own loop, loopback only."""

import asyncio
import contextlib
import socket
import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, Unpack, cast

from uvicorn.server import ServerState

from ctpanel.sim.asgi import HttpConnection, one_app, server_config
from ctpanel.sim.control import Control
from ctpanel.sim.engine import Engine
from ctpanel.sim.gate import Gate
from ctpanel.sim.http_app import HttpApp
from ctpanel.sim.options import MoreOptions, Options
from ctpanel.sim.routes import STREAM_PATH
from ctpanel.sim.scenarios import scenario_named
from ctpanel.sim.ws_app import StreamApp

if TYPE_CHECKING:
    from ctpanel.sim.asgi_stream import StreamConnection

HOST = "127.0.0.1"
_TICK_S = 0.1
_STOP_S = 3.0


class SimServerError(OSError):
    """The simulator could not be started; the text says why and what to do."""


class SimServer:
    """A running simulator. Also a context manager; starting and stopping twice does no harm.

    `control` drives and inspects it from any thread. A stopped server can start again, with the same world on
    the same port, as a service that comes back.
    """

    def __init__(self, scenario: str = "calm", *, port: int = 0, **more: Unpack[MoreOptions]) -> None:
        self.options = Options(**more)
        self.engine = Engine(scenario_named(scenario), self.options)
        self.control = Control(self.engine)
        self._port = port
        self._thread: threading.Thread | None = None
        self._service: _Service | None = None

    @property
    def token(self) -> str:
        """The bearer token that clients must send."""
        return self.options.token

    @property
    def port(self) -> int:
        """The port in use, known once started."""
        return self._port

    @property
    def base_url(self) -> str:
        return f"http://{HOST}:{self._port}"

    @property
    def stream_url(self) -> str:
        return f"ws://{HOST}:{self._port}{STREAM_PATH}"

    def start(self) -> Self:
        """Listen; returns when connections are accepted. Raises SimServerError when the port is taken."""
        if self._thread is not None:
            return self
        listener = listen(self._port)
        self._port = listener.getsockname()[1]
        service = _Service(self.engine, self.control, listener)
        thread = threading.Thread(target=service.run, name="ctpanel-sim", daemon=True)
        thread.start()
        if not service.ready.wait(10.0):
            raise SimServerError("The simulator did not start within 10 s.")
        self._service, self._thread = service, thread
        return self

    def stop(self) -> None:
        """Close every connection and end the thread, within a few seconds at most."""
        if self._thread is None or self._service is None:
            return
        self._service.stop()
        self._thread.join(_STOP_S)
        self._thread = self._service = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


class _Service:
    """What lives in the server's thread."""

    def __init__(self, engine: Engine, control: Control, listener: socket.socket) -> None:
        self.ready = threading.Event()
        self._engine = engine
        self._control = control
        self._listener = listener
        self._loop = asyncio.SelectorEventLoop()
        self._stopping = asyncio.Event()
        self._arriving: set[asyncio.Future[Any]] = set()

    def run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._serve())

    def stop(self) -> None:
        """From another thread."""
        with contextlib.suppress(RuntimeError):  # the loop has ended already
            self._loop.call_soon_threadsafe(self._stopping.set)

    async def _serve(self) -> None:
        gate = Gate(self._engine, self._pause)
        stream = StreamApp(self._engine, gate, self._pause)
        state = ServerState()
        config = server_config(one_app(HttpApp(self._engine, gate, self._pause), stream))
        # Not loop.create_server: a client that is accepted while that closes is neither served nor closed.
        self._loop.add_reader(self._listener, self._accept, lambda: HttpConnection(config, state, {}))
        self._control.attach(self._loop, stream)
        ticking = asyncio.ensure_future(self._tick())
        self.ready.set()
        try:
            await self._stopping.wait()
        finally:
            self._control.detach()
            self._loop.remove_reader(self._listener)
            self._listener.close()
            await asyncio.gather(*self._arriving, return_exceptions=True)
            await _leave(state)
            ticking.cancel()
            await asyncio.gather(ticking, return_exceptions=True)

    def _accept(self, protocol: Callable[[], asyncio.Protocol]) -> None:
        try:
            connection, _ = self._listener.accept()
        except (BlockingIOError, InterruptedError, ConnectionAbortedError):
            return
        connection.setblocking(False)
        arriving = asyncio.ensure_future(self._loop.connect_accepted_socket(protocol, connection))
        self._arriving.add(arriving)
        arriving.add_done_callback(self._arriving.discard)

    async def _pause(self, seconds: float) -> None:
        """Sleep, but not beyond the end of the server."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stopping.wait()

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(_TICK_S)
            self._engine.catch_up()


async def _leave(state: ServerState) -> None:
    """End requests and connections; whoever does not end by itself within a second is cut off."""
    for connection in list(state.connections):
        connection.shutdown()
    waiting = set(state.tasks)
    if waiting:
        await asyncio.wait(waiting, timeout=1.0)
    for connection in list(state.connections):
        transport = cast("HttpConnection | StreamConnection", connection).transport
        if transport is not None:
            transport.abort()
    await asyncio.sleep(0)  # closing takes the loop one more turn


def listen(port: int) -> socket.socket:
    """A socket that accepts on loopback; port 0 picks a free one. Raises SimServerError."""
    # With the protocol named, asyncio sends small writes at once; without it every answer waits 40 ms for an ack.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if sys.platform != "win32":  # where it would let two programs share the port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen(128)
        listener.setblocking(False)
    except (OSError, OverflowError) as error:
        listener.close()
        raise SimServerError(
            f"Port {port} on {HOST} cannot be used ({getattr(error, 'strerror', error)}). Choose another."
        ) from error
    return listener
