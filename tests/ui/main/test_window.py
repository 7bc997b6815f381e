"""The main window, found and read by its accessible names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAction, QCloseEvent, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QListView,
    QMenu,
    QMenuBar,
    QToolButton,
)

from ctpanel.domain.account import AccountClass
from ctpanel.domain.faults import Effect, FaultKind, ServiceFault
from ctpanel.domain.ids import PositionKey
from ctpanel.domain.link import Link
from ctpanel.session.preferences import Preferences
from ctpanel.ui.actions import Handlers
from ctpanel.ui.mnemonics import unmarked
from tests.fakes.pictures import MES, account, close_plan, command, picture, position
from tests.fakes.scripted_session import ScriptedSession
from tests.ui.main.desk import Asked, Desk, menu_by

OpenDesk = Callable[..., Desk]
MNQ = PositionKey("Sim101", "MNQ 12-25")


def two_positions() -> ScriptedSession:
    return ScriptedSession(picture([position(), position("MNQ 12-25", unrealized="-80")]))


def keys_shown(desk: Desk) -> list[str]:
    return desk.column("Positions", "instrument")


def test_everything_of_the_contract_is_there(open_desk: OpenDesk) -> None:
    desk = open_desk(two_positions())
    assert desk.window.windowTitle().startswith("ctpanel")
    for name in ("Accounts", "Positions", "Working orders", "Activity", "Notices"):
        desk.find(name)
    for name in ("Close position", "Cancel orders", "Flatten"):
        desk.button(name)
    assert isinstance(desk.find("Refresh"), QToolButton)
    heads = {head: desk.starting(head) for head in ("Mode", "Connection", "Data age", "Request budget", "Totals")}
    assert heads == {
        "Mode": "SIM only",
        "Connection": "live",
        "Data age": "0 s",
        "Request budget": "20 of 20 (estimate)",
        "Totals": "SIM ▲ +$545.00 in 2 positions",
    }


def test_every_way_to_the_close_dialog_names_the_chosen_row(open_desk: OpenDesk) -> None:
    desk = open_desk(two_positions())
    desk.window.show()
    table = desk.table("Positions")
    table.select(MNQ)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Return)
    desk.button("Close position").click()
    desk.window.actions_by_key["close_position"].trigger()
    at = table.visualRect(table.model().index(0, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert desk.asked.calls == [("close dialog", MNQ)] * 3 + [("close dialog", MES)]


def test_the_menu_of_a_row_acts_on_the_row_that_it_was_opened_for(open_desk: OpenDesk) -> None:
    desk = open_desk(two_positions())
    desk.window.show()
    table = desk.table("Positions")
    at: QPoint = table.visualRect(table.model().index(1, 0)).center()
    menu = menu_by(QContextMenuEvent.Reason.Mouse, table, at)
    assert table.is_held()
    actions = {unmarked(action.text()): action for action in menu.actions()}
    # The rows change places under the open menu.
    desk.session.snapshot = picture([position("AAA 12-25"), position("MNQ 12-25")])
    desk.window.panes.positions.model.take([MES, MNQ, PositionKey("Sim101", "AAA 12-25")], [], [])
    actions["Close position"].trigger()
    actions["Cancel orders"].trigger()
    menu.close()
    assert desk.asked.calls == [("close dialog", MNQ), ("cancel", (MNQ,))]


def test_the_menu_key_opens_the_menu_of_the_selected_row(open_desk: OpenDesk) -> None:
    desk = open_desk(two_positions())
    desk.window.show()
    table = desk.table("Positions")
    table.select(MNQ)
    # Somewhere else, as the system tells it for a key.
    menu = menu_by(QContextMenuEvent.Reason.Keyboard, table, QPoint(5, 5))
    texts = [action.text() for action in menu.actions()]
    menu.actions()[0].trigger()
    menu.close()
    table.clearSelection()
    table.select(MES)
    QTest.keyClick(table, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    (menu,) = (one for one in table.findChildren(QMenu) if one.isVisible())
    menu.actions()[0].trigger()
    menu.close()
    assert desk.asked.calls == [("close dialog", MNQ), ("close dialog", MES)]
    assert texts[0] == "&Close position"


def test_enter_after_a_row_went_does_not_hit_its_neighbor(open_desk: OpenDesk) -> None:
    desk = open_desk(two_positions())
    desk.window.show()
    table = desk.table("Positions")
    table.select(MES)
    desk.session.show(picture([position("MNQ 12-25")]))
    assert keys_shown(desk) == ["MNQ 12-25"]
    assert not desk.button("Close position").isEnabled()
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert desk.asked.calls == []
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert desk.asked.calls == [("close dialog", MNQ)]


def test_bulk_buttons_take_the_visible_selected_rows_only(open_desk: OpenDesk) -> None:
    desk = open_desk(two_positions())
    table = desk.table("Positions")
    table.selectAll()
    assert not desk.button("Close position").isEnabled()
    field = desk.find("Filter positions")
    assert isinstance(field, QLineEdit)
    field.setText("mnq")
    desk.button("Flatten").click()
    desk.button("Cancel orders").click()
    assert desk.asked.calls == [("flatten", (MNQ,)), ("cancel", (MNQ,))]


def test_what_nobody_handles_is_not_offered(open_desk: OpenDesk, asked: Asked) -> None:
    handlers = Handlers(asked.note_with("close dialog"), asked.note("close"))
    desk = open_desk(two_positions(), handlers=handlers)
    desk.table("Positions").selectAll()
    for name in ("Cancel orders", "Flatten"):
        assert not desk.button(name).isEnabled()
        assert desk.button(name).toolTip()
    (bar,) = desk.window.findChildren(QMenuBar)
    offered = {action.text() for menu in bar.actions() for action in submenu(menu).actions()}
    assert "Quit" in offered
    assert not offered & {"Settings…", "Guide", "Export journal…", "Fire drill…", "Flatten", "Cancel orders"}


def submenu(action: QAction) -> QMenu:
    menu = action.menu()
    assert isinstance(menu, QMenu)
    return menu


def test_menu_entries_reach_their_handlers(open_desk: OpenDesk) -> None:
    desk = open_desk(two_positions())
    keys = ("export_journal", "enter_token", "open_settings", "start_fire_drill", "open_guide", "open_about", "quit")
    for key in keys:
        desk.window.actions_by_key[key].trigger()
    assert desk.asked.calls == ["export", "token", "settings", "drill", ("guide", None), "about", "close"]


def test_a_close_event_asks_and_is_ignored_until_it_is_allowed(open_desk: OpenDesk) -> None:
    desk = open_desk(two_positions())
    event = QCloseEvent()
    desk.window.closeEvent(event)
    assert not event.isAccepted()
    assert desk.asked.calls == ["close"]
    desk.window.allow_close()
    event = QCloseEvent()
    desk.window.closeEvent(event)
    assert event.isAccepted()
    assert desk.session.listeners == 0


def test_refresh_asks_the_session(open_desk: OpenDesk) -> None:
    desk = open_desk(two_positions())
    refresh = desk.find("Refresh")
    assert isinstance(refresh, QToolButton)
    refresh.click()
    desk.window.actions_by_key["refresh"].trigger()
    assert desk.session.refreshes == 2


@pytest.mark.parametrize(
    ("classes", "demo", "expected"),
    [
        ({}, False, "SIM only"),
        ({"Sim101": AccountClass.LIVE}, False, "LIVE accounts shown"),
        ({"Sim101": AccountClass.UNKNOWN}, False, "UNKNOWN accounts shown"),
        ({"Sim101": AccountClass.LIVE}, True, "DEMO"),
    ],
)
def test_the_mode_is_said_in_bar_and_title(
    open_desk: OpenDesk, classes: dict[str, AccountClass], demo: bool, expected: str
) -> None:
    session = two_positions()
    session.classes, session.demo = classes, demo
    desk = open_desk(session)
    assert desk.starting("Mode") == expected
    assert expected in desk.window.windowTitle()


def test_demo_is_marked_at_all_times(open_desk: OpenDesk) -> None:
    session = two_positions()
    session.demo = True
    desk = open_desk(session)
    assert desk.starting("Demo").startswith("DEMO")
    desk.preferences.change(Preferences(compact=True))
    assert desk.starting("Mode") == "DEMO"


def test_the_two_clocks(open_desk: OpenDesk) -> None:
    session = two_positions()
    desk = open_desk(session)
    session.advance(7)
    session.budget = 4.7
    desk.window.bridge.ticked.emit()
    assert desk.starting("Data age") == "7 s"
    assert desk.starting("Request budget") == "4 of 20 (estimate)"
    session.advance(10)
    desk.window.bridge.ticked.emit()
    assert desk.starting("Data age") == "as of 14:32:07"
    session.set_link(Link(started=True))
    assert desk.starting("Connection") == "connecting"


def test_empty_is_never_taken_for_flat(open_desk: OpenDesk) -> None:
    session = ScriptedSession()
    desk = open_desk(session)
    pane = desk.window.panes.positions
    assert pane.table.empty_text == "Loading: positions have not been read yet."
    fault = ServiceFault(FaultKind.NO_NETWORK, Effect.NOT_SENT, "nobody answers")
    session.set_link(Link(started=True).read_failed(fault))
    said = "Positions could not be read so far. The service cannot be reached. Check your network;"
    assert pane.table.empty_text.startswith(said)
    session.set_link(Link(started=True))
    session.show(picture([position()]))
    field = desk.find("Filter positions")
    assert isinstance(field, QLineEdit)
    field.setText("nothing like it")
    assert pane.table.empty_text == "No position matches the filter."
    field.clear()
    session.snapshot = picture([], [account()])
    pane.model.take([MES], ["Sim101"], ["Sim101"])
    pane.refresh_words()
    assert pane.table.empty_text == "No open positions as of 14:32:07"


def test_ninjatrader_away_shows_the_way_out_and_keeps_the_rows(open_desk: OpenDesk) -> None:
    session = two_positions()
    desk = open_desk(session, Preferences(emergency_text="Broker desk 555-0100"))
    assert desk.window.emergency.isHidden()
    session.advance(65)
    session.set_link(replace(session.link, accounts_away=True))
    assert not desk.window.emergency.isHidden()
    words = desk.starting("Emergency")
    assert words.startswith("This panel cannot exit right now")
    lines = desk.find("Last known positions")
    assert isinstance(lines, QListView)
    told = lines.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert str(told).endswith("Sim101 MES 12-25: long 4, as of 14:32:07 (1 min ago)")
    assert "Broker desk 555-0100" in words
    assert keys_shown(desk) == ["MES 12-25", "MNQ 12-25"]
    session.set_link(replace(session.link, accounts_away=False))
    assert desk.window.emergency.isHidden()


def test_a_first_start_offers_token_and_demo(open_desk: OpenDesk) -> None:
    session = ScriptedSession()
    session.signed_in = False
    session.link = Link()
    desk = open_desk(session)
    desk.window.show()
    assert not desk.table("Positions").isVisible()
    assert not desk.table("Accounts").isVisible()
    assert desk.window.focusWidget() is desk.button("Enter token")
    desk.button("Enter token").click()
    desk.button("Try the demo").click()
    assert desk.asked.calls == ["token", "demo"]
    session.signed_in = True
    session.set_link(Link(started=True))
    assert desk.window.focusWidget() is desk.table("Positions")
    assert desk.table("Positions").isVisible()
    assert desk.table("Accounts").isVisible()


def test_the_session_knows_whether_anybody_looks(open_desk: OpenDesk) -> None:
    desk = open_desk(two_positions())
    desk.window.show()
    desk.window.hide()
    assert desk.session.watched[0] is True
    assert desk.session.watched[-1] is False


def test_the_layout_comes_back(open_desk: OpenDesk) -> None:
    desk = open_desk(two_positions(), size=(720, 500))
    desk.table("Positions").sortByColumn(desk.section("Positions", "pnl"), Qt.SortOrder.AscendingOrder)
    state = desk.window.layout_state()
    assert all(isinstance(value, str) for value in state.values())
    again = open_desk(two_positions())
    again.window.restore_layout(state)
    assert again.window.size() == desk.window.size()
    assert keys_shown(again) == ["MNQ 12-25", "MES 12-25"]
    broken = dict.fromkeys(state, "{broken")
    again.window.restore_layout(broken)


def test_docks_come_back_where_the_user_put_them(open_desk: OpenDesk) -> None:
    desk = open_desk(two_positions())
    desk.window.show()
    left = Qt.DockWidgetArea.LeftDockWidgetArea
    desk.window.addDockWidget(left, desk.window.docks.by_title["Activity"])
    desk.window.docks.by_title["Accounts"].hide()
    again = open_desk(two_positions())
    again.window.restore_layout(desk.window.layout_state())
    again.window.show()
    assert again.window.dockWidgetArea(again.window.docks.by_title["Activity"]) is left
    assert again.window.docks.by_title["Accounts"].isHidden()
    again.window.docks.reset(again.window.size(), 1.0)
    assert again.table("Accounts").isVisible()
    assert again.window.dockWidgetArea(again.window.docks.by_title["Activity"]) is not left


def test_a_screen_reader_reads_every_cell(open_desk: OpenDesk) -> None:
    desk = open_desk(two_positions())
    desk.window.show()
    for name in ("Positions", "Accounts"):
        table = desk.table(name)
        interface = QAccessible.queryAccessibleInterface(table)
        assert interface.text(QAccessible.Text.Name) == name
        model = table.model()
        rows, columns = range(model.rowCount()), range(model.columnCount())
        shown = [str(model.index(row, column).data()) for row in rows for column in columns]
        children = [interface.child(number) for number in range(interface.childCount())]
        cells = [one for one in children if one.role() == QAccessible.Role.Cell]
        assert [one.text(QAccessible.Text.Name) for one in cells] == shown


def test_a_command_shows_on_row_and_in_activity(open_desk: OpenDesk) -> None:
    desk = open_desk(two_positions())
    asked = len(desk.session.activity_asked)
    desk.session.put_command(command(close_plan(position())))
    assert desk.column("Positions", "command") == ["closing…", ""]
    assert len(desk.session.activity_asked) == asked + 1


@pytest.mark.parametrize("size", [(480, 700), (780, 700)])
def test_nothing_is_cut_at_any_width(open_desk: OpenDesk, qapp: QApplication, size: tuple[int, int]) -> None:
    desk = open_desk(two_positions(), size=size)
    desk.window.show()
    qapp.sendPostedEvents()
    assert desk.window.width() == size[0]
    table = desk.table("Positions")
    assert not table.horizontalScrollBar().isVisible()
    for name in ("Close position", "Cancel orders", "Flatten"):
        shown = desk.button(name)
        right = shown.mapTo(desk.window, shown.rect().topRight()).x()
        assert 0 <= right < size[0]
        assert shown.width() >= shown.sizeHint().width()


def test_totals_past_their_limit_say_when_they_were_true(open_desk: OpenDesk) -> None:
    desk = open_desk(two_positions())
    desk.session.advance(16)
    desk.window.bridge.ticked.emit()
    assert desk.starting("Totals") == "SIM ▲ +$545.00 in 2 positions, as of 14:32:07"


def test_each_of_a_few_accounts_has_its_total(open_desk: OpenDesk) -> None:
    session = ScriptedSession(picture([position(), position(account="Other", unrealized="-80")]))
    desk = open_desk(session)
    assert desk.starting("Account totals") == "Other ▼ -$80.00 · Sim101 ▲ +$625.00"
    choice = desk.find("Account filter")
    assert isinstance(choice, QComboBox)
    choice.setCurrentIndex(choice.findData("Other"))
    assert desk.column("Positions", "account") == ["Other"]
    assert desk.starting("Account totals") == "Other ▼ -$80.00"
    assert desk.starting("Totals") == "SIM ▲ +$545.00 in 2 positions"


def test_positions_are_filtered_by_class(open_desk: OpenDesk) -> None:
    session = ScriptedSession(picture([position(), position(account="Other")]))
    session.classes["Other"] = AccountClass.LIVE
    desk = open_desk(session)
    choice = desk.find("Class filter")
    assert isinstance(choice, QComboBox)
    choice.setCurrentIndex(choice.findText("LIVE"))
    assert desk.column("Positions", "account") == ["Other"]
