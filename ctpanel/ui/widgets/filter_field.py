"""A field that narrows down the rows of the table below it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from ctpanel.ui.widgets.search_field import SearchField

_ON: Final = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter})


class FilterField(SearchField):
    """``left`` asks for the keyboard to go on to the rows: by Down or Enter as they are, by Escape with all of them."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Qt's entry."""
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Escape:
            self.clear()
        elif key not in _ON or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.returnPressed.emit()
        self.left.emit()
        event.accept()
