"""Account class and demo as a badge: word, shape and color say the same."""

from __future__ import annotations

import enum
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ctpanel.domain.account import AccountClass
from ctpanel.domain.record import record
from ctpanel.domain.text import Phrase, phrase
from ctpanel.ui.i18n import tr_phrase
from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.theme.fonts import small_font
from ctpanel.ui.theme.tokens import Colors, Tokens


class BadgeKind(enum.Enum):
    """The classes that must never be mistaken for each other."""

    SIM = "SIM"
    LIVE = "LIVE"
    UNKNOWN = "UNKNOWN"
    DEMO = "DEMO"


#: The badge of each class of account.
BADGES: Final = {
    AccountClass.SIM: BadgeKind.SIM,
    AccountClass.LIVE: BadgeKind.LIVE,
    AccountClass.UNKNOWN: BadgeKind.UNKNOWN,
}


@record
class _Shape:
    """Solid or outlined, square or round; colors are chosen from the tokens at paint time."""

    ink: Callable[[Colors], str]
    fill: Callable[[Colors], str] | None
    line: Qt.PenStyle
    rounded: float


_WORDS: Final = {
    BadgeKind.SIM: phrase("SIM"),
    BadgeKind.LIVE: phrase("LIVE"),
    BadgeKind.UNKNOWN: phrase("UNKNOWN"),
    BadgeKind.DEMO: phrase("DEMO"),
}
_SHORT_WORDS: Final = {BadgeKind.UNKNOWN: phrase("UNK?")}
"""Where the whole word has no place; the other words are short enough."""
_SHORTEST: Final = Phrase("?")
_SHAPES = {
    BadgeKind.LIVE: _Shape(lambda c: c.on_live, lambda c: c.live, Qt.PenStyle.NoPen, 0.0),
    BadgeKind.SIM: _Shape(lambda c: c.sim, None, Qt.PenStyle.SolidLine, 1.0),
    BadgeKind.UNKNOWN: _Shape(lambda c: c.unknown, None, Qt.PenStyle.DashLine, 0.4),
    BadgeKind.DEMO: _Shape(lambda c: c.on_demo, lambda c: c.demo, Qt.PenStyle.NoPen, 0.0),
}


def badge_word(kind: BadgeKind) -> str:
    """The word on the badge in the user's language."""
    return tr_phrase(_WORDS[kind])


def badge_size(kind: BadgeKind, tokens: Tokens) -> QSize:
    """Size that :func:`paint_badge` needs."""
    metrics = QFontMetrics(badge_font(tokens))
    spacing = tokens.spacing
    return QSize(metrics.horizontalAdvance(badge_word(kind)) + 2 * spacing.base, metrics.height() + spacing.hair)


def badge_font(tokens: Tokens) -> QFont:
    """Small, bold, slightly spaced."""
    font = small_font(tokens.type)
    font.setWeight(QFont.Weight.Bold)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.4)
    return font


def paint_badge(painter: QPainter, rect: QRectF, kind: BadgeKind, tokens: Tokens) -> None:
    """Draw the badge into ``rect``; for delegates as well as for :class:`Badge`."""
    shape, colors = _SHAPES[kind], tokens.colors
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = QColor(shape.ink(colors))
    body = rect.adjusted(0.75, 0.75, -0.75, -0.75)
    radius = max(2.0, shape.rounded * body.height() / 2)
    painter.setPen(Qt.PenStyle.NoPen if shape.line is Qt.PenStyle.NoPen else QPen(ink, 1.4, shape.line))
    painter.setBrush(QColor(shape.fill(colors)) if shape.fill else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(body, radius, radius)
    painter.setPen(ink)
    painter.setFont(badge_font(tokens))
    room = int(rect.width()) - tokens.spacing.tiny
    advance = painter.fontMetrics().horizontalAdvance
    whole = badge_word(kind)
    word = whole if advance(whole) <= room else tr_phrase(_SHORT_WORDS.get(kind, _SHORTEST))
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), word if advance(word) <= room else _SHORTEST)
    painter.restore()


class Badge(QLabel):
    """One badge; its accessible name is ``head: word`` (``Mode: SIM``). A label, so that screen readers read it."""

    def __init__(self, theme: Theme, head: str, kind: BadgeKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._head = head
        self._kind = kind
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._refresh)
        self._refresh()

    @property
    def kind(self) -> BadgeKind:
        """What is shown."""
        return self._kind

    def set_kind(self, kind: BadgeKind) -> None:
        """Show another class."""
        self._kind = kind
        self._refresh()

    def sizeHint(self) -> QSize:
        """The size of the present word."""
        return badge_size(self._kind, self._theme.tokens)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See :func:`paint_badge`."""
        painter = QPainter(self)
        paint_badge(painter, QRectF(self.rect()), self._kind, self._theme.tokens)
        painter.end()

    def _refresh(self) -> None:
        self.setAccessibleName(f"{self._head}: {badge_word(self._kind)}")
        self.updateGeometry()
        self.update()
