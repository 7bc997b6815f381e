"""A small curve without axes, painted from exact numbers."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

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
