"""Hands that press faster than they read: what changed by itself is not sent before somebody could have read it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcutEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QSpinBox, QWidget

from ctpanel.domain.account import AccountClass
from ctpanel.domain.closing import Wanted
from ctpanel.domain.faults import Effect, FaultKind, ServiceFault
from ctpanel.session.preferences import Preferences
from ctpanel.session.view import FreshRead
from ctpanel.ui.dialogs.close_position import ClosePositionDialog
from ctpanel.ui.dialogs.command_scope import CommandScopeDialog
from ctpanel.ui.dialogs.exit_dialogs import ExitDialogs
from ctpanel.ui.widgets.hold_button import HoldButton
from tests.fakes.pictures import MES, order, picture, position
from tests.ui.dialogs.bench import Bench, dispose
from tests.ui.dialogs.finding import named, starting

Press = Callable[[HoldButton], object]


def by_mouse(button: HoldButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def by_key(button: HoldButton) -> None:
    QTest.keyClick(button, Qt.Key.Key_Return)


def by_assistance(button: HoldButton) -> None:
    button.click()


EVERY_PRESS = pytest.mark.parametrize("press", [by_mouse, by_key, by_assistance])


@pytest.fixture(autouse=True)
def one_press(bench: Bench) -> None:
    bench.preferences.change(Preferences(hold_for=frozenset()))


def send(dialog: ClosePositionDialog) -> HoldButton:
    return starting(dialog, HoldButton, "Send close: ")


def type_contracts(dialog: ClosePositionDialog, digits: str) -> None:
    spin = named(dialog, QSpinBox, "Contracts")
    spin.selectAll()
    QTest.keyClicks(spin, digits)


def storm(bench: Bench, button: HoldButton, press: Press, every: float, count: int = 40) -> None:
    for _ in range(count):
        bench.session.advance(every)
        press(button)


@EVERY_PRESS
@pytest.mark.parametrize("every", [0.25, 0.5, 0.75, 0.95])
async def test_no_storm_of_presses_gets_past_a_review(
    bench: Bench, dialog: ClosePositionDialog, press: Press, every: float
) -> None:
    type_contracts(dialog, "2")
    bench.session.advance(3)
    bench.session.fresh.append(FreshRead(position(quantity=1), ()))
    press(send(dialog))
    await bench.settle()
    assert send(dialog).label() == "Changed 4 → 1, review"
    bench.session.show(picture([position(quantity=1)], at=bench.session.time_s))
    storm(bench, send(dialog), press, every)
    assert send(dialog).label() == "Changed 4 → 1, review"
    assert not bench.session.closed


@EVERY_PRESS
def test_a_review_rests_in_its_turn(bench: Bench, dialog: ClosePositionDialog, press: Press) -> None:
    bench.session.show(picture([position(quantity=1)]))
    bench.session.advance(1)
    press(send(dialog))
    assert send(dialog).label() == "Close all 1"
    # What is shown stays young, so that a press would send without a read.
    bench.session.show(picture([position(quantity=1)], at=bench.session.time_s + 30))
    storm(bench, send(dialog), press, 0.75)
    assert not bench.session.closed
    bench.session.advance(1)
    press(send(dialog))
    assert [plan.contracts for plan in bench.session.closed] == [1]


async def test_a_failed_read_rests_before_it_can_be_sent_unread(bench: Bench, dialog: ClosePositionDialog) -> None:
    bench.session.advance(3)
    bench.session.fresh.append(FreshRead(fault=ServiceFault(FaultKind.SERVER, Effect.UNKNOWN, "trouble")))
    by_mouse(send(dialog))
    await bench.settle()
    storm(bench, send(dialog), by_mouse, 0.75)
    assert not bench.session.closed
    bench.session.advance(1)
    by_mouse(send(dialog))
    assert len(bench.session.closed) == 1


def test_a_choice_of_the_user_can_be_sent_at_once(bench: Bench, dialog: ClosePositionDialog) -> None:
    type_contracts(dialog, "2")
    by_mouse(send(dialog))
    assert [plan.contracts for plan in bench.session.closed] == [2]


@EVERY_PRESS
def test_no_storm_gets_past_a_list_that_changed(bench: Bench, press: Press) -> None:
    bench.preferences.change(Preferences(hold_for=frozenset()))
    exits = ExitDialogs(bench.kit)
    confirmation: CommandScopeDialog = exits.flatten((MES,))
    action = starting(confirmation, HoldButton, "Send: ")
    bench.session.show(picture([position(quantity=3)]))
    storm(bench, action, press, 0.75)
    assert action.label() == "List changed, review"
    bench.session.advance(1)
    press(action)
    assert action.label() == "Flatten 1 position"
    storm(bench, action, press, 0.75)
    assert not bench.session.runs
    bench.session.advance(1)
    press(action)
    assert len(bench.session.runs) == 1
    dispose(confirmation)


def test_an_offer_that_appears_is_not_hit_by_a_busy_hand(bench: Bench, dialog: ClosePositionDialog) -> None:
    bench.session.show(picture([position(quantity=2)], orders=[order(quantity=4)]))
    cancel = starting(dialog, HoldButton, "Cancel:")
    storm(bench, cancel, by_mouse, 0.5)
    assert not bench.session.sent
    grown = [order(quantity=4), order(id="o2", quantity=4)]
    bench.session.show(picture([position(quantity=2)], orders=grown))
    assert "2 working orders" in cancel.label()
    bench.session.advance(0.9)
    by_mouse(cancel)
    assert not bench.session.sent
    bench.session.advance(1)
    # The same again, read just now: an old picture would be read first.
    bench.session.show(picture([position(quantity=2)], orders=grown, at=bench.session.now()))
    by_mouse(cancel)
    assert len(bench.session.sent) == 1


@EVERY_PRESS
def test_a_part_chosen_on_the_row_is_not_sent_by_the_second_click_of_a_double_click(
    bench: Bench, dialog: ClosePositionDialog, press: Press
) -> None:
    dialog.choose(Wanted.all())
    storm(bench, send(dialog), press, 0.3, count=2)
    assert bench.session.closed == []
    bench.session.advance(1.1)
    press(send(dialog))
    (plan,) = bench.session.closed
    assert plan.wanted == Wanted.all()


@pytest.mark.parametrize("name", ["Contracts", "Percent"])
async def test_enter_after_an_amount_leads_to_the_button_and_a_bounce_sends_nothing(
    bench: Bench, dialog: ClosePositionDialog, name: str
) -> None:
    bench.session.advance(2)
    type_contracts(dialog, "2")
    aimed = named(dialog, QWidget, name)
    aimed.setFocus()
    QTest.keyClick(aimed, Qt.Key.Key_Return)
    assert dialog.focusWidget() is send(dialog)
    storm(bench, send(dialog), by_key, 0.2, 10)
    assert not bench.session.closed
    bench.session.advance(0.4)
    by_key(send(dialog))
    await bench.settle()
    assert len(bench.session.closed) == 1


async def test_the_letter_of_a_preset_counts_at_once(bench: Bench, dialog: ClosePositionDialog) -> None:
    type_contracts(dialog, "1")
    preset = named(dialog, QPushButton, "All")
    QApplication.sendEvent(preset, QShortcutEvent(preset.shortcut(), 1))
    # Before the loop has turned: the next keys may be there already.
    assert dialog.focusWidget() is preset
    assert send(dialog).label() == "Close all 4"


async def test_enter_on_a_preset_stays_there(bench: Bench, dialog: ClosePositionDialog) -> None:
    preset = named(dialog, QPushButton, "50%")
    preset.setFocus()
    QTest.keyClick(preset, Qt.Key.Key_Return)
    assert dialog.focusWidget() is preset
    assert send(dialog).label() == "Close 2 of 4"


def test_a_hold_can_begin_at_once_on_the_button_that_enter_led_to(bench: Bench, dialog: ClosePositionDialog) -> None:
    bench.preferences.change(Preferences())
    bench.session.classes["Sim101"] = AccountClass.LIVE
    dialog.choose(Wanted.contracts(1))
    bench.session.advance(2)
    spin = named(dialog, QSpinBox, "Contracts")
    spin.setFocus()
    QTest.keyClick(spin, Qt.Key.Key_Return)
    assert dialog.focusWidget() is send(dialog)
    assert send(dialog)._gesture.rest_left == 0
