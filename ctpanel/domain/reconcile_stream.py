"""What is known after a streamed event, and when such an event was true."""

from __future__ import annotations

from dataclasses import fields, replace
from operator import attrgetter
from typing import Final

from ctpanel.domain.account import Account
from ctpanel.domain.ids import PositionKey
from ctpanel.domain.order import OrderLife, shape
from ctpanel.domain.position import Position
from ctpanel.domain.reconcile import STREAMED, canonical, position_row
from ctpanel.domain.record import record
from ctpanel.domain.snapshot import NEVER_AT, AccountRow, OrderBook, OrderTouch, PositionRow, Snapshot, Stamp
from ctpanel.domain.stream import AccountPnl, OrderNews, PnlNews, PositionNews, PositionPnl

#: Equal figures make a row younger only so many seconds later: nobody reads ages more often.
_CONFIRMED_S: Final = 1.0
_DAY_S: Final = 86_400.0
#: No list takes longer to come: older events stand in whatever list comes now.
_ANSWER_S: Final = 60.0
#: So long after it opened, a connection may tell what was told before, and nothing that is older than the other.
_REPLAY_S: Final = 10.0
_REPLAYED_S: Final = 600.0
_NAMES: Final = tuple(each.name for each in fields(Account))
_ALL_FIELDS: Final = attrgetter(*_NAMES)
_STREAMED: Final = attrgetter(*STREAMED)
_STREAMED_PLACES: Final = tuple(map(_NAMES.index, STREAMED))


@record
class EpochClock:
    """Turns the service's ``epoch`` (milliseconds of its own clock) into this machine's monotonic seconds.

    The two clocks are never compared: ``offset_s`` is the smallest difference seen between arrival and epoch on this
    connection, so a frame that was held up on its way gets the time at which it was made, not that of its arrival.
    No frame is held up for a day: of two differences that far apart the smaller one is a mistaken epoch, by which all
    later news would look old.

    A new connection begins a new measure, because the service's clock may have been set back. For its first seconds
    the ``former_s`` of the connection before is kept in mind: frames may come once more that were told then.
    """

    offset_s: float | None = None
    former_s: float | None = None
    opened_at: float = NEVER_AT

    def seen(self, epoch_ms: int | None, arrived_at: float) -> EpochClock:
        """The clock after one more frame."""
        if epoch_ms is None:
            return self
        difference = arrived_at - epoch_ms / 1000
        known = difference if self.offset_s is None else self.offset_s
        choose = min if abs(difference - known) < _DAY_S else max
        return EpochClock(choose(known, difference), self.former_s, self.opened_at)

    def anew(self, opened_at: float) -> EpochClock:
        """The clock of a connection that opens at this moment, after the one of this clock."""
        return EpochClock(None, self.former_s if self.offset_s is None else self.offset_s, opened_at)

    def true_at(self, epoch_ms: int | None, arrived_at: float) -> float:
        """When the news was made, in monotonic seconds; the arrival when nothing better is known."""
        if epoch_ms is None or self.offset_s is None:
            return arrived_at
        return min(arrived_at, epoch_ms / 1000 + self._offset_s(self.offset_s, arrived_at))

    def _offset_s(self, own_s: float, arrived_at: float) -> float:
        if self.former_s is None or arrived_at - self.opened_at > _REPLAY_S or own_s - self.former_s > _REPLAYED_S:
            return own_s
        return min(own_s, self.former_s)


def apply_pnl(snapshot: Snapshot, news: PnlNews, stamp: Stamp) -> Snapshot:
    """Streamed figures. They change values of what is known and never add or end a position."""
    accounts = dict(snapshot.accounts)
    positions = dict(snapshot.positions)
    for figures in news.accounts:
        name = canonical(snapshot, figures.account)
        row = accounts.get(name)
        if row is not None and row.stamp.at <= stamp.at:
            accounts[name] = _with_figures(row, figures, stamp)
        _reprice(positions, name, figures.positions, stamp)
    return replace(snapshot, accounts=accounts, positions=positions)


def _reprice(
    positions: dict[PositionKey, PositionRow], account: str, told: tuple[PositionPnl, ...], stamp: Stamp
) -> None:
    """Put the figures that were told into the rows of one account; a position stays the very same when they are.

    Thousands of positions a second pass here: tuples are made and read by place, in a third of the time.
    """
    new, get, at = tuple.__new__, positions.get, stamp[0]
    for _, instrument, mark, unrealized in told:
        # A plain pair finds its PositionKey.
        held = get((account, instrument))  # type: ignore[call-overload]  # equal and of one hash
        if held is None:
            continue
        known, read, first_seen, priced, sized = held
        if (priced or read)[0] > at:
            continue
        key, side, quantity, average, old_mark, old_unrealized, kind = known
        if mark is not None and not mark and not unrealized and average:
            # No price, as lists tell it too.
            continue
        if mark is None:
            mark = old_mark
        if unrealized is None:
            unrealized = old_unrealized
        if mark != old_mark or unrealized != old_unrealized:
            known = new(Position, (key, side, quantity, average, mark, unrealized, kind))
        positions[key] = new(PositionRow, (known, read, first_seen, stamp, sized))


def _with_figures(row: AccountRow, figures: AccountPnl, stamp: Stamp) -> AccountRow:
    known = row.account
    values = list(_ALL_FIELDS(known))
    told = [
        (place, value) for place, value in zip(_STREAMED_PLACES, _STREAMED(figures), strict=True) if value is not None
    ]
    for place, value in told:
        values[place] = value
    account = Account(*values)
    if account == known:
        if not told or (row.read_at <= row.stamp.at and stamp.at - row.stamp.at < _CONFIRMED_S):
            return row
        account = known
    return AccountRow(account, stamp, row.described or row.stamp, row.marks)


def apply_position_news(snapshot: Snapshot, news: PositionNews, stamp: Stamp) -> Snapshot:
    """A pushed position. An explicit "flat" is evidence; a late or repeated event changes nothing."""
    key = PositionKey(canonical(snapshot, news.account), news.instrument)
    old = snapshot.positions.get(key)
    believed = snapshot.positions_read.get(key.account)
    newest = max(
        snapshot.gone.get(key, NEVER_AT),
        old.stamp.at if old else NEVER_AT,
        believed.at if believed and old is None else NEVER_AT,
    )
    if stamp.at < newest:
        return snapshot
    positions = dict(snapshot.positions)
    gone = dict(snapshot.gone)
    absent = {other: at for other, at in snapshot.absent.items() if other != key}
    if news.position is None:
        positions.pop(key, None)
        gone[key] = stamp.at
    else:
        gone.pop(key, None)
        positions[key] = position_row(old, news.position._replace(key=key), stamp)
    return replace(snapshot, positions=positions, gone=gone, absent=absent)


def apply_order_news(snapshot: Snapshot, news: OrderNews, stamp: Stamp) -> Snapshot:
    """A pushed order. Without a list to put it into, it waits for the next read, which must be younger."""
    order = news.order
    name = canonical(snapshot, order.key.account)
    book = snapshot.orders.get(name)
    if book is None:
        unread = OrderBook((), stamp, complete=False, touched=stamp.at)
        return replace(snapshot, orders={**snapshot.orders, name: unread})
    if order.id is None or stamp.at < max(book.stamp.at, book.touched):
        return snapshot
    order = order._replace(key=PositionKey(name, order.key.instrument))
    others = tuple(each for each in book.orders if each.id != order.id)
    orders = others if order.life is OrderLife.DONE else (*others, order)
    books = dict(snapshot.orders)
    changed = book.changed if shape(orders) == shape(book.orders) else stamp.at
    recent = tuple(each for each in book.news if each.order.id != order.id and stamp.at - each.at < _ANSWER_S)
    touches = (*recent, OrderTouch(stamp.at, order))
    books[name] = book._replace(orders=orders, touched=stamp.at, changed=changed, news=touches)
    return replace(snapshot, orders=books)
