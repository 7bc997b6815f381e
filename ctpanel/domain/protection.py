"""What working orders mean for a position: protection, and what is too big after a part of it was closed."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from ctpanel.domain.order import OrderLife, OrderType, WorkingOrder
from ctpanel.domain.position import Side
from ctpanel.domain.record import record


class Role(Enum):
    """What an order would do to the position: protect it, take profit, leave it at once, make it bigger.

    UNCLEAR is one of which that cannot be read.
    """

    STOP = "stop"
    TARGET = "target"
    AT_MARKET = "exit at market"
    ENTRY = "entry"
    UNCLEAR = "unclear"


def role_of(order: WorkingOrder, side: Side) -> Role:
    """The role of a working order of the same account and instrument; what cannot be read is UNCLEAR, never guessed."""
    buys = order.action.buys
    unreadable = order.quantity is None or order.life is not OrderLife.WORKING or order.type is OrderType.UNKNOWN
    if side is Side.UNKNOWN or buys is None or unreadable:
        return Role.UNCLEAR
    if buys == (side is Side.LONG):
        return Role.ENTRY
    if order.type is OrderType.MARKET:
        return Role.AT_MARKET
    return Role.STOP if order.type.is_stop else Role.TARGET


@record
class Cover:
    """Contracts that the exit orders of a position would trade.

    ``at_market`` are those of exit orders that wait for no price. ``worst_case`` is the most that could fill: all of
    them, but of each OCO group only the biggest.
    """

    stop: int
    target: int
    worst_case: int
    unclear: bool
    at_market: int = 0

    def over_hang(self, remaining: int) -> int:
        """Contracts by which orders of one kind exceed ``remaining``: if hit, they open the opposite side."""
        return max(0, max(self.stop, self.target, self.at_market) - remaining)

    def unlinked(self, remaining: int) -> int:
        """Contracts of the opposite side if orders of more than one kind are hit; 0 where that is no worse."""
        worst = max(0, self.worst_case - remaining)
        return worst if worst > self.over_hang(remaining) else 0


def cover(orders: Iterable[WorkingOrder], side: Side) -> Cover:
    """The cover that these orders (all of one account and instrument) give to a position on ``side``."""
    totals = {Role.STOP: 0, Role.TARGET: 0, Role.AT_MARKET: 0}
    groups: dict[str, int] = {}
    unclear = False
    for index, order in enumerate(orders):
        role = role_of(order, side)
        if role is Role.UNCLEAR:
            unclear = True
        if role not in totals:
            continue
        contracts = order.open_contracts or 0
        totals[role] += contracts
        group = order.oco or f"#{index}"
        groups[group] = max(groups.get(group, 0), contracts)
    stop, target, at_market = totals.values()
    return Cover(stop, target, sum(groups.values()), unclear, at_market)
