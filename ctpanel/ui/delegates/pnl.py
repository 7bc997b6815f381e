"""Profit and loss in a table cell: sign in the text, arrow at the left edge, color from the theme."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from ctpanel.ui.delegates.cell import CellDelegate, Index
from ctpanel.ui.models.roles import Role
from ctpanel.ui.theme.apply import Theme

_USUAL: Final = "-$10,000.00"
"""Numbers up to this long leave their arrow where it is, so that arrows stand in one line."""


class PnlDelegate(CellDelegate):
    """Paints the display text; the model says by ``sign_role`` which way it goes: 1, 0, -1, or None for unknown.

    ``stale_role`` answers True for a value past its limit, which is drawn grey: its arrow stays, because the direction
    was true then. The color is never read from the text. Where the number has no room, ``Role.BRIEF`` is drawn.
    """

    def __init__(self, theme: Theme, sign_role: int, stale_role: int, parent: QObject | None = None) -> None:
        super().__init__(theme, parent)
        self._sign_role = sign_role
        self._stale_role = stale_role
        self._arrows: dict[tuple[float, bool], QPolygonF] = {}
        self._usual = 0
        theme.changed.connect(self._forget)

    def paint_inside(self, painter: QPainter, rect: QRect, text: str, index: Index) -> None:
        """The number keeps its place at the right, the arrow its place beside the longest usual number."""
        sign = index.data(self._sign_role)
        painter.setPen(self.ink(sign, bool(index.data(self._stale_role))))
        room = self.number(painter, rect, text, brief=lambda: str(index.data(Role.BRIEF) or ""))
        size, gap = self._theme.tokens.spacing.base, self._theme.tokens.spacing.tiny
        if sign and room > size + gap:
            self._usual = self._usual or painter.fontMetrics().horizontalAdvance(_USUAL)
            left = rect.left() + max(0, min(room, rect.width() - self._usual) - size - gap)
            painter.translate(left + size / 2, rect.center().y() + 0.5)
            self._paint_arrow(painter, size / 2, up=sign > 0)

    def ink(self, sign: int | None, stale: bool) -> QColor:
        """The color for a value of this direction."""
        colors = self._theme.tokens.colors
        if stale or sign is None:
            return QColor(colors.stale)
        if sign == 0:
            return QColor(colors.text)
        return QColor(colors.gain if sign > 0 else colors.loss)

    def _paint_arrow(self, painter: QPainter, half: float, *, up: bool) -> None:
        arrow = self._arrows.get((half, up))
        if arrow is None:
            tip = -half * 0.8 if up else half * 0.8
            arrow = QPolygonF([QPointF(-half, -tip), QPointF(half, -tip), QPointF(0, tip)])
            self._arrows[half, up] = arrow
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(painter.pen().color())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPolygon(arrow)

    def _forget(self) -> None:
        """Another font, another width."""
        self._usual = 0
