"""The class of an account in a table cell."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QRectF
from PySide6.QtGui import QPainter

from ctpanel.ui.delegates.cell import CellDelegate, Index
from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.widgets.badge import BadgeKind, badge_size, paint_badge


class BadgeDelegate(CellDelegate):
    """``kind_role`` answers a :class:`BadgeKind`; anything else is drawn as UNKNOWN, never as harmless."""

    def __init__(self, theme: Theme, kind_role: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kind_role = kind_role

    def paint_inside(self, painter: QPainter, rect: QRect, text: str, index: Index) -> None:
        """The badge at the left, vertically centered."""
        answer = index.data(self._kind_role)
        kind = answer if isinstance(answer, BadgeKind) else BadgeKind.UNKNOWN
        size = badge_size(kind, self._theme.tokens)
        width = min(size.width(), rect.width())
        top = rect.center().y() - size.height() / 2 + 0.5
        paint_badge(painter, QRectF(rect.left(), top, width, size.height()), kind, self._theme.tokens)
