"""The percent slider: who touched it, and where a close becomes a full one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.theme.color import contrast
from ctpanel.ui.widgets.percent_slider import PercentSlider

LEFT = Qt.MouseButton.LeftButton


class Bench:
    def __init__(self, theme: Theme, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.slider = PercentSlider(theme, self.window)
        self.other = QLineEdit(self.window)
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.slider)
        layout.addWidget(self.other)
        self.window.resize(460, 120)
        self.edits: list[int] = []
        self.slider.edited.connect(self.edits.append)
        self.window.show()
        qtbot.waitExposed(self.window)

    def at(self, percent: int) -> QPoint:
        return QPoint(self.slider.x_of(percent), self.slider.height() // 2)


@pytest.fixture
def bench(theme: Theme, qtbot: QtBot) -> Bench:
    return Bench(theme, qtbot)


def wheel(slider: QWidget, notches: int) -> None:
    center = QPointF(slider.rect().center())
    event = QWheelEvent(
        center,
        slider.mapToGlobal(center),
        QPoint(),
        QPoint(0, 120 * notches),
        LEFT & ~LEFT,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(slider, event)


@pytest.mark.parametrize("percent", [1, 2, 33, 50, 75, 99, 100])
def test_a_press_on_the_groove_chooses_that_percent(bench: Bench, percent: int) -> None:
    bench.slider.show_own(10)
    QTest.mouseClick(bench.slider, LEFT, pos=bench.at(percent))
    assert bench.slider.value() == percent
    assert bench.edits == [percent]


def test_dragging_reaches_both_ends(bench: Bench) -> None:
    QTest.mousePress(bench.slider, LEFT, pos=bench.at(40))
    QTest.mouseMove(bench.slider, QPoint(-100, 5))
    assert bench.slider.value() == 1
    QTest.mouseMove(bench.slider, QPoint(5000, 5))
    assert bench.slider.value() == 100
    QTest.mouseRelease(bench.slider, LEFT, pos=bench.at(100))
    assert not bench.slider.isSliderDown()


def test_moving_without_a_press_changes_nothing(bench: Bench) -> None:
    bench.slider.show_own(10)
    right, place = Qt.MouseButton.RightButton, QPointF(bench.at(80))
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease):
        there = bench.slider.mapToGlobal(place)
        event = QMouseEvent(kind, place, there, right, right, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(bench.slider, event)
    assert (bench.slider.value(), bench.edits) == (10, [])


def test_derived_and_own_values_are_silent(bench: Bench) -> None:
    dimmed = []
    for show, percent in ((bench.slider.show_derived, 40), (bench.slider.show_own, 60)):
        show(percent)
        dimmed.append(bench.slider.dimmed)
    assert dimmed == [True, False]
    assert (bench.slider.value(), bench.edits) == (60, [])


def test_touching_the_derived_value_itself_gives_the_slider_its_say(bench: Bench) -> None:
    bench.slider.show_derived(50)
    QTest.mouseClick(bench.slider, LEFT, pos=bench.at(50))
    assert bench.edits == [50]
    assert not bench.slider.dimmed


def test_a_key_at_the_end_of_a_derived_slider_gives_it_its_say(bench: Bench) -> None:
    bench.slider.show_derived(100)
    QTest.keyClick(bench.slider, Qt.Key.Key_End)
    assert bench.edits == [100]
    QTest.keyClick(bench.slider, Qt.Key.Key_End)
    assert bench.edits == [100], "it has its say already"


def test_keyboard_moves_by_one_and_ten(bench: Bench) -> None:
    bench.slider.show_own(50)
    QTest.keyClick(bench.slider, Qt.Key.Key_Right)
    QTest.keyClick(bench.slider, Qt.Key.Key_PageUp)
    QTest.keyClick(bench.slider, Qt.Key.Key_Home)
    assert bench.edits == [51, 61, 1]


def test_assistive_technology_can_set_it(bench: Bench) -> None:
    bench.slider.show_derived(50)
    value = QAccessible.queryAccessibleInterface(bench.slider).valueInterface()
    value.setCurrentValue(30)
    assert bench.edits == [30]
    assert bench.slider.accessibleName() == "Percent"


def test_the_wheel_counts_only_with_the_focus(bench: Bench, qtbot: QtBot) -> None:
    bench.slider.show_own(50)
    bench.other.setFocus()
    wheel(bench.slider, 1)
    assert bench.slider.value() == 50
    bench.window.activateWindow()
    bench.slider.setFocus()
    qtbot.waitUntil(bench.slider.hasFocus)
    wheel(bench.slider, 1)
    assert bench.slider.value() > 50


def test_the_mark_stands_where_the_close_becomes_full(bench: Bench) -> None:
    bench.slider.show_own(10)
    place = QPoint(bench.slider.x_of(67), bench.slider.height() // 2 + 5)
    without = bench.slider.grab().toImage().pixelColor(place)
    bench.slider.set_full_from(67)
    marked = bench.slider.grab().toImage().pixelColor(place)
    assert bench.slider.full_from == 67
    assert contrast(marked.name(), without.name()) >= 3.0


def test_no_mark_where_everything_is_full(bench: Bench) -> None:
    bench.slider.show_own(100)
    before = bench.slider.grab().toImage()
    bench.slider.set_full_from(1)
    assert bench.slider.grab().toImage() == before


def test_right_to_left_mirrors(bench: Bench) -> None:
    left_to_right = bench.slider.x_of(10)
    bench.slider.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert abs(left_to_right + bench.slider.x_of(10) - bench.slider.width()) <= 1
    QTest.mouseClick(bench.slider, LEFT, pos=bench.at(25))
    assert bench.slider.value() == 25
