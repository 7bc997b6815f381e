"""The simulated world: markets, accounts, orders and time. Pure: no clock, no network, all chance from one seed."""

from collections.abc import Callable, Iterable
from dataclasses import field

from ctpanel.domain.record import record
from ctpanel.sim.agenda import Agenda
from ctpanel.sim.book import Account, Action, Order, OrderType, Position, Quirks, Ticket
from ctpanel.sim.desk import Desk, Event, Pace
from ctpanel.sim.instruments import Catalog, Contract, listed_contracts
from ctpanel.sim.ledger import Ledger
from ctpanel.sim.market import Market, Walk


@record
class Setup:
    """How a world is made; `rolled` roots already mean their second month, prices move every `step_s`."""

    seed: int = 1
    walk: Walk = field(default_factory=Walk)
    pace: Pace = field(default_factory=Pace)
    step_s: float = 0.25
    rolled: frozenset[str] = frozenset()


class World:
    """Everything NT8 would hold. The same setup and the same calls at the same simulated times give the same run."""

    def __init__(self, setup: Setup | None = None) -> None:
        self.setup = setup or Setup()
        self.catalog = Catalog.of(listed_contracts(), self.setup.rolled)
        self.markets = {
            contract.name: Market.opening(contract, self.setup.walk, self.setup.seed) for contract in self.catalog
        }
        self.agenda = Agenda()
        self.ledger = Ledger()
        self.desk = Desk(self.agenda, self.ledger, self.markets, self.setup.seed)
        self.desk.pace = self.setup.pace
        self.agenda.every(self.setup.step_s, self._move_prices)

    @property
    def now_us(self) -> int:
        """Microseconds since the world began."""
        return self.agenda.now_us

    def advance(self, seconds: float) -> None:
        """Let simulated time pass: prices move, delayed fills and cancels happen."""
        self.agenda.advance(seconds)

    def market(self, contract: Contract) -> Market:
        return self.markets[contract.name]

    def set_price(self, contract: Contract, ticks: int, hold: bool = False) -> None:
        """Trade at this price now and fill what it reaches."""
        self.market(contract).jump(ticks, hold)
        self.desk.match(contract)

    def close_at_market(self, position: Position, quantity: int, quirks: Quirks) -> Order:
        """One market order against the position; working orders stay as they are."""
        side = _closing_ticket(position, quantity)
        return self.desk.place(side, quirks)

    def flatten(self, account: str, contract: Contract, quirks: Quirks) -> Order | None:
        """NT8's flatten: cancel the instrument's working orders of the account and close its position at market.

        A position-less instrument keeps its resting entry orders, as clients of the real service found.
        """
        position = self.ledger.position(account, contract)
        if position.net == 0:
            return None
        working = self.desk.working(account, contract)
        resting = [order for order in working if order.ticket.type is not OrderType.MARKET]
        if quirks.survivor and resting:
            self.desk.spare(resting[0])
        for order in resting:
            self.desk.cancel(order)
        return self.close_at_market(position, abs(position.net), quirks)

    def expire(self, contract: Contract) -> None:
        """End of trading: cash settlement at the last price, orders gone."""
        market = self.market(contract)
        for account in self.ledger.accounts.values():
            for order in self.desk.working(account.name, contract):
                self.desk.cancel(order)
            net = self.ledger.net(account.name, contract)
            if net:
                self.ledger.book(account.name, contract, -net, market.last)
                self.desk.events.append(Event("position", account.name, contract.name, None))
        market.closed = True

    def positions(self, accounts: Iterable[Account] | None = None, include_flat: bool = False) -> list[Position]:
        """Positions of these accounts, or of all."""
        chosen = self.ledger.accounts.values() if accounts is None else accounts
        return [position for account in chosen for position in self.ledger.positions(account.name, include_flat)]

    def at(self, seconds: float, action: Callable[["World"], None], repeat: bool = False) -> None:
        """Let something happen to the world by itself, once or again after every such time."""
        schedule = self.agenda.every if repeat else self.agenda.after
        schedule(seconds, lambda: action(self))

    def _move_prices(self) -> None:
        for market in self.markets.values():
            if market.step():
                self.desk.match(market.contract)


def _closing_ticket(position: Position, quantity: int) -> Ticket:
    action = Action.SELL if position.net > 0 else Action.BUY
    return Ticket(position.account, position.contract, action, quantity, name="Close")
