"""What stands above everything in the main window: menus, the demo's mark and the link bar."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget


class Header(QWidget):
    """Widgets one below the other, without gaps."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for widget in widgets:
            rows.addWidget(widget)

    def heightForWidth(self, width: int, /) -> int:
        """At the width that the window has.

        A main window asks for the least width that it may ever have, at which everything takes more lines, and then
        keeps itself higher than it needs to be.
        """
        return super().heightForWidth(max(width, self.window().width()))
