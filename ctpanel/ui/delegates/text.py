"""Cells that are nothing but text."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter

from ctpanel.ui.delegates.cell import CellDelegate, Index
from ctpanel.ui.models.roles import ALIGNMENT, FOREGROUND, RIGHT


class TextDelegate(CellDelegate):
    """Paints the display text in the model's color, at the end that the model says.

    It looks like the style's own painting, which asks the model seven questions and lays the text out each time. A text
    that does not fit is cut in the middle: the ends of account names tell them apart.
    """

    def paint_inside(self, painter: QPainter, rect: QRect, text: str, index: Index) -> None:
        """One line."""
        if not text:
            return
        model = index.model()
        ink = model.data(index, FOREGROUND)
        if self.selected or not isinstance(ink, QColor):
            colors = self._theme.tokens.colors
            ink = self.color(colors.on_selection if self.selected else colors.text)
        painter.setPen(ink)
        kept = self._texts.cut(text, rect.width(), Qt.TextElideMode.ElideMiddle)
        self.draw(painter, rect, kept, right=model.data(index, ALIGNMENT) == RIGHT)
