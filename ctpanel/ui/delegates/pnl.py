"""Profit and loss in a table cell: sign in the text, arrow at the left edge, color from the theme."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap, QPolygonF

from ctpanel.ui.delegates.cell import CellDelegate, Index
from ctpanel.ui.models.roles import Role
from ctpanel.ui.theme.apply import Theme

_USUAL: Final = "-$10,000.00"
"""Numbers up to this long leave their arrow where it is, so that arrows stand in one line."""
_MOST_ARROWS: Final = 50


class PnlDelegate(CellDelegate):
    """Paints the display text; the model says by ``sign_role`` which way it goes: 1, 0, -1, or None for unknown.

    ``stale_role`` answers True for a value past its limit, which is drawn gray: its arrow stays, because the direction
    was true then. The color is never read from the text. Where the number has no room, ``Role.BRIEF`` is drawn.
    """

    def __init__(self, theme: Theme, sign_role: int, stale_role: int, parent: QObject | None = None) -> None:
        super().__init__(theme, parent)
        self._sign_role = sign_role
        self._stale_role = stale_role
        self._arrows: dict[tuple[int, bool, str, float], QPixmap] = {}

    def paint_inside(self, painter: QPainter, rect: QRect, text: str, index: Index) -> None:
        """The number keeps its place at the right, the arrow its place beside the longest usual number."""
        ask = index.model().data
        sign = ask(index, self._sign_role)
        ink = self._ink(sign, bool(ask(index, self._stale_role)))
        painter.setPen(self.color(ink))
        room = self.number(painter, rect, text, lambda: str(ask(index, Role.BRIEF) or ""))
        spacing = self._theme.tokens.spacing
        size, gap = spacing.base, spacing.tiny
        if sign and room > size + gap:
            left = rect.left() + max(0, min(room, rect.width() - self._texts.get(_USUAL).width) - size - gap)
            arrow = self._arrow(size, sign > 0, ink, painter.device().devicePixelRatio())
            painter.drawPixmap(QPoint(left - 1, rect.center().y() - size // 2 - 1), arrow)

    def _ink(self, sign: int | None, stale: bool) -> str:
        colors = self._theme.tokens.colors
        if stale or sign is None:
            return colors.stale
        if sign == 0:
            return colors.text
        return colors.gain if sign > 0 else colors.loss

    def _arrow(self, size: int, up: bool, ink: str, ratio: float) -> QPixmap:
        """One of few pictures: size, direction, color and density are all that it depends on."""
        key = (size, up, ink, ratio)
        picture = self._arrows.get(key)
        if picture is None:
            if len(self._arrows) > _MOST_ARROWS:
                self._arrows.clear()
            picture = self._arrows[key] = _draw_arrow(size, up, ink, ratio)
        return picture


def _draw_arrow(size: int, up: bool, ink: str, ratio: float) -> QPixmap:
    """With a free pixel around it; its middle is half a pixel below that of the cell."""
    picture = QPixmap(round((size + 2) * ratio), round((size + 2) * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    half = size / 2
    tip = -half * 0.8 if up else half * 0.8
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(ink))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.translate(half + 1, size // 2 + 1.5)
    painter.drawPolygon(QPolygonF([QPointF(-half, -tip), QPointF(half, -tip), QPointF(0, tip)]))
    painter.end()
    return picture
