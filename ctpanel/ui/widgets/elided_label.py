"""A label of one line that gives way: it shortens its text instead of widening its window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ctpanel.ui.widgets.safe_text import safe_text


class ElidedLabel(QFrame):
    """Plain text, cut with "…" where the width ends; the whole text is the tool tip (only when cut) and the name.

    ``mode`` says which end gives way: the middle for account names, whose ends tell them apart. ``natural_width`` in
    characters bounds the size hint.
    """

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        natural_width: int = 40,
    ) -> None:
        super().__init__(parent)
        self._text = ""
        self._is_cut = False
        self._mode = mode
        self._natural_width = natural_width
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    @property
    def text(self) -> str:
        """The whole text, cleaned."""
        return self._text

    def set_text(self, text: str) -> None:
        """Replace the text; the widget keeps its place."""
        clean = safe_text(text)
        if clean == self._text:
            return
        self._text = clean
        self.setAccessibleName(clean)
        self._refresh_tool_tip()
        self.updateGeometry()
        self.update()

    def shown_text(self) -> str:
        """The text as it stands on screen at the present width."""
        return self.fontMetrics().elidedText(self._text, self._mode, self.contentsRect().width())

    def sizeHint(self) -> QSize:
        """The width of the text, bounded by ``natural_width``."""
        metrics = self.fontMetrics()
        widest = metrics.averageCharWidth() * self._natural_width
        return QSize(min(metrics.horizontalAdvance(self._text) + 1, widest), metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Three characters: enough to show that there is something."""
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * 3, metrics.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tool tip appears only where text is hidden."""
        super().resizeEvent(event)
        self._refresh_tool_tip()

    def changeEvent(self, event: QEvent) -> None:
        """Another font may cut the text, or show it whole."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._refresh_tool_tip()

    def paintEvent(self, event: QPaintEvent) -> None:
        """One line, vertically centered."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
        # To find where a text is cut takes longer than to draw it.
        painter.drawText(self.contentsRect(), int(flags), self.shown_text() if self._is_cut else self._text)

    def _refresh_tool_tip(self) -> None:
        self._is_cut = self.fontMetrics().horizontalAdvance(self._text) > self.contentsRect().width()
        tip = plain_tool_tip(self._text) if self._is_cut else ""
        if tip != self.toolTip():
            self.setToolTip(tip)


def plain_tool_tip(text: str) -> str:
    """``text`` as a tool tip that shows markup instead of obeying it: a tool tip guesses whether it holds HTML."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<span>{escaped}</span>" if escaped != text else text
