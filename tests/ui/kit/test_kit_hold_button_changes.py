"""The button that sends, pressed by screen readers and code, and while its label, mode or state changes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.widgets.hold_button import HoldButton, Kind
from ctpanel.ui.widgets.hold_gesture import ConfirmMode
from tests.ui.kit.hand_clock import HandClock
from tests.ui.kit.hold_desk import PRESS, RELEASE, Desk, mouse

# ---------------------------------------------------------------------- mouse


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
    assert hold.sent == 0


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


def test_danger_has_its_own_color(theme: Theme, clock: HandClock, qtbot: QtBot) -> None:
    desks = [Desk(theme, clock, qtbot, ConfirmMode.HOLD, kind) for kind in (Kind.PRIMARY, Kind.DANGER)]
    x, y = desks[0].button.width() // 10, desks[0].button.height() // 3
    usual, danger = (desk.button.grab().toImage().pixelColor(x, y) for desk in desks)
    assert usual.blue() > usual.red()
    assert danger.red() > danger.blue()


# ---------------------------------------------------------------------- words that changed by themselves


def test_it_rests_without_moving_and_says_why(one: Desk) -> None:
    size, name = one.button.sizeHint(), one.button.accessibleName()
    x, y = one.button.width() // 10, one.button.height() // 3
    awake = one.button.grab().toImage().pixelColor(x, y)
    one.button.rest()
    assert one.button.grab().toImage().pixelColor(x, y) != awake
    assert (one.button.sizeHint(), one.button.accessibleName()) == (size, name)
    assert one.button.hasFocus() and one.button.isEnabled()
    assert "just changed" in one.button.accessibleDescription()


def test_it_looks_awake_again_by_itself(one: Desk, qtbot: QtBot) -> None:
    one.button.rest(0.05)
    one.clock.advance(0.05)
    qtbot.waitUntil(lambda: one.button.accessibleDescription() == "")


def test_a_hold_that_began_in_the_rest_sends_nothing(hold: Desk) -> None:
    hold.button.rest()
    hold.pass_time(0.9)
    mouse(hold.button, PRESS)
    hold.pass_time(3.0)
    mouse(hold.button, RELEASE)
    assert hold.sent == 0
    mouse(hold.button, PRESS)
    hold.pass_time(0.7)
    assert hold.sent == 1


def test_a_rest_voids_what_is_under_way(one: Desk) -> None:
    mouse(one.button, PRESS)
    one.button.rest()
    one.pass_time(2.0)
    mouse(one.button, RELEASE)
    assert one.sent == 0


def test_a_rest_forgets_that_it_asked_to_press_again(hold: Desk) -> None:
    hold.button.click()
    hold.button.rest()
    hold.pass_time(1.0)
    hold.button.click()
    assert hold.sent == 0
    assert hold.button.hint() == "press again to send"
