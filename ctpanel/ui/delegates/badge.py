"""The class of an account in a table cell."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from ctpanel.ui.delegates.cell import CellDelegate, Index
from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.widgets.badge import BadgeKind, badge_size, paint_badge


class BadgeDelegate(CellDelegate):
    """``kind_role`` answers a :class:`BadgeKind`; anything else is drawn as UNKNOWN, never as harmless."""

    def __init__(self, theme: Theme, kind_role: int, parent: QObject | None = None) -> None:
        super().__init__(theme, parent)
        self._kind_role = kind_role

    def sizeHint(self, option: QStyleOptionViewItem, index: Index, /) -> QSize:
        """The word on a badge is wider than the same word as text."""
        answer = index.data(self._kind_role)
        kind = answer if isinstance(answer, BadgeKind) else BadgeKind.UNKNOWN
        size = badge_size(kind, self._theme.tokens)
        return QSize(size.width() + 2 * self.margin, super().sizeHint(option, index).height())

    def paint_inside(self, painter: QPainter, rect: QRect, text: str, index: Index) -> None:
        """The badge at the left, vertically centered."""
        answer = index.model().data(index, self._kind_role)
        kind = answer if isinstance(answer, BadgeKind) else BadgeKind.UNKNOWN
        size = badge_size(kind, self._theme.tokens)
        width = min(size.width(), rect.width())
        top = rect.center().y() - size.height() / 2 + 0.5
        paint_badge(painter, QRectF(rect.left(), top, width, size.height()), kind, self._theme.tokens)
