"""Whether a new picture says anything that must be seen before the second is over."""

from __future__ import annotations

from typing import Final

from ctpanel.domain.freshness import Limits
from ctpanel.domain.ids import PositionKey
from ctpanel.domain.orders_known import joining_gap
from ctpanel.domain.snapshot import AccountRow, OrderBook, PositionRow, Snapshot, Stamp

#: A picture with more keys than this is not looked through: so many are told at once, like any news.
_MOST: Final = 60
_SOON_S: Final = Limits().ageing_s


def only_confirms(before: Snapshot, after: Snapshot) -> bool:
    """True when nothing looks different but ages, and the highs that the service keeps of an account.

    The first are told once a second, the second are minutes old when they come.
    Never true where something was older than young, because it may have been shown as old; nor where what is claimed
    of a position's working orders depends on the new times. False for what would take long to look through.
    """
    if len(after.positions) + len(after.accounts) > _MOST or after.presence is not before.presence:
        return False
    if before.everything_read is None or not _soon(before.everything_read, after.everything_read):
        return False
    for old, new in ((before.positions, after.positions), (before.accounts, after.accounts)):
        if old.keys() != new.keys():
            return False
    return (
        before.orders.keys() == after.orders.keys()
        and all(_same_account(row, after.accounts[name]) for name, row in before.accounts.items())
        and all(_same_position(row, after.positions[key]) for key, row in before.positions.items())
        and all(_same_orders(book, after.orders[name]) for name, book in before.orders.items())
        and all(joining_gap(before, key) is joining_gap(after, key) for key in _joined(after))
    )


def _soon(old: Stamp, new: Stamp | None) -> bool:
    return new is not None and new.at - old.at < _SOON_S


def _same_account(old: AccountRow, new: AccountRow) -> bool:
    return new is old or (new.account == old.account and _soon(old.stamp, new.stamp))


def _same_position(old: PositionRow, new: PositionRow) -> bool:
    return new is old or (new.position == old.position and new.sized == old.sized and _soon(old.stamp, new.stamp))


def _same_orders(old: OrderBook, new: OrderBook) -> bool:
    same = (old.orders, old.complete, old.doubted, old.changed) == (new.orders, new.complete, new.doubted, new.changed)
    return new is old or (same and _soon(old.stamp, new.stamp))


def _joined(picture: Snapshot) -> set[PositionKey]:
    """Whatever an order may be claimed to belong to, whether it is open or not."""
    ordered = {order.key for book in picture.orders.values() for order in book.orders}
    return ordered.union(picture.positions)
