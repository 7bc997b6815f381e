"""What is known of working orders after a list of them. See :mod:`ctpanel.domain.reconcile` for the rules."""

from __future__ import annotations

from dataclasses import replace

from ctpanel.domain.ids import PositionKey
from ctpanel.domain.order import WorkingOrder, shape
from ctpanel.domain.reads import OrdersRead
from ctpanel.domain.reconcile import canonical
from ctpanel.domain.snapshot import OrderBook, Presence, Snapshot, Stamp


def apply_orders(snapshot: Snapshot, read: OrdersRead, stamp: Stamp) -> Snapshot:
    """The picture after a list of orders of one account or of all."""
    grouped: dict[str, list[WorkingOrder]] = {}
    for order in read.orders:
        name = canonical(snapshot, order.key.account)
        if name != order.key.account:
            order = order._replace(key=PositionKey(name, order.key.instrument))
        grouped.setdefault(name, []).append(order)
    scope = snapshot.accounts if read.account is None else (canonical(snapshot, read.account),)
    books = dict(snapshot.orders)
    for name in {*scope, *grouped, *(books if read.account is None else ())}:
        old = books.get(name)
        if old is not None and max(old.stamp.at, old.touched) > stamp.at:
            continue
        books[name] = _book(snapshot, name, tuple(grouped.get(name, ())), stamp, read.complete)
    return replace(snapshot, orders=books)


def _book(
    snapshot: Snapshot, account: str, orders: tuple[WorkingOrder, ...], stamp: Stamp, complete: bool
) -> OrderBook:
    old = snapshot.orders.get(account)
    if orders or (old is not None and old.complete and not old.orders and snapshot.presence is not Presence.AWAY):
        if old is None or shape(old.orders) != shape(orders):
            return OrderBook(orders, stamp, complete, changed=stamp.at)
        return OrderBook(old.orders if old.orders == orders else orders, stamp, complete, changed=old.changed)
    if old is None:
        return OrderBook((), stamp, complete=False, doubted=stamp.at)
    life = snapshot.life.get(account)
    if old.doubted is not None and life is not None and old.doubted < life.at < stamp.at and complete:
        return OrderBook((), stamp, complete, changed=stamp.at)
    return old._replace(complete=False, doubted=stamp.at if old.doubted is None else old.doubted)
