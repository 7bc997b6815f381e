"""Windows and columns come back where they were, and never out of reach."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ctpanel.ui.window_state import Placement, ScreenGuard, capture, fit, keep_smaller_than_screen, restore

LAPTOP = QRect(0, 0, 1280, 760)
DESK = QRect(1280, -300, 2560, 1400)
rects = st.builds(
    QRect,
    st.integers(-20_000, 20_000),
    st.integers(-20_000, 20_000),
    st.integers(1, 10_000),
    st.integers(1, 10_000),
)


@given(rects)
def test_no_window_is_ever_off_screen(wanted: QRect) -> None:
    fitted = fit(wanted, [LAPTOP, DESK])
    assert LAPTOP.contains(fitted) or DESK.contains(fitted)
    assert fit(fitted, [LAPTOP, DESK]) == fitted, "a second start moves nothing"


@given(rects)
def test_even_on_a_tiny_screen(wanted: QRect) -> None:
    tiny = QRect(0, 0, 160, 100)
    assert tiny.contains(fit(wanted, [tiny]))


def test_a_window_that_fits_is_left_alone() -> None:
    assert fit(QRect(1500, 0, 900, 700), [LAPTOP, DESK]) == QRect(1500, 0, 900, 700)


def test_a_window_of_an_unplugged_screen_comes_to_the_one_that_is_there() -> None:
    fitted = fit(QRect(2000, 100, 900, 700), [LAPTOP])
    assert LAPTOP.contains(fitted)
    assert (fitted.width(), fitted.height()) == (900, 700)


def test_there_is_room_for_a_title_bar_above() -> None:
    assert fit(QRect(100, -50, 900, 600), [LAPTOP]).top() >= 24


def test_without_any_screen_the_wish_is_kept() -> None:
    assert fit(QRect(5, 5, 500, 500), []) == QRect(5, 5, 500, 500)


def test_a_window_comes_back_where_it_was(qtbot: QtBot) -> None:
    first, second = QWidget(), QWidget()
    qtbot.addWidget(first)
    qtbot.addWidget(second)
    first.setGeometry(60, 90, 420, 310)
    first.show()
    saved = Placement.from_json(json.loads(json.dumps(capture(first).as_json())))
    assert saved is not None
    restore(second, saved)
    assert second.geometry() == QRect(60, 90, 420, 310)
    assert not second.isMaximized()


def test_a_maximized_window_remembers_its_ordinary_size(qtbot: QtBot) -> None:
    window, again = QWidget(), QWidget()
    qtbot.addWidget(window)
    qtbot.addWidget(again)
    window.setGeometry(60, 90, 420, 310)
    window.show()
    window.showMaximized()
    qtbot.waitUntil(lambda: window.width() > 420)
    saved = capture(window)
    assert saved.maximized
    assert (saved.width, saved.height) == (420, 310)
    restore(again, saved)
    assert again.windowState() & Qt.WindowState.WindowMaximized


def test_the_guard_brings_a_shown_window_back(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    ScreenGuard(window)
    window.setGeometry(5000, 5000, 400, 300)
    window.show()
    area = QGuiApplication.screens()[0].availableGeometry()
    qtbot.waitUntil(lambda: area.contains(window.frameGeometry()))


def test_the_guard_leaves_a_window_that_is_visible(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    guard = ScreenGuard(window)
    window.setGeometry(100, 2, 400, 300)
    window.show()
    guard.keep_on_screen()
    assert window.geometry() == QRect(100, 2, 400, 300)


@dataclass
class PluggedIn:
    """A screen by name and place."""

    label: str
    area: QRect

    def name(self) -> str:
        return self.label

    def availableGeometry(self) -> QRect:
        return self.area


def test_a_window_that_overlaps_no_screen_comes_to_its_own_one_first(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    screens = [PluggedIn("laptop", LAPTOP), PluggedIn("desk", DESK)]
    restore(window, Placement(-9000, 100, 500, 400, screen="desk"), screens)
    assert DESK.contains(window.geometry())
    restore(window, Placement(-9000, 100, 500, 400, screen="gone"), screens)
    assert LAPTOP.contains(window.geometry())


def test_a_first_window_is_made_no_larger_than_the_screen(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    room = window.screen().availableSize()
    window.resize(room.width() + 200, 300)
    keep_smaller_than_screen(window)
    assert room.width() - 40 < window.width() < room.width()
    assert window.height() == 300
    window.resize(400, room.height() * 2)
    keep_smaller_than_screen(window)
    assert window.width() == 400
    assert room.height() - 80 < window.height() < room.height() - 20


def test_the_guard_does_not_touch_a_minimized_window(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    guard = ScreenGuard(window)
    window.showMinimized()
    # Where some systems put them.
    window.setGeometry(-32000, -32000, 400, 300)
    guard.keep_on_screen()
    assert window.geometry() == QRect(-32000, -32000, 400, 300)


@pytest.mark.parametrize(
    "raw",
    [
        None,
        [],
        {},
        {"x": 1, "y": 2, "width": 3},
        {"x": "1", "y": 2, "width": 3, "height": 4},
        {"x": 1.5, "y": 2, "width": 3, "height": 4},
        {"x": True, "y": 2, "width": 3, "height": 4},
        {"x": 1, "y": 2, "width": 0, "height": 4},
        {"x": 10**9, "y": 2, "width": 3, "height": 4},
    ],
)
def test_a_broken_placement_is_none(raw: object) -> None:
    assert Placement.from_json(raw) is None
