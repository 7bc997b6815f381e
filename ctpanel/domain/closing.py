"""The close plan: one object from which the words on the button, the request and the later check are all made."""

from __future__ import annotations

from enum import Enum

from ctpanel.domain.instrument import is_continuous, is_dated
from ctpanel.domain.outcome import Outcome
from ctpanel.domain.outcome_words import (
    orders_left_text,
    partly_text,
    plain_headline,
    unverified_text,
    verified_text,
)
from ctpanel.domain.percent import contracts_for_percent, wire_fraction
from ctpanel.domain.plan import CommandKind, Telling
from ctpanel.domain.position import Position, Side
from ctpanel.domain.position_plan import PositionPlan
from ctpanel.domain.record import record
from ctpanel.domain.refusal import Reason, Refusal
from ctpanel.domain.requests import CloseRequest
from ctpanel.domain.text import Text
from ctpanel.domain.verifying import Evidence, Finding, final_outcome, judge


class Form(Enum):
    """The three wire forms of a close."""

    ALL = "all"
    CONTRACTS = "contracts"
    PERCENT = "percent"


@record
class Wanted:
    """What the user asked for: everything, a number of contracts, or a whole percent (1..100)."""

    form: Form
    amount: int = 0

    @classmethod
    def all(cls) -> Wanted:
        """The whole position."""
        return cls(Form.ALL)

    @classmethod
    def contracts(cls, count: int) -> Wanted:
        """So many contracts."""
        return cls(Form.CONTRACTS, count)

    @classmethod
    def percent(cls, percent: int) -> Wanted:
        """So many percent of the open size, rounded up."""
        return cls(Form.PERCENT, percent)


@record
class ClosePlan(PositionPlan):
    """Close ``contracts`` of ``position``. Satisfies :class:`Plan`."""

    wanted: Wanted
    contracts: int

    @property
    def kind(self) -> CommandKind:
        """A close."""
        return CommandKind.CLOSE

    @property
    def remaining(self) -> int:
        """Contracts that stay open when the plan came true."""
        return self.position.quantity - self.contracts

    @property
    def is_full(self) -> bool:
        """Whether the service will flatten the instrument and cancel its working orders."""
        return self.remaining == 0

    def request(self) -> CloseRequest:
        """The request that says this plan, and nothing else, on the wire."""
        account, instrument = self.key
        if self.wanted.form is Form.CONTRACTS:
            return CloseRequest(account, instrument, quantity=self.wanted.amount)
        if self.wanted.form is Form.PERCENT:
            return CloseRequest(account, instrument, percent=wire_fraction(self.position.quantity, self.wanted.amount))
        return CloseRequest(account, instrument)

    def judge(self, evidence: Evidence) -> Finding:
        """See :func:`ctpanel.domain.verifying.judge`."""
        return judge(self, evidence)

    def outcome(self, finding: Finding, *, answered: bool) -> Outcome:
        """See :func:`ctpanel.domain.verifying.final_outcome`."""
        return final_outcome(self, finding, answered=answered)

    def button(self) -> Text:
        """``Close 2 of 4``."""
        if self.is_full:
            return Text("Close all {open}", open=self.position.quantity)
        return Text("Close {count} of {open}", count=self.contracts, open=self.position.quantity)

    def headline(self, outcome: Outcome) -> Text:
        """The outcome word, with what is left."""
        if outcome is Outcome.VERIFIED_LEFT:
            return Text("VERIFIED {left} left", left=self.remaining)
        return plain_headline(outcome)

    def story(self, outcome: Outcome, told: Telling) -> Text:
        """What is known now, what it means for the position, what to do."""
        if outcome.is_verified:
            return verified_text(self, told.elapsed_s, answered=told.answered)
        if outcome is Outcome.PARTLY:
            return partly_text(self, told.evidence)
        if outcome is Outcome.ORDERS_LEFT:
            return orders_left_text(len(told.evidence.orders or ()))
        return unverified_text(self, told.evidence, told.waited_s, answered=told.answered)

    def still_fits(self, now: Position | None) -> bool:
        """Whether the position has still the side and size for which the plan was made."""
        return now is not None and (now.key, now.side, now.quantity) == (
            self.key,
            self.position.side,
            self.position.quantity,
        )


def plan_close(position: Position, wanted: Wanted) -> ClosePlan | Refusal:
    """The plan for a wanted close, or the reason why it is refused before sending."""
    refused = _refuse_key(position) or _refuse_size(position, wanted)
    if refused:
        return refused
    if wanted.form is Form.ALL:
        return ClosePlan(position, wanted, position.quantity)
    if wanted.form is Form.CONTRACTS:
        return ClosePlan(position, wanted, wanted.amount)
    return ClosePlan(position, wanted, contracts_for_percent(position.quantity, wanted.amount))


def _refuse_key(position: Position) -> Refusal | None:
    account, instrument = position.key
    if not account.strip():
        return Refusal(Reason.NO_ACCOUNT, Text("This row names no account. Refresh, or close it in NinjaTrader."))
    if not instrument.strip():
        return Refusal(Reason.NO_INSTRUMENT, Text("This row names no instrument. Refresh, or close it in NinjaTrader."))
    is_future = (position.instrument_type or "Future").casefold() == "future"
    if is_continuous(instrument) or (is_future and not is_dated(instrument)):
        return Refusal(
            Reason.NOT_DATED,
            Text(
                "“{instrument}” does not name one contract month, so it could close another contract after a roll. "
                "Close it in NinjaTrader.",
                instrument=instrument,
            ),
        )
    return None


def _refuse_size(position: Position, wanted: Wanted) -> Refusal | None:
    if position.quantity < 1:
        return Refusal(Reason.NO_POSITION, Text("There is nothing open here. Refresh to see what is."))
    if wanted.form is Form.ALL:
        return None
    if position.side is Side.UNKNOWN:
        return Refusal(
            Reason.SIDE_UNKNOWN,
            Text("The side of this position could not be read, so only all of it can be closed here. Choose All."),
        )
    if wanted.form is Form.CONTRACTS and not 1 <= wanted.amount <= position.quantity:
        return Refusal(Reason.SIZE, Text("Choose 1 to {open} contracts; that is what is open.", open=position.quantity))
    if wanted.form is Form.PERCENT and not 1 <= wanted.amount <= 100:
        return Refusal(Reason.SIZE, Text("Choose 1 to 100 percent."))
    return None
