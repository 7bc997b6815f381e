"""The button that sends, pressed as users, impatient users and screen readers press it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.widgets.hold_button import HoldButton
from ctpanel.ui.widgets.hold_gesture import ConfirmMode
from tests.ui.kit.hold_desk import DOUBLE, KEYS, LEFT, PRESS, RELEASE, Desk, mouse, move

# ---------------------------------------------------------------------- mouse


def test_one_press_sends_on_release(one: Desk) -> None:
    mouse(one.button, PRESS)
    assert one.sent == 0
    mouse(one.button, RELEASE)
    assert one.sent == 1


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
    assert hold.sent == 1


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
    assert hold.sent == 1


def test_a_click_is_too_short(hold: Desk) -> None:
    mouse(hold.button, PRESS)
    hold.pass_time(0.3)
    mouse(hold.button, RELEASE)
    hold.pass_time(2.0)
    assert hold.sent == 0


def test_leaving_during_a_hold_cancels_it_for_good(hold: Desk) -> None:
    mouse(hold.button, PRESS)
    hold.pass_time(0.3)
    move(hold.button, -50, 5)
    move(hold.button, 30, 20)
    hold.pass_time(2.0)
    mouse(hold.button, RELEASE)
    assert hold.sent == 0


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
    assert hold.sent == 1


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
    assert hold.sent == 0


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
