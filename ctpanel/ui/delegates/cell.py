"""What all cell painters share."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Draws background, selection and focus as the style does, and leaves the inside to :meth:`paint_inside`.

    The cell's text stays in the model, so that copying and screen readers get what is shown.
    """

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        """Qt's entry; a cell without its text first, then the inside."""
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        text, cell.text = cell.text, ""
        view = cell.widget
        style = view.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, cell, painter, view)
        margin = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, cell, view) + 1
        painter.save()
        painter.setClipRect(cell.rect)
        painter.setFont(cell.font)
        self.paint_inside(painter, cell.rect.adjusted(margin, 0, -margin, 0), text, index)
        painter.restore()

    def paint_inside(self, painter: QPainter, rect: QRect, text: str, index: Index) -> None:
        """Draw ``text`` and whatever belongs to it into ``rect``; painter state is restored by the caller."""
        raise NotImplementedError
