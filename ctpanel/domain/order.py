"""Orders as the service lists them, reduced to what an exit has to know."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import Final, NamedTuple

from ctpanel.domain.ids import OrderId, PositionKey


class OrderAction(Enum):
    """NT8's order action; UNKNOWN is never taken for one of the others."""

    BUY = "Buy"
    BUY_TO_COVER = "BuyToCover"
    SELL = "Sell"
    SELL_SHORT = "SellShort"
    UNKNOWN = "Unknown"

    @property
    def buys(self) -> bool | None:
        """True for the buying actions, False for the selling ones, None when unknown."""
        if self is OrderAction.UNKNOWN:
            return None
        return self in (OrderAction.BUY, OrderAction.BUY_TO_COVER)


class OrderType(Enum):
    """NT8's order type."""

    MARKET = "Market"
    LIMIT = "Limit"
    STOP_MARKET = "StopMarket"
    STOP_LIMIT = "StopLimit"
    MIT = "MIT"
    UNKNOWN = "Unknown"

    @property
    def is_stop(self) -> bool:
        """Whether it triggers at a stop price."""
        return self in (OrderType.STOP_MARKET, OrderType.STOP_LIMIT)


class OrderLife(Enum):
    """Whether an order can still fill. UNKNOWN is "no evidence", neither working nor gone."""

    WORKING = "working"
    DONE = "done"
    UNKNOWN = "unknown"


_WORKING: Final = frozenset(
    "initialized submitted accepted triggerpending working changepending changesubmitted cancelpending cancelsubmitted"
    " partfilled partiallyfilled suspended".split()
)
_DONE: Final = frozenset("filled cancelled canceled rejected expired".split())


def fold_name(text: str) -> str:
    """A name as it is compared: without case, spaces, ``_`` and ``-``."""
    return text.casefold().replace(" ", "").replace("_", "").replace("-", "")


def order_life(state: str | None) -> OrderLife:
    """What NT8's ``orderState`` says of an order; a pending cancel can still fill and counts as working."""
    folded = fold_name(state or "")
    if folded in _WORKING:
        return OrderLife.WORKING
    return OrderLife.DONE if folded in _DONE else OrderLife.UNKNOWN


class WorkingOrder(NamedTuple):
    """An order that can still fill, or whose state could not be read (``life`` UNKNOWN).

    ``quantity`` is in whole contracts, None when unreadable; ``filled`` is 0 when unreadable.
    """

    id: OrderId | None
    key: PositionKey
    action: OrderAction
    type: OrderType
    quantity: int | None
    filled: int = 0
    limit_price: Decimal | None = None
    stop_price: Decimal | None = None
    state: str = ""
    life: OrderLife = OrderLife.WORKING
    oco: str | None = None
    name: str | None = None
    time_in_force: str | None = None

    @property
    def open_contracts(self) -> int | None:
        """Contracts that can still fill."""
        return None if self.quantity is None else max(0, self.quantity - self.filled)

    @property
    def price(self) -> Decimal | None:
        """The price at which it first does something: of stops and MIT the one that triggers, else the limit if any."""
        if self.type is OrderType.MARKET:
            return None
        if self.type.is_stop or self.type is OrderType.MIT:
            return self.stop_price if self.stop_price is not None else self.limit_price
        return self.limit_price


def shape(orders: tuple[WorkingOrder, ...]) -> list[tuple[object, ...]]:
    """What the protection of positions depends on, in one fixed order; prices, which may trail, are not of it."""
    return sorted(
        (*each.key, each.action.value, each.type.value, each.life.value, each.oco or "", _size(each.open_contracts))
        for each in orders
    )


def _size(contracts: int | None) -> int:
    return -1 if contracts is None else contracts
