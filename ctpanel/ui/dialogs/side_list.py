"""A list of pages beside its page, or in a few lines above it where the window is narrow."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QBoxLayout, QDialog, QListView, QListWidget, QWidget

from ctpanel.ui.theme.apply import Theme

_NARROW: Final = 620
"""Below this width (at scale 1) a list at the side would leave too little for the page."""
_MOST_SHARE: Final = 0.3
_UNBOUNDED: Final = 16_777_215


class SideList(QObject):
    """Keeps ``row`` (the list's part and the page's part of ``dialog``) in the direction that its width allows.

    ``beside`` are the widgets of the list's part, one of which is the list; at the side they are ``width`` pixels
    wide, or as wide as the list's longest entry.
    """

    def __init__(self, theme: Theme, dialog: QDialog, row: QBoxLayout, beside: tuple[QWidget, ...], width: int) -> None:
        super().__init__(dialog)
        self._theme = theme
        self._dialog = dialog
        self._row = row
        (pages,) = (one for one in beside if isinstance(one, QListWidget))
        self._pages = pages
        self._beside = beside
        self._width = width
        pages.setResizeMode(QListView.ResizeMode.Adjust)
        dialog.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        """Qt's entry: another width of the dialog."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._arrange()
        return False

    def _arrange(self) -> None:
        narrow = self._dialog.width() < _NARROW * self._theme.tokens.scale
        directions, flows = QBoxLayout.Direction, QListView.Flow
        self._row.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)
        self._pages.setFlow(flows.LeftToRight if narrow else flows.TopToBottom)
        self._pages.setWrapping(narrow)
        around = self._pages.width() - self._pages.viewport().width() + 2 * self._pages.spacing()
        width = max(self._width, self._pages.sizeHintForColumn(0) + around)
        # Left to itself a list asks for a fixed width, whatever its font: longer entries would be cut.
        self._pages.setMinimumWidth(0 if narrow else width)
        for widget in self._beside:
            widget.setMaximumWidth(_UNBOUNDED if narrow else width)
        self._pages.setFixedHeight(self._lines_height()) if narrow else self._free_height()

    def _free_height(self) -> None:
        self._pages.setMinimumHeight(0)
        self._pages.setMaximumHeight(_UNBOUNDED)

    def _lines_height(self) -> int:
        """As high as all lines at the width to come; a long list is scrolled."""
        margins = self._row.contentsMargins()
        around = self._pages.height() - self._pages.viewport().height()
        bar = self._pages.verticalScrollBar().sizeHint().width()
        # A list keeps room for the bar that it may need, so its lines break earlier than without one.
        room = self._dialog.width() - margins.left() - margins.right() - around - bar
        gap = 2 * self._pages.spacing()
        lines, used = 1, 0
        for place in range(self._pages.count()):
            wide = self._pages.sizeHintForIndex(self._pages.model().index(place, 0)).width() + gap
            if used and used + wide > room:
                lines, used = lines + 1, 0
            used += wide
        needed = lines * (self._pages.sizeHintForRow(0) + gap) + around
        return min(needed, round(self._dialog.height() * _MOST_SHARE))
