"""One line of text that gives way when it is narrow, under a name that automation can find."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from ctpanel.ui.widgets.elided_label import ElidedLabel
from ctpanel.ui.widgets.safe_text import safe_text

_BETWEEN: Final = " · "


class NamedLine(ElidedLabel):
    """As :class:`ElidedLabel`, with the accessible name ``head: text``; the name always holds the whole text.

    It takes the width that it is given and asks for none, so that a new text lays nothing out again.
    """

    def __init__(self, head: str, parent: QWidget | None = None) -> None:
        self._head = head
        self._parts: tuple[str, ...] = ()
        self._brief: tuple[str, ...] = ()
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

    def set_parts(self, parts: Sequence[str], brief: Sequence[str] = ()) -> None:
        """Replace the text by these, of which as many are shown as fit whole; "+2" says how many are not.

        ``brief`` says the same in fewer words, where all of it fits only so.
        """
        self._parts = tuple(safe_text(part) for part in parts)
        self._brief = tuple(safe_text(part) for part in brief) or self._parts
        self.set_text(_BETWEEN.join(self._parts))

    def shown_text(self) -> str:
        """The text as it stands on screen at the present width."""
        room, advance = self.contentsRect().width(), self.fontMetrics().horizontalAdvance
        if self.text != _BETWEEN.join(self._parts) or advance(self.text) <= room:
            return super().shown_text()
        if advance(brief := _BETWEEN.join(self._brief)) <= room:
            return brief
        for count in range(len(self._brief) - 1, 0, -1):
            shown = _BETWEEN.join((*self._brief[:count], f"+{len(self._brief) - count}"))
            if advance(shown) <= room:
                return shown
        return super().shown_text()
