"""The one place that holds the picture; every change is announced as the keys that changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ctpanel.domain.diff import Diff, diff
from ctpanel.domain.ids import PositionKey
from ctpanel.domain.snapshot import PositionRow, Snapshot
from ctpanel.session.events import PictureChanged


class Store:
    """Holds the snapshot. ``announce`` is called after every change that somebody can see."""

    def __init__(self, announce: Callable[[PictureChanged], None]) -> None:
        self._announce = announce
        self._snapshot = Snapshot()

    @property
    def snapshot(self) -> Snapshot:
        """The picture as of now."""
        return self._snapshot

    def replace(self, snapshot: Snapshot) -> None:
        """Put the next picture in. Rows whose figures are the same count as unchanged, even when they were re-read."""
        before, self._snapshot = self._snapshot, snapshot
        if snapshot is before:
            return
        same_state = snapshot.presence is before.presence and snapshot.everything_read == before.everything_read
        change = PictureChanged(
            _accounts(before, snapshot),
            _positions(before.positions, snapshot.positions),
            _orders(before, snapshot),
        )
        if change or not same_state:
            self._announce(change)


def _accounts(before: Snapshot, after: Snapshot) -> Diff[str]:
    if before.accounts is after.accounts:
        return Diff()
    return diff(
        {name: row.account for name, row in before.accounts.items()},
        {name: row.account for name, row in after.accounts.items()},
    )


def _orders(before: Snapshot, after: Snapshot) -> Diff[str]:
    if before.orders is after.orders:
        return Diff()
    return diff(
        {name: (book.orders, book.complete) for name, book in before.orders.items()},
        {name: (book.orders, book.complete) for name, book in after.orders.items()},
    )


def _positions(
    before: Mapping[PositionKey, PositionRow], after: Mapping[PositionKey, PositionRow]
) -> Diff[PositionKey]:
    if before is after:
        return Diff()
    added: list[PositionKey] = []
    changed: list[PositionKey] = []
    for key, row in after.items():
        old = before.get(key)
        if old is None:
            added.append(key)
        elif old is not row and old.position is not row.position and old.position != row.position:
            changed.append(key)
    removed = tuple(key for key in before if key not in after)
    return Diff(tuple(added), tuple(changed), removed)
