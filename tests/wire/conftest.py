"""Servers and clients of the wire tests; all of them end with their test."""

import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

import httpx
import pytest

from ctpanel.api.client import CrossTradeClient
from ctpanel.api.config import ServiceConfig, Timeouts
from ctpanel.api.ratelimit import RequestBudget
from ctpanel.api.transport import HttpTransport
from ctpanel.domain.budget import BudgetLimits
from ctpanel.domain.token import Token
from tests.wire.peers import Peer, Script
from tests.wire.station import SECRET as SECRET
from tests.wire.station import station as station

#: For what is expected to be answered: a busy machine must not turn it into a time-out.
PATIENT = Timeouts(read_s=20.0, total_s=30.0, drain_s=0.2)
#: For what is expected to time out.
FAST = Timeouts(connect_s=2.0, read_s=0.3, write_s=1.0, pool_s=0.3, total_s=0.8, drain_s=0.2)
#: So large that no test waits for it.
UNLIMITED = BudgetLimits(capacity=1e6, refill_per_s=1e6, reserve=0.0)

Serve = Callable[[Script], Awaitable[Peer]]
Connect = Callable[..., CrossTradeClient]


class Everything(logging.Handler):
    """Keeps every record of every library, as text with its arguments."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.text = ""

    def emit(self, record: logging.LogRecord) -> None:
        self.text += f"{record.getMessage()} {record.args!r} {record.exc_info!r}\n"


@pytest.fixture
def log() -> Iterator[Everything]:
    handler, root = Everything(), logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield handler
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    async with contextlib.AsyncExitStack() as stack:

        async def start(script: Script) -> Peer:
            peer = Peer(script)
            await peer.start()
            stack.push_async_callback(peer.stop)
            return peer

        yield start


@pytest.fixture
async def connect() -> AsyncIterator[Connect]:
    """Makes a client for a peer (or a port)."""
    async with contextlib.AsyncExitStack() as stack:

        def make(
            peer: Peer | int,
            *,
            timeouts: Timeouts = PATIENT,
            max_body: int = 100_000,
            scheme: str = "http",
            budget: RequestBudget | None = None,
        ) -> CrossTradeClient:
            port = peer if isinstance(peer, int) else peer.port
            config = ServiceConfig(base_url=f"{scheme}://127.0.0.1:{port}", timeouts=timeouts, max_body=max_body)
            client = CrossTradeClient(config, Token(SECRET), budget or RequestBudget(UNLIMITED))
            stack.push_async_callback(client.aclose)
            return client

        yield make


@pytest.fixture
async def mounted() -> AsyncIterator[Callable[[httpx.MockTransport], CrossTradeClient]]:
    """Makes a client whose network is a function."""
    async with contextlib.AsyncExitStack() as stack:

        def make(mount: httpx.MockTransport) -> CrossTradeClient:
            config, token = ServiceConfig(timeouts=PATIENT), Token(SECRET)
            transport = HttpTransport(config, token, mount=mount)
            client = CrossTradeClient(config, token, RequestBudget(UNLIMITED), transport=transport)
            stack.push_async_callback(client.aclose)
            return client

        yield make
