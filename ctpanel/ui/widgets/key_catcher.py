"""A field that takes the next combination of keys instead of obeying it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ctpanel.ui.shortcuts import pressed


class KeyCatcher(QLineEdit):
    """``caught`` carries the keys in Qt's portable spelling, once for each press; ``left`` is told by Escape.

    Tab and Shift+Tab move on as everywhere, so that the keyboard is never caught in here.
    """

    caught = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self.setReadOnly(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def show_keys(self, words: str) -> None:
        """What stands in the field while nothing is pressed."""
        self._shown = words
        self.setText(words)

    def event(self, event: QEvent, /) -> bool:
        """No shortcut of the window takes a key that is meant for this field."""
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Qt's entry."""
        event.accept()
        if event.isAutoRepeat():
            return
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.left.emit()
            return
        keys = pressed(event.keyCombination())
        if keys is not None:
            self.caught.emit(keys)

    def keyReleaseEvent(self, event: QKeyEvent, /) -> None:
        """Qt's entry; nothing happens on the way up."""
        event.accept()

    def focusInEvent(self, event: QFocusEvent, /) -> None:
        """Asks for the keys."""
        super().focusInEvent(event)
        self.clear()

    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        """Shows what is in force again."""
        super().focusOutEvent(event)
        self.setText(self._shown)
