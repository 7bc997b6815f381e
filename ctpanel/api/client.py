"""The service's endpoints as methods: one call, one answer, one meaning."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, TypeVar

from ctpanel.api import endpoints
from ctpanel.api.cleaning import Cleaner
from ctpanel.api.commands import Answer, Commands
from ctpanel.api.config import ServiceConfig
from ctpanel.api.errors import fault_of_body, fault_of_content, lost_effect
from ctpanel.api.parse_accounts import account_from, accounts_from, book_from, quick_book, watermarks_from
from ctpanel.api.parse_market import spec_from
from ctpanel.api.parse_orders import reading_orders
from ctpanel.api.parse_positions import quick_positions, reading_positions
from ctpanel.api.ratelimit import RequestBudget
from ctpanel.api.reply import Call, Reply
from ctpanel.api.slices import Sliced, by_turns
from ctpanel.api.transport import HttpTransport
from ctpanel.api.values import Json, Unreadable, loads
from ctpanel.domain.account import Account
from ctpanel.domain.budget import Priority
from ctpanel.domain.faults import Effect, FaultKind, ServiceFault
from ctpanel.domain.instrument import InstrumentSpec
from ctpanel.domain.reads import AccountsRead, BookRead, OrdersRead, PositionsRead
from ctpanel.domain.token import Token
from ctpanel.domain.watermarks import Watermarks

T = TypeVar("T")

#: How an add-on that lacks the combined read answers: it takes the path's last word for an account's name.
_SNAPSHOT_AS_NAME: Final = re.compile(
    r"invalid_account|account_not_found|unknown_account|account .*(?:not found|does not exist|invalid)",
    re.IGNORECASE,
)


class CrossTradeClient(Commands):
    """Requests to the service over HTTP. Nothing is ever sent twice.

    Every method raises :class:`ServiceFault` and nothing else that comes from network or service. A caller may be
    cancelled at any time; what was sent stays sent. Reads wait for the budget by their priority, commands never do.
    """

    def __init__(
        self,
        config: ServiceConfig,
        token: Token,
        budget: RequestBudget,
        *,
        transport: HttpTransport | None = None,
    ) -> None:
        super().__init__(Cleaner(token))
        self._transport = transport or HttpTransport(config, token, clock=budget.now)
        self._budget = budget

    async def read_accounts(self, *, priority: Priority = Priority.READ) -> AccountsRead:
        """The account list; where the service lists names only, everything else is unknown."""
        return self._parsed(await self._send(endpoints.list_accounts(), priority), accounts_from)

    async def read_account(self, account: str, *, priority: Priority = Priority.READ) -> Account:
        """One account with balances and limits."""
        reply = await self._send(endpoints.get_account(account), priority)
        return self._parsed(reply, lambda payload: account_from(payload, account))

    async def read_book(self, *, priority: Priority = Priority.READ) -> BookRead:
        """Accounts and positions in one request; UNSUPPORTED when the add-on is too old for it.

        The service may answer from a cache: this never proves what a command did.
        """
        try:
            reply = await self._send(endpoints.get_book(), priority)
            quick = await by_turns(quick_book(reply.body))
            return quick if quick is not None else self._parsed(reply, book_from)
        except ServiceFault as fault:
            raise _unsupported_if_old(fault) from None

    async def read_positions(self, account: str | None = None, *, priority: Priority = Priority.READ) -> PositionsRead:
        """Open positions of one account, or of all; UNSUPPORTED when the add-on is too old for all."""
        reply = await self._send(endpoints.list_positions(account), priority)
        quick = await by_turns(quick_positions(reply.body, account))
        return quick if quick is not None else await self._read(reply, reading_positions, account)

    async def read_orders(self, account: str | None = None, *, priority: Priority = Priority.READ) -> OrdersRead:
        """Working orders of one account, or of all; NOT_FOUND or UNSUPPORTED where the service cannot list all."""
        reply = await self._send(endpoints.list_orders(account), priority)
        return await self._read(reply, reading_orders, account)

    async def read_spec(self, instrument: str, *, priority: Priority = Priority.READ) -> InstrumentSpec:
        """Tick size and point value; the service tells them with its quote."""
        reply = await self._send(endpoints.get_quote(instrument), priority)
        return self._parsed(reply, lambda payload: spec_from(payload, instrument))

    async def read_watermarks(self, account: str, *, priority: Priority = Priority.READ) -> Watermarks:
        """The service's own highs; it answers without the add-on."""
        reply = await self._send(endpoints.get_watermarks(account), priority)
        return self._parsed(reply, lambda payload: watermarks_from(payload, account))

    async def aclose(self) -> None:
        """Ends within some seconds; answers that have not come by then are lost."""
        await self._transport.aclose()

    async def _command(self, call: Call) -> Answer:
        reply = await self._send(call, Priority.COMMAND)
        return Answer(self._payload(reply, mutating=True), reply.body)

    async def _send(self, call: Call, priority: Priority) -> Reply:
        await self._budget.acquire(priority)
        try:
            reply = await self._transport.send(call, priority)
        except ServiceFault as fault:
            if fault.kind is FaultKind.RATE_LIMITED:
                self._budget.punish(fault.retry_after_s)
            raise
        page = fault_of_content(reply, mutating=call.mutating)
        if page is not None:
            raise page
        return reply

    async def _read(self, reply: Reply, read: Callable[[Json, str | None], Sliced[T]], account: str | None) -> T:
        """What a list says, which may be long. It is read to its end before anybody sees anything of it."""
        work = self._parsed(reply, lambda payload: read(payload, account))
        try:
            return await by_turns(work)
        except Unreadable as why:
            malformed = _malformed(why, reply, mutating=False)
        raise malformed

    def _parsed(self, reply: Reply, parse: Callable[[Json], T]) -> T:
        payload = self._payload(reply, mutating=False)
        try:
            return parse(payload)
        except Unreadable as why:
            malformed = _malformed(why, reply, mutating=False)
        raise malformed

    def _payload(self, reply: Reply, *, mutating: bool) -> Json:
        try:
            payload = loads(reply.body)
        except Unreadable as why:
            malformed = _malformed(why, reply, mutating=mutating)
        else:
            said = fault_of_body(payload, self._cleaner, mutating=mutating, status=reply.status)
            if said is None:
                return payload
            if said.kind is FaultKind.RATE_LIMITED:
                self._budget.punish(said.retry_after_s)
            raise said
        raise malformed


def _malformed(why: Unreadable, reply: Reply, *, mutating: bool) -> ServiceFault:
    return ServiceFault(FaultKind.MALFORMED, lost_effect(mutating), str(why), status=reply.status)


def _unsupported_if_old(fault: ServiceFault) -> ServiceFault:
    no_such_path = fault.kind is FaultKind.NOT_FOUND
    taken_for_name = fault.kind is FaultKind.REFUSED and _SNAPSHOT_AS_NAME.search(fault.detail)
    if no_such_path or taken_for_name:
        return ServiceFault(FaultKind.UNSUPPORTED, Effect.REFUSED, fault.detail, status=fault.status)
    return fault
