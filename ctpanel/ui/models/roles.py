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
    """Whether the row is past its limit and is shown gray."""
    FRESHNESS = _FIRST + 3
    """A :class:`ctpanel.domain.freshness.Freshness`."""
    BADGE = _FIRST + 4
    """A :class:`ctpanel.ui.widgets.badge.BadgeKind`."""
    CURVE = _FIRST + 5
    """Values of a small curve, oldest first."""
    BRIEF = _FIRST + 6
    """An amount in a few characters, said to be about, for a column without room for all its digits; may be empty."""


# Plain numbers: Qt hands roles over as such, and comparing with an enum costs more than the look-up.
DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
ACCESSIBLE: Final = int(Qt.ItemDataRole.AccessibleTextRole)
ALIGNMENT: Final = int(Qt.ItemDataRole.TextAlignmentRole)
FOREGROUND: Final = int(Qt.ItemDataRole.ForegroundRole)
TOOL_TIP: Final = int(Qt.ItemDataRole.ToolTipRole)
OWN: Final = int(Qt.ItemDataRole.UserRole)
NEVER: Final = frozenset(
    {
        int(Qt.ItemDataRole.DecorationRole),
        int(Qt.ItemDataRole.FontRole),
        int(Qt.ItemDataRole.BackgroundRole),
        int(Qt.ItemDataRole.CheckStateRole),
    }
)
"""What is asked for every cell that is painted, and never answered."""
LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
