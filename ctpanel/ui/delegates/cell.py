"""What all cell painters share."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ctpanel.ui.theme.apply import Theme

Index = QModelIndex | QPersistentModelIndex


RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextSingleLine)
LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextSingleLine)
"""Worked out once: combining three flags costs as much as drawing half the text."""


class CellDelegate(QStyledItemDelegate):
    """Draws background and selection as the style does, and leaves the inside to :meth:`paint_inside`.

    The current row is framed by the table itself. The cell's text stays in the model, so that copying and screen
    readers get what is shown.
    """

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._line_heights: dict[int, int] = {}

    @property
    def margin(self) -> int:
        """Distance of the content from the left and right edge; the style sheet gives the other cells the same."""
        return self._theme.tokens.spacing.base

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        """Qt's entry: the style's panel first, then the inside."""
        # Not initStyleOption: it asks the model seven questions for a cell, of which one is needed here.
        view = option.widget
        view.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, view)
        painter.save()
        painter.setFont(option.font)
        text = index.data()
        margin = self.margin
        self.paint_inside(painter, option.rect.adjusted(margin, 0, -margin, 0), text or "", index)
        painter.restore()

    def paint_inside(self, painter: QPainter, rect: QRect, text: str, index: Index) -> None:
        """Draw ``text`` and whatever belongs to it into ``rect``; painter state is restored by the caller."""
        raise NotImplementedError

    def number(
        self, painter: QPainter, rect: QRect, text: str, flags: int = RIGHT, brief: Callable[[], str] | None = None
    ) -> int:
        """Draw ``text`` at the right (or with ``LEFT`` at the left) end; when it does not fit whole, ``brief`` or "…".

        Returns the free width beside it. A number that lost its sign or a digit at the edge of a narrow column would
        be a false number.
        """
        metrics = painter.fontMetrics()
        free = rect.width() - metrics.horizontalAdvance(text)
        if free < 0 and brief is not None and (shorter := brief()):
            text, free = shorter, rect.width() - metrics.horizontalAdvance(shorter)
        height = self._line_height(painter, metrics.height())
        line = QRect(rect.left(), rect.top() + rect.height() // 2 - height // 2, rect.width(), height)
        painter.drawText(line, flags, text if free >= 0 else "…")
        return max(0, free)

    def _line_height(self, painter: QPainter, rounded: int) -> int:
        """As high as the style's own layout of a line, so that cells side by side stand on one row of pixels.

        That is the height rounded up; Qt's metrics round it to the nearest. Kept, because asking costs much.
        """
        if rounded not in self._line_heights:
            self._line_heights[rounded] = math.ceil(QFontMetricsF(painter.font()).height())
        return self._line_heights[rounded]
