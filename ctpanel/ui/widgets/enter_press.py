"""Enter on a button."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class EnterPress:
    """Lets Enter press the button of a window that has the focus, once for each press of the key.

    Qt's own way (a default button) repeats with a held key, and presses a button that has no focus. The window hands
    over every event to :meth:`hear`, and its key presses to :meth:`take`.
    """

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._aimed: QWidget | None = None

    def hear(self, event: QEvent) -> None:
        """Remember which control a key is meant for.

        This event comes before the key itself; whoever takes the key may move the focus before the window sees it.
        """
        if event.type() is QEvent.Type.ShortcutOverride:
            self._aimed = self._window.focusWidget()

    def take(self, event: QKeyEvent) -> bool:
        """Whether the key was Enter on a button; the button is pressed then."""
        button, self._aimed = self._aimed, None
        if (
            Qt.Key(event.key()) not in ENTER
            or not isinstance(button, QPushButton)
            or self._window.focusWidget() is not button
        ):
            return False
        if not event.isAutoRepeat():
            button.click()
        event.accept()
        return True
