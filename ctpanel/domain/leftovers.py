"""What an exit left behind: working orders without a position, or bigger than what is still open."""

from __future__ import annotations

from ctpanel.domain.ids import PositionKey
from ctpanel.domain.order import WorkingOrder
from ctpanel.domain.outcome_words import position_words
from ctpanel.domain.position import Position, Side
from ctpanel.domain.protection import cover
from ctpanel.domain.protection_words import unlinked_words
from ctpanel.domain.record import record
from ctpanel.domain.text import Text, joined, plural


@record
class Leftover:
    """Working orders of one instrument that can open a position. ``over_hang`` is in contracts, 0 when it is flat."""

    key: PositionKey
    orders: tuple[WorkingOrder, ...]
    position: Position | None = None
    over_hang: int = 0

    def words(self) -> Text:
        """What is left and what it could do."""
        if self.position is None:
            return plural(
                "No position is open, but {n} working order is left; if it fills it opens a new position.",
                "No position is open, but {n} working orders are left; if one fills it opens a new position.",
                n=len(self.orders),
            )
        side = self.position.side
        source = (
            "Working orders are {count} too big for {position}; if hit you end short {count}."
            if side is Side.LONG
            else "Working orders are {count} too big for {position}; if hit you end long {count}."
        )
        told = Text(source, count=self.over_hang, position=position_words(self.position))
        worse = unlinked_words(self.orders, side, self.position.quantity)
        return told if worse is None else joined([told, worse])


def leftover(key: PositionKey, position: Position | None, orders: tuple[WorkingOrder, ...] | None) -> Leftover | None:
    """What is left on this instrument, None when nothing is or when the orders are not known for certain.

    The caller vouches that ``position`` None means flat, and that both were true at the same time.
    """
    if not orders:
        return None
    if position is None:
        return Leftover(key, orders)
    if position.side is Side.UNKNOWN:
        return None
    over = cover(orders, position.side).over_hang(position.quantity)
    return Leftover(key, orders, position, over) if over else None
