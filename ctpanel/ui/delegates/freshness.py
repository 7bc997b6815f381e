"""The age of a row, with a mark whose shape says how far it may be trusted."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ctpanel.domain.freshness import Freshness
from ctpanel.ui.delegates.cell import CellDelegate, Index
from ctpanel.ui.theme.apply import Theme


class FreshnessDelegate(CellDelegate):
    """Paints the display text behind a mark: full (live), half (ageing), ring (stale), dash (unknown).

    The model answers ``freshness_role`` with a :class:`Freshness`; anything else counts as unknown.
    """

    def __init__(self, theme: Theme, freshness_role: int, parent: QObject | None = None) -> None:
        super().__init__(theme, parent)
        self._freshness_role = freshness_role

    def paint_inside(self, painter: QPainter, rect: QRect, text: str, index: Index) -> None:
        """The mark keeps its place at the left, the age begins beside it: an age is no amount to be lined up."""
        answer = index.model().data(index, self._freshness_role)
        freshness = answer if isinstance(answer, Freshness) else Freshness.UNKNOWN
        painter.setPen(self.color(self._ink(freshness)))
        spacing = self._theme.tokens.spacing
        self.number(painter, rect.adjusted(spacing.base + spacing.small, 0, 0, 0), text, right=False)
        painter.save()
        self._paint_mark(painter, rect, freshness)
        painter.restore()

    def _ink(self, freshness: Freshness) -> str:
        colors = self._theme.tokens.colors
        if freshness is Freshness.LIVE:
            return colors.text_muted
        return colors.warning if freshness is Freshness.AGEING else colors.stale

    def _paint_mark(self, painter: QPainter, rect: QRect, freshness: Freshness) -> None:
        colors, radius = self._theme.tokens.colors, self._theme.tokens.spacing.base / 2 - 0.5
        center = QPointF(rect.left() + radius + 1, rect.center().y() + 0.5)
        ink = QColor(colors.success) if freshness is Freshness.LIVE else QColor(self._ink(freshness))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(ink, 1.4))
        if freshness is Freshness.UNKNOWN:
            painter.drawLine(center - QPointF(radius, 0), center + QPointF(radius, 0))
            return
        painter.setBrush(ink if freshness is Freshness.LIVE else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(center, radius, radius)
        if freshness is Freshness.AGEING:
            painter.setBrush(ink)
            box = QRect(round(center.x() - radius), round(center.y() - radius), round(2 * radius), round(2 * radius))
            painter.drawPie(box, 90 * 16, 180 * 16)
