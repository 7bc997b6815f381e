"""One HTTP exchange, sent at most once. The only importer of the HTTP library."""

from __future__ import annotations

import asyncio
import logging
import ssl
import time
from collections.abc import Awaitable, Callable, Generator
from dataclasses import dataclass
from typing import Final

import httpx

from ctpanel import __version__
from ctpanel.api.cleaning import Cleaner
from ctpanel.api.config import ServiceConfig
from ctpanel.api.errors import fault_of_status, lost_effect
from ctpanel.api.reply import Call, Reply
from ctpanel.api.shield import Shield
from ctpanel.api.values import dumps
from ctpanel.domain.budget import Priority
from ctpanel.domain.faults import Effect, FaultKind, ServiceFault
from ctpanel.domain.token import Token

_log = logging.getLogger(__name__)

_CONNECTIONS: Final = 20
#: Reads of each priority that may run at once, so that reads which hang never fill the pool in front of a command.
_LANES: Final = {Priority.READ: 10, Priority.VERIFY: 5}
#: Shorter than servers keep idle connections, so that a command rarely meets one that is already closed.
_KEEPALIVE_S: Final = 15.0
#: Requests so many seconds apart have a sleep of the machine between them: reads never pause as long. Not every clock
#: counts that time, and the HTTP library's own takes connections from before for fresh ones.
_SLEPT_S: Final = 60.0
#: From a response to the bytes that its connection has received and not yet made anything of.
_TO_WHAT_IS_LEFT: Final = (
    "stream", "_stream", "_httpcore_stream", "_stream", "_connection", "_h11_state", "trailing_data",
)  # fmt: skip
#: The HTTP library's word for the moment before the first byte of a request.
_LEAVES: Final = "http11.send_request_headers.started"
_ANSWER_INCOMPLETE: Final = "the answer ended before it was complete"


class _TooLate(Exception):
    """The machine has slept since the request was made: what was meant then does not leave now."""


class _Bearer(httpx.Auth):
    """Puts the token into the header at the last moment, so that no variable of this program's frames holds it."""

    def __init__(self, token: Token) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = f"Bearer {self._token.reveal()}"
        yield request


@dataclass(eq=False, slots=True)
class _Pool:
    """One client object and what is still running on it; closed when it is both replaced and idle."""

    client: httpx.AsyncClient
    running: int = 0
    replaced: bool = False


class HttpTransport:
    """Keep-alive connections to the service, out of reach of cancellation.

    Every exchange runs in its own task: a caller that goes away drops the answer, the exchange itself ends in order.
    After a jammed pool or an exchange that had to be cut off, the client object is replaced; what still runs on the
    old one may finish. ``clock`` gives seconds, those of a sleep included; ``mount`` replaces the network in tests.
    """

    def __init__(
        self,
        config: ServiceConfig,
        token: Token,
        *,
        clock: Callable[[], float] = time.monotonic,
        mount: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._config = config
        self._auth = _Bearer(token)
        self._cleaner = Cleaner(token)
        self._clock = clock
        self._mount = mount
        self._shield = Shield()
        self._lanes = {priority: asyncio.Semaphore(count) for priority, count in _LANES.items()}
        self._pool = _Pool(self._new_client())
        self._began = clock()
        self._closed = False
        _quiet_libraries()

    async def send(self, call: Call, priority: Priority) -> Reply:
        """The service's 2xx answer. Raises :class:`ServiceFault` for everything else."""
        lane = self._lanes.get(priority)
        if lane is not None:
            await self._enter(lane)
        if self._closed:
            if lane is not None:
                lane.release()
            raise ServiceFault(FaultKind.CLIENT, Effect.NOT_SENT, "the connection was closed by this program")
        outcome = await self._shield.run(self._exchange(call, lane), f"{call.method} {call.api}")
        if outcome is None:
            raise ServiceFault(FaultKind.DROPPED, lost_effect(call.mutating), "this program is closing")
        if isinstance(outcome, ServiceFault):
            raise outcome
        return outcome

    async def aclose(self) -> None:
        """Waits briefly for answers that are under way, then closes every connection."""
        self._closed = True
        await self._shield.drain(self._config.timeouts.drain_s)
        await self._pool.client.aclose()

    async def _enter(self, lane: asyncio.Semaphore) -> None:
        """A free lane; the exchange gives it back, because it may outlive the caller."""
        try:
            async with asyncio.timeout(self._config.timeouts.total_s):
                await lane.acquire()
        except TimeoutError:
            lane_jammed = ServiceFault(FaultKind.TIMEOUT, Effect.NOT_SENT, "earlier reads are still unanswered")
        else:
            return
        raise lane_jammed

    async def _exchange(self, call: Call, lane: asyncio.Semaphore | None) -> Reply | ServiceFault:
        # Faults are returned, not raised, and so never carry frames or causes of the HTTP library, which hold headers.
        pool = self._awake()
        pool.running += 1
        try:
            async with asyncio.timeout(self._config.timeouts.total_s):
                return await self._attempt(pool, call)
        except _TooLate:
            return ServiceFault(FaultKind.SLEPT, Effect.NOT_SENT)
        except httpx.PoolTimeout:
            self._replace(pool)
            return ServiceFault(FaultKind.TIMEOUT, Effect.NOT_SENT, "no free connection")
        except TimeoutError:
            self._replace(pool)
            return ServiceFault(FaultKind.TIMEOUT, lost_effect(call.mutating), "the answer took too long")
        except httpx.HTTPError as error:
            return _fault_of_error(error, call.mutating)
        except Exception as error:  # noqa: BLE001 - whatever it is, a command must end with a known or unknown effect
            # Its text and frames stay out of the log: the HTTP library's hold the header.
            _log.error("%s failed with %s inside the HTTP library", call.api, type(error).__name__)
            return ServiceFault(FaultKind.CLIENT, lost_effect(call.mutating), type(error).__name__)
        finally:
            if lane is not None:
                lane.release()
            pool.running -= 1
            if pool.replaced and not pool.running:
                await pool.client.aclose()

    async def _attempt(self, pool: _Pool, call: Call) -> Reply | ServiceFault:
        url = f"{self._config.root}/v1/api{call.path}" + (f"?{call.query}" if call.query else "")
        content = None if call.body is None else dumps(call.body)
        watch = {"trace": self._leaving()} if call.mutating else None
        way = pool.client.stream(call.method, url, content=content, auth=self._auth, extensions=watch)
        async with way as response:
            outcome = await self._receive(response, call.mutating)
            if _said_more(response):
                self._replace(pool)
        # The library lets a response and its stream hold each other, and with them the request and its header with the
        # token. Parted they are gone at once; together they would wait for the garbage collector, by the thousand.
        response.stream = httpx.ByteStream(b"")
        return outcome

    def _leaving(self) -> Callable[[str, object], Awaitable[None]]:
        """Called at every step of an exchange; connecting may have taken a sleep that no time-out has counted."""
        began = self._clock()

        async def watch(step: str, _about: object) -> None:
            if step == _LEAVES and self._clock() - began > _SLEPT_S:
                raise _TooLate

        return watch

    async def _receive(self, response: httpx.Response, mutating: bool) -> Reply | ServiceFault:
        """The answer with its body; where the status alone decides, a body that cannot be read takes nothing away."""
        head = Reply(
            response.status_code,
            b"",
            response.headers.get("content-type", ""),
            response.headers.get("retry-after"),
            response.headers.get("date"),
        )
        body = await self._body(response, lost_effect(mutating))
        by_status = fault_of_status(head, self._cleaner, mutating=mutating)
        if isinstance(body, ServiceFault):
            return by_status or body
        reply = Reply(head.status, self._cleaner.hide(body), head.content_type, head.retry_after, head.date)
        return fault_of_status(reply, self._cleaner, mutating=mutating) or reply

    async def _body(self, response: httpx.Response, lost: Effect) -> bytes | ServiceFault:
        status = response.status_code
        if response.headers.get("content-encoding", "identity").strip().casefold() not in ("", "identity"):
            return ServiceFault(
                FaultKind.MALFORMED, lost, "the answer is packed, which was not asked for", status=status
            )
        limit = self._config.max_body
        body = bytearray()
        trouble: FaultKind | None = None
        try:
            async for chunk in response.aiter_bytes():
                body += chunk
                if len(body) > limit:
                    # The library's own loops below this one have to come to their end, which a return would deny them:
                    # reading goes on, and fails on the closed connection.
                    await response.aclose()
        except httpx.ReadTimeout:
            trouble = FaultKind.TIMEOUT
        except (httpx.HTTPError, httpx.StreamError):
            trouble = FaultKind.DROPPED
        if len(body) > limit:
            return ServiceFault(FaultKind.TOO_LARGE, lost, f"the answer exceeds {limit:,} bytes", status=status)
        if trouble is not None:
            return ServiceFault(trouble, lost, _ANSWER_INCOMPLETE, status=status)
        return bytes(body)

    def _awake(self) -> _Pool:
        """The pool for a request that begins now; one from before a sleep is closed as soon as nothing runs on it."""
        began, self._began = self._began, self._clock()
        old = self._pool
        if self._began - began > _SLEPT_S:
            self._replace(old)
            if not old.running:
                self._shield.spawn(old.client.aclose(), "close connections from before a sleep")
        return self._pool

    def _replace(self, pool: _Pool) -> None:
        if pool.replaced:
            return
        pool.replaced = True
        if pool is self._pool:
            self._pool = _Pool(self._new_client())

    def _new_client(self) -> httpx.AsyncClient:
        times = self._config.timeouts
        return httpx.AsyncClient(
            headers={
                "Accept": "application/json",
                # Unpacked, so that the limit counts what arrives and a small answer cannot swell.
                "Accept-Encoding": "identity",
                "Content-Type": "application/json",
                "User-Agent": f"ctpanel/{__version__}",
            },
            timeout=httpx.Timeout(connect=times.connect_s, read=times.read_s, write=times.write_s, pool=times.pool_s),
            limits=httpx.Limits(
                max_connections=_CONNECTIONS,
                max_keepalive_connections=_CONNECTIONS,
                keepalive_expiry=_KEEPALIVE_S,
            ),
            follow_redirects=False,
            # Reading all authorities takes a moment. Where nothing is encrypted, none is trusted either.
            verify=True if self._config.is_encrypted else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
            trust_env=self._config.trust_env,
            transport=self._mount,
        )


def _said_more(response: httpx.Response) -> bool:
    """Whether bytes came along behind the answer. The library would take them for the answer to the next request.

    It has no public way to ask; one that changes its inside is found by a test.
    """
    found: object = response
    for name in _TO_WHAT_IS_LEFT:
        found = getattr(found, name, None)
    return isinstance(found, tuple) and bool(found[0])


def _quiet_libraries() -> None:
    """Below WARNING the HTTP libraries log what came from outside, unbounded and with an echoed token in it."""
    for name in ("httpx", "httpcore"):
        logger = logging.getLogger(name)
        logger.setLevel(max(logging.WARNING, logger.level))


def _fault_of_error(error: httpx.HTTPError, mutating: bool) -> ServiceFault:
    """Only what fails before the request is written is certain not to have been sent."""
    if isinstance(error, httpx.ConnectTimeout):
        return ServiceFault(FaultKind.NO_NETWORK, Effect.NOT_SENT, "the service could not be reached in time")
    if isinstance(error, httpx.ConnectError):
        if _is_tls(error):
            return ServiceFault(FaultKind.TLS, Effect.NOT_SENT, "the certificate of the service was not accepted")
        return ServiceFault(FaultKind.NO_NETWORK, Effect.NOT_SENT, "the service could not be reached")
    lost = lost_effect(mutating)
    if isinstance(error, httpx.TimeoutException):
        return ServiceFault(FaultKind.TIMEOUT, lost, "no answer in time")
    if isinstance(error, httpx.RemoteProtocolError):
        return ServiceFault(FaultKind.DROPPED, lost, "the connection ended without an answer")
    return ServiceFault(FaultKind.DROPPED, lost, f"the connection failed ({type(error).__name__})")


def _is_tls(error: BaseException) -> bool:
    cause: BaseException | None = error
    for _ in range(8):
        if isinstance(cause, ssl.SSLError):
            return True
        cause = (cause.__cause__ or cause.__context__) if cause is not None else None
    return False
