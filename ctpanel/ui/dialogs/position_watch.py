"""What is known of one position: the picture, or a fresh read of its own where that is younger. Free of Qt."""

from __future__ import annotations

from datetime import timedelta

from ctpanel.domain.ids import PositionKey
from ctpanel.domain.order import WorkingOrder
from ctpanel.domain.position import Position
from ctpanel.domain.snapshot import Stamp
from ctpanel.session.view import FreshRead, PanelSession


class PositionWatch:
    """``position`` is the newest knowledge as of the last :meth:`look`, ``stamp`` when it was true.

    No position with a stamp is flat; no position without one is "never read". A row that is missing without proof that
    the position ended keeps its last known value.
    """

    def __init__(self, session: PanelSession, key: PositionKey) -> None:
        self._session = session
        self._key = key
        self._read: FreshRead | None = None
        self._read_at = 0.0
        self.position: Position | None = None
        self.stamp: Stamp | None = None
        self.look()

    def take(self, read: FreshRead, asked_at: float) -> None:
        """A read of this position without a fault; ``asked_at`` is the monotonic second at which it was asked for."""
        self._read, self._read_at = read, asked_at

    def look(self) -> None:
        """Take over what the picture says now."""
        snapshot = self._session.snapshot
        row = snapshot.positions.get(self._key)
        told = row.stamp if row else self._proof_of_absence()
        if self._read is not None and (told is None or told.at < self._read_at):
            self.position = self._read.position
            self.stamp = _at(self._read_at, told or self.stamp or snapshot.everything_read)
        elif told is not None:
            self.position, self.stamp = (row.position if row else None), told

    def orders(self) -> tuple[WorkingOrder, ...] | None:
        """Working orders of the instrument; None when they could not be read completely."""
        book = self._session.snapshot.orders.get(self._key.account)
        if self._read and (book is None or book.stamp.at < self._read_at):
            return self._read.orders
        return self._session.snapshot.orders_of(self._key)

    def _proof_of_absence(self) -> Stamp | None:
        """The later of the last complete read of the account and the end of this position, as far as there was one."""
        snapshot = self._session.snapshot
        listed, ended = snapshot.positions_read.get(self._key.account), snapshot.gone.get(self._key)
        if ended is None or (listed is not None and listed.at >= ended):
            return listed
        return _at(ended, listed or self.stamp or snapshot.everything_read)


def _at(moment: float, near: Stamp | None) -> Stamp | None:
    """The stamp of a monotonic ``moment``, its wall time reckoned from another stamp."""
    return near and Stamp(moment, near.wall + timedelta(seconds=moment - near.at), near.source)
