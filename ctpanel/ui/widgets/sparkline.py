"""A small curve without axes, painted from exact numbers."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.theme.tokens import Colors


def points(values: Sequence[int | Decimal], rect: QRectF) -> list[QPointF]:
    """One point for each value, oldest at the left; a flat line lies in the middle.

    Zero is always inside the range, so that a curve above the base line means profit and one below it loss.
    """
    if not values:
        return []
    low, high = min(0, *values), max(0, *values)
    span = high - low
    step = rect.width() / max(1, len(values) - 1)
    return [
        QPointF(
            rect.left() + index * step,
            rect.bottom() - rect.height() * (float((value - low) / span) if span else 0.5),
        )
        for index, value in enumerate(values)
    ]


def paint_sparkline(painter: QPainter, rect: QRectF, values: Sequence[int | Decimal], colors: Colors) -> None:
    """Base line at zero, the curve in the color of its last value, a dot at its end; nothing for fewer than two."""
    if len(values) < 2:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inner = rect.adjusted(2, 3, -4, -3)
    low, high = min(0, *values), max(0, *values)
    if high != low:
        zero = inner.bottom() - inner.height() * float(-low / (high - low))
        painter.setPen(QPen(QColor(colors.outline), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(inner.left(), zero), QPointF(inner.right(), zero))
    last = values[-1]
    ink = QColor(colors.gain if last > 0 else colors.loss if last < 0 else colors.text_muted)
    curve = points(values, inner)
    painter.setPen(QPen(ink, 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.drawPolyline(QPolygonF(curve))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawEllipse(curve[-1], 2.2, 2.2)
    painter.restore()


class Sparkline(QWidget):
    """The curve as a widget; its accessible name comes with the values, since a picture says nothing to a reader."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._values: tuple[int | Decimal, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    def set_values(self, values: Sequence[int | Decimal], described: str) -> None:
        """Show ``values``, oldest first; ``described`` says in words what the curve shows."""
        self._values = tuple(values)
        self.setAccessibleName(described)
        self.update()

    def sizeHint(self) -> QSize:
        """A line of text high."""
        spacing = self._theme.tokens.spacing
        return QSize(spacing.giant * 3, spacing.large + spacing.small)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See :func:`paint_sparkline`."""
        painter = QPainter(self)
        paint_sparkline(painter, QRectF(self.rect()), self._values, self._theme.tokens.colors)
        painter.end()

    def _restyle(self) -> None:
        self.update()
