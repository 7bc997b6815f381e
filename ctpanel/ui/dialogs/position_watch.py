"""What is known of one position: the picture, or a fresh read of its own where that is younger. Free of Qt."""

from __future__ import annotations

from datetime import timedelta

from ctpanel.domain.ids import PositionKey
from ctpanel.domain.orders_known import Known, orders_joined, orders_listed
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
        if snapshot.is_blank:
            # Begun anew, for another user: what was known here is about somebody else's position.
            self._read = self.position = self.stamp = None
        row = snapshot.positions.get(self._key)
        told = row.stamp if row else self._proof_of_absence()
        if self._read is not None and (told is None or told.at < self._read_at):
            self.position = self._read.position
            self.stamp = _at(self._read_at, told or self.stamp or snapshot.everything_read)
        elif told is not None:
            self.position, self.stamp = (row.position if row else None), told

    def orders(self) -> Known:
        """Working orders of the instrument as they were listed last."""
        own = self._own_orders()
        return orders_listed(self._session.snapshot, self._key) if own is None else own

    def orders_joined(self) -> Known:
        """The same, but only where they are of one moment with the position."""
        own = self._own_orders()
        return orders_joined(self._session.snapshot, self._key) if own is None else own

    def _own_orders(self) -> Known | None:
        """Those of the own read, if it asked for them; None where the picture knows younger ones, or has to tell."""
        book = self._session.snapshot.orders.get(self._key.account)
        if self._read is None or (book is not None and book.stamp.at >= self._read_at):
            return None
        return self._read.orders

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
