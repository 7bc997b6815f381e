"""Cards that stay until something changes: demo, emergency."""

from __future__ import annotations

import enum
from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.theme.style_sheet import mark
from ctpanel.ui.theme.tokens import Colors
from ctpanel.ui.widgets.safe_text import safe_text


class BannerKind(enum.Enum):
    """What the card is about; the value is the head of its accessible name."""

    DEMO = "Demo"
    EMERGENCY = "Emergency"


_SURFACE: dict[BannerKind, Callable[[Colors], tuple[str, str, str]]] = {
    BannerKind.DEMO: lambda c: (c.demo, c.demo_stripe, c.on_demo),
    BannerKind.EMERGENCY: lambda c: (c.danger_surface, c.danger_fill, c.danger),
}


class Banner(QWidget):
    """Title and text on a colored card, whose accessible name is ``head: title. text``."""

    def __init__(self, theme: Theme, kind: BannerKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kind = kind
        self._title = _label(self)
        self._text = _label(self)
        self._title.setWordWrap(True)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._row = QHBoxLayout(self)
        self._words = QVBoxLayout()
        mark(self._title, "title")
        self._lay_out()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_content(self, title: str, text: str = "") -> None:
        """Replace both; lines of ``text`` are kept, everything is shown as plain text."""
        self._title.setText(safe_text(title))
        self._text.setText("\n".join(safe_text(line, 2000) for line in text.split("\n")))
        self._title.setVisible(bool(title))
        self._text.setVisible(bool(text))
        self._name()

    def add_below(self, widget: QWidget) -> None:
        """Put ``widget`` below the words; the card takes ownership."""
        self._words.addWidget(widget)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card with a stripe at its left edge; demo is no card but a band of slanted stripes from edge to edge."""
        fill, line, _ink = _SURFACE[self._kind](self._theme.tokens.colors)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._kind is BannerKind.DEMO:
            painter.fillRect(self.rect(), QColor(fill))
            self._paint_stripes(painter, QColor(line))
            painter.end()
            return
        body = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        card = QPainterPath()
        radius = self._theme.tokens.spacing.radius
        card.addRoundedRect(body, radius, radius)
        painter.fillPath(card, QColor(fill))
        painter.setClipPath(card)
        painter.fillRect(QRectF(0, 0, self._theme.tokens.spacing.tiny, self.height()), QColor(line))
        painter.setClipping(False)
        painter.setPen(QPen(QColor(line), 1))
        painter.drawPath(card)
        painter.end()

    def _paint_stripes(self, painter: QPainter, color: QColor) -> None:
        step = self._theme.tokens.spacing.large
        painter.setPen(QPen(color, step / 2))
        height = self.height()
        for x in range(-height - step, self.width() + step, 2 * step):
            painter.drawLine(x, height + 2, x + height + 2, -2)

    def _lay_out(self) -> None:
        self._words.setSpacing(2)
        self._words.addWidget(self._title)
        self._words.addWidget(self._text)
        self._row.addLayout(self._words, 1)

    def _name(self) -> None:
        words = [label.text().replace("\n", " ") for label in (self._title, self._text)]
        self.setAccessibleName(f"{self._kind.value}: {'. '.join(filter(None, words))}")

    def _restyle(self) -> None:
        tokens = self._theme.tokens
        spacing = tokens.spacing
        self._row.setContentsMargins(spacing.large, spacing.base, spacing.wide, spacing.base)
        self._row.setSpacing(spacing.wide)
        _fill, _line, ink = _SURFACE[self._kind](tokens.colors)
        body_ink = ink if self._kind is BannerKind.DEMO else tokens.colors.text
        _color(self._title, ink)
        _color(self._text, body_ink)
        self.update()


def _label(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _color(label: QLabel, color: str) -> None:
    # By style sheet: a rule of the application's sheet that sets the font also sets the palette back.
    label.setStyleSheet(f"color: {color};")
