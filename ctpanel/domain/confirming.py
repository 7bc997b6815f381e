"""Whether a new picture says anything that must be seen before the second is over."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from ctpanel.domain.freshness import Limits
from ctpanel.domain.ids import PositionKey
from ctpanel.domain.orders_known import joining_gap
from ctpanel.domain.position import Position
from ctpanel.domain.snapshot import AccountRow, OrderBook, PositionRow, Snapshot, Stamp

#: A picture with more keys than this is not looked through: so many are told at once, like any news.
_MOST: Final = 60
_SOON_S: Final = Limits().ageing_s
#: The stream tells prices once a second: when it did so at most this time ago, it is about to do so again.
_STREAMED_S: Final = 2.0


def only_confirms(before: Snapshot, after: Snapshot) -> bool:
    """True when nothing looks different but ages, the highs that the service keeps of an account, and passing prices.

    Ages are told once a second, highs are minutes old when they come, and the prices that a read tells between two of
    the stream are overtaken by the next of these.
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
    return new is old or (_same_figures(old, new) and new.sized == old.sized and _soon(old.stamp, new.stamp))


def _same_figures(old: PositionRow, new: PositionRow) -> bool:
    return new.position == old.position or (_is_streamed(old, new) and _without_prices(old) == _without_prices(new))


def _is_streamed(old: PositionRow, new: PositionRow) -> bool:
    """Whether ``new`` is a read that came a moment after prices of the stream, and both know all prices."""
    if old.priced is None or not old.stamp.at < new.stamp.at < old.priced.at + _STREAMED_S:
        return False
    return None not in (*_prices(old), *_prices(new))


def _prices(row: PositionRow) -> tuple[Decimal | None, Decimal | None]:
    return row.position.mark_price, row.position.unrealized


def _without_prices(row: PositionRow) -> Position:
    return row.position._replace(mark_price=None, unrealized=None)


def _same_orders(old: OrderBook, new: OrderBook) -> bool:
    same = (old.orders, old.complete, old.doubted, old.changed) == (new.orders, new.complete, new.doubted, new.changed)
    return new is old or (same and _soon(old.stamp, new.stamp))


def _joined(picture: Snapshot) -> set[PositionKey]:
    """Whatever an order may be claimed to belong to, whether it is open or not."""
    ordered = {order.key for book in picture.orders.values() for order in book.orders}
    return ordered.union(picture.positions)
