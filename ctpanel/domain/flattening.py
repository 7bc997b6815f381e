"""Plans that flatten an instrument or an account, or turn a position over."""

from __future__ import annotations

from ctpanel.domain.bulk_requests import FlattenAccountRequest, FlattenInstrumentRequest, ReverseRequest
from ctpanel.domain.cancelling import refuse_account
from ctpanel.domain.closing import ClosePlan, Wanted, plan_close
from ctpanel.domain.exit_words import (
    orders_listed,
    orders_now,
    position_now,
    positions_listed,
    positions_words,
    unprotected,
    unverified,
    verified,
)
from ctpanel.domain.ids import Scope
from ctpanel.domain.outcome import Outcome
from ctpanel.domain.outcome_words import LOOK, orders_left_text, plain_headline, position_words
from ctpanel.domain.plan import CommandKind, Telling
from ctpanel.domain.position import Position, Side
from ctpanel.domain.position_plan import PositionPlan
from ctpanel.domain.record import record
from ctpanel.domain.refusal import Reason, Refusal
from ctpanel.domain.text import Text, joined
from ctpanel.domain.verifying import Evidence, Finding, not_as_planned


@record
class FlattenInstrumentPlan(PositionPlan):
    """Flatten the position; judged as the close of all of it."""

    @property
    def kind(self) -> CommandKind:
        """One instrument."""
        return CommandKind.FLATTEN_INSTRUMENT

    @property
    def _close(self) -> ClosePlan:
        return ClosePlan(self.position, Wanted.all(), self.position.quantity)

    def request(self) -> FlattenInstrumentRequest:
        """Names account and instrument."""
        return FlattenInstrumentRequest(*self.key)

    def judge(self, evidence: Evidence) -> Finding:
        """Whether position and working orders are gone."""
        return self._close.judge(evidence)

    def outcome(self, finding: Finding, *, answered: bool) -> Outcome:
        """As for a full close."""
        return self._close.outcome(finding, answered=answered)

    def button(self) -> Text:
        """``Flatten long 4``."""
        return Text("Flatten {position}", position=position_words(self.position))

    def headline(self, outcome: Outcome) -> Text:
        """The outcome word."""
        return plain_headline(outcome)

    def story(self, outcome: Outcome, told: Telling) -> Text:
        """As for a full close."""
        return self._close.story(outcome, told)


@record
class FlattenAccountPlan:
    """Flatten everything in one account; ``positions`` are those known when the plan was made."""

    account: str
    positions: tuple[Position, ...]

    @property
    def kind(self) -> CommandKind:
        """A whole account."""
        return CommandKind.FLATTEN_ACCOUNT

    @property
    def scope(self) -> Scope:
        """The account."""
        return Scope(self.account)

    @property
    def keeps_lease(self) -> bool:
        """A second one while the first still fills could open the other side."""
        return True

    def request(self) -> FlattenAccountRequest:
        """Names the account."""
        return FlattenAccountRequest(self.account)

    def judge(self, evidence: Evidence) -> Finding:
        """Whether no position and no working order is left in the account."""
        if not evidence.position_known:
            return Finding.NO_EVIDENCE
        if not evidence.positions:
            if evidence.orders is None:
                return Finding.NO_EVIDENCE
            return Finding.ORDERS_LEFT if evidence.orders else Finding.AS_PLANNED
        before = {each.key: each for each in self.positions}
        left = {each.key: each for each in evidence.positions}
        if all(_stays(each, before.get(key)) for key, each in left.items()):
            same = len(left) == len(before) and all(left[key].quantity == before[key].quantity for key in left)
            return Finding.UNCHANGED if same else Finding.BETWEEN
        return Finding.ELSEWHERE

    def outcome(self, finding: Finding, *, answered: bool) -> Outcome:
        """Verified with no position and no working order; partly when something was closed."""
        if finding is Finding.AS_PLANNED:
            return Outcome.VERIFIED_FLAT
        if finding is Finding.ORDERS_LEFT:
            return Outcome.ORDERS_LEFT
        return not_as_planned(finding, answered=answered)

    def button(self) -> Text:
        """``Flatten 3 positions``."""
        if not self.positions:
            return Text("Flatten the account")
        return Text("Flatten {positions}", positions=positions_words(len(self.positions)))

    def headline(self, outcome: Outcome) -> Text:
        """The outcome word."""
        return plain_headline(outcome)

    def story(self, outcome: Outcome, told: Telling) -> Text:
        """What is left in the account."""
        left = told.evidence.positions
        if outcome.is_verified:
            return verified(told, Text("No position and no working order left in this account."))
        if outcome is Outcome.ORDERS_LEFT:
            orders = told.evidence.orders or ()
            return joined([orders_left_text(len(orders)), Text("Left: {orders}.", orders=orders_listed(orders))])
        if not told.evidence.position_known:
            known = Text("The positions could not be read.")
        elif left:
            still = Text("Still open: {positions}.", positions=positions_listed(left))
            known = joined([still, *unprotected(told.evidence)])
        else:
            known = joined([Text("No position is left."), orders_now(told.evidence.orders)])
        if outcome is Outcome.PARTLY:
            return joined([known, LOOK])
        return unverified(told, known)


def _stays(now: Position, before: Position | None) -> bool:
    return before is not None and now.side is before.side and now.quantity <= before.quantity


@record
class ReversePlan(PositionPlan):
    """Turn the position over: same size, other side."""

    @property
    def kind(self) -> CommandKind:
        """A reversal."""
        return CommandKind.REVERSE

    def request(self) -> ReverseRequest:
        """Names account and instrument."""
        return ReverseRequest(*self.key)

    def judge(self, evidence: Evidence) -> Finding:
        """Whether the same size stands on the other side."""
        if not evidence.position_known:
            return Finding.NO_EVIDENCE
        now, before = evidence.position, self.position
        if now is None:
            return Finding.BETWEEN
        if now.side is before.side:
            return Finding.UNCHANGED if now.quantity == before.quantity else Finding.BETWEEN
        if now.side is not before.side.opposite or now.quantity != before.quantity:
            return Finding.ELSEWHERE
        return Finding.UNDER_WAY if evidence.market_order_works else Finding.AS_PLANNED

    def outcome(self, finding: Finding, *, answered: bool) -> Outcome:
        """Verified once it stands on the other side."""
        if finding is Finding.AS_PLANNED:
            return Outcome.VERIFIED_DONE
        return not_as_planned(finding, answered=answered)

    def button(self) -> Text:
        """``Reverse long 4``."""
        return Text("Reverse {position}", position=position_words(self.position))

    def headline(self, outcome: Outcome) -> Text:
        """The outcome word."""
        return Text("VERIFIED reversed") if outcome is Outcome.VERIFIED_DONE else plain_headline(outcome)

    def story(self, outcome: Outcome, told: Telling) -> Text:
        """What stands there now."""
        if outcome.is_verified:
            return verified(told, position_now(told))
        if outcome is Outcome.PARTLY:
            return joined([Text("Not what was planned."), position_now(told), LOOK])
        return unverified(told, position_now(told))


def plan_flatten_instrument(position: Position) -> FlattenInstrumentPlan | Refusal:
    """The plan for one position, or why it is refused before sending."""
    plan = plan_close(position, Wanted.all())
    return plan if isinstance(plan, Refusal) else FlattenInstrumentPlan(position)


def plan_flatten_account(account: str, positions: tuple[Position, ...]) -> FlattenAccountPlan | Refusal:
    """The plan for one account; ``positions`` are those known there."""
    return refuse_account(account) or FlattenAccountPlan(account, positions)


def plan_reverse(position: Position) -> ReversePlan | Refusal:
    """The plan that turns a position over; its side must be known."""
    plan = plan_close(position, Wanted.all())
    if isinstance(plan, Refusal):
        return plan
    if position.side is Side.UNKNOWN:
        return Refusal(Reason.SIDE_UNKNOWN, Text("The side of this position could not be read. Use NinjaTrader."))
    return ReversePlan(position)
