"""Orders: accepted, triggered, filled, cancelled."""

import random
from collections import deque
from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from ctpanel.domain.record import record
from ctpanel.sim.agenda import Agenda
from ctpanel.sim.book import Action, Fill, Order, OrderState, OrderType, Quirks, Ticket
from ctpanel.sim.instruments import Contract
from ctpanel.sim.ledger import Ledger
from ctpanel.sim.market import Market

EventKind = Literal["order", "execution", "position"]


@record
class Event:
    """News for the stream: which order, fill or position of which account changed."""

    kind: EventKind
    account: str
    instrument: str
    subject: Order | Fill | None


@record
class Pace:
    """Seconds that the broker takes; a market order fills after a time between the two `fill_s`."""

    fill_s: tuple[float, float] = (0.05, 0.15)
    cancel_s: float = 0.02
    always_partial: bool = False


class Desk:
    """The order book of all accounts. A stop larger than the position really reverses it: nothing here clamps."""

    def __init__(self, agenda: Agenda, ledger: Ledger, markets: Mapping[str, Market], seed: int) -> None:
        self.pace = Pace()
        self.orders: dict[str, Order] = {}
        self.fills: list[Fill] = []
        self.events: deque[Event] = deque(maxlen=10_000)
        self._agenda = agenda
        self._ledger = ledger
        self._markets = markets
        self._rng = random.Random(f"{seed}/desk")
        self._working: dict[str, list[Order]] = {}
        self._broker_number = 6_401_000_000

    def working(self, account: str, contract: Contract | None = None) -> list[Order]:
        """Orders of one account that can still fill, oldest first."""
        books = self._working.values() if contract is None else [self._working.get(contract.name, [])]
        found = [order for book in books for order in book if order.ticket.account == account]
        return sorted(found, key=lambda order: order.number)

    def place(self, ticket: Ticket, quirks: Quirks | None = None) -> Order:
        """Take the order; a market order fills later, the others rest until their price comes."""
        quirks = quirks or Quirks()
        state = OrderState.SUBMITTED
        if ticket.type is not OrderType.MARKET:
            state = OrderState.ACCEPTED if ticket.type.has_stop else OrderState.WORKING
        order = Order(
            id=self._new_id(ticket.account),
            number=len(self.orders),
            ticket=ticket,
            placed_at_us=self._agenda.now_us,
            state=state,
            quantity=ticket.quantity,
            limit=ticket.limit,
            stop=ticket.stop,
        )
        self.orders[order.id] = order
        self._working.setdefault(ticket.contract.name, []).append(order)
        self._announce("order", order)
        if quirks.reject:
            self._agenda.after(self._fill_delay() + quirks.delay_s, lambda: self._end(order, OrderState.REJECTED))
        elif ticket.type is OrderType.MARKET:
            self._schedule_fill(order, quirks)
        else:
            self._agenda.after(0, lambda: self.match(ticket.contract))
        return order

    def cancel(self, order: Order) -> None:
        """Ask for a cancel; until the broker has done it the order may still fill."""
        if order.state.is_terminal or order.state is OrderState.CANCEL_PENDING:
            return
        resting = order.state
        order.state = OrderState.CANCEL_PENDING
        self._announce("order", order)
        self._agenda.after(self.pace.cancel_s, lambda: self._finish_cancel(order, resting))

    def renew_ids(self) -> None:
        """Give every working order a new id and forget the old one."""
        for order in [each for book in self._working.values() for each in book]:
            del self.orders[order.id]
            order.id = self._new_id(order.ticket.account)
            self.orders[order.id] = order

    def change(self, order: Order, quantity: int | None, limit: int | None, stop: int | None) -> None:
        """New size or prices for a working order; None leaves a value as it is."""
        order.quantity = order.quantity if quantity is None else max(quantity, order.filled + 1)
        order.limit = order.limit if limit is None else limit
        order.stop = order.stop if stop is None else stop
        self._announce("order", order)
        self._agenda.after(0, lambda: self.match(order.ticket.contract))

    def match(self, contract: Contract) -> None:
        """Fill whatever the present price reaches."""
        last = self._markets[contract.name].last
        for order in list(self._working.get(contract.name, ())):
            price = _execution_price(order, last)
            if price is not None and order.is_working and not self._markets[contract.name].closed:
                self.fill(order, order.remaining, price)

    def fill(self, order: Order, quantity: int, price: int) -> None:
        """Execute contracts of an order at a price in ticks, with all that follows from it."""
        ticket = order.ticket
        order.filled += quantity
        order.paid += price * quantity
        net = self._ledger.book(ticket.account, ticket.contract, ticket.action.sign * quantity, price)
        fill = Fill(
            id=f"{self._rng.getrandbits(128):032x}",
            order_id=order.id,
            account=ticket.account,
            instrument=ticket.contract.name,
            name=ticket.name,
            action=ticket.action,
            quantity=quantity,
            price=ticket.contract.to_price(price),
            at_us=self._agenda.now_us,
            position_after=net,
        )
        self.fills.append(fill)
        if order.remaining == 0:
            self._end(order, OrderState.FILLED)
            self._release_oco(order)
        else:
            order.state = OrderState.PART_FILLED
            self._announce("order", order)
        self.events.append(Event("execution", ticket.account, ticket.contract.name, fill))
        self.events.append(Event("position", ticket.account, ticket.contract.name, None))
        self._copy(fill, ticket)

    def _schedule_fill(self, order: Order, quirks: Quirks) -> None:
        first = order.quantity
        if (quirks.partial_fill or self.pace.always_partial) and order.quantity > 1:
            first = (order.quantity + 1) // 2
        self._agenda.after(quirks.delay_s + self._fill_delay(), lambda: self._fill_at_market(order, first))
        if first < order.quantity:
            rest = order.quantity - first
            later = quirks.delay_s + 2 * self.pace.fill_s[1] + self._fill_delay()
            self._agenda.after(later, lambda: self._fill_at_market(order, rest))

    def _fill_at_market(self, order: Order, quantity: int) -> None:
        market = self._markets[order.ticket.contract.name]
        if order.is_working and not market.closed:
            self.fill(order, min(quantity, order.remaining), market.last)

    def _finish_cancel(self, order: Order, resting: OrderState) -> None:
        if order.state.is_terminal:
            return
        if order.immortal:
            order.immortal = False
            order.state = resting
            self._announce("order", order)
            return
        self._end(order, OrderState.CANCELLED)
        self._release_oco(order)

    def _release_oco(self, done: Order) -> None:
        """NT8 cancels the rest of a group as soon as one of it is filled or cancelled."""
        if not done.ticket.oco:
            return
        for other in self.working(done.ticket.account):
            if other.ticket.oco == done.ticket.oco:
                self._end(other, OrderState.CANCELLED)

    def spare(self, order: Order) -> None:
        """Let the order outlive the next cancel; it leaves its OCO group, which would take it along."""
        order.immortal = True
        order.ticket = replace(order.ticket, oco="")

    def _end(self, order: Order, state: OrderState) -> None:
        order.state = state
        resting = self._working[order.ticket.contract.name]
        if order in resting:
            resting.remove(order)
        self._announce("order", order)

    def _copy(self, fill: Fill, ticket: Ticket) -> None:
        for follower in self._ledger.followers(fill.account):
            self.place(
                Ticket(follower.name, ticket.contract, ticket.action, fill.quantity, name=f"Copy of {fill.account}")
            )

    def _announce(self, kind: EventKind, order: Order) -> None:
        # A copy, because the stream may tell it only after the order has moved on.
        self.events.append(Event(kind, order.ticket.account, order.ticket.contract.name, replace(order)))

    def _fill_delay(self) -> float:
        return self._rng.uniform(*self.pace.fill_s)

    def _new_id(self, account: str) -> str:
        if self._ledger.accounts[account].is_simulated:
            return f"{self._rng.getrandbits(128):032x}"
        self._broker_number += self._rng.randint(1, 997)
        return str(self._broker_number)


def _execution_price(order: Order, last: int) -> int | None:
    """Ticks at which a resting order fills at this price, or None; marks a stop-limit as triggered."""
    sell = order.ticket.action is Action.SELL
    kind = order.ticket.type
    if kind is OrderType.MARKET:
        return None
    if kind.has_stop and not order.triggered:
        if order.stop is None or (last > order.stop if sell else last < order.stop):
            return None
        order.triggered = True
        if order.state is OrderState.ACCEPTED:
            order.state = OrderState.WORKING
    if kind is OrderType.STOP_MARKET:
        return last
    if order.limit is None or (last < order.limit if sell else last > order.limit):
        return None
    return last
