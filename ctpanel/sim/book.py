"""What the world keeps: accounts, positions, orders and fills, with NT8's names for their kinds and states."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from ctpanel.domain.record import record
from ctpanel.sim.instruments import Contract


class Action(Enum):
    """The side of an order; the value is NT8's spelling, `sign` what a fill adds to the net position."""

    BUY = "Buy"
    SELL = "Sell"

    @property
    def sign(self) -> int:
        return 1 if self is Action.BUY else -1

    @property
    def opposite(self) -> "Action":
        return Action.SELL if self is Action.BUY else Action.BUY


class OrderType(Enum):
    """NT8's order types as far as the simulator trades them."""

    MARKET = "Market"
    LIMIT = "Limit"
    STOP_MARKET = "StopMarket"
    STOP_LIMIT = "StopLimit"

    @property
    def has_limit(self) -> bool:
        return self in (OrderType.LIMIT, OrderType.STOP_LIMIT)

    @property
    def has_stop(self) -> bool:
        return self in (OrderType.STOP_MARKET, OrderType.STOP_LIMIT)


class OrderState(Enum):
    """NT8's order states that occur here. Stops rest as Accepted, limits as Working, as NT8 shows them."""

    SUBMITTED = "Submitted"
    ACCEPTED = "Accepted"
    WORKING = "Working"
    PART_FILLED = "PartFilled"
    CANCEL_PENDING = "CancelPending"
    FILLED = "Filled"
    CANCELLED = "Cancelled"
    REJECTED = "Rejected"

    @property
    def is_terminal(self) -> bool:
        return self in (OrderState.FILLED, OrderState.CANCELLED, OrderState.REJECTED)


@dataclass(slots=True)
class Account:
    """One NT8 account. `realized` and `commission` are dollars of the current session.

    `withheld` names the balances that this broker does not supply; they come as null.
    `highs` holds doubles as the service words them: the session's best figures, kept for prop-style accounts.
    """

    id: int
    name: str
    provider: str = "Simulator"
    cash_at_start: Decimal = Decimal(50000)
    daily_loss_limit: Decimal = Decimal(0)
    trailing_max_drawdown: Decimal = Decimal(0)
    connection_status: str = "Connected"
    realized: Decimal = Decimal(0)
    commission: Decimal = Decimal(0)
    copies_of: str | None = None
    withheld: frozenset[str] = frozenset()
    highs: dict[str, float] = field(default_factory=dict)

    @property
    def is_simulated(self) -> bool:
        return self.provider == "Simulator"


@dataclass(slots=True)
class Position:
    """Net contracts of one account in one contract; positive is long. `average` is in ticks and exact."""

    account: str
    contract: Contract
    net: int = 0
    average: Fraction = Fraction(0)

    def apply(self, signed: int, price: int) -> Fraction:
        """Book a fill of `signed` contracts at `price` ticks; returns the realized ticks times contracts."""
        if self.net * signed >= 0:
            total = self.net + signed
            if total:
                self.average = (self.average * self.net + price * signed) / total
            self.net = total
            return Fraction(0)
        closing = min(abs(self.net), abs(signed))
        direction = 1 if self.net > 0 else -1
        realized = (price - self.average) * closing * direction
        self.net += signed
        if self.net == 0:
            self.average = Fraction(0)
        elif self.net * direction < 0:
            self.average = Fraction(price)
        return realized


@record
class Ticket:
    """An order as it is asked for; prices in ticks."""

    account: str
    contract: Contract
    action: Action
    quantity: int
    type: OrderType = OrderType.MARKET
    limit: int | None = None
    stop: int | None = None
    oco: str = ""
    name: str = ""
    time_in_force: str = "Gtc"


@record
class Quirks:
    """What goes wrong inside the add-on or at the broker while one command is carried out."""

    delay_s: float = 0.0
    partial_fill: bool = False
    reject: bool = False
    survivor: bool = False


@dataclass(slots=True)
class Order:
    """A ticket with its life so far; `paid` is the sum of price ticks times contracts over its fills."""

    id: str
    number: int
    ticket: Ticket
    placed_at_us: int
    state: OrderState
    quantity: int
    limit: int | None
    stop: int | None
    filled: int = 0
    paid: int = 0
    triggered: bool = False
    immortal: bool = False

    @property
    def is_working(self) -> bool:
        return not self.state.is_terminal

    @property
    def remaining(self) -> int:
        return self.quantity - self.filled


@record
class Fill:
    """One execution; `position_after` is the signed net position that it left."""

    id: str
    order_id: str
    account: str
    instrument: str
    name: str
    action: Action
    quantity: int
    price: Decimal
    at_us: int
    position_after: int
