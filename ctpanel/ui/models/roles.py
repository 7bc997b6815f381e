"""What cells answer besides their text."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

from PySide6.QtCore import Qt

_FIRST: Final = int(Qt.ItemDataRole.UserRole) + 1


class Role(IntEnum):
    """Roles of our own; the same for all tables."""

    KEY = _FIRST
    """What names the row: a :class:`PositionKey`, an account name, a journal row number."""
    SIGN = _FIRST + 1
    """1, 0 or -1 for a profit or loss; None when it is unknown."""
    STALE = _FIRST + 2
    """Whether the row is past its limit and is shown grey."""
    FRESHNESS = _FIRST + 3
    """A :class:`ctpanel.domain.freshness.Freshness`."""
    BADGE = _FIRST + 4
    """A :class:`ctpanel.ui.widgets.badge.BadgeKind`."""
    CURVE = _FIRST + 5
    """Values of a small curve, oldest first."""
