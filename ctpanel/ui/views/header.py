"""What stands above everything in the main window: menus, the demo's mark and the link bar."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget


class Header(QWidget):
    """Widgets one below the other, without gaps."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)

    def fill(self, *widgets: QWidget) -> None:
        """From the top down."""
        for widget in widgets:
            self._rows.addWidget(widget)

    def heightForWidth(self, width: int, /) -> int:
        """At the width that the window has.

        A main window asks for the least width that it may ever have, at which everything takes more lines, and then
        keeps itself higher than it needs to be.
        """
        return super().heightForWidth(max(width, self.window().width()))
