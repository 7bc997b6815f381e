"""What the user put where is there again at the next start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from ctpanel.session.preferences import Preferences
from tests.fakes.pictures import picture, position
from tests.fakes.scripted_session import ScriptedSession
from tests.ui.main.desk import Desk

OpenDesk = Callable[..., Desk]


def two_positions() -> ScriptedSession:
    return ScriptedSession(picture([position(), position("MNQ 12-25", unrealized="-80")]))


def hidden_panes(desk: Desk) -> list[str]:
    return [title for title, dock in desk.window.docks.by_title.items() if dock.isHidden()]


@pytest.mark.parametrize("moved", [False, True], ids=["where the program put them", "moved"])
def test_hidden_panes_stay_hidden_even_over_the_strip(open_desk: OpenDesk, moved: bool) -> None:
    desk = open_desk(two_positions())
    desk.window.show()
    docks = desk.window.docks.by_title
    left = Qt.DockWidgetArea.LeftDockWidgetArea
    if moved:
        desk.window.addDockWidget(left, docks["Notices"])
    docks["Activity"].toggleViewAction().trigger()
    desk.window.actions_by_key["compact"].trigger()
    assert len(hidden_panes(desk)) == 4
    assert not docks["Activity"].toggleViewAction().isEnabled()
    # The program ends as a strip, and begins as one.
    again = open_desk(two_positions(), desk.preferences.current, size=(500, 300))
    again.window.restore_layout(desk.window.layout_state())
    again.window.show()
    assert len(hidden_panes(again)) == 4
    again.window.actions_by_key["compact"].trigger()
    again.window.resize(1600, 900)
    again.window.resize(500, 900)
    assert hidden_panes(again) == ["Activity"]
    assert (again.window.dockWidgetArea(again.window.docks.by_title["Notices"]) is left) == moved
    third = open_desk(two_positions(), again.preferences.current)
    third.window.restore_layout(again.window.layout_state())
    third.window.show()
    assert hidden_panes(third) == ["Activity"]


def test_buttons_of_a_pane_are_named_after_it_and_not_after_a_position(open_desk: OpenDesk) -> None:
    desk = open_desk(two_positions(), size=(500, 800))
    desk.window.show()
    found = set()
    for width in (1600, 500, 1600):
        desk.window.resize(width, 900)
        QApplication.processEvents()
        for title, dock in desk.window.docks.by_title.items():
            # A pane behind a tab has no bar of its own, and gets another one when it stands alone again.
            named = {
                one.accessibleName()
                for one in dock.findChildren(QAbstractButton)
                if one.objectName().startswith("qt_dock")
            }
            assert named in (set(), {f"Hide pane {title}", f"Float pane {title}"})
            found |= named
    assert {"Hide pane Accounts", "Hide pane Notices"} <= found


@pytest.mark.parametrize("scale", [75, 100])
def test_a_window_that_is_made_lower_keeps_three_positions_in_sight(open_desk: OpenDesk, scale: int) -> None:
    session = ScriptedSession(picture([position(f"I{number} 12-25") for number in range(9)]))
    desk = open_desk(session, Preferences(ui_scale=scale), size=(10 * scale, 8 * scale))
    desk.window.show()
    desk.window.resize(10 * scale, 5 * scale)
    QApplication.processEvents()
    table = desk.table("Positions")
    third = table.visualRect(table.model().index(2, 0))
    assert table.viewport().rect().contains(third)


def test_a_low_window_has_all_panes_behind_tabs(open_desk: OpenDesk) -> None:
    desk = open_desk(two_positions(), size=(1220, 760))
    desk.window.show()
    accounts, orders = (desk.window.docks.by_title[title] for title in ("Accounts", "Working orders"))
    assert orders not in desk.window.tabifiedDockWidgets(accounts)
    desk.window.resize(1220, 560)
    assert orders in desk.window.tabifiedDockWidgets(accounts)
    desk.window.resize(1220, 700)
    assert orders not in desk.window.tabifiedDockWidgets(accounts)


def test_titles_of_panes_follow_the_size_of_texts(open_desk: OpenDesk) -> None:
    desk = open_desk(two_positions(), size=(1220, 790))
    desk.window.show()

    def ink() -> int:
        QApplication.processEvents()
        dock = desk.window.docks.by_title["Accounts"]
        title = dock.grab(QRect(0, 0, 300, dock.widget().y())).toImage()
        ground = title.pixelColor(299, 2)
        return sum(title.pixelColor(x, y) != ground for x in range(300) for y in range(title.height()))

    small = ink()
    desk.preferences.change(replace(desk.preferences.current, ui_scale=125))
    assert ink() > 1.2 * small


def test_the_strip_is_as_high_as_its_rows_and_gives_the_size_back(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk(two_positions(), size=(780, 700))
    desk.window.show()
    switch = desk.window.actions_by_key["compact"].trigger
    switch()
    table = desk.table("Positions")
    rows = 2 * table.rowHeight(0)
    qtbot.waitUntil(lambda: rows <= table.viewport().height() <= 2 * rows)
    desk.window.resize(500, 300)
    switch()
    assert desk.window.size().toTuple() == (780, 700)
    switch()
    qtbot.waitUntil(lambda: desk.window.size().toTuple() == (500, 300))


def test_both_sizes_are_there_again_after_a_restart(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk(two_positions(), size=(780, 700))
    desk.window.show()
    desk.window.actions_by_key["compact"].trigger()
    qtbot.waitUntil(lambda: desk.window.height() < 300)
    desk.window.resize(500, 300)
    # The program ends as a strip, and begins as one.
    again = open_desk(two_positions(), desk.preferences.current)
    again.window.restore_layout(desk.window.layout_state())
    again.window.show()
    assert again.window.size().toTuple() == (500, 300)
    again.window.actions_by_key["compact"].trigger()
    assert again.window.size().toTuple() == (780, 700)
    third = open_desk(two_positions(), again.preferences.current)
    third.window.restore_layout(again.window.layout_state())
    third.window.show()
    third.window.actions_by_key["compact"].trigger()
    qtbot.waitUntil(lambda: third.window.size().toTuple() == (500, 300))


def test_a_maximized_window_keeps_its_size_as_a_strip(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk(two_positions(), size=(700, 700))
    desk.window.showMaximized()
    qtbot.waitUntil(lambda: desk.window.width() > 700)
    before = desk.window.size()
    desk.window.actions_by_key["compact"].trigger()
    qtbot.wait(100)
    assert desk.window.size() == before


def test_the_pane_in_front_stays_there_at_another_width(open_desk: OpenDesk) -> None:
    desk = open_desk(two_positions())
    desk.window.show()

    def front() -> list[str]:
        QApplication.processEvents()
        docks = desk.window.docks.by_title
        return [title for title, dock in docks.items() if not dock.widget().visibleRegion().isEmpty()]

    desk.window.resize(1220, 800)
    assert front() == ["Accounts", "Working orders"]
    desk.window.actions_by_key["go_notices"].trigger()
    assert front() == ["Accounts", "Notices"]
    desk.window.resize(500, 900)
    assert front() == ["Notices"]
    desk.window.resize(1220, 800)
    assert front() == ["Accounts", "Notices"]
