"""What every dialog of the program does with keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from ctpanel.ui.widgets.enter_press import EnterPress


class PanelDialog(QDialog):
    """Enter presses the button that has the focus and never any other one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._enter = EnterPress(self)

    def event(self, event: QEvent, /) -> bool:
        """Qt's entry."""
        self._enter.hear(event)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's entry; only keys that the focused control did not want arrive here."""
        if not self._enter.take(event):
            super().keyPressEvent(event)
