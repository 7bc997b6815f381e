"""The service that the current token opens. Everybody holds this object; the session alone changes what is in it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from ctpanel.domain.account import Account
from ctpanel.domain.budget import Priority
from ctpanel.domain.bulk_requests import (
    BracketRequest,
    CancelAccountOrdersRequest,
    CancelInstrumentOrdersRequest,
    CancelOrderRequest,
    CommandReply,
    FlattenAccountRequest,
    FlattenInstrumentRequest,
    ReverseRequest,
)
from ctpanel.domain.faults import Effect, FaultKind, ServiceFault
from ctpanel.domain.instrument import InstrumentSpec
from ctpanel.domain.reads import AccountsRead, BookRead, CloseReply, OrdersRead, PositionsRead
from ctpanel.domain.requests import CloseRequest
from ctpanel.domain.watermarks import Watermarks
from ctpanel.session.ports import Commander, Connection, Service

T = TypeVar("T")


class CurrentService:
    """Delegates to the connection in use; without one every call fails as "not sent".

    ``stream_is_open`` is asked once for each command, before anything of it has left: what was meant for the stream
    goes by request while that is not there, because a way out must not wait for it. An answer to a read that comes
    after the user has changed is not passed on: its rows are the other user's.
    """

    def __init__(self, stream_is_open: Callable[[], bool]) -> None:
        self._stream_is_open = stream_is_open
        self.connection: Connection | None = None
        self._users = 0

    def change_user(self) -> None:
        """What is read from now on is another user's, and what is still being read is nobody's."""
        self._users += 1

    async def read_accounts(self, *, priority: Priority = Priority.READ) -> AccountsRead:
        """The account list."""
        return await self._read(lambda service: service.read_accounts(priority=priority))

    async def read_account(self, account: str, *, priority: Priority = Priority.READ) -> Account:
        """One account."""
        return await self._read(lambda service: service.read_account(account, priority=priority))

    async def read_book(self, *, priority: Priority = Priority.READ) -> BookRead:
        """Accounts and positions at once."""
        return await self._read(lambda service: service.read_book(priority=priority))

    async def read_positions(self, account: str | None = None, *, priority: Priority = Priority.READ) -> PositionsRead:
        """Positions of one account or of all."""
        return await self._read(lambda service: service.read_positions(account, priority=priority))

    async def read_orders(self, account: str | None = None, *, priority: Priority = Priority.READ) -> OrdersRead:
        """Working orders of one account or of all."""
        return await self._read(lambda service: service.read_orders(account, priority=priority))

    async def read_spec(self, instrument: str, *, priority: Priority = Priority.READ) -> InstrumentSpec:
        """Tick size and point value of an instrument."""
        return await self._read(lambda service: service.read_spec(instrument, priority=priority))

    async def read_watermarks(self, account: str, *, priority: Priority = Priority.READ) -> Watermarks:
        """The service's own highs of an account."""
        return await self._read(lambda service: service.read_watermarks(account, priority=priority))

    async def close_position(self, request: CloseRequest) -> CloseReply:
        """Send one close."""
        return await self._way().close_position(request)

    async def cancel_order(self, request: CancelOrderRequest) -> CommandReply:
        """Send one cancel of an order."""
        return await self._way().cancel_order(request)

    async def cancel_orders(self, request: CancelInstrumentOrdersRequest | CancelAccountOrdersRequest) -> CommandReply:
        """Send one cancel of the orders of an instrument or of an account."""
        return await self._way().cancel_orders(request)

    async def flatten(self, request: FlattenInstrumentRequest | FlattenAccountRequest) -> CommandReply:
        """Send one flatten of an instrument or of an account."""
        return await self._way().flatten(request)

    async def cancel_and_bracket(self, request: BracketRequest) -> CommandReply:
        """Send one replacement of an instrument's orders."""
        return await self._way().cancel_and_bracket(request)

    async def reverse(self, request: ReverseRequest) -> CommandReply:
        """Send one reversal."""
        return await self._way().reverse(request)

    def take(self) -> Connection | None:
        """The connection, which nobody uses from now on; see :func:`let_go`."""
        connection, self.connection = self.connection, None
        return connection

    async def aclose(self) -> None:
        """Let go of the connection."""
        await let_go(self.take())

    async def _read(self, read: Callable[[Service], Awaitable[T]]) -> T:
        user = self._users
        found = await read(self._connected().service)
        if user != self._users:
            raise ServiceFault(FaultKind.DROPPED, Effect.REFUSED, "another user has signed in meanwhile")
        return found

    def _way(self) -> Commander:
        connection = self._connected()
        return connection.commander if self._stream_is_open() else connection.service

    def _connected(self) -> Connection:
        if self.connection is None:
            raise ServiceFault(FaultKind.CLIENT, Effect.NOT_SENT, "no token")
        return self.connection


async def let_go(connection: Connection | None) -> None:
    """Close a connection with its stream, if there is one."""
    if connection is None:
        return
    if connection.stream is not None:
        await connection.stream.close()
    await connection.service.aclose()
