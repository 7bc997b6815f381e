"""A label that automation and screen readers can find and read at the same time."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ctpanel.ui.widgets.safe_text import safe_text


class NamedLabel(QLabel):
    """Plain text with the accessible name ``head: text``, which follows every change of the text.

    A toolkit hides a label's text as soon as the label has an accessible name; so the name carries the text.
    ``head`` is part of the contract with the outside and is not translated.
    """

    def __init__(self, head: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head = head
        self._said: str | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def setText(self, text: str, /) -> None:
        """Show ``text`` on one or more lines; every line is cleaned, the accessible name joins them by a space."""
        if text == self._said:
            # A screen reader is told of every name that is set, also of the same one.
            return
        self._said = text
        lines = [safe_text(line, 2000) for line in text.split("\n")]
        super().setText(self._laid_out("\n".join(lines)))
        self.setAccessibleName(f"{self._head}: {' '.join(filter(None, lines))}".rstrip())

    def _laid_out(self, text: str) -> str:
        """What is drawn for the cleaned ``text``; the accessible name is without it."""
        return text
