"""What every command is made of: one plan that knows its request, its words, its record and how it is verified."""

from __future__ import annotations

from enum import Enum
from typing import Protocol, TypeAlias

from ctpanel.domain.bulk_requests import (
    BracketRequest,
    CancelAccountOrdersRequest,
    CancelInstrumentOrdersRequest,
    CancelOrderRequest,
    FlattenAccountRequest,
    FlattenInstrumentRequest,
    ReverseRequest,
)
from ctpanel.domain.ids import Scope
from ctpanel.domain.outcome import Outcome
from ctpanel.domain.record import record
from ctpanel.domain.requests import CloseRequest
from ctpanel.domain.text import Text
from ctpanel.domain.verifying import Evidence, Finding

#: Every request that a plan can make names its account. What reaches further cannot be planned at all.
Request: TypeAlias = (
    CloseRequest
    | CancelOrderRequest
    | CancelInstrumentOrdersRequest
    | CancelAccountOrdersRequest
    | FlattenInstrumentRequest
    | FlattenAccountRequest
    | BracketRequest
    | ReverseRequest
)


class CommandKind(Enum):
    """What a command does. The values are the words of the journal."""

    CLOSE = "close"
    CANCEL_ORDER = "cancel order"
    CANCEL_INSTRUMENT = "cancel orders of instrument"
    CANCEL_ACCOUNT = "cancel orders of account"
    FLATTEN_INSTRUMENT = "flatten instrument"
    FLATTEN_ACCOUNT = "flatten account"
    RESIZE = "resize"
    REVERSE = "reverse"

    @property
    def is_closing(self) -> bool:
        """Whether it only gets out of positions."""
        return self in (CommandKind.CLOSE, CommandKind.FLATTEN_INSTRUMENT, CommandKind.FLATTEN_ACCOUNT)


@record
class Telling:
    """What an outcome's sentence is made from: the last facts, the seconds, and whether the service had answered.

    ``elapsed_s`` counts from the press, ``waited_s`` from the answer (or its loss).
    """

    evidence: Evidence
    elapsed_s: float
    waited_s: float
    answered: bool


class Plan(Protocol):
    """One wanted change. The words on the button, the request and the later check all come from this object."""

    @property
    def kind(self) -> CommandKind:
        """What it does."""
        ...

    @property
    def scope(self) -> Scope:
        """What the lease covers and what is read to verify it; never wider than the request."""
        ...

    @property
    def keeps_lease(self) -> bool:
        """Whether an outcome in doubt keeps other commands back. False only where a second one can do no harm."""
        ...

    def request(self) -> Request:
        """The request that says this plan, and nothing else, on the wire."""
        ...

    def judge(self, evidence: Evidence) -> Finding:
        """How far the plan has come true by these reads."""
        ...

    def outcome(self, finding: Finding, *, answered: bool) -> Outcome:
        """The outcome when no more reads will be made."""
        ...

    def button(self) -> Text:
        """The plan in the words of the button that sends it."""
        ...

    def headline(self, outcome: Outcome) -> Text:
        """The outcome word."""
        ...

    def story(self, outcome: Outcome, told: Telling) -> Text:
        """What is known now, what it means, what to do."""
        ...
