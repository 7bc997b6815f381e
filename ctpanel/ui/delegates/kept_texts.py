"""Texts of cells, laid out once and drawn many times: to lay one out costs several times what drawing it does."""

from __future__ import annotations

import math
from typing import Final, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QPainter, QStaticText

#: Some tables full of cells; beyond that all are forgotten at once.
_MOST: Final = 1500


class KeptText(NamedTuple):
    """A text as it is drawn; its width exactly, and in whole pixels as Qt's metrics round it."""

    drawn: QStaticText
    exact: float
    width: int


class KeptTexts:
    """The texts that were drawn last in one font.

    Kept by what decides about their looks: the words, the font and the density of the screen. The color is the
    painter's own.
    """

    def __init__(self) -> None:
        self._kept: dict[str, KeptText] = {}
        self._cut: dict[tuple[str, int, Qt.TextElideMode], str] = {}
        self._made_for: tuple[str, float] | None = None
        self._metrics = QFontMetrics(QFont())
        self._exactly = QFontMetricsF(QFont())
        self.line_height = 0
        """As high as the style's own layout of a line, so that cells side by side stand on one row of pixels.

        That is the height rounded up; Qt's metrics round it to the nearest.
        """

    def begin(self, painter: QPainter) -> None:
        """Draw with this painter's font and density from now on."""
        font, device = painter.font(), painter.device()
        made_for = (font.key(), device.devicePixelRatio())
        if made_for != self._made_for:
            self._made_for = made_for
            self._kept.clear()
            self._cut.clear()
            self._metrics, self._exactly = QFontMetrics(font, device), QFontMetricsF(font, device)
            self.line_height = math.ceil(self._exactly.height())

    def get(self, text: str) -> KeptText:
        """The text, ready to be drawn."""
        kept = self._kept.get(text)
        if kept is None:
            if len(self._kept) >= _MOST:
                self._kept.clear()
            drawn = QStaticText(text)
            drawn.setTextFormat(Qt.TextFormat.PlainText)
            width, exact = self._metrics.horizontalAdvance(text), self._exactly.horizontalAdvance(text)
            kept = self._kept[text] = KeptText(drawn, exact, width)
        return kept

    def cut(self, text: str, room: int, mode: Qt.TextElideMode) -> KeptText:
        """As much of the text as ``room`` holds, with "…" where ``mode`` says."""
        whole = self.get(text)
        if whole.width <= room:
            return whole
        key = (text, room, mode)
        shown = self._cut.get(key)
        if shown is None:
            if len(self._cut) >= _MOST:
                self._cut.clear()
            shown = self._cut[key] = self._metrics.elidedText(text, mode, room)
        return self.get(shown)
