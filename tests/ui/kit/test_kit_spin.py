"""The contracts spinner: typed, cleared, stepped, derived."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QColor, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ctpanel.ui.theme.apply import Look, Scheme, Theme
from ctpanel.ui.widgets.quantity_spin import QuantitySpin
from tests.ui.kit.test_kit_slider import wheel


class Bench:
    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.spin = QuantitySpin(self.window)
        self.other = QLineEdit(self.window)
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.spin)
        layout.addWidget(self.other)
        self.spin.set_open_size(40)
        self.edits: list[int | str | None] = []
        self.spin.edited.connect(self.edits.append)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()
        self.spin.setFocus()
        qtbot.waitUntil(self.spin.hasFocus)

    def type(self, text: str) -> None:
        self.spin.selectAll()
        QTest.keyClicks(self.spin, text)

    def keys(self, text: str) -> None:
        for char in text:
            event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, char)
            QApplication.sendEvent(self.spin, event)

    def clear(self) -> None:
        self.spin.selectAll()
        QTest.keyClick(self.spin, Qt.Key.Key_Backspace)


@pytest.fixture
def bench(theme: Theme, qtbot: QtBot) -> Bench:
    return Bench(qtbot)


def test_typing_a_number_gives_it_the_say(bench: Bench) -> None:
    bench.spin.show_derived(20)
    assert bench.spin.quantity() is None
    bench.type("12")
    assert bench.edits == [1, 12]
    assert bench.spin.quantity() == 12
    assert not bench.spin.dimmed


def test_typing_the_derived_number_gives_it_the_say(bench: Bench) -> None:
    bench.spin.show_derived(3)
    bench.type("3")
    assert bench.edits == [3]
    assert bench.spin.quantity() == 3


WRONG = ("0", "-1", "+1", " 1", "1.5", "1,5", "1.000", "x", "\u0663", "\uff13", "1e1", "41", "1 2", "9" * 12)


@pytest.mark.parametrize("text", WRONG)
def test_no_key_is_dropped_and_what_is_no_number_has_no_say(bench: Bench, text: str) -> None:
    bench.spin.show_own(7)
    bench.clear()
    bench.keys(text)
    assert bench.spin.lineEdit().text() == text
    assert bench.edits[-1] == text
    assert bench.spin.is_mistyped()
    assert bench.spin.quantity() is None


def test_what_is_pasted_stays_as_it_is(bench: Bench) -> None:
    QApplication.clipboard().setText("1.000")
    bench.spin.selectAll()
    bench.spin.lineEdit().paste()
    assert bench.spin.lineEdit().text() == "1.000"
    assert bench.edits == ["1.000"]


def test_a_mistyped_text_survives_everything_but_the_hand(bench: Bench, qtbot: QtBot, theme: Theme) -> None:
    bench.spin.show_own(7)
    bench.type("12,5")
    bench.edits.clear()
    QTest.keyClick(bench.spin, Qt.Key.Key_Return)
    bench.other.setFocus()
    bench.spin.set_open_size(9)
    bench.spin.setEnabled(False)
    bench.spin.setEnabled(True)
    bench.window.hide()
    bench.window.show()
    qtbot.waitExposed(bench.window)
    theme.apply(Look(scheme=Scheme.DARK))
    assert bench.spin.lineEdit().text() == "12,5"
    assert bench.spin.quantity() is None
    assert bench.edits == []


def test_a_corrected_text_has_its_say_again(bench: Bench) -> None:
    bench.spin.show_own(7)
    bench.type("12,")
    QTest.keyClick(bench.spin, Qt.Key.Key_Backspace)
    assert bench.edits[-1] == 12
    assert bench.spin.quantity() == 12
    assert not bench.spin.is_mistyped()


def test_the_number_of_before_typed_again_after_a_mistake_has_its_say(bench: Bench) -> None:
    bench.spin.show_own(7)
    bench.type("x")
    bench.type("7")
    assert bench.edits == ["x", 7]
    assert bench.spin.quantity() == 7


def test_a_derived_number_takes_the_place_of_a_mistake(bench: Bench) -> None:
    bench.type("x")
    bench.spin.show_derived(20)
    assert bench.spin.lineEdit().text() == "20"
    assert not bench.spin.is_mistyped()


def test_an_arrow_after_a_mistake_starts_from_the_last_number(bench: Bench) -> None:
    bench.spin.show_own(7)
    bench.type("70")
    assert bench.spin.is_mistyped()
    QTest.keyClick(bench.spin, Qt.Key.Key_Up)
    assert bench.edits[-1] == 8
    assert bench.spin.quantity() == 8


def test_clearing_gives_the_say_away_and_leaves_the_field_free(bench: Bench) -> None:
    bench.spin.show_own(7)
    bench.clear()
    assert bench.edits == [None]
    assert bench.spin.quantity() is None
    bench.spin.show_derived(20)
    assert bench.spin.lineEdit().text() == ""
    assert bench.spin.lineEdit().placeholderText() == "20"
    QTest.keyClicks(bench.spin, "3")
    assert bench.spin.lineEdit().text() == "3"
    assert bench.spin.quantity() == 3
    assert bench.edits == [None, 3]


def test_typing_the_derived_number_into_the_cleared_field(bench: Bench) -> None:
    bench.spin.show_own(7)
    bench.clear()
    bench.spin.show_derived(5)
    QTest.keyClicks(bench.spin, "5")
    assert bench.edits == [None, 5]
    assert bench.spin.quantity() == 5


def test_a_cleared_field_that_is_left_shows_the_derived_number_dimmed(bench: Bench) -> None:
    bench.spin.show_own(7)
    bench.clear()
    bench.spin.show_derived(20)
    bench.other.setFocus()
    assert bench.spin.lineEdit().text() == "20"
    assert bench.spin.dimmed
    assert bench.spin.quantity() is None
    assert bench.edits == [None], "leaving is not editing"


def test_enter_in_the_cleared_field_changes_nothing(bench: Bench) -> None:
    bench.spin.show_own(7)
    bench.clear()
    QTest.keyClick(bench.spin, Qt.Key.Key_Return)
    assert bench.spin.quantity() is None
    assert bench.edits == [None]


def test_arrows_start_from_the_derived_number(bench: Bench) -> None:
    bench.spin.show_derived(20)
    QTest.keyClick(bench.spin, Qt.Key.Key_Up)
    assert bench.edits == [21]
    assert bench.spin.quantity() == 21


def test_arrows_in_the_cleared_field_start_from_what_was_shown(bench: Bench) -> None:
    bench.spin.show_own(7)
    bench.clear()
    QTest.keyClick(bench.spin, Qt.Key.Key_Down)
    assert bench.spin.lineEdit().text() == "6"
    assert bench.edits == [None, 6]


def test_an_arrow_at_the_end_gives_it_the_say_and_never_clears(bench: Bench) -> None:
    bench.spin.show_derived(1)
    QTest.keyClick(bench.spin, Qt.Key.Key_Down)
    assert bench.edits == [1]
    QTest.keyClick(bench.spin, Qt.Key.Key_Down)
    assert bench.spin.quantity() == 1
    assert bench.edits == [1]


def test_derived_and_own_numbers_are_silent(bench: Bench) -> None:
    bench.spin.show_derived(5)
    bench.spin.show_own(6)
    assert bench.edits == []
    assert bench.spin.quantity() == 6


def test_a_smaller_position_bounds_the_number_silently(bench: Bench) -> None:
    bench.spin.show_own(30)
    bench.spin.set_open_size(10)
    assert bench.spin.value() == 10
    assert bench.edits == []
    bench.spin.set_open_size(0)
    assert not bench.spin.isEnabled()
    assert (bench.spin.minimum(), bench.spin.maximum()) == (1, 1)


def test_assistive_technology_can_set_it_even_when_cleared(bench: Bench) -> None:
    bench.spin.show_own(7)
    bench.clear()
    QAccessible.queryAccessibleInterface(bench.spin).valueInterface().setCurrentValue(9)
    assert bench.edits == [None, 9]
    assert bench.spin.lineEdit().text() == "9"
    assert bench.spin.accessibleName() == "Contracts"


def test_the_wheel_counts_only_with_the_focus(bench: Bench, qtbot: QtBot) -> None:
    bench.spin.show_own(7)
    bench.other.setFocus()
    wheel(bench.spin, 1)
    assert bench.spin.value() == 7
    bench.spin.setFocus()
    qtbot.waitUntil(bench.spin.hasFocus)
    wheel(bench.spin, 1)
    assert bench.spin.value() == 8


def test_a_derived_number_is_drawn_in_the_color_for_stale(bench: Bench, theme: Theme) -> None:
    def ink() -> str:
        return bench.spin.lineEdit().palette().color(bench.spin.foregroundRole()).name()

    bench.spin.show_own(7)
    own = ink()
    bench.spin.show_derived(7)
    assert ink() == QColor(theme.tokens.colors.stale).name()
    assert ink() != own
