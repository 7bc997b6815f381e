"""The button that sends: confirmed by one press or by a hold, with mouse, keyboard or assistive technology."""

from __future__ import annotations

import enum
import math
import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ctpanel.ui.i18n import tr
from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.widgets.announce import announce
from ctpanel.ui.widgets.hold_button_paint import Face, height_for, paint_face, size_for
from ctpanel.ui.widgets.hold_gesture import AGAIN_S, READ_S, ConfirmMode, HoldGesture, Verdict
from ctpanel.ui.widgets.safe_text import safe_text

_KEYS: Final = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Select})
_TICK_MS: Final = 16
_NARROW: Final = 6


class Kind(enum.Enum):
    """Color of the button: the primary action, or one that does more than one position's worth of harm."""

    PRIMARY = enum.auto()
    DANGER = enum.auto()


class HoldButton(QPushButton):
    """Emits ``confirmed`` exactly once for each gesture that meets the confirm mode; use it instead of ``clicked``.

    A change of label, mode, focus, visibility or enabled state voids the gesture under way: what was read is what is
    sent. After a change that nobody asked for, call :meth:`rest`. ``clicked`` is left to assistive technology and to
    code; in hold mode its first press asks to press again, and the second within 5 s confirms. The accessible name is
    ``head: label``. Mnemonics are off, because a held mnemonic repeats. ``now`` is a monotonic clock in seconds.
    """

    confirmed = Signal()

    def __init__(
        self,
        theme: Theme,
        head: str,
        parent: QWidget | None = None,
        *,
        kind: Kind = Kind.PRIMARY,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._head = head
        self._kind = kind
        self._gesture = HoldGesture(now)
        self._label = ""
        self._pressed_label = ""
        self._timer = QTimer(self)
        self._timer.setObjectName("hold-tick")
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._again_timer = QTimer(self)
        self._again_timer.setSingleShot(True)
        self._again_timer.setInterval(round(AGAIN_S * 1000))
        self._again_timer.timeout.connect(self._refresh)
        self._rest_timer = QTimer(self)
        self._rest_timer.setSingleShot(True)
        self._rest_timer.timeout.connect(self._refresh)
        self.pressed.connect(self._remember_label)
        self.clicked.connect(self._assisted)
        theme.changed.connect(self._restyle)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._refresh()

    @property
    def mode(self) -> ConfirmMode:
        """How a press has to be meant at the moment."""
        return self._gesture.mode

    def set_mode(self, mode: ConfirmMode) -> None:
        """Choose the strength of the confirmation; voids a gesture under way when it changes."""
        if mode is self._gesture.mode:
            return
        self._gesture.void()
        self._gesture.mode = mode
        self._refresh()
        self.updateGeometry()

    def setText(self, text: str, /) -> None:
        """Show another label; a gesture that began under the old one sends nothing."""
        label = safe_text(text)
        if label == self._label:
            return
        self._label = label
        self._gesture.void()
        super().setText(label.replace("&", "&&"))
        self._refresh()
        self.updateGeometry()

    def rest(self, seconds: float = READ_S) -> None:
        """The label changed by itself: no press counts until none has come for ``seconds``. Size and focus stay."""
        self._gesture.rest(seconds)
        self._refresh()

    def label(self) -> str:
        """The label as shown, without Qt's escaping of ``&``."""
        return self._label

    # ------------------------------------------------------------------ inputs

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The left button begins a gesture; any other button voids it."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._begin(Qt.MouseButton.LeftButton)
        else:
            self._gesture.void()
            self._refresh()
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second click of a double click belongs to the first gesture; a hold may begin with it."""
        if self.mode is ConfirmMode.HOLD:
            self.mousePressEvent(event)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Leaving the button with the mouse held voids the gesture for good."""
        if self._gesture.holding and not self.rect().contains(event.position().toPoint()):
            self._gesture.void()
            self._refresh()
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ends a mouse gesture."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._end(Qt.MouseButton.LeftButton)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter begin a gesture, Escape voids one; repeats of a held key are ignored."""
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Escape and self._gesture.holding:
            self._gesture.void()
            self._refresh()
        elif key not in _KEYS or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        elif not event.isAutoRepeat():
            self._begin(key)
        event.accept()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Ends a keyboard gesture; some systems send releases for repeats, which do not count."""
        key = Qt.Key(event.key())
        if key not in _KEYS:
            super().keyReleaseEvent(event)
            return
        if not event.isAutoRepeat():
            self._end(key)
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Without focus the release would go elsewhere: void."""
        self._forget()
        super().focusOutEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """A rest that began out of sight is shown."""
        super().showEvent(event)
        self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """What cannot be seen cannot be meant: void."""
        self._forget()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Disabling voids; a later enabling needs a new press."""
        if event.type() is QEvent.Type.EnabledChange:
            self._forget()
        super().changeEvent(event)

    # ------------------------------------------------------------------ gesture

    def _begin(self, source: object) -> None:
        self._gesture.press(source)
        if self._gesture.holding and self.mode is ConfirmMode.HOLD:
            self._timer.start()
        self._refresh()

    def _end(self, source: object) -> None:
        verdict = self._gesture.release(source)
        self._refresh()
        self._act(verdict)

    def _tick(self) -> None:
        verdict = self._gesture.tick()
        self._refresh()
        self._act(verdict)

    def _forget(self) -> None:
        self._gesture.forget()
        self._refresh()

    def _remember_label(self) -> None:
        self._pressed_label = self._label

    def _assisted(self) -> None:
        # An assistive press takes 100 ms from going down to coming up; the label may change between.
        if self._pressed_label != self._label:
            return
        verdict = self._gesture.assisted()
        self._refresh()
        if verdict is Verdict.ASK_AGAIN:
            self._again_timer.start()
            announce(self, self.accessibleName())
        self._act(verdict)

    def _act(self, verdict: Verdict) -> None:
        if verdict is Verdict.CONFIRMED and self.isEnabled():
            self.confirmed.emit()

    # ------------------------------------------------------------------ appearance

    def hint(self) -> str:
        """The small word beside the label: what is still needed; empty when one press is enough."""
        if self._gesture.asking_again:
            return tr("press again to send")
        return tr("hold") if self.mode is ConfirmMode.HOLD else ""

    def sizeHint(self) -> QSize:
        """Room for label, hint and focus ring; the same whether focused, held or idle."""
        return size_for(self, self._theme.tokens, self._label, self.mode is ConfirmMode.HOLD)

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for a small window: the plan in words is never cut, it goes on several lines."""
        width = min(self.sizeHint().width(), _NARROW * self._theme.tokens.spacing.giant)
        return QSize(width, self.heightForWidth(width))

    def hasHeightForWidth(self) -> bool:
        """The narrower, the more lines."""
        return True

    def heightForWidth(self, width: int, /) -> int:
        """See :func:`height_for`."""
        return height_for(self, self._theme.tokens, self._label, self.mode is ConfirmMode.HOLD, width)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill, progress, label, hint and ring from the tokens."""
        face = Face(
            label=self._label,
            hint=self.hint(),
            progress=self._gesture.progress(),
            track=self.mode is ConfirmMode.HOLD,
            down=self._gesture.holding or self.isDown(),
            danger=self._kind is Kind.DANGER,
            resting=self._gesture.rest_left > 0,
        )
        paint_face(self, self._theme.tokens, face)

    def _refresh(self) -> None:
        if not self._gesture.holding:
            self._timer.stop()
        name = f"{self._head}: {self._label}"
        if self._gesture.asking_again:
            name = f"{name}, {tr('press again to send')}"
        if name != self.accessibleName():
            self.setAccessibleName(name)
        self.setAccessibleDescription(self._description())
        left_ms = math.ceil(self._gesture.rest_left * 1000)
        if left_ms and self.isVisible():
            self._rest_timer.start(left_ms)
        self.update()

    def _description(self) -> str:
        if self._gesture.rest_left > 0:
            return tr("The words have just changed. Read them, wait a second, then press.")
        return tr("Hold the mouse button, Space or Enter for 0.6 s") if self.mode is ConfirmMode.HOLD else ""

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
