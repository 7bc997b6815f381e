"""What the session needs from the outside, as protocols. The composition root plugs the real things in."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Iterable, Mapping
from datetime import datetime
from typing import Protocol

from ctpanel.domain.account import Account
from ctpanel.domain.activity import ActivityFilter, ActivityPage
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
from ctpanel.domain.ids import CommandId, Scope
from ctpanel.domain.instrument import InstrumentSpec
from ctpanel.domain.reads import AccountsRead, BookRead, CloseReply, OrdersRead, PositionsRead
from ctpanel.domain.record import record
from ctpanel.domain.requests import CloseRequest
from ctpanel.domain.step import Step
from ctpanel.domain.stream import StreamEvent
from ctpanel.domain.text import Text
from ctpanel.domain.token import Token
from ctpanel.domain.watermarks import Watermarks


class Commander(Protocol):
    """The one way by which commands leave. Every method sends at most once and raises ServiceFault."""

    async def close_position(self, request: CloseRequest) -> CloseReply:
        """Send one close."""
        ...

    async def cancel_order(self, request: CancelOrderRequest) -> CommandReply:
        """Ask to cancel one order."""
        ...

    async def cancel_orders(self, request: CancelInstrumentOrdersRequest | CancelAccountOrdersRequest) -> CommandReply:
        """Ask to cancel the working orders of an instrument or of an account."""
        ...

    async def flatten(self, request: FlattenInstrumentRequest | FlattenAccountRequest) -> CommandReply:
        """Flatten an instrument or an account. What would reach further cannot be said here."""
        ...

    async def cancel_and_bracket(self, request: BracketRequest) -> CommandReply:
        """Replace the working orders of an instrument by a stop and a target."""
        ...

    async def reverse(self, request: ReverseRequest) -> CommandReply:
        """Turn a position over."""
        ...


class Service(Commander, Protocol):
    """The service over HTTP. Every method raises ServiceFault for trouble of network or service."""

    async def read_accounts(self, *, priority: Priority = ...) -> AccountsRead:
        """The account list."""
        ...

    async def read_account(self, account: str, *, priority: Priority = ...) -> Account:
        """One account."""
        ...

    async def read_book(self, *, priority: Priority = ...) -> BookRead:
        """Accounts and positions at once, possibly some seconds old."""
        ...

    async def read_positions(self, account: str | None = None, *, priority: Priority = ...) -> PositionsRead:
        """Positions of one account or of all."""
        ...

    async def read_orders(self, account: str | None = None, *, priority: Priority = ...) -> OrdersRead:
        """Working orders of one account or of all."""
        ...

    async def read_spec(self, instrument: str, *, priority: Priority = ...) -> InstrumentSpec:
        """Tick size and point value of an instrument."""
        ...

    async def read_watermarks(self, account: str, *, priority: Priority = ...) -> Watermarks:
        """The service's own highs of an account; it may tell them while NT8 is away."""
        ...

    async def aclose(self) -> None:
        """Let go of the network."""
        ...


class Stream(Protocol):
    """The one streaming connection."""

    def events(self) -> AsyncIterator[StreamEvent]:
        """News until the stream is closed or ended for good."""
        ...

    def subscribe(self, instruments: Iterable[str]) -> None:
        """Ask for prices of exactly these instruments from now on."""
        ...

    async def close(self) -> None:
        """Close the connection and end :meth:`events`."""
        ...


@record
class Connection:
    """Everything that one token opens: reads, the way for commands, and the stream if the profile wants it."""

    service: Service
    commander: Commander
    stream: Stream | None = None


class Connector(Protocol):
    """Makes a connection for a token; nothing is sent by making it."""

    def __call__(self, token: Token) -> Connection:
        """The connection for this token."""
        ...


class BudgetGauge(Protocol):
    """The program's view of the request budget."""

    def estimate(self) -> float:
        """Requests that could leave at once."""
        ...


class VaultTrouble(Exception):
    """The keyring cannot keep, give or forget the token; ``text`` says why.

    ``no_keyring`` says that there is none that could: to unlock it or to try again helps nothing.
    """

    def __init__(self, text: Text, *, no_keyring: bool = False) -> None:
        super().__init__(str(text))
        self.text = text
        self.no_keyring = no_keyring


class TokenVault(Protocol):
    """Where the token is kept between runs. Slow; never called on the loop's own thread by the implementation."""

    async def load(self) -> Token | None:
        """The stored token, or None. Raises VaultTrouble."""
        ...

    async def store(self, token: Token) -> None:
        """Keep the token. Raises VaultTrouble when it is not kept."""
        ...

    async def forget(self) -> None:
        """Remove the stored token; a missing one is fine. Raises VaultTrouble."""
        ...


class JournalTrouble(Exception):
    """The journal cannot be written or read; ``text`` says so to the user. Nothing was written."""

    def __init__(self, text: Text) -> None:
        super().__init__(str(text))
        self.text = text


@record
class Entry:
    """A command at the press: what is written before anything leaves.

    With ``request`` the permission to send it is written in the same stroke, as the step ``sending``.
    """

    id: CommandId
    kind: str
    scope: Scope
    pressed_wall: datetime
    plan: Mapping[str, object]
    position_before: Mapping[str, object]
    words: str
    request: Mapping[str, object] | None = None


@record
class Record:
    """A later step of a command, as the journal keeps it; milliseconds by the monotonic clock."""

    id: CommandId
    step: Step
    since_press_ms: int | None = None
    request: Mapping[str, object] | None = None
    answer: str | None = None
    position_after: Mapping[str, object] | None = None
    outcome: str | None = None
    message: str = ""


@record
class HeldBy:
    """Another command keeps this one back."""

    id: CommandId
    since: datetime
    kind: str


@record
class Unfinished:
    """A command of an earlier run that still holds its lease, now taken over by this one."""

    id: CommandId
    kind: str
    scope: Scope
    pressed_wall: datetime
    plan: Mapping[str, object]
    may_have_left: bool
    was_accepted: bool


class CommandJournal(Protocol):
    """The durable record and the leases on disk. Every method raises JournalTrouble when it cannot do its work."""

    def serve(self, token: Token) -> None:
        """From now on commands are also kept back by those of other profiles with the same token; never raises."""
        ...

    def begin(self, entry: Entry) -> HeldBy | None:
        """Write the entry and take the lease, both or neither, durable on return."""
        ...

    def record(self, step: Record) -> None:
        """Write a step. A ``sending`` step is the permission to send, given once and only to the lease's owner."""
        ...

    def finish(self, step: Record, *, release: bool) -> None:
        """Write the outcome and, when asked, give the lease back in the same stroke."""
        ...

    def release(self, command: CommandId, reason: str) -> None:
        """Give the lease back on the user's word."""
        ...

    def unfinished(self, known: Collection[CommandId] = ()) -> tuple[Unfinished, ...]:
        """Take over what earlier runs left open. Commands of another program that still runs are not touched.

        Commands that this run wrote itself are given too, unless they are ``known``: a write that seemed to fail may
        have reached the disk all the same.
        """
        ...

    def is_of_this_user(self, command: CommandId) -> bool:
        """Whether what the served token reads can tell what became of an open command; True where it is not known."""
        ...

    def activity(self, wanted: ActivityFilter, limit: int, before: int | None) -> ActivityPage:
        """One part of the commands, newest first."""
        ...
