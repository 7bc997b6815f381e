"""One line of text that gives way when it is narrow, under a name that automation can find."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from ctpanel.ui.widgets.elided_label import ElidedLabel


class NamedLine(ElidedLabel):
    """As :class:`ElidedLabel`, with the accessible name ``head: text``; the name always holds the whole text.

    It takes the width that it is given and asks for none, so that a new text lays nothing out again.
    """

    def __init__(self, head: str, parent: QWidget | None = None) -> None:
        self._head = head
        super().__init__("", parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{head}:")

    def sizeHint(self) -> QSize:
        """One line high."""
        return QSize(1, self.fontMetrics().height())

    def updateGeometry(self) -> None:
        """Nothing to tell: the hint does not depend on the text."""

    def set_text(self, text: str) -> None:
        """Replace the text."""
        super().set_text(text)
        self.setAccessibleName(f"{self._head}: {self.text}".rstrip())
