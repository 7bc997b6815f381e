"""What may be claimed of the working orders of a position: only what positions and orders of one moment say.

A position and a list of orders are of one moment when each was told after the other had become what it is now, or at
most ``SAME_MOMENT_S`` before that; and when the two lists of the account are not further apart than
``FURTHEST_APART_S``. Prices of orders may move in between: they change nothing about who is protected.
"""

from __future__ import annotations

from enum import Enum
from typing import Final, TypeAlias

from ctpanel.domain.ids import PositionKey
from ctpanel.domain.order import OrderLife, WorkingOrder
from ctpanel.domain.snapshot import NEVER_AT, OrderBook, PositionRow, Snapshot
from ctpanel.domain.text import Text

#: Two reads that left within so many seconds count as one moment.
SAME_MOMENT_S: Final = 2.0
#: Lists of positions and of orders that were read further apart, in seconds, are not joined at all.
FURTHEST_APART_S: Final = 15.0


class OrderGap(Enum):
    """Why nothing is claimed of working orders."""

    UNREAD = "unread"
    UNPROVEN = "unproven"
    INCOMPLETE = "incomplete"
    APART = "apart"
    MOVING = "moving"

    def words(self) -> Text:
        """A sentence that says why."""
        return _WORDS[self]


_WORDS: Final = {
    OrderGap.UNREAD: Text("Working orders have not been read yet."),
    OrderGap.UNPROVEN: Text("An empty list of working orders came, but nothing shows yet that NinjaTrader was there."),
    OrderGap.INCOMPLETE: Text("Not all working orders could be read."),
    OrderGap.APART: Text("Positions and working orders were last read too far apart."),
    OrderGap.MOVING: Text("Position or working orders have just changed; the next read tells."),
}

Known: TypeAlias = tuple[WorkingOrder, ...] | OrderGap
"""Working orders of one instrument, or why they are not known."""


def gap_of(snapshot: Snapshot, account: str) -> OrderGap | None:
    """Why the working orders of an account are not known; None when they are."""
    book = snapshot.orders.get(account)
    if book is None:
        return OrderGap.UNREAD
    if not book.complete:
        if book.doubted is not None:
            return OrderGap.UNPROVEN
        return OrderGap.UNREAD if book.changed == NEVER_AT else OrderGap.INCOMPLETE
    return OrderGap.APART if far_apart(snapshot, account) else None


def far_apart(snapshot: Snapshot, account: str) -> bool:
    """Whether positions and orders of the account are both known, but from times that cannot be joined."""
    listed, book = snapshot.positions_read.get(account), snapshot.orders.get(account)
    return listed is not None and book is not None and abs(listed.at - book.stamp.at) > FURTHEST_APART_S


def of_one_moment(row: PositionRow, book: OrderBook) -> bool:
    """Whether neither has changed since the other was told."""
    return book.stamp.at + SAME_MOMENT_S >= row.sized and row.stamp.at + SAME_MOMENT_S >= book.changed


def orders_listed(snapshot: Snapshot, key: PositionKey) -> Known:
    """The working orders of an instrument as they were listed, whatever the position did since."""
    gap = gap_of(snapshot, key.account)
    return gap or tuple(order for order in snapshot.orders[key.account].orders if order.key == key)


def joining_gap(snapshot: Snapshot, key: PositionKey) -> OrderGap | None:
    """Why the orders of an instrument are not of one moment with its position, or with its absence."""
    gap = gap_of(snapshot, key.account)
    if gap is not None:
        return gap
    row, book = snapshot.positions.get(key), snapshot.orders[key.account]
    if row is not None:
        return None if of_one_moment(row, book) else OrderGap.MOVING
    listed = snapshot.positions_read.get(key.account)
    flat = listed is not None and listed.at + SAME_MOMENT_S >= book.changed
    return None if flat and book.stamp.at >= snapshot.gone.get(key, NEVER_AT) else OrderGap.MOVING


def orders_joined(snapshot: Snapshot, key: PositionKey) -> Known:
    """The orders of an instrument, but only when they are of one moment with its position."""
    return joining_gap(snapshot, key) or orders_listed(snapshot, key)


def is_orphan(snapshot: Snapshot, order: WorkingOrder) -> bool:
    """Whether a working order has no position, by lists that are of one moment."""
    works = order.life is OrderLife.WORKING and snapshot.position(order.key) is None
    return works and joining_gap(snapshot, order.key) is None
