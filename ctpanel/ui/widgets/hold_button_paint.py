"""Drawing of the hold button; a function of its tokens and its face."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QPushButton

from ctpanel.domain.record import record
from ctpanel.ui.i18n import tr
from ctpanel.ui.theme.fonts import body_font, small_font
from ctpanel.ui.theme.tokens import Tokens

_RING = 3
_TALL = 10_000
_WRAPPED = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)


@record
class Face:
    """What the button looks like at this moment; ``progress`` is 0 to 1, ``track`` shows that a hold is needed.

    ``resting`` looks like what cannot be pressed, with words that can be read.
    """

    label: str
    hint: str
    progress: float
    track: bool
    down: bool
    danger: bool
    resting: bool


def size_for(button: QPushButton, tokens: Tokens, label: str, with_hint: bool) -> QSize:
    """Size that holds label, the longest hint and the ring, so that no state changes it."""
    metrics = QFontMetrics(label_font(tokens), button)
    width = metrics.horizontalAdvance(label) + 2 * tokens.spacing.large + 2 * _RING
    if with_hint:
        hints = (tr("hold"), tr("press again to send"))
        small = QFontMetrics(small_font(tokens.type), button)
        width += max(map(small.horizontalAdvance, hints)) + tokens.spacing.wide
    height = max(tokens.spacing.control_height + tokens.spacing.base, metrics.height() + 2 * tokens.spacing.base)
    return QSize(width, height + 2 * _RING)


def height_for(button: QPushButton, tokens: Tokens, label: str, with_hint: bool, width: int) -> int:
    """Height at this width: where label and hint do not fit side by side, the label wraps and the hint goes below."""
    natural = size_for(button, tokens, label, with_hint)
    if width >= natural.width():
        return natural.height()
    small = QFontMetrics(small_font(tokens.type), button).height() if with_hint else 0
    inner = width - 2 * (tokens.spacing.wide + _RING)
    metrics = QFontMetrics(label_font(tokens), button)
    words = metrics.boundingRect(QRect(0, 0, max(1, inner), _TALL), _WRAPPED, label).height()
    return max(natural.height(), words + small + 2 * (tokens.spacing.base + _RING))


def label_font(tokens: Tokens) -> QFont:
    """Semi-bold text of body size."""
    font = body_font(tokens.type)
    font.setWeight(QFont.Weight.DemiBold)
    return font


def paint_face(button: QPushButton, tokens: Tokens, face: Face) -> None:
    """Paint ``face`` onto ``button``; called from its paint event."""
    painter = QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    body = QRectF(button.rect()).adjusted(_RING, _RING, -_RING, -_RING)
    outline = QPainterPath()
    outline.addRoundedRect(body, tokens.spacing.radius, tokens.spacing.radius)
    painter.fillPath(outline, QColor(_fill(button, tokens, face)))
    painter.setClipPath(outline)
    if face.track and button.isEnabled() and not face.resting:
        _paint_progress(painter, body, tokens, face)
    painter.setClipping(False)
    if face.resting or not button.isEnabled():
        painter.setPen(QPen(QColor(tokens.colors.separator), 1))
        painter.drawPath(outline)
    painter.setPen(_ink(button, tokens, face))
    painter.setFont(label_font(tokens))
    beside = button.width() >= size_for(button, tokens, face.label, face.track).width()
    (_paint_words if beside else _paint_wrapped)(painter, body, tokens, face)
    if button.hasFocus():
        _paint_ring(painter, QRectF(button.rect()), tokens)
    painter.end()


def _fill(button: QPushButton, tokens: Tokens, face: Face) -> str:
    c = tokens.colors
    if face.resting or not button.isEnabled():
        return c.sunken
    idle, hover, pressed = (
        (c.danger_fill, c.danger_hover, c.danger_pressed)
        if face.danger
        else (c.primary, c.primary_hover, c.primary_pressed)
    )
    if face.down and not face.track:
        return pressed
    return hover if button.underMouse() or face.down else idle


def _ink(button: QPushButton, tokens: Tokens, face: Face) -> QColor:
    c = tokens.colors
    if not button.isEnabled():
        return QColor(c.text_disabled)
    if face.resting:
        return QColor(c.text)
    return QColor(c.on_danger if face.danger else c.on_primary)


def _paint_progress(painter: QPainter, body: QRectF, tokens: Tokens, face: Face) -> None:
    c = tokens.colors
    done = QRectF(body)
    done.setWidth(body.width() * face.progress)
    painter.fillRect(done, QColor(c.danger_pressed if face.danger else c.primary_pressed))
    track = QRectF(body)
    track.setTop(body.bottom() - tokens.spacing.tiny + 1)
    ink = QColor(c.on_danger if face.danger else c.on_primary)
    faint = QColor(ink)
    faint.setAlphaF(0.35)
    painter.fillRect(track, faint)
    track.setWidth(body.width() * face.progress)
    painter.fillRect(track, ink)


def _paint_words(painter: QPainter, body: QRectF, tokens: Tokens, face: Face) -> None:
    label_width = painter.fontMetrics().horizontalAdvance(face.label)
    inner = body.adjusted(tokens.spacing.wide, 0, -tokens.spacing.wide, 0)
    if not face.hint:
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine), face.label)
        return
    # Label and hint side by side, centered as one: the label is never covered.
    small = small_font(tokens.type)
    hint_width = QFontMetrics(small).horizontalAdvance(face.hint)
    gap = tokens.spacing.base
    left = inner.left() + max(0.0, (inner.width() - label_width - gap - hint_width) / 2)
    flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
    painter.drawText(QRectF(left, body.top(), label_width + 1, body.height()), flags, face.label)
    painter.setFont(small)
    painter.drawText(QRectF(left + label_width + gap, body.top(), hint_width + 1, body.height()), flags, face.hint)


def _paint_wrapped(painter: QPainter, body: QRectF, tokens: Tokens, face: Face) -> None:
    """The label on as many lines as it needs, below it the place of the hint, whether there is one or not."""
    inner = body.adjusted(tokens.spacing.wide, tokens.spacing.base, -tokens.spacing.wide, -tokens.spacing.base)
    small = small_font(tokens.type)
    below = QFontMetrics(small).height() if face.track else 0
    painter.drawText(inner.adjusted(0, 0, 0, -below), _WRAPPED, face.label)
    if face.hint:
        painter.setFont(small)
        flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextSingleLine)
        painter.drawText(inner, flags, face.hint)


def _paint_ring(painter: QPainter, outer: QRectF, tokens: Tokens) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(tokens.colors.focus), 2))
    radius = tokens.spacing.radius + 2
    painter.drawRoundedRect(outer.adjusted(1, 1, -1, -1), radius, radius)
