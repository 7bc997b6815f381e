"""Plans that cancel working orders: one order, those of an instrument, those of an account.

Each reach is a type of its own: nothing that is left empty can turn one into another.
"""

from __future__ import annotations

from ctpanel.domain.bulk_requests import CancelAccountOrdersRequest, CancelInstrumentOrdersRequest, CancelOrderRequest
from ctpanel.domain.exit_words import orders_now, orders_words, position_now, standing, unverified, verified
from ctpanel.domain.ids import OrderId, PositionKey, Scope
from ctpanel.domain.instrument import is_continuous
from ctpanel.domain.order import OrderLife, WorkingOrder
from ctpanel.domain.outcome import Outcome
from ctpanel.domain.outcome_words import plain_headline
from ctpanel.domain.plan import CommandKind, Telling
from ctpanel.domain.record import record
from ctpanel.domain.refusal import Reason, Refusal
from ctpanel.domain.text import Text, joined
from ctpanel.domain.verifying import Evidence, Finding, in_doubt


@record
class _Cancel:
    """``orders`` are those that were known when the plan was made."""

    orders: tuple[WorkingOrder, ...]

    @property
    def keeps_lease(self) -> bool:
        """A second cancel can do no harm, and must not keep a close back."""
        return False

    def outcome(self, finding: Finding, *, answered: bool) -> Outcome:
        """Verified once none of them is left."""
        return Outcome.VERIFIED_DONE if finding is Finding.AS_PLANNED else in_doubt(answered=answered)

    def button(self) -> Text:
        """``Cancel 2 working orders``."""
        return Text("Cancel {orders}", orders=orders_words(len(self.orders)))

    def headline(self, outcome: Outcome) -> Text:
        """The outcome word."""
        return Text("VERIFIED cancelled") if outcome is Outcome.VERIFIED_DONE else plain_headline(outcome)

    def _judge(self, left: tuple[WorkingOrder, ...] | None) -> Finding:
        if left is None:
            return Finding.NO_EVIDENCE
        if not left:
            return Finding.AS_PLANNED
        if all(order.life is OrderLife.UNKNOWN for order in left):
            return Finding.NO_EVIDENCE
        return Finding.UNCHANGED if len(left) >= len(self.orders) else Finding.BETWEEN

    def story(self, outcome: Outcome, told: Telling) -> Text:
        """What is left; an order that is gone may have filled before its cancel came, so the position is told too."""
        if outcome.is_verified:
            return verified(told, orders_now(()))
        return unverified(told, orders_now(told.evidence.orders))


@record
class CancelOrderPlan(_Cancel):
    """Cancel the one order in ``orders``.

    ``twins`` are the ids of those that looked like it when the plan was made. NT8 may give an order a new id, so one
    that looks like it and was not there then may be this very one.
    """

    twins: tuple[OrderId, ...] = ()

    @property
    def _order(self) -> WorkingOrder:
        return self.orders[0]

    @property
    def kind(self) -> CommandKind:
        """One order."""
        return CommandKind.CANCEL_ORDER

    @property
    def scope(self) -> Scope:
        """The instrument of the order."""
        return Scope(*self._order.key)

    def request(self) -> CancelOrderRequest:
        """Names the order by its id. Raises ValueError without one."""
        if self._order.id is None:
            raise ValueError("an order without an id cannot be named")
        return CancelOrderRequest(self._order.key.account, self._order.id)

    def button(self) -> Text:
        """``Cancel this order``."""
        return Text("Cancel this order")

    def judge(self, evidence: Evidence) -> Finding:
        """Whether this order is gone; others matter only where one may be it, without its id or with another."""
        orders = evidence.orders
        if orders is None:
            return Finding.NO_EVIDENCE
        left = self._left(orders)
        renamed = not left and any(self._may_be_it(each) for each in orders)
        return Finding.NO_EVIDENCE if renamed else self._judge(left)

    def _left(self, orders: tuple[WorkingOrder, ...]) -> tuple[WorkingOrder, ...]:
        return tuple(each for each in orders if each.id == self._order.id)

    def _may_be_it(self, other: WorkingOrder) -> bool:
        return other.id is None or (other.id not in self.twins and _looks(other) == _looks(self._order))

    def story(self, outcome: Outcome, told: Telling) -> Text:
        """Whether it is gone, and the position, which shows a fill that came first."""
        if outcome.is_verified:
            return verified(told, joined([Text("The order is not working any more."), position_now(told)]))
        orders = told.evidence.orders or ()
        if self._left(orders):
            known = Text("The order is still there.")
        elif any(map(self._may_be_it, orders)):
            known = Text("An order that may be this one, without its id or with another, is still there.")
        else:
            known = orders_now(told.evidence.orders)
        return unverified(told, known)


def _looks(order: WorkingOrder) -> tuple[object, ...]:
    return order.action, order.type, order.quantity, order.limit_price, order.stop_price


@record
class CancelInstrumentPlan(_Cancel):
    """Cancel every working order of one instrument in one account, entries included."""

    key: PositionKey

    @property
    def kind(self) -> CommandKind:
        """The orders of an instrument."""
        return CommandKind.CANCEL_INSTRUMENT

    @property
    def scope(self) -> Scope:
        """The instrument."""
        return Scope(*self.key)

    def request(self) -> CancelInstrumentOrdersRequest:
        """Names account and instrument."""
        return CancelInstrumentOrdersRequest(*self.key)

    def judge(self, evidence: Evidence) -> Finding:
        """Whether no order is left on the instrument."""
        return self._judge(evidence.orders)

    def story(self, outcome: Outcome, told: Telling) -> Text:
        """What is left, and the position."""
        if outcome.is_verified:
            return verified(told, joined([orders_now(()), position_now(told)]))
        return unverified(told, orders_now(told.evidence.orders))


@record
class CancelAccountPlan(_Cancel):
    """Cancel every working order of one account, protection of open positions included.

    ``way_out`` is for an account that held no position when this was listed to get out of it: a position that is there
    by now was opened by one of these orders, and whoever wants out is not out.
    """

    account: str
    way_out: bool = False

    @property
    def kind(self) -> CommandKind:
        """The orders of an account."""
        return CommandKind.CANCEL_ACCOUNT

    @property
    def scope(self) -> Scope:
        """The account."""
        return Scope(self.account)

    def request(self) -> CancelAccountOrdersRequest:
        """Names the account."""
        return CancelAccountOrdersRequest(self.account)

    def judge(self, evidence: Evidence) -> Finding:
        """Whether no order is left in the account, and for a way out no position either."""
        if self.way_out and not evidence.position_known:
            return Finding.NO_EVIDENCE
        return Finding.ELSEWHERE if self.way_out and evidence.positions else self._judge(evidence.orders)

    def story(self, outcome: Outcome, told: Telling) -> Text:
        """What is left; of a way out the positions too."""
        if not self.way_out:
            return _Cancel.story(self, outcome, told)
        if outcome.is_verified:
            return verified(told, Text("No position and no working order left in this account."))
        return unverified(told, joined([standing(told.evidence), orders_now(told.evidence.orders)]))


def plan_cancel_order(order: WorkingOrder, known: tuple[WorkingOrder, ...] = ()) -> CancelOrderPlan | Refusal:
    """The plan for one order, or why it cannot be named; ``known`` are the orders of its account."""
    refused = refuse_names(order.key)
    if refused is not None:
        return refused
    if order.id is None:
        return Refusal(
            Reason.NO_ID, Text("This order has no id here. Cancel the orders of its instrument, or use NinjaTrader.")
        )
    twins = (each.id for each in known if each.id not in (None, order.id) and _looks(each) == _looks(order))
    return CancelOrderPlan((order,), tuple(twins))


def plan_cancel_instrument(key: PositionKey, orders: tuple[WorkingOrder, ...]) -> CancelInstrumentPlan | Refusal:
    """The plan for the orders of one instrument; ``orders`` are those known."""
    return refuse_names(key) or CancelInstrumentPlan(orders, key)


def plan_cancel_account(
    account: str, orders: tuple[WorkingOrder, ...], *, way_out: bool = False
) -> CancelAccountPlan | Refusal:
    """The plan for all orders of one account; ``orders`` are those known."""
    return refuse_account(account) or CancelAccountPlan(orders, account, way_out)


def refuse_account(account: str) -> Refusal | None:
    """A blank account is never sent: some requests would then mean all of them."""
    if account.strip():
        return None
    return Refusal(Reason.NO_ACCOUNT, Text("This row names no account. Refresh, or use NinjaTrader."))


def refuse_names(key: PositionKey) -> Refusal | None:
    """Why this account and instrument must not be sent, if so."""
    account, instrument = key
    if not account.strip():
        return refuse_account(account)
    if not instrument.strip():
        return Refusal(Reason.NO_INSTRUMENT, Text("This row names no instrument. Refresh, or use NinjaTrader."))
    if is_continuous(instrument):
        return Refusal(
            Reason.NOT_DATED,
            Text("“{instrument}” does not name one contract month. Use NinjaTrader.", instrument=instrument),
        )
    return None
