"""The table view that all tables of the program share."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QLineF, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyleOptionHeader,
    QTableView,
    QToolTip,
    QWidget,
)

from ctpanel.ui.delegates.kept_texts import KeptTexts
from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.theme.fonts import small_font
from ctpanel.ui.widgets.elided_label import plain_tool_tip
from ctpanel.ui.widgets.safe_text import safe_text

_Index = QModelIndex | QPersistentModelIndex
SHORT_TITLE: Final = int(Qt.ItemDataRole.UserRole) + 100
"""Header role: the title for a column that is too narrow for its whole one. Screen readers are told the whole one."""
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class DataTable(QTableView):
    """Rows with a hair line between them, selected as a whole; a sentence in the middle while there is nothing.

    ``name`` is the accessible name and part of the contract with the outside. ``opened`` carries the index that Enter
    or a double click chose; a held Enter counts once. Rows have one height, so that a refresh never moves them.
    """

    opened = Signal(QModelIndex)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._empty_text = ""
        self.texts = KeptTexts()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = _Header(theme, self)
        self.setHorizontalHeader(header)
        header.setSectionsClickable(True)
        header.setSectionsMovable(True)
        header.setStretchLastSection(False)
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.doubleClicked.connect(self.opened)
        # It fills itself, so that nothing below it is painted first, and scrolling moves pixels instead of painting.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        # The frame of the current row ends where the view does, not where its cells do.
        self.horizontalScrollBar().valueChanged.connect(self._paint_again)
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_empty_text(self, text: str) -> None:
        """The sentence for a table without rows: why there are none, and what to do."""
        self._empty_text = safe_text(text)
        if not self.verticalHeader().count():
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the current row; everything else as every table."""
        if Qt.Key(event.key()) not in _ENTER or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        if not event.isAutoRepeat() and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        event.accept()

    def viewportEvent(self, event: QEvent, /) -> bool:
        """A text that is cut can be read whole by pointing at it."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            text = self._cut_text(index) if index.isValid() else ""
            if text:
                QToolTip.showText(event.globalPos(), plain_tool_tip(text), self)
                return True
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Cells first, then all hair lines in one stroke: a style rule for each cell costs many times more."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(self._theme.tokens.colors.surface))
        self.texts.begin(painter)
        painter.end()
        super().paintEvent(event)
        rows = self.verticalHeader().count()
        if not rows and not self._empty_text and not self.hasFocus():
            return
        painter = QPainter(self.viewport())
        if rows:
            self._paint_lines(painter, event.rect(), rows)
        else:
            painter.setPen(QColor(self._theme.tokens.colors.text_muted))
            flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
            margin = self._theme.tokens.spacing.large
            painter.drawText(self.viewport().rect().adjusted(margin, 0, -margin, 0), flags, self._empty_text)
        if self.hasFocus():
            self._paint_focus(painter)
        painter.end()

    def _paint_again(self) -> None:
        self.viewport().update()

    def _cut_text(self, index: QModelIndex) -> str:
        """The text of this cell if it does not fit and the model has no words of its own for it."""
        text = str(index.data() or "")
        room = self.columnWidth(index.column()) - 2 * self._theme.tokens.spacing.base
        told = index.data(Qt.ItemDataRole.ToolTipRole)
        return "" if told or self.fontMetrics().horizontalAdvance(text) <= room else text

    def _paint_lines(self, painter: QPainter, dirty: QRect, rows: int) -> None:
        first = max(0, self.rowAt(dirty.top()))
        last = self.rowAt(dirty.bottom())
        last = rows - 1 if last < 0 else last
        width = float(self.viewport().width())
        lines = [
            QLineF(0.0, y, width, y)
            for y in (self.rowViewportPosition(row) + self.rowHeight(row) - 0.5 for row in range(first, last + 1))
        ]
        painter.setPen(QPen(QColor(self._theme.tokens.colors.separator), 1))
        painter.drawLines(lines)

    def _paint_focus(self, painter: QPainter) -> None:
        """A frame around the current row, or around everything while there is none.

        Selection alone does not show where keys go.
        """
        current = self.currentIndex()
        ring = self.viewport().rect()
        if current.isValid():
            ring = QRect(0, self.rowViewportPosition(current.row()), ring.width(), self.rowHeight(current.row()))
        painter.setPen(QPen(QColor(self._theme.tokens.colors.focus), 2))
        painter.drawRect(ring.adjusted(1, 1, -1, -1))

    def currentChanged(self, current: _Index, previous: _Index, /) -> None:
        """Repaints both rows in full width, where the frame is and was."""
        super().currentChanged(current, previous)
        if not (current.isValid() and previous.isValid()):
            self.viewport().update()
            return
        for row in {current.row(), previous.row()}:
            self.viewport().update(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))

    def scrollContentsBy(self, dx: int, dy: int, /) -> None:
        """A frame around everything stays where it is."""
        super().scrollContentsBy(dx, dy)
        if self.hasFocus() and not self.currentIndex().isValid():
            self.viewport().update()

    def _restyle(self) -> None:
        spacing = self._theme.tokens.spacing
        # On the grid of 4, so that rows of neighboring tables line up.
        height = -(-(self.fontMetrics().height() + spacing.row_padding) // spacing.tiny) * spacing.tiny
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self.viewport().update()


class _Header(QHeaderView):
    """Shows the short title of a column (:data:`SHORT_TITLE`), where there is one, instead of a cut one."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._hint: QSize | None = None

    def sizeHint(self) -> QSize:
        """Qt's entry: one line in the header's font. Qt itself asks each column for it at every change of a width."""
        if self._hint is None or not self.count():
            self._hint = super().sizeHint()
        return self._hint

    def changeEvent(self, event: QEvent, /) -> None:
        """Qt's entry: another font or style, another height."""
        self._hint = None
        super().changeEvent(event)

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, logicalIndex: int, /) -> None:
        """Qt's entry."""
        super().initStyleOptionForIndex(option, logicalIndex)
        short = self.model().headerData(logicalIndex, Qt.Orientation.Horizontal, SHORT_TITLE)
        if not short:
            return
        spacing = self._theme.tokens.spacing
        sorted_by = self.isSortIndicatorShown() and self.sortIndicatorSection() == logicalIndex
        room = self.sectionSize(logicalIndex) - 2 * spacing.base - (spacing.large if sorted_by else 0)
        if QFontMetrics(small_font(self._theme.tokens.type)).horizontalAdvance(option.text) > room:
            option.text = str(short)
