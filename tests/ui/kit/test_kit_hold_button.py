"""The button that sends, pressed as users, impatient users and screen readers press it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QAccessible, QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout
from pytestqt.qtbot import QtBot

from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.widgets.hold_button import HoldButton, Kind
from ctpanel.ui.widgets.hold_gesture import ConfirmMode
from tests.ui.kit.hand_clock import HandClock

LEFT = Qt.MouseButton.LeftButton
KEYS = pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])


class Desk:
    """A dialog with a field and the button, and what the button said."""

    def __init__(self, theme: Theme, clock: HandClock, qtbot: QtBot, mode: ConfirmMode) -> None:
        self.clock = clock
        self.dialog = QDialog()
        qtbot.addWidget(self.dialog)
        self.field = QLineEdit(self.dialog)
        self.button = HoldButton(theme, "Send close", self.dialog, now=clock)
        self.button.setText("Close 2 of 4")
        self.button.set_mode(mode)
        layout = QVBoxLayout(self.dialog)
        layout.addWidget(self.field)
        layout.addWidget(self.button)
        self.sent = 0
        self.too_short = 0
        self.button.confirmed.connect(self._count)
        self.button.held_too_short.connect(self._count_short)
        self.dialog.show()
        qtbot.waitExposed(self.dialog)
        self.dialog.activateWindow()
        self.button.setFocus()
        qtbot.waitUntil(self.button.hasFocus)

    def _count(self) -> None:
        self.sent += 1

    def _count_short(self) -> None:
        self.too_short += 1

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


@pytest.fixture
def hold(theme: Theme, clock: HandClock, qtbot: QtBot) -> Desk:
    return Desk(theme, clock, qtbot, ConfirmMode.HOLD)


@pytest.fixture
def one(theme: Theme, clock: HandClock, qtbot: QtBot) -> Desk:
    return Desk(theme, clock, qtbot, ConfirmMode.ONE_PRESS)


# ---------------------------------------------------------------------- mouse


def test_one_press_sends_on_release(one: Desk) -> None:
    mouse(one.button, PRESS)
    assert one.sent == 0
    mouse(one.button, RELEASE)
    assert one.sent == 1


def mouse(button: HoldButton, *kinds: QEvent.Type) -> None:
    center = QPointF(button.rect().center())
    for kind in kinds:
        place = button.mapToGlobal(center)
        event = QMouseEvent(kind, center, place, LEFT, LEFT, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(button, event)


PRESS, RELEASE = QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease
DOUBLE = QEvent.Type.MouseButtonDblClick


def move(button: HoldButton, x: int, y: int) -> None:
    place = QPointF(x, y)
    event = QMouseEvent(
        QEvent.Type.MouseMove, place, button.mapToGlobal(place), LEFT & ~LEFT, LEFT, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(button, event)


def test_a_double_click_sends_once(one: Desk) -> None:
    mouse(one.button, PRESS, RELEASE, DOUBLE, RELEASE)
    assert one.sent == 1


def test_the_second_half_of_a_slow_double_click_starts_nothing(one: Desk) -> None:
    mouse(one.button, PRESS, RELEASE)
    one.pass_time(0.7)
    mouse(one.button, DOUBLE, RELEASE)
    assert one.sent == 1


def test_a_hold_may_follow_a_short_click_at_once(hold: Desk) -> None:
    mouse(hold.button, PRESS, RELEASE, DOUBLE)
    hold.pass_time(0.7)
    mouse(hold.button, RELEASE)
    assert (hold.sent, hold.too_short) == (1, 1)


def test_ten_nervous_clicks_send_once(one: Desk) -> None:
    for _ in range(10):
        mouse(one.button, PRESS, RELEASE)
        one.pass_time(0.04)
    assert one.sent == 1


def test_letting_go_outside_sends_nothing(one: Desk) -> None:
    mouse(one.button, PRESS)
    move(one.button, -20, -20)
    move(one.button, 30, 20)
    mouse(one.button, RELEASE)
    assert one.sent == 0


def test_the_right_button_sends_nothing(one: Desk) -> None:
    QTest.mouseClick(one.button, Qt.MouseButton.RightButton)
    assert one.sent == 0


def test_holding_the_mouse_sends_once_while_held(hold: Desk) -> None:
    mouse(hold.button, PRESS)
    hold.pass_time(0.59)
    assert hold.sent == 0
    hold.pass_time(0.05)
    assert hold.sent == 1
    hold.pass_time(3.0)
    mouse(hold.button, RELEASE)
    assert (hold.sent, hold.too_short) == (1, 0)


def test_a_click_is_too_short_and_says_so(hold: Desk) -> None:
    mouse(hold.button, PRESS)
    hold.pass_time(0.3)
    mouse(hold.button, RELEASE)
    hold.pass_time(2.0)
    assert (hold.sent, hold.too_short) == (0, 1)


def test_leaving_during_a_hold_cancels_it_for_good(hold: Desk) -> None:
    mouse(hold.button, PRESS)
    hold.pass_time(0.3)
    move(hold.button, -50, 5)
    move(hold.button, 30, 20)
    hold.pass_time(2.0)
    mouse(hold.button, RELEASE)
    assert (hold.sent, hold.too_short) == (0, 0)


def test_a_hold_in_real_time(theme: Theme, qtbot: QtBot) -> None:
    button = HoldButton(theme, "Send close")
    qtbot.addWidget(button)
    button.setText("Close all 4")
    button.set_mode(ConfirmMode.HOLD)
    button.show()
    with qtbot.waitSignal(button.confirmed, timeout=5000):
        QTest.mousePress(button, LEFT)
    QTest.mouseRelease(button, LEFT)


# ---------------------------------------------------------------------- keyboard


@KEYS
def test_a_key_in_one_press_mode_sends_on_release(one: Desk, key: Qt.Key) -> None:
    one.key(QEvent.Type.KeyPress, key)
    assert one.sent == 0
    one.key(QEvent.Type.KeyRelease, key)
    assert one.sent == 1


@KEYS
def test_a_held_key_sends_once_despite_its_repeats(hold: Desk, key: Qt.Key) -> None:
    hold.key(QEvent.Type.KeyPress, key)
    for _ in range(40):
        hold.pass_time(0.03)
        hold.key(QEvent.Type.KeyRelease, key, repeat=True)
        hold.key(QEvent.Type.KeyPress, key, repeat=True)
    hold.key(QEvent.Type.KeyRelease, key)
    assert (hold.sent, hold.too_short) == (1, 0)


@KEYS
def test_repeats_of_a_key_that_went_down_elsewhere_do_nothing(one: Desk, key: Qt.Key) -> None:
    for _ in range(5):
        one.key(QEvent.Type.KeyPress, key, repeat=True)
        one.key(QEvent.Type.KeyRelease, key, repeat=True)
    one.key(QEvent.Type.KeyRelease, key)
    assert one.sent == 0


def test_losing_the_focus_cancels(hold: Desk) -> None:
    hold.key(QEvent.Type.KeyPress, Qt.Key.Key_Space)
    hold.pass_time(0.3)
    hold.field.setFocus()
    hold.button.setFocus()
    hold.pass_time(2.0)
    hold.key(QEvent.Type.KeyRelease, Qt.Key.Key_Space)
    assert (hold.sent, hold.too_short) == (0, 0)


def test_escape_cancels_the_hold_and_only_the_hold(hold: Desk) -> None:
    hold.key(QEvent.Type.KeyPress, Qt.Key.Key_Space)
    QTest.keyClick(hold.button, Qt.Key.Key_Escape)
    hold.pass_time(2.0)
    assert hold.sent == 0
    assert hold.dialog.isVisible()
    hold.key(QEvent.Type.KeyRelease, Qt.Key.Key_Space)
    QTest.keyClick(hold.button, Qt.Key.Key_Escape)
    assert not hold.dialog.isVisible()


def test_enter_with_a_modifier_sends_nothing(one: Desk) -> None:
    QTest.keyClick(one.button, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert one.sent == 0


def test_enter_in_a_field_of_the_dialog_does_not_reach_the_button(one: Desk) -> None:
    QTest.keyClick(one.field, Qt.Key.Key_Return)
    assert one.sent == 0


# ---------------------------------------------------------------------- assistive press


def press_by_accessibility(button: HoldButton, qtbot: QtBot) -> None:
    interface = QAccessible.queryAccessibleInterface(button)
    actions = interface.actionInterface()
    with qtbot.waitSignal(button.clicked):
        actions.doAction("Press")


def test_assistive_press_asks_and_then_sends(hold: Desk, qtbot: QtBot) -> None:
    press_by_accessibility(hold.button, qtbot)
    assert hold.sent == 0
    assert hold.button.accessibleName() == "Send close: Close 2 of 4, press again to send"
    assert hold.button.hint() == "press again to send"
    hold.pass_time(1.0)
    press_by_accessibility(hold.button, qtbot)
    assert hold.sent == 1
    assert hold.button.accessibleName() == "Send close: Close 2 of 4"


def test_click_from_code_counts_as_an_assistive_press(hold: Desk) -> None:
    hold.button.click()
    hold.pass_time(5.5)
    hold.button.click()
    assert hold.sent == 0, "the second press came too late"
    hold.pass_time(1.0)
    hold.button.click()
    assert hold.sent == 1


def test_one_press_mode_takes_one_assistive_press(one: Desk) -> None:
    one.button.click()
    one.button.click()
    assert one.sent == 1


def test_a_label_change_between_two_assistive_presses_asks_anew(hold: Desk) -> None:
    hold.button.click()
    hold.button.setText("Close 1 of 3")
    assert hold.button.accessibleName() == "Send close: Close 1 of 3"
    hold.pass_time(1.0)
    hold.button.click()
    assert hold.sent == 0


def test_a_label_change_inside_an_assistive_press_sends_nothing(one: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(one.button.clicked):
        one.button.animateClick()
        one.button.setText("Close 1 of 3")
    assert one.sent == 0


# ---------------------------------------------------------------------- what you see is what is sent


def test_a_label_change_cancels_the_hold(hold: Desk) -> None:
    mouse(hold.button, PRESS)
    hold.pass_time(0.5)
    hold.button.setText("Changed 4 → 2, review")
    hold.pass_time(2.0)
    mouse(hold.button, RELEASE)
    assert (hold.sent, hold.too_short) == (0, 0)


def test_the_same_label_again_cancels_nothing(hold: Desk) -> None:
    mouse(hold.button, PRESS)
    hold.pass_time(0.3)
    hold.button.setText("Close 2 of 4")
    hold.pass_time(0.4)
    assert hold.sent == 1


def test_a_label_change_between_press_and_release_sends_nothing(one: Desk) -> None:
    mouse(one.button, PRESS)
    one.button.setText("Close 1 of 3")
    mouse(one.button, RELEASE)
    assert one.sent == 0


def test_a_change_of_mode_cancels(one: Desk) -> None:
    mouse(one.button, PRESS)
    one.button.set_mode(ConfirmMode.HOLD)
    one.button.set_mode(ConfirmMode.ONE_PRESS)
    mouse(one.button, RELEASE)
    assert one.sent == 0


def test_disabled_it_never_sends(hold: Desk, qtbot: QtBot) -> None:
    mouse(hold.button, PRESS)
    hold.pass_time(0.3)
    hold.button.setEnabled(False)
    hold.button.setEnabled(True)
    hold.pass_time(2.0)
    mouse(hold.button, RELEASE)
    assert hold.sent == 0
    hold.button.setEnabled(False)
    mouse(hold.button, PRESS)
    hold.pass_time(2.0)
    hold.key(QEvent.Type.KeyPress, Qt.Key.Key_Space)
    hold.pass_time(2.0)
    hold.button.click()
    hold.pass_time(1.0)
    hold.button.click()
    assert hold.sent == 0


def test_disabled_inside_an_assistive_press_it_does_not_send(one: Desk, qtbot: QtBot) -> None:
    one.button.animateClick()
    one.button.setEnabled(False)
    qtbot.wait(150)
    assert one.sent == 0


def test_hiding_cancels_also_without_the_focus(hold: Desk) -> None:
    hold.field.setFocus()
    mouse(hold.button, PRESS)
    hold.pass_time(0.3)
    hold.button.hide()
    hold.button.show()
    hold.pass_time(2.0)
    assert hold.sent == 0


def test_disabling_cancels_also_without_the_focus(hold: Desk) -> None:
    hold.field.setFocus()
    mouse(hold.button, PRESS)
    hold.pass_time(0.3)
    hold.button.setEnabled(False)
    hold.button.setEnabled(True)
    hold.pass_time(2.0)
    assert hold.sent == 0


# ---------------------------------------------------------------------- words and looks


def test_the_name_follows_the_label_and_markup_stays_text(hold: Desk) -> None:
    hold.button.setText("Close 2 of 4 in <b>R&D</b>\u202e")
    assert hold.button.label() == "Close 2 of 4 in <b>R&D</b>"
    assert hold.button.accessibleName() == "Send close: Close 2 of 4 in <b>R&D</b>"
    assert hold.button.text() == "Close 2 of 4 in <b>R&&D</b>"
    assert hold.button.shortcut().isEmpty(), "a held mnemonic would repeat"


def test_no_state_changes_the_size(hold: Desk) -> None:
    before = hold.button.sizeHint()
    hold.button.click()
    assert hold.button.hint()
    assert hold.button.sizeHint() == before
    hold.field.setFocus()
    assert hold.button.sizeHint() == before


def test_the_fill_grows_with_the_hold(hold: Desk) -> None:
    hold.button.resize(300, 50)
    mouse(hold.button, PRESS)
    hold.pass_time(0.3)
    picture = hold.button.grab().toImage()
    mouse(hold.button, RELEASE)
    y = picture.height() // 4
    left, right = picture.pixelColor(picture.width() // 5, y), picture.pixelColor(picture.width() * 4 // 5, y)
    assert left.lightness() < right.lightness()


def test_danger_has_its_own_color(hold: Desk) -> None:
    x, y = hold.button.width() // 10, hold.button.height() // 3
    before = hold.button.grab().toImage().pixelColor(x, y)
    hold.button.set_kind(Kind.DANGER)
    after = hold.button.grab().toImage().pixelColor(x, y)
    assert before.blue() > before.red()
    assert after.red() > after.blue()
