"""What all cell painters share."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

Index = QModelIndex | QPersistentModelIndex


MARGIN: Final = 8
"""Distance of a cell's content from its left and right edge; the style sheet gives the other cells the same."""

RIGHT_ALIGNED: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
"""For numbers. Worked out once: combining three flags costs as much as drawing half the text."""


class CellDelegate(QStyledItemDelegate):
    """Draws background and selection as the style does, and leaves the inside to :meth:`paint_inside`.

    The current row is framed by the table itself. The cell's text stays in the model, so that copying and screen
    readers get what is shown.
    """

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        """Qt's entry: the style's panel first, then the inside."""
        # Not initStyleOption: it asks the model seven questions for a cell, of which one is needed here.
        view = option.widget
        view.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, view)
        painter.save()
        painter.setFont(option.font)
        text = index.data()
        self.paint_inside(painter, option.rect.adjusted(MARGIN, 0, -MARGIN, 0), text or "", index)
        painter.restore()

    def paint_inside(self, painter: QPainter, rect: QRect, text: str, index: Index) -> None:
        """Draw ``text`` and whatever belongs to it into ``rect``; painter state is restored by the caller."""
        raise NotImplementedError


def paint_number(painter: QPainter, rect: QRect, text: str) -> int:
    """Draw ``text`` right-aligned, or "…" when it does not fit whole; returns the free width left of it.

    A number that lost its sign or a digit at the edge of a narrow column would be a false number.
    """
    free = rect.width() - painter.fontMetrics().horizontalAdvance(text)
    if free < 0:
        painter.drawText(rect, RIGHT_ALIGNED, "…")
        return 0
    painter.drawText(rect, RIGHT_ALIGNED, text)
    return free
