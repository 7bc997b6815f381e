"""What working orders mean for a position: protection, and what is too big after a part of it was closed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from ctpanel.domain.order import OrderLife, OrderType, WorkingOrder
from ctpanel.domain.position import Side


class Role(Enum):
    """What an order would do to the position: protect it, take profit, make it bigger, or something unreadable."""

    STOP = "stop"
    TARGET = "target"
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
    return Role.STOP if order.type.is_stop else Role.TARGET


@dataclass(frozen=True, slots=True)
class Cover:
    """Contracts that the exit orders of a position would trade.

    ``worst_case`` is the most that could fill when every order that is not in the same OCO group fills.
    """

    stop: int
    target: int
    worst_case: int
    unclear: bool

    def over_hang(self, remaining: int) -> int:
        """Contracts by which stops or targets exceed ``remaining``: if hit, they open the opposite side."""
        return max(0, max(self.stop, self.target) - remaining)


def cover(orders: Iterable[WorkingOrder], side: Side) -> Cover:
    """The cover that these orders (all of one account and instrument) give to a position on ``side``."""
    totals = {Role.STOP: 0, Role.TARGET: 0}
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
    return Cover(totals[Role.STOP], totals[Role.TARGET], sum(groups.values()), unclear)
