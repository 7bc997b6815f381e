"""The window by keyboard alone: shortcuts of the settings, letters in menus, panes, and help at the word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLayout, QMenu, QMenuBar, QPushButton, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from ctpanel.domain.activity import ActivityRow
from ctpanel.domain.outcome import Outcome, Stage
from ctpanel.session.preferences import Preferences
from ctpanel.ui.actions import ACTIONS
from ctpanel.ui.views.flow_layout import FlowBar
from tests.fakes.pictures import MES, close_plan, command, picture, position
from tests.fakes.scripted_session import ScriptedSession
from tests.ui.main.desk import Desk

OpenDesk = Callable[..., Desk]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
WHEN = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)


def two() -> ScriptedSession:
    return ScriptedSession(picture([position(), position("MNQ 12-25")]))


def keys_of(desk: Desk) -> dict[str, str]:
    return {spec.key: desk.window.actions_by_key[spec.key].shortcut().toString() for spec in ACTIONS}


def test_shortcuts_follow_the_preferences_at_once(open_desk: OpenDesk) -> None:
    desk = open_desk(two(), Preferences(shortcuts={"refresh": "F8"}))
    assert keys_of(desk)["refresh"] == "F8"
    desk.preferences.change(Preferences(shortcuts={"close_position": "", "refresh": "Ctrl+Shift+R"}))
    assert (keys_of(desk)["refresh"], keys_of(desk)["close_position"]) == ("Ctrl+Shift+R", "")
    desk.preferences.change(Preferences())
    assert keys_of(desk) == {spec.key: spec.shortcut for spec in ACTIONS}


def test_no_shortcut_repeats_or_reaches_beyond_the_window(open_desk: OpenDesk) -> None:
    desk = open_desk(two())
    for spec in ACTIONS:
        action = desk.window.actions_by_key[spec.key]
        assert not action.autoRepeat(), spec.key
        assert action.shortcutContext() is Qt.ShortcutContext.WindowShortcut, spec.key


def test_every_entry_of_the_menus_has_a_letter_of_its_own(open_desk: OpenDesk) -> None:
    desk = open_desk(two())
    (bar,) = desk.window.findChildren(QMenuBar)
    menus = [menu for menu in (action.menu() for action in bar.actions()) if isinstance(menu, QMenu)]
    for menu in menus:
        menu.aboutToShow.emit()
    for texts in ([menu.title() for menu in menus], *([a.text() for a in menu.actions()] for menu in menus)):
        marked = [text.replace("&&", "") for text in texts if text]
        letters = [text[text.index("&") + 1].casefold() for text in marked]
        assert len(letters) == len(set(letters)), texts


@pytest.mark.parametrize("name", ["Accounts", "Working orders", "Activity", "Notices"])
def test_every_pane_is_one_key_away_even_when_hidden(open_desk: OpenDesk, name: str) -> None:
    desk = open_desk(two())
    desk.window.show()
    desk.window.docks.by_title[name].hide()
    shown(desk)
    key = {"Working orders": "orders"}.get(name, name.lower())
    desk.window.actions_by_key[f"go_{key}"].trigger()
    assert desk.find(name).hasFocus()
    desk.window.actions_by_key["go_positions"].trigger()
    assert desk.table("Positions").hasFocus()


def shown(desk: Desk) -> None:
    """The window is there and active."""
    desk.window.show()
    desk.window.activateWindow()
    QTest.qWaitForWindowActive(desk.window)


def test_the_compact_strip_stays_compact(open_desk: OpenDesk) -> None:
    desk = open_desk(two(), Preferences(compact=True))
    desk.window.show()
    desk.window.actions_by_key["go_activity"].trigger()
    assert not desk.window.docks.by_title["Activity"].isVisible()


def test_enter_presses_the_focused_button_once(open_desk: OpenDesk) -> None:
    desk = open_desk(two())
    desk.window.show()
    desk.table("Positions").select(MES)
    button = desk.button("Cancel orders")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert desk.asked.calls == [("cancel", (MES,))]


def test_columns_are_chosen_sorted_and_moved_without_a_mouse(open_desk: OpenDesk) -> None:
    desk = open_desk(two())
    desk.window.show()
    table = desk.table("Positions")
    desk.window.actions_by_key["columns"].trigger()
    (menu,) = [one for one in table.findChildren(QMenu) if one.isVisible()]
    below = {part.title().replace("&", ""): part for part in menu.findChildren(QMenu)}
    entry(below["Sort by"], "Instrument").trigger()
    assert desk.column("Positions", "instrument") == ["MES 12-25", "MNQ 12-25"]
    entry(below["Move to the left"], "Instrument").trigger()
    menu.close()
    header = table.horizontalHeader()
    assert header.visualIndex(desk.section("Positions", "instrument")) == 1
    desk.window.actions_by_key["columns"].trigger()
    (menu,) = [one for one in table.findChildren(QMenu) if one.isVisible()]
    below = {part.title().replace("&", ""): part for part in menu.findChildren(QMenu)}
    entry(below["Sort by"], "Instrument").trigger()
    menu.close()
    assert desk.column("Positions", "instrument") == ["MNQ 12-25", "MES 12-25"]


def test_a_column_gets_its_width_without_a_mouse(open_desk: OpenDesk) -> None:
    desk = open_desk(two())
    desk.window.show()
    table = desk.table("Positions")
    section = desk.section("Positions", "instrument")
    before = table.columnWidth(section)
    menu = table.columns.menu()
    below = {part.title().replace("&", ""): part for part in menu.findChildren(QMenu)}
    entry(below["Make wider"], "Instrument").trigger()
    assert table.columnWidth(section) == round(before * 1.25)
    table.columns.save_now()
    assert desk.preferences.current.tables["Positions"].widths == {"instrument": round(before * 1.25)}
    entry(below["Make narrower"], "Instrument").trigger()
    assert table.columnWidth(section) == round(before / 1.25)
    menu.close()


def entry(menu: QMenu, words: str) -> QAction:
    (found,) = (action for action in menu.actions() if action.text().replace("&", "") == words)
    return found


@pytest.mark.parametrize("ended", [Outcome.UNKNOWN, None])
def test_help_opens_at_the_word_of_the_selected_row(open_desk: OpenDesk, ended: Outcome | None) -> None:
    session = two()
    desk = open_desk(session)
    desk.window.show()
    session.put_command(command(close_plan(position()), Stage.VERIFYING, ended))
    table = desk.table("Positions")
    table.setFocus()
    desk.window.actions_by_key["open_guide"].trigger()
    table.select(MES)
    desk.window.actions_by_key["open_guide"].trigger()
    topic = ended or Stage.VERIFYING
    assert desk.asked.calls == [("guide", None), ("guide", topic)]


def test_enter_in_activity_opens_the_guide_at_the_outcome(open_desk: OpenDesk) -> None:
    session = two()
    session.activity_rows = (
        ActivityRow(2, "b", WHEN, "Sim101", "MES 12-25", "close", "", "", "", None),
        ActivityRow(1, "a", WHEN, "Sim101", "MES 12-25", "close", "", "NOT VERIFIED", "", 10_000),
    )
    desk = open_desk(session)
    desk.window.show()
    desk.window.actions_by_key["go_activity"].trigger()
    table = desk.table("Activity")
    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert desk.asked.calls == [], "a command without an outcome has no word yet"
    table.selectRow(1)
    QTest.keyClick(table, Qt.Key.Key_Return)
    desk.window.actions_by_key["open_guide"].trigger()
    assert desk.asked.calls == [("guide", Outcome.NOT_VERIFIED)] * 2


def test_every_button_of_the_window_can_have_the_keyboard(open_desk: OpenDesk) -> None:
    desk = open_desk(two())
    for button in desk.window.findChildren(QPushButton):
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus, button.text()


def test_a_pane_behind_a_tab_comes_to_the_front_with_the_keyboard(open_desk: OpenDesk) -> None:
    desk = open_desk(two(), size=(1100, 800))
    shown(desk)
    front = desk.window.docks.by_title["Working orders"]
    assert desk.window.tabifiedDockWidgets(front)
    desk.table("Activity").setFocus()
    assert not desk.table("Activity").visibleRegion().isEmpty()
    desk.table("Working orders").setFocus()
    assert desk.table("Activity").visibleRegion().isEmpty()


def test_the_keyboard_is_never_lost_in_a_row_of_tabs_without_tabs(open_desk: OpenDesk) -> None:
    desk = open_desk(two(), Preferences(compact=True))
    shown(desk)
    QCoreApplication.processEvents()
    table = desk.table("Positions")
    for _ in range(12):
        now = desk.window.focusWidget()
        assert not isinstance(now, QTabBar) or now.count()
        QTest.keyClick(now, Qt.Key.Key_Tab)
        if desk.window.focusWidget() is table:
            return
    raise AssertionError("Tab does not come back to the positions")


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab], ids=["Tab", "Shift+Tab"])
def test_tab_reaches_what_narrows_the_rows_down_in_both_directions(open_desk: OpenDesk, key: Qt.Key) -> None:
    desk = open_desk(two())
    shown(desk)
    table = desk.table("Positions")
    assert table.hasFocus(), "where the keyboard is at first"
    reached = set()
    for _ in range(25):
        QTest.keyClick(desk.window.focusWidget(), key)
        now = desk.window.focusWidget()
        if now is table:
            break
        reached.add(now.accessibleName())
    assert {"Filter positions", "Account filter", "Class filter", "P&L unit: currency"} <= reached
    assert {"Refresh", "Accounts"} <= reached


@pytest.mark.parametrize(
    ("key", "left"), [(Qt.Key.Key_Escape, ""), (Qt.Key.Key_Down, "mnq"), (Qt.Key.Key_Return, "mnq")]
)
def test_the_keyboard_goes_from_the_filter_on_to_the_rows(open_desk: OpenDesk, key: Qt.Key, left: str) -> None:
    desk = open_desk(two())
    shown(desk)
    desk.window.actions_by_key["find"].trigger()
    field = desk.window.panes.positions.filter
    assert field.hasFocus()
    QTest.keyClicks(field, "mnq")
    QTest.keyClick(field, key)
    assert desk.table("Positions").hasFocus()
    assert field.text() == left
    assert len(desk.column("Positions", "instrument")) == (1 if left else 2)
    assert desk.asked.calls == []


def test_the_first_down_leads_to_the_first_row_whenever_the_rows_came(open_desk: OpenDesk, qtbot: QtBot) -> None:
    two = picture([position(), position("MNQ 12-25")])
    for session in (ScriptedSession(two), ScriptedSession()):
        desk = open_desk(session)
        desk.window.show()
        desk.window.activateWindow()
        table = desk.table("Positions")
        qtbot.waitUntil(table.hasFocus)
        session.show(two)
        assert not table.currentIndex().isValid()
        QTest.keyClick(table, Qt.Key.Key_Down)
        assert [key.instrument for key in table.selected_keys()] == ["MES 12-25"]


def laid_out(layout: QLayout) -> list[QWidget]:
    """The widgets of a layout and of the layouts in it, as they are seen from the upper left on."""
    found: list[QWidget] = []
    for place in range(layout.count()):
        item = layout.itemAt(place)
        assert item is not None
        widget, inside = item.widget(), item.layout()
        found += [widget] if widget else laid_out(inside) if inside else []
    return found


def test_a_screen_reader_reads_in_the_order_that_is_seen(open_desk: OpenDesk) -> None:
    """To it the parts of a widget stand in the order in which they were made."""
    window = open_desk(two(), Preferences(row_presets=True)).window
    for bar in (window.link_bar, window.panes.positions, window.panes.notices, *window.findChildren(FlowBar)):
        layout = bar.layout()
        assert layout is not None
        seen = laid_out(layout)
        assert [each for each in bar.children() if each in seen] == seen, bar


def test_the_keyboard_goes_from_left_to_right(open_desk: OpenDesk) -> None:
    window = open_desk(two()).window
    chain, following = [], window.nextInFocusChain()
    while following is not None and following is not window:
        chain.append(following)
        following = following.nextInFocusChain()
    for names in (["Money notices: 0", "Refresh", "Mask", "Theme"], ["Close dialog of the notice", "Dismiss"]):
        assert [each.accessibleName() for each in chain if each.accessibleName() in names] == names
