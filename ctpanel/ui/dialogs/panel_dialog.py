"""What every dialog of the program does with keys, and with the screen."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.widgets.enter_press import EnterPress

_MOST_OF_SCREEN: Final = 0.9
"""The rest is for the frame, and for what lies behind."""


class PanelDialog(QDialog):
    """Enter presses the button that has the focus and never any other one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scale = theme.tokens.scale
        self._enter = EnterPress(self)
        theme.changed.connect(self._follow_scale)

    def setVisible(self, visible: bool, /) -> None:
        """Opens no larger than the screen has room: the button that closes it must be in sight."""
        if visible and not self.isVisible():
            self.resize(self.size().boundedTo(self._room()))
        super().setVisible(visible)

    def _room(self) -> QSize:
        return self.screen().availableGeometry().size() * _MOST_OF_SCREEN

    def _follow_scale(self) -> None:
        """Larger letters want a larger window, or the end of a line that fitted is out of sight."""
        before, self._scale = self._scale, self._theme.tokens.scale
        if self._scale != before:
            self.resize((self.size() * (self._scale / before)).boundedTo(self._room()))

    def event(self, event: QEvent, /) -> bool:
        """Qt's entry."""
        self._enter.hear(event)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's entry; only keys that the focused control did not want arrive here."""
        if not self._enter.take(event):
            super().keyPressEvent(event)
