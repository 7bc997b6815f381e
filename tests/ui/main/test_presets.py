"""The ways to open the close dialog with a part already set. None of them sends."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from ctpanel.domain.closing import Wanted
from ctpanel.domain.ids import PositionKey
from ctpanel.session.preferences import Preferences
from ctpanel.ui.actions import Handlers
from ctpanel.ui.delegates.presets import ANY, PresetDelegate
from ctpanel.ui.mnemonics import unmarked
from tests.fakes.pictures import MES, picture, position
from tests.fakes.scripted_session import ScriptedSession
from tests.ui.main.desk import Desk, menu_by

OpenDesk = Callable[..., Desk]
MNQ = PositionKey("Sim101", "MNQ 12-25")
LEFT = Qt.MouseButton.LeftButton


def two() -> ScriptedSession:
    return ScriptedSession(picture([position("MES 12-25"), position("MNQ 12-25")]))


def button_at(desk: Desk, row: int, preset: int) -> QPoint:
    """The middle of a painted button."""
    table, section = desk.table("Positions"), desk.section("Positions", "presets")
    delegate = table.itemDelegateForColumn(section)
    assert isinstance(delegate, PresetDelegate)
    rect: QRect = delegate.buttons(table.visualRect(table.model().index(row, section)))[preset]
    return rect.center()


def strip_buttons(desk: Desk) -> list[QPushButton]:
    return [one for one in desk.window.panes.positions.presets.findChildren(QPushButton) if one.isVisible()]


def test_a_click_on_a_row_opens_the_dialog_of_that_row_with_that_part(open_desk: OpenDesk) -> None:
    desk = open_desk(two())
    desk.window.show()
    viewport = desk.table("Positions").viewport()
    for preset in (25, 50, 75, 100):
        QTest.mouseClick(viewport, LEFT, pos=button_at(desk, 1, preset))
    parts = [Wanted.percent(25), Wanted.percent(50), Wanted.percent(75), Wanted.all()]
    assert desk.asked.calls == [(MNQ, part) for part in parts]
    assert desk.session.sent == desk.session.closed == []


def test_only_a_whole_plain_click_counts(open_desk: OpenDesk) -> None:
    desk = open_desk(two())
    desk.window.show()
    viewport = desk.table("Positions").viewport()
    half, everything = button_at(desk, 0, 50), button_at(desk, 0, 100)
    QTest.mouseClick(viewport, Qt.MouseButton.RightButton, pos=half)
    QTest.mouseClick(viewport, LEFT, Qt.KeyboardModifier.ControlModifier, half)
    QTest.mousePress(viewport, LEFT, pos=half)
    QTest.mouseRelease(viewport, LEFT, pos=everything)
    QTest.mousePress(viewport, LEFT, pos=half)
    QTest.mouseRelease(viewport, LEFT, pos=button_at(desk, 1, 50))
    assert desk.asked.calls == []


def test_a_row_that_moves_under_the_press_is_not_taken_for_another(open_desk: OpenDesk) -> None:
    desk = open_desk(two())
    desk.window.show()
    viewport, at = desk.table("Positions").viewport(), button_at(desk, 0, 100)
    QTest.mousePress(viewport, LEFT, pos=at)
    desk.session.snapshot = picture([position("MNQ 12-25")])
    desk.window.panes.positions.model.take([MES], [], [])
    QTest.mouseRelease(viewport, LEFT, pos=at)
    assert desk.asked.calls == []


def test_a_narrow_cell_has_one_button_with_all_of_them(open_desk: OpenDesk) -> None:
    desk = open_desk(two())
    desk.window.show()
    table = desk.table("Positions")
    table.horizontalHeader().resizeSection(desk.section("Positions", "presets"), 80)
    QTest.mouseClick(table.viewport(), LEFT, pos=button_at(desk, 1, ANY))
    (menu,) = table.findChildren(QMenu)
    assert table.is_held()
    entries = {unmarked(action.text()): action for action in menu.actions()}
    assert list(entries) == ["Close 25%…", "Close 50%…", "Close 75%…", "Close all of it…"]
    entries["Close 75%…"].trigger()
    menu.close()
    assert desk.asked.calls == [(MNQ, Wanted.percent(75))]


def test_the_keyboard_and_the_menu_of_a_row_reach_them_too(open_desk: OpenDesk) -> None:
    desk = open_desk(two())
    desk.window.show()
    table = desk.table("Positions")
    assert not desk.window.actions_by_key["close_50"].isEnabled()
    table.selectRow(1)
    desk.window.actions_by_key["close_50"].trigger()
    menu = menu_by(QContextMenuEvent.Reason.Mouse, table, table.visualRect(table.model().index(0, 0)).center())
    next(action for action in menu.actions() if unmarked(action.text()) == "Close all of it…").trigger()
    menu.close()
    assert desk.asked.calls == [(MNQ, Wanted.percent(50)), (MES, Wanted.all())]
    table.selectAll()
    assert not desk.window.actions_by_key["close_50"].isEnabled()


def test_the_strip_has_them_even_where_rows_have_no_room(open_desk: OpenDesk) -> None:
    desk = open_desk(two(), Preferences(compact=True), size=(480, 300))
    desk.window.show()
    assert desk.table("Positions").isColumnHidden(desk.section("Positions", "presets"))
    desk.table("Positions").selectRow(0)
    (quarter, *_) = buttons = strip_buttons(desk)
    assert [one.text() for one in buttons] == ["25%", "50%", "75%", "All"]
    assert [one.accessibleName() for one in buttons][::3] == ["Close 25%…", "Close all of it…"]
    QTest.mouseClick(quarter, LEFT)
    assert desk.asked.calls == [(MES, Wanted.percent(25))]
    desk.window.resize(1600, 300)
    assert not desk.table("Positions").isColumnHidden(desk.section("Positions", "presets"))
    assert strip_buttons(desk) == []


def test_they_can_be_switched_off_and_come_back(open_desk: OpenDesk) -> None:
    desk = open_desk(two(), Preferences(row_presets=False, compact=True))
    desk.window.show()
    table, section = desk.table("Positions"), desk.section("Positions", "presets")
    assert table.isColumnHidden(section)
    assert strip_buttons(desk) == []
    menu = table.columns.menu()
    assert "Close" not in [action.text() for action in menu.actions()]
    menu.deleteLater()
    # Another choice about columns meanwhile does not count the withheld one as hidden by the user.
    table.columns.set_shown("age", False)
    table.columns.save_now()
    desk.preferences.change(Preferences(compact=True, tables=desk.preferences.current.tables))
    assert not table.isColumnHidden(section)
    assert table.isColumnHidden(desk.section("Positions", "age"))


def test_without_a_handler_nothing_of_it_is_offered(open_desk: OpenDesk) -> None:
    bare = Handlers(lambda key: None, lambda: None, lambda: None, lambda: None)
    desk = open_desk(two(), handlers=bare)
    desk.window.show()
    assert desk.table("Positions").isColumnHidden(desk.section("Positions", "presets"))
    assert not desk.window.actions_by_key["close_50"].isVisible()


def test_rows_keep_one_button_where_there_is_no_room_for_four(open_desk: OpenDesk) -> None:
    desk = open_desk(two(), size=(1600, 600))
    desk.window.show()
    table, section = desk.table("Positions"), desk.section("Positions", "presets")
    delegate = table.itemDelegateForColumn(section)
    assert isinstance(delegate, PresetDelegate)
    offered = {}
    for width in range(480, 1600, 40):
        desk.window.resize(width, 600)
        cell = table.visualRect(table.model().index(0, section))
        offered[width] = () if table.isColumnHidden(section) else tuple(delegate.buttons(cell))
        assert table.horizontalScrollBar().maximum() == 0 or not offered[width], "never at the price of scrolling"
    assert offered[480] == ()
    assert offered[1560] == (25, 50, 75, 100)
    short = [width for width, buttons in offered.items() if buttons == (ANY,)]
    assert len(short) >= 4, offered
    assert max(short) < min(width for width, buttons in offered.items() if len(buttons) == 4)


def test_four_buttons_never_cost_a_row_its_prices(open_desk: OpenDesk) -> None:
    desk = open_desk(two(), size=(1600, 600))
    desk.window.show()
    table, section = desk.table("Positions"), desk.section("Positions", "presets")
    delegate = table.itemDelegateForColumn(section)
    assert isinstance(delegate, PresetDelegate)
    with_one = 0
    for width in range(480, 1600, 10):
        desk.window.resize(width, 600)
        without = [key for key in ("average", "mark") if table.isColumnHidden(desk.section("Positions", key))]
        buttons = delegate.buttons(table.visualRect(table.model().index(0, section)))
        assert table.isColumnHidden(section) or tuple(buttons) == (ANY,) or not without, width
        with_one += not without and tuple(buttons) == (ANY,)
    assert with_one, "one button beside both prices is what a window of ordinary width shows"


def test_a_price_paints_none_of_them(open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = open_desk(two(), size=(1600, 600))
    desk.window.show()
    painted: list[int] = []
    whole = PresetDelegate.paint_inside

    def counted(self: PresetDelegate, painter: QPainter, rect: QRect, text: str, index: QModelIndex) -> None:
        painted.append(index.row())
        whole(self, painter, rect, text, index)

    monkeypatch.setattr(PresetDelegate, "paint_inside", counted)
    desk.table("Positions").viewport().update()
    QApplication.processEvents()
    assert sorted(painted) == [0, 1]
    painted.clear()
    desk.session.show(picture([position("MES 12-25", mark="5832", unrealized="640"), position("MNQ 12-25")]))
    desk.window.bridge._flush()
    QApplication.processEvents()
    assert desk.column("Positions", "pnl")[0] == "+$640.00"
    assert painted == []
