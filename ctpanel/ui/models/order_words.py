"""What an order does, of which type it is and what it is for, in words; the same wherever orders are listed."""

from __future__ import annotations

from typing import Final

from ctpanel.domain.order import OrderAction, OrderType
from ctpanel.domain.protection import Role
from ctpanel.domain.text import phrase

ACTIONS: Final = {
    OrderAction.BUY: phrase("Buy"),
    OrderAction.BUY_TO_COVER: phrase("Buy to cover"),
    OrderAction.SELL: phrase("Sell"),
    OrderAction.SELL_SHORT: phrase("Sell short"),
    OrderAction.UNKNOWN: phrase("not readable"),
}
TYPES: Final = {
    OrderType.MARKET: phrase("Market"),
    OrderType.LIMIT: phrase("Limit"),
    OrderType.STOP_MARKET: phrase("Stop"),
    OrderType.STOP_LIMIT: phrase("Stop limit"),
    OrderType.MIT: phrase("MIT"),
    OrderType.UNKNOWN: phrase("not readable"),
}
#: What an order without a position is: it can only open one.
ORPHAN: Final = "orphan"
#: By the value of a role, or ``orphan``.
PURPOSES: Final = {
    Role.STOP.value: phrase("stop"),
    Role.TARGET.value: phrase("target"),
    Role.AT_MARKET.value: phrase("exit at market"),
    Role.ENTRY.value: phrase("entry"),
    Role.UNCLEAR.value: phrase("unclear"),
    ORPHAN: phrase("orphan"),
}
