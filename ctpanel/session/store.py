"""The one place that holds the picture; every change is announced as the keys that changed."""

from __future__ import annotations

from collections.abc import Callable

from ctpanel.domain.confirming import only_confirms
from ctpanel.domain.diff import diff
from ctpanel.domain.snapshot import Snapshot
from ctpanel.session.events import PictureChanged


class Store:
    """Holds the snapshot. ``announce`` is called after every change that somebody can see.

    A row that was read again with the same figures counts as changed too: its age is part of what is shown.
    """

    def __init__(self, announce: Callable[[PictureChanged], None]) -> None:
        self._announce = announce
        self._snapshot = Snapshot()

    @property
    def snapshot(self) -> Snapshot:
        """The picture as of now."""
        return self._snapshot

    def replace(self, snapshot: Snapshot) -> None:
        """Put the next picture in."""
        before, self._snapshot = self._snapshot, snapshot
        if snapshot is before:
            return
        change = PictureChanged(
            diff(before.accounts, snapshot.accounts),
            diff(before.positions, snapshot.positions),
            diff(before.orders, snapshot.orders),
            only_confirms(before, snapshot),
        )
        same_state = snapshot.presence is before.presence and snapshot.everything_read == before.everything_read
        if change or not same_state:
            self._announce(change)
