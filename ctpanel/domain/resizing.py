"""The plan that replaces an instrument's working orders by a stop and a target of the position's own size."""

from __future__ import annotations

from decimal import Decimal

from ctpanel.domain.bulk_requests import BracketRequest
from ctpanel.domain.cancelling import refuse_names
from ctpanel.domain.exit_words import orders_listed, orders_now, position_now, unverified, verified
from ctpanel.domain.money import Price
from ctpanel.domain.order import OrderType, WorkingOrder
from ctpanel.domain.outcome import Outcome
from ctpanel.domain.outcome_words import LOOK, plain_headline
from ctpanel.domain.plan import CommandKind, Telling
from ctpanel.domain.position import Position, Side
from ctpanel.domain.position_plan import PositionPlan
from ctpanel.domain.protection import Role, cover, role_of
from ctpanel.domain.record import record
from ctpanel.domain.refusal import Reason, Refusal
from ctpanel.domain.text import Text, joined, plural
from ctpanel.domain.verifying import Evidence, Finding, not_as_planned


@record
class ResizePlan(PositionPlan):
    """A stop and a target (one of them may be absent) around all of ``position``; ``orders`` are those that die."""

    orders: tuple[WorkingOrder, ...]
    stop: Decimal | None
    target: Decimal | None

    @property
    def kind(self) -> CommandKind:
        """A resize."""
        return CommandKind.RESIZE

    @property
    def entries(self) -> tuple[WorkingOrder, ...]:
        """Entry orders that die as well, because the service cancels everything on the instrument."""
        return tuple(each for each in self.orders if role_of(each, self.position.side) is Role.ENTRY)

    def request(self) -> BracketRequest:
        """Names account, instrument, side, size and prices."""
        account, instrument = self.key
        size = self.position.quantity
        return BracketRequest(account, instrument, self.position.side, size, self.stop, self.target)

    def judge(self, evidence: Evidence) -> Finding:
        """Whether stop and target have the size of the position and the planned prices, and no older order is left.

        By which names the service takes the prices is not documented: only what stands there then says what it took.
        """
        if not evidence.position_known or evidence.orders is None:
            return Finding.NO_EVIDENCE
        now = evidence.position
        if now is None or now.side is not self.position.side:
            return Finding.ELSEWHERE
        before = {each.id for each in self.orders}
        staying = [each for each in evidence.orders if each.id in before]
        if len(staying) == len(evidence.orders) == len(self.orders):
            return Finding.UNCHANGED
        total = cover(evidence.orders, now.side)
        wanted = (now.quantity if self.stop is not None else 0, now.quantity if self.target is not None else 0)
        sized = not total.unclear and (total.stop, total.target) == wanted
        clean = not staying and sized and not self._misplaced(evidence)
        return Finding.AS_PLANNED if clean else Finding.BETWEEN

    def _misplaced(self, evidence: Evidence) -> tuple[WorkingOrder, ...]:
        """New stops and targets that stand elsewhere than was planned."""
        planned = {Role.STOP: self.stop, Role.TARGET: self.target}
        before = {each.id for each in self.orders}
        roles = ((each, role_of(each, self.position.side)) for each in evidence.orders or () if each.id not in before)
        return tuple(each for each, role in roles if role in planned and each.price != planned[role])

    def outcome(self, finding: Finding, *, answered: bool) -> Outcome:
        """Verified once sizes and prices agree; partly when the old orders are gone and the new ones are others."""
        if finding is Finding.AS_PLANNED:
            return Outcome.VERIFIED_DONE
        return not_as_planned(finding, answered=answered)

    def button(self) -> Text:
        """``Resize to 2``; names entry orders that it also cancels."""
        if not self.entries:
            return Text("Resize to {count}", count=self.position.quantity)
        return Text(
            "Resize to {count}, cancels {entries} too", count=self.position.quantity, entries=_entry_words(self.entries)
        )

    def headline(self, outcome: Outcome) -> Text:
        """The outcome word."""
        return Text("VERIFIED resized") if outcome is Outcome.VERIFIED_DONE else plain_headline(outcome)

    def story(self, outcome: Outcome, told: Telling) -> Text:
        """What protects the position now."""
        if outcome.is_verified:
            return verified(told, joined([_protection(told.evidence), position_now(told)]))
        elsewhere = self._misplaced(told.evidence) if told.evidence.position_known else ()
        where = [Text("Not where it was planned: {orders}.", orders=orders_listed(elsewhere))] if elsewhere else []
        known = joined([position_now(told), _protection(told.evidence), *where])
        return joined([known, LOOK]) if outcome is Outcome.PARTLY else unverified(told, known)


def plan_resize(position: Position, orders: tuple[WorkingOrder, ...] | None) -> ResizePlan | Refusal:
    """The plan that makes stop and target as big as the position, at their present prices.

    Refused where the orders do not say one stop price and one target price for certain.
    """
    refused = refuse_names(position.key) or _refuse_orders(position, orders)
    if refused is not None or orders is None:
        return refused or _unclear()
    stops = {each.stop_price for each in orders if role_of(each, position.side) is Role.STOP}
    targets = {each.limit_price for each in orders if role_of(each, position.side) is Role.TARGET}
    if len(stops) > 1 or len(targets) > 1 or not stops | targets or None in stops | targets:
        return Refusal(
            Reason.AMBIGUOUS,
            Text("Stops or targets stand at more than one price, so one pair cannot replace them. Use NinjaTrader."),
        )
    return ResizePlan(position, orders, next(iter(stops), None), next(iter(targets), None))


def _refuse_orders(position: Position, orders: tuple[WorkingOrder, ...] | None) -> Refusal | None:
    if position.side is Side.UNKNOWN or orders is None or cover(orders, position.side).unclear:
        return _unclear()
    plain = (OrderType.STOP_MARKET, OrderType.LIMIT)
    exits = [each for each in orders if role_of(each, position.side) in (Role.STOP, Role.TARGET, Role.AT_MARKET)]
    if any(each.type not in plain for each in exits):
        return Refusal(
            Reason.AMBIGUOUS,
            Text("One of the orders is neither a plain stop nor a plain limit; it would be replaced. Use NinjaTrader."),
        )
    return None


def _unclear() -> Refusal:
    return Refusal(
        Reason.AMBIGUOUS, Text("Position and working orders are not known for certain. Refresh, or use NinjaTrader.")
    )


def _entry_words(entries: tuple[WorkingOrder, ...]) -> Text:
    if len(entries) > 1:
        return plural("{n} entry order", "{n} entry orders", n=len(entries))
    only = entries[0]
    price = only.limit_price if only.limit_price is not None else only.stop_price
    buys = only.action.buys
    size = only.open_contracts or 0
    if price is None:
        return Text("the entry to buy {size}", size=size) if buys else Text("the entry to sell {size}", size=size)
    source = "the entry to buy {size} @ {price}" if buys else "the entry to sell {size} @ {price}"
    return Text(source, size=size, price=Price.whole(price))


def _protection(evidence: Evidence) -> Text:
    if evidence.orders is None or evidence.position is None:
        return orders_now(evidence.orders)
    total = cover(evidence.orders, evidence.position.side)
    if total.unclear:
        return Text("An order could not be read in full.")
    if not total.stop:
        return Text("No stop was found.")
    return Text("Stop for {stop}, target for {target}.", stop=total.stop, target=total.target)
