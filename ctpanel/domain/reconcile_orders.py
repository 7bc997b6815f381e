"""What is known of working orders after a list of them. See :mod:`ctpanel.domain.reconcile` for the rules."""

from __future__ import annotations

from dataclasses import replace

from ctpanel.domain.ids import OrderId, PositionKey
from ctpanel.domain.order import OrderLife, WorkingOrder, shape
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
        if old is not None and old.stamp.at > stamp.at:
            continue
        book = _book(snapshot, name, tuple(grouped.get(name, ())), stamp, read.complete)
        books[name] = book if old is None or book.stamp is not stamp else _with_later(book, old)
    return replace(snapshot, orders=books)


def _with_later(book: OrderBook, old: OrderBook) -> OrderBook:
    """A list with what events told after it was asked for. Where orders move all the time there is always some."""
    news = tuple(each for each in old.news if each.at > book.stamp.at)
    if not news:
        return book
    orders: dict[OrderId | int | None, WorkingOrder] = {each.id or at: each for at, each in enumerate(book.orders)}
    for _, order in news:
        orders[order.id] = order
    working = tuple(each for each in orders.values() if each.life is not OrderLife.DONE)
    changed = max(book.changed, old.changed)
    same = old.orders if old.orders == working else working
    return book._replace(orders=same, touched=old.touched, changed=changed, news=news)


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
