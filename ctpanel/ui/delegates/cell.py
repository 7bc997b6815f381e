"""What all cell painters share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ctpanel.ui.delegates.kept_texts import KeptText, KeptTexts
from ctpanel.ui.theme.apply import Theme

Index = QModelIndex | QPersistentModelIndex

_PANEL: Final = QStyle.PrimitiveElement.PE_PanelItemViewItem
_SELECTED: Final = QStyle.StateFlag.State_Selected.value
_DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)


class CellDelegate(QStyledItemDelegate):
    """Draws the selection as the style does, and leaves the inside to :meth:`paint_inside`.

    It belongs to a view with ``texts``, in whose font they are. The current row is framed by the table itself. The
    cell's text stays in the model, so that copying and screen readers get what is shown.
    """

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._colors: dict[str, QColor] = {}
        self._texts = KeptTexts()
        self.selected = False

    @property
    def margin(self) -> int:
        """Distance of the content from the left and right edge; the style sheet gives the other cells the same."""
        return self._theme.tokens.spacing.base

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        """Qt's entry: the style's panel first, then the inside."""
        # Not initStyleOption: it asks the model seven questions for a cell, of which one is needed here.
        view = option.widget
        self.selected = bool(option.state.value & _SELECTED)
        if self.selected:
            # Of one that is not selected there is nothing to draw: rows have no background of their own.
            view.style().drawPrimitive(_PANEL, option, painter, view)
        self._texts = view.texts  # type: ignore[attr-defined]  # of a DataTable
        margin = self._theme.tokens.spacing.base
        # Asked in Python: the way through the index costs several times the answer.
        text = index.model().data(index, _DISPLAY)
        self.paint_inside(painter, option.rect.adjusted(margin, 0, -margin, 0), text or "", index)

    def paint_inside(self, painter: QPainter, rect: QRect, text: str, index: Index) -> None:
        """Draw ``text`` and whatever belongs to it into ``rect``; of the painter only pen and brush may be left."""
        raise NotImplementedError

    def number(
        self, painter: QPainter, rect: QRect, text: str, brief: Callable[[], str] | None = None, *, right: bool = True
    ) -> int:
        """Draw ``text`` at the right (or at the left) end; when it does not fit whole, ``brief`` or "…".

        Returns the free width beside it. A number that lost its sign or a digit at the edge of a narrow column would
        be a false number.
        """
        kept = self._texts.get(text)
        room = rect.width()
        free = room - kept.width
        if free < 0 and brief is not None and (shorter := brief()):
            kept = self._texts.get(shorter)
            free = room - kept.width
        if free < 0:
            kept, free = self._texts.get("…"), 0
        self.draw(painter, rect, kept, right=right)
        return free

    def draw(self, painter: QPainter, rect: QRect, kept: KeptText, *, right: bool) -> None:
        """Draw one line, vertically centered, in the painter's pen."""
        top = rect.top() + rect.height() // 2 - self._texts.line_height // 2
        left = rect.left() + (rect.width() - kept.exact if right else 0)
        painter.drawStaticText(QPointF(left, top), kept.drawn)

    def color(self, name: str) -> QColor:
        """The color of a token's text; made once, because Qt reads the digits anew every time."""
        color = self._colors.get(name)
        if color is None:
            color = self._colors[name] = QColor(name)
        return color
