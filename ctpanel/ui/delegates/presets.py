"""The presets of a position's row, painted as small buttons. A click tells which one; nothing is sent."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyleOptionViewItem

from ctpanel.ui.delegates.cell import CellDelegate, Index
from ctpanel.ui.i18n import tr
from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.theme.fonts import small_font

PRESETS: Final = (25, 50, 75, 100)
"""In percent; the last one is the full close."""
ANY: Final = 0
"""Told when the cell has room for one button only, which stands for all of them."""


def preset_words(percent: int) -> str:
    """What stands on the button of a preset."""
    if percent == ANY:
        return tr("Close…")
    return tr("All") if percent == PRESETS[-1] else tr("{percent}%").format(percent=percent)


class PresetDelegate(CellDelegate):
    """``chosen`` carries the index and a preset (or :data:`ANY`) after a whole click on it with the left button alone.

    The buttons look the same in every row, so they are drawn once and copied: a repaint costs one pixmap.
    """

    chosen = Signal(QModelIndex, int)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, parent)
        self._drawn: dict[tuple[int, int, float], QPixmap] = {}
        self._pressed: tuple[QPersistentModelIndex, int] | None = None
        theme.changed.connect(self._forget)

    def buttons(self, cell: QRect) -> dict[int, QRect]:
        """Where each preset stands in a cell; a narrow cell has one button for all of them."""
        spacing = self._theme.tokens.spacing
        metrics = QFontMetrics(small_font(self._theme.tokens.type))
        inside = cell.adjusted(self.margin, spacing.hair, -self.margin, -spacing.hair - 1)
        each = max(metrics.horizontalAdvance(preset_words(percent)) for percent in PRESETS) + 2 * spacing.small
        if len(PRESETS) * (each + spacing.tiny) - spacing.tiny > inside.width():
            wanted = metrics.horizontalAdvance(preset_words(ANY)) + 2 * spacing.small
            return {ANY: QRect(inside.left(), inside.top(), min(wanted, inside.width()), inside.height())}
        step = each + spacing.tiny
        return {
            percent: QRect(inside.left() + place * step, inside.top(), each, inside.height())
            for place, percent in enumerate(PRESETS)
        }

    def paint_inside(self, painter: QPainter, rect: QRect, text: str, index: Index) -> None:
        """The picture of all buttons, drawn at the first cell of this size."""
        ratio = painter.device().devicePixelRatio()
        key = (rect.width(), rect.height(), ratio)
        picture = self._drawn.get(key)
        if picture is None:
            if len(self._drawn) > 8:
                # Sizes of a column that is being dragged.
                self._drawn.clear()
            picture = self._drawn[key] = self._draw(rect, ratio)
        painter.drawPixmap(rect.topLeft(), picture)

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index, /
    ) -> bool:
        """Qt's entry for the mouse on a cell. A press that ends elsewhere, on a row that moved away, does nothing."""
        if not isinstance(event, QMouseEvent):
            return False
        kind = event.type()
        if kind is QEvent.Type.MouseButtonPress:
            self._pressed = None
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            here = self._at(option.rect, event)
            if here is not None and plain and event.button() is Qt.MouseButton.LeftButton:
                self._pressed = (QPersistentModelIndex(index), here)
        elif kind is QEvent.Type.MouseButtonRelease and self._pressed is not None:
            pressed, self._pressed = self._pressed, None
            if pressed == (QPersistentModelIndex(index), self._at(option.rect, event)):
                self.chosen.emit(model.index(index.row(), index.column()), pressed[1])
        return False

    def _at(self, cell: QRect, event: QMouseEvent) -> int | None:
        point = event.position().toPoint()
        return next((preset for preset, rect in self.buttons(cell).items() if rect.contains(point)), None)

    def _forget(self) -> None:
        self._drawn.clear()

    def _draw(self, rect: QRect, ratio: float) -> QPixmap:
        picture = QPixmap(rect.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(small_font(self._theme.tokens.type))
        colors, radius = self._theme.tokens.colors, self._theme.tokens.spacing.tiny
        cell = QRect(-self.margin, 0, rect.width() + 2 * self.margin, rect.height())
        for preset, button in self.buttons(cell).items():
            painter.setPen(QPen(QColor(colors.outline), 1))
            painter.drawRoundedRect(button.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
            painter.setPen(QColor(colors.text))
            painter.drawText(button, int(Qt.AlignmentFlag.AlignCenter), preset_words(preset))
        painter.end()
        return picture
