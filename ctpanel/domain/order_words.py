"""What an order does, of which type it is and how far it is, in words; the same wherever orders are named."""

from __future__ import annotations

from typing import Final

from ctpanel.domain.money import Price
from ctpanel.domain.order import OrderAction, OrderType, WorkingOrder, fold_name
from ctpanel.domain.text import Text

ACTIONS: Final = {
    OrderAction.BUY: Text("Buy"),
    OrderAction.BUY_TO_COVER: Text("Buy to cover"),
    OrderAction.SELL: Text("Sell"),
    OrderAction.SELL_SHORT: Text("Sell short"),
    OrderAction.UNKNOWN: Text("not readable"),
}
TYPES: Final = {
    OrderType.MARKET: Text("Market"),
    OrderType.LIMIT: Text("Limit"),
    OrderType.STOP_MARKET: Text("Stop"),
    OrderType.STOP_LIMIT: Text("Stop limit"),
    OrderType.MIT: Text("MIT"),
    OrderType.UNKNOWN: Text("not readable"),
}
#: By NinjaTrader's own word as :func:`~ctpanel.domain.order.fold_name` writes it.
_STATES: Final = {
    "initialized": Text("Initialized"),
    "submitted": Text("Submitted"),
    "accepted": Text("Accepted"),
    "triggerpending": Text("Trigger pending"),
    "working": Text("Working"),
    "changepending": Text("Change pending"),
    "changesubmitted": Text("Change submitted"),
    "cancelpending": Text("Cancel pending"),
    "cancelsubmitted": Text("Cancel submitted"),
    "partfilled": Text("Part filled"),
    "partiallyfilled": Text("Part filled"),
    "suspended": Text("Suspended"),
}


def state_words(order: WorkingOrder) -> Text | None:
    """The state of an order that can still fill; None for a word that is not known."""
    return _STATES.get(fold_name(order.state))


def order_words(order: WorkingOrder) -> Text:
    """``Sell 4 Stop @ 5,790.00``, as far as it could be read."""
    kind, size, price = TYPES[order.type], order.open_contracts, order.price
    if size is None:
        return Text("{type}, contracts not readable", type=kind)
    told = Text("{action} {size} {type}", action=ACTIONS[order.action], size=size, type=kind)
    return told if price is None else Text("{order} @ {price}", order=told, price=Price(price))
