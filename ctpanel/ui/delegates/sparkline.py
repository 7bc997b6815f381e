"""A small curve in a table cell."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QRectF
from PySide6.QtGui import QPainter

from ctpanel.ui.delegates.cell import CellDelegate, Index
from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.widgets.sparkline import paint_sparkline


class SparklineDelegate(CellDelegate):
    """``values_role`` answers a sequence of int or Decimal, oldest first; the display text is for screen readers."""

    def __init__(self, theme: Theme, values_role: int, parent: QObject | None = None) -> None:
        super().__init__(theme, parent)
        self._values_role = values_role

    def paint_inside(self, painter: QPainter, rect: QRect, text: str, index: Index) -> None:
        """See :func:`paint_sparkline`; a cell without values stays empty."""
        values = index.model().data(index, self._values_role)
        if values:
            paint_sparkline(painter, QRectF(rect), values, self._theme.tokens.colors)
