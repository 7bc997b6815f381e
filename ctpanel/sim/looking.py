"""What tests and the fire drill see of the world, as values that do not change under them."""

from decimal import Decimal

from ctpanel.domain.record import record
from ctpanel.sim.book import Account, Fill, Order
from ctpanel.sim.engine import Engine
from ctpanel.sim.instruments import Contract
from ctpanel.sim.records import RequestRecord


@record
class PositionView:
    """A position at one moment; `net` is signed, zero when flat."""

    account: str
    instrument: str
    net: int
    average: Decimal


@record
class OrderView:
    """An order at one moment; prices are None where the type has none."""

    id: str
    account: str
    instrument: str
    action: str
    type: str
    state: str
    quantity: int
    filled: int
    limit: Decimal | None
    stop: Decimal | None
    oco: str


class Looking:
    """The truth of the world, whatever the service answers. Instruments in any spelling, accounts in any case."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def requests(self, api: str | None = None) -> list[RequestRecord]:
        """Requests in order of arrival, those under way too; `api` keeps one RPC name such as ClosePosition."""
        with self._engine.lock:
            return [record for record in self._engine.recorder.all() if api in (None, record.api)]

    def forget_requests(self) -> None:
        with self._engine.lock:
            self._engine.recorder.clear()

    def accounts(self) -> list[str]:
        with self._engine.lock:
            return list(self._engine.world.ledger.accounts)

    def position(self, account: str, instrument: str) -> PositionView:
        """The position as it is in this instant; flat when there is none."""
        with self._engine.lock:
            owner, contract = self._find(account, instrument)
            for position in self._engine.world.ledger.positions(owner.name):
                if position.contract == contract:
                    ticks = Decimal(position.average.numerator) / position.average.denominator
                    average = ticks * contract.product.tick
                    return PositionView(owner.name, contract.name, position.net, average)
            return PositionView(owner.name, contract.name, 0, Decimal(0))

    def positions(self) -> list[PositionView]:
        """Every open position of every account."""
        with self._engine.lock:
            return [
                self.position(position.account, position.contract.name) for position in self._engine.world.positions()
            ]

    def orders(self, account: str, instrument: str | None = None, active_only: bool = True) -> list[OrderView]:
        """Orders of an account in order of placing."""
        with self._engine.lock:
            world = self._engine.world
            contract = None if instrument is None else self._contract(instrument)
            name = self._account(account).name
            return [
                order_view(order)
                for order in world.desk.orders.values()
                if order.ticket.account == name
                and (contract is None or order.ticket.contract == contract)
                and (order.is_working or not active_only)
            ]

    def fills(self) -> list[Fill]:
        """Every execution since the world began."""
        with self._engine.lock:
            return list(self._engine.world.desk.fills)

    def price(self, instrument: str) -> Decimal:
        with self._engine.lock:
            contract = self._contract(instrument)
            return contract.to_price(self._engine.world.market(contract).last)

    def _find(self, account: str, instrument: str) -> tuple[Account, Contract]:
        return self._account(account), self._contract(instrument)

    def _account(self, name: str) -> Account:
        account = self._engine.world.ledger.find(name)
        if account is None:
            raise LookupError(f"No account '{name}' in this world.")
        return account

    def _contract(self, text: str) -> Contract:
        contract = self._engine.world.catalog.resolve(text)
        if contract is None:
            raise LookupError(f"No instrument '{text}' is listed.")
        return contract


def order_view(order: Order) -> OrderView:
    """A frozen copy."""
    ticket = order.ticket
    return OrderView(
        id=order.id,
        account=ticket.account,
        instrument=ticket.contract.name,
        action=ticket.action.value,
        type=ticket.type.value,
        state=order.state.value,
        quantity=order.quantity,
        filled=order.filled,
        limit=None if order.limit is None else ticket.contract.to_price(order.limit),
        stop=None if order.stop is None else ticket.contract.to_price(order.stop),
        oco=ticket.oco,
    )
