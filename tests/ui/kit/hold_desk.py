"""A dialog with the button that sends, for tests that press it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout
from pytestqt.qtbot import QtBot

from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.widgets.hold_button import HoldButton, Kind
from ctpanel.ui.widgets.hold_gesture import ConfirmMode
from tests.ui.kit.hand_clock import HandClock

LEFT = Qt.MouseButton.LeftButton
PRESS, RELEASE = QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease
DOUBLE = QEvent.Type.MouseButtonDblClick
KEYS = pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])


class Desk:
    """A dialog with a field and the button, and what the button said."""

    def __init__(
        self, theme: Theme, clock: HandClock, qtbot: QtBot, mode: ConfirmMode, kind: Kind = Kind.PRIMARY
    ) -> None:
        self.clock = clock
        self.dialog = QDialog()
        qtbot.addWidget(self.dialog)
        self.field = QLineEdit(self.dialog)
        self.button = HoldButton(theme, "Send close", self.dialog, kind=kind, now=clock)
        self.button.setText("Close 2 of 4")
        self.button.set_mode(mode)
        layout = QVBoxLayout(self.dialog)
        layout.addWidget(self.field)
        layout.addWidget(self.button)
        self.sent = 0
        self.button.confirmed.connect(self._count)
        self.dialog.show()
        qtbot.waitExposed(self.dialog)
        self.dialog.activateWindow()
        self.button.setFocus()
        qtbot.waitUntil(self.button.hasFocus)

    def _count(self) -> None:
        self.sent += 1

    def pass_time(self, seconds: float) -> None:
        timer = self.button.findChild(QTimer, "hold-tick")
        assert isinstance(timer, QTimer)
        for _ in range(round(seconds / 0.01)):
            self.clock.advance(0.01)
            if timer.isActive():
                timer.timeout.emit()

    def key(self, kind: QEvent.Type, key: Qt.Key, *, repeat: bool = False) -> None:
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, "", repeat)
        QApplication.sendEvent(self.button, event)


def mouse(button: HoldButton, *kinds: QEvent.Type) -> None:
    center = QPointF(button.rect().center())
    for kind in kinds:
        place = button.mapToGlobal(center)
        event = QMouseEvent(kind, center, place, LEFT, LEFT, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(button, event)


def move(button: HoldButton, x: int, y: int) -> None:
    place = QPointF(x, y)
    event = QMouseEvent(
        QEvent.Type.MouseMove, place, button.mapToGlobal(place), LEFT & ~LEFT, LEFT, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(button, event)
