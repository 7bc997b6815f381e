"""One line of text that gives way when it is narrow, under a name that automation can find."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ctpanel.ui.widgets.elided_label import ElidedLabel


class NamedLine(ElidedLabel):
    """As :class:`ElidedLabel`, with the accessible name ``head: text``; the name always holds the whole text."""

    def __init__(self, head: str, parent: QWidget | None = None, *, natural_width: int = 40) -> None:
        self._head = head
        super().__init__("", parent, natural_width=natural_width)
        self.setAccessibleName(f"{head}:")

    def set_text(self, text: str) -> None:
        """Replace the text."""
        super().set_text(text)
        self.setAccessibleName(f"{self._head}: {self.text}".rstrip())
