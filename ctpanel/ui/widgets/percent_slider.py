"""The slider for a percentage of a position, with a mark where the close becomes a full one."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QStyle, QWidget

from ctpanel.ui.theme.apply import Theme


class PercentSlider(QSlider):
    """Whole percent, 1 to 100, without snapping.

    ``edited(int)`` tells that the user (mouse, keyboard, wheel, assistive technology) chose a value, also when it is
    the one shown; a value put in by :meth:`show_derived` or :meth:`show_own` is silent. Dimmed means that the value
    only mirrors what another control decides. The wheel counts only with the focus, so that scrolling a window never
    changes a close.
    """

    edited = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._dimmed = False
        self._quiet = False
        self._full_from: int | None = None
        self.setRange(1, 100)
        self.setSingleStep(1)
        self.setPageStep(10)
        self.setAccessibleName("Percent")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.valueChanged.connect(self._announce)
        theme.changed.connect(self._restyle)

    @property
    def dimmed(self) -> bool:
        """Whether the value is derived."""
        return self._dimmed

    @property
    def full_from(self) -> int | None:
        """Percent from which every contract is closed, or None when there is no such mark to show."""
        return self._full_from

    def set_full_from(self, percent: int | None) -> None:
        """Place the mark; 1 means that every position of the slider is a full close."""
        self._full_from = percent
        self.update()

    def show_derived(self, percent: int) -> None:
        """Mirror a value that another control decides: dimmed, without ``edited``."""
        self._put(percent, dimmed=True)

    def show_own(self, percent: int) -> None:
        """Set a value that counts (a preset, for example), without ``edited``."""
        self._put(percent, dimmed=False)

    def sizeHint(self) -> QSize:
        """Room for groove, handle, mark and ring."""
        spacing = self._theme.tokens.spacing
        return QSize(spacing.giant * 6, spacing.control_height + spacing.small)

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for the compact strip; one percent is then less than a pixel, the keyboard stays exact."""
        return QSize(self._theme.tokens.spacing.giant * 3, self.sizeHint().height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """One percent a notch with the focus; without it the event goes to whatever scrolls."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """As every slider; a key that meets the end of a derived slider still gives it its say."""
        was_dimmed, before = self._dimmed, self.value()
        super().keyPressEvent(event)
        moves = Qt.Key(event.key()) in _MOVES
        if moves and was_dimmed and self.value() == before:
            self._touch()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The handle jumps to the pointer: one press is one choice."""
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self.setSliderDown(True)
        self._choose(event.position().x())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Dragging."""
        if self.isSliderDown():
            self._choose(event.position().x())
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End of dragging."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.setSliderDown(False)
            self.update()
        event.accept()

    def x_of(self, percent: int) -> int:
        """Horizontal center of the handle for ``percent``, in pixels of this widget."""
        margin = self._margin()
        span = max(1, self.width() - 2 * margin)
        offset = QStyle.sliderPositionFromValue(self.minimum(), self.maximum(), percent, span, self._flipped())
        return margin + offset

    def paintEvent(self, event: QPaintEvent) -> None:
        """Groove, filled part, boundary mark, handle, focus ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c, spacing = self._theme.tokens.colors, self._theme.tokens.spacing
        middle = self.height() / 2
        thick = spacing.tiny
        ink = QColor(c.text_disabled if not self.isEnabled() else c.outline if self._dimmed else c.primary)
        left, right = float(self._margin()), float(self.width() - self._margin())
        handle = float(self.x_of(self.value()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(c.pressed))
        painter.drawRoundedRect(QRectF(left, middle - thick / 2, right - left, thick), thick / 2, thick / 2)
        painter.setBrush(ink)
        start, end = (handle, right) if self._flipped() else (left, handle)
        painter.drawRoundedRect(QRectF(start, middle - thick / 2, end - start, thick), thick / 2, thick / 2)
        self._paint_mark(painter, middle)
        radius = spacing.base
        painter.setPen(QPen(ink, 2))
        painter.setBrush(QColor(c.surface if self._dimmed or not self.isEnabled() else c.primary))
        painter.drawEllipse(QPointF(handle, middle), radius - 1, radius - 1)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(c.focus), 2))
            painter.drawEllipse(QPointF(handle, middle), radius + 3, radius + 3)
        painter.end()

    def _paint_mark(self, painter: QPainter, middle: float) -> None:
        # From the mark on the service cancels working orders: a notch across the groove and a triangle above it.
        if self._full_from is None or self._full_from <= self.minimum():
            return
        c, spacing = self._theme.tokens.colors, self._theme.tokens.spacing
        x = float(self.x_of(self._full_from))
        color = QColor(c.warning if self.isEnabled() else c.text_disabled)
        painter.setPen(QPen(color, 2))
        painter.drawLine(QPointF(x, middle - spacing.base), QPointF(x, middle + spacing.base))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        top = middle - spacing.base - spacing.small
        half = float(spacing.tiny)
        painter.drawPolygon(QPolygonF([QPointF(x - half, top), QPointF(x + half, top), QPointF(x, top + half + 2)]))

    def _margin(self) -> int:
        return self._theme.tokens.spacing.base + 5

    def _flipped(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _choose(self, x: float) -> None:
        margin = self._margin()
        span = max(1, self.width() - 2 * margin)
        offset = min(span, max(0, round(x) - margin))
        chosen = QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), offset, span, self._flipped())
        if chosen == self.value():
            if self._dimmed:
                self._touch()
        else:
            self.setValue(chosen)

    def _put(self, percent: int, *, dimmed: bool) -> None:
        self._quiet = True
        try:
            self.setValue(percent)
        finally:
            self._quiet = False
        self._dimmed = dimmed
        self.update()

    def _touch(self) -> None:
        self._dimmed = False
        self.update()
        self.edited.emit(self.value())

    def _announce(self, _value: int) -> None:
        if not self._quiet:
            self._touch()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


_MOVES = frozenset(
    {
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    }
)
