"""Accounts, working orders, activity, notices, and tables that hold still."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QColor, QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QPushButton
from pytestqt.qtbot import QtBot

from ctpanel.domain.ids import PositionKey
from ctpanel.domain.notice import Severity
from ctpanel.domain.order import OrderLife, OrderType
from ctpanel.domain.reconcile import apply_watermarks
from ctpanel.domain.snapshot import Snapshot
from ctpanel.domain.watermarks import Watermarks
from ctpanel.session.preferences import Preferences, TableColumns
from ctpanel.ui.models.columns import HIDDEN
from ctpanel.ui.models.curves import MOST_POINTS, Curve
from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.views.column_fit import NARROWEST, WIDEST
from tests.fakes.pictures import MES, START, account, notice, order, picture, position, stamp
from tests.fakes.scripted_session import ScriptedSession
from tests.ui.main.desk import Asked, Desk

OpenDesk = Callable[..., Desk]


def many(count: int) -> ScriptedSession:
    return ScriptedSession(picture([position(f"I{n:03d} 12-25", unrealized=str(n)) for n in range(count)]))


# ---------------------------------------------------------------------- accounts


def test_an_account_in_words(open_desk: OpenDesk) -> None:
    known = account(realized="-100", daily_loss_limit="1000", trailing_max_drawdown="2500")
    blank = account("Blank", None, cash=None, net_liquidation=None, realized=None, unrealized=None)
    session = ScriptedSession(picture([position()], [known, blank]))
    session.snapshot = replace(session.snapshot, positions_read={"Sim101": session.snapshot.positions_read["Sim101"]})
    desk = open_desk(session)
    keys = ("class", "cash", "realized", "unrealized", "open", "daily_room", "drawdown_room")
    rows = list(zip(*(desk.column("Accounts", key) for key in keys), strict=True))
    assert rows == [
        ("UNKNOWN", "–", "–", "–", "–", "–", "–"),
        ("SIM", "$50,000.00", "-$100.00", "+$312.50", "1", "$1,212.50", "$2,500.00"),
    ]


def test_the_curve_grows_with_the_session_and_stays_small(open_desk: OpenDesk) -> None:
    session = ScriptedSession(picture([], [account(realized="0", unrealized="0")]))
    desk = open_desk(session)
    for step in range(1, 4):
        session.advance(10)
        session.show(picture([], [account(realized="0", unrealized=str(step * 100))], at=session.time_s))
        desk.window.panes.accounts.model.load()
    assert desk.column("Accounts", "curve") == ["+$300.00, between $0.00 and +$300.00"]
    curve = Curve()
    for second in range(0, 100_000, 3):
        curve.add(Decimal(second), float(second))
    assert len(curve.values) <= MOST_POINTS + 1
    assert curve.values[-1] == 99_999
    assert list(curve.values) == sorted(curve.values)


def test_another_user_begins_another_curve(open_desk: OpenDesk) -> None:
    session = ScriptedSession(picture([], [account(realized="0", unrealized="0")]))
    desk = open_desk(session)
    session.advance(10)
    session.show(picture([], [account(realized="0", unrealized="900")], at=session.time_s))
    desk.window.panes.accounts.model.load()
    assert desk.column("Accounts", "curve") == ["+$900.00, between $0.00 and +$900.00"]
    session.show(Snapshot())
    session.show(picture([], [account(realized="0", unrealized="7")], at=session.time_s))
    desk.window.panes.accounts.model.load()
    assert desk.column("Accounts", "curve") == ["–"]


# ---------------------------------------------------------------------- working orders


def test_orders_say_what_they_are_for(open_desk: OpenDesk) -> None:
    orphan = order(OrderType.STOP_MARKET, 1, key=PositionKey("Sim101", "CL 01-26"), id="9", price="60")
    target = order(OrderType.LIMIT, 4, id="1", price="5840")
    session = ScriptedSession(picture([position()], orders=[orphan, target]))
    desk = open_desk(session)
    assert desk.column("Working orders", "purpose") == ["orphan", "target"]
    assert desk.column("Working orders", "limit") == ["–", "5,840.00"]
    assert desk.column("Working orders", "stop") == ["60.00", "–"]
    session.show(picture([], [account()], [target]))
    assert desk.column("Working orders", "purpose") == ["orphan"]


def test_highs_of_the_service_stand_beside_the_room(open_desk: OpenDesk) -> None:
    told = Watermarks("Sim101", net_liquidation_high=Decimal("50400.25"), pnl_high=Decimal(420))
    snapshot = apply_watermarks(picture([], [account(), account("Sim102")]), told, stamp())
    desk = open_desk(ScriptedSession(snapshot))
    assert desk.column("Accounts", "high") == ["$50,400.25", "–"]
    tip = desk.tip("Accounts", "drawdown_room")
    assert "It is $87.75 below that now." in tip and "Told by the service at 14:32:07." in tip
    desk.preferences.change(Preferences(mask=True))
    assert desk.column("Accounts", "high") == [HIDDEN, HIDDEN]


def test_an_order_that_changes_is_painted_again_and_one_that_is_confirmed_is_not(open_desk: OpenDesk) -> None:
    session = ScriptedSession(picture([position()], orders=[order()]))
    desk = open_desk(session)
    told: list[int] = []
    desk.window.panes.orders.model.dataChanged.connect(lambda first, _last: told.append(first.row()))
    session.show(picture([position()], orders=[order()]))
    assert told == []
    session.show(picture([position()], orders=[order()._replace(filled=1)]))
    assert told == [0]


def test_an_order_that_nobody_understands_is_marked(open_desk: OpenDesk, theme: Theme) -> None:
    desk = open_desk(ScriptedSession(picture([position()], orders=[order()])))
    cell = desk.cell("Working orders", "state")
    assert cell.data(Qt.ItemDataRole.ForegroundRole) is None
    desk.session.show(picture([position()], orders=[order()._replace(life=OrderLife.UNKNOWN)]))
    assert cell.data(Qt.ItemDataRole.ForegroundRole) == QColor(theme.tokens.colors.warning)


def test_an_order_is_no_orphan_without_proof(open_desk: OpenDesk) -> None:
    session = ScriptedSession(picture([], [account()], [order()]))
    session.snapshot = replace(session.snapshot, positions_read={})
    desk = open_desk(session)
    assert desk.column("Working orders", "purpose") == ["–"]


def test_enter_on_an_order_opens_its_position(open_desk: OpenDesk) -> None:
    orphan = order(key=PositionKey("Sim101", "CL 01-26"), id="9")
    desk = open_desk(ScriptedSession(picture([position()], orders=[orphan, order()])))
    table = desk.table("Working orders")
    for row in (0, 1):
        table.selectRow(row)
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert desk.asked.calls == [("close dialog", MES)]


def test_unread_orders_are_not_no_orders(open_desk: OpenDesk) -> None:
    session = ScriptedSession()
    desk = open_desk(session)
    table = desk.window.panes.orders.table
    assert table.empty_text == "Working orders have not been read yet."
    session.show(picture([], [account()], None))
    assert table.empty_text == "Not all working orders could be read. There may be some."
    shown = session.snapshot
    doubted = {name: book._replace(complete=False, doubted=START) for name, book in shown.orders.items()}
    session.snapshot = replace(shown, orders=doubted)
    desk.window.panes.orders.say_empty(desk.window.panes.style)
    assert table.empty_text.startswith("An empty list of working orders came"), "nothing went wrong"
    assert table.empty_text.endswith("There may be some.")


# ---------------------------------------------------------------------- notices


def notice_list(desk: Desk) -> QListView:
    found = desk.find("Notices")
    assert isinstance(found, QListView)
    return found


def test_a_notice_counts_up_instead_of_stacking(open_desk: OpenDesk) -> None:
    session = ScriptedSession()
    desk = open_desk(session)
    session.set_notices(notice(count=1))
    notice_list(desk).setCurrentIndex(notice_list(desk).model().index(0, 0))
    session.set_notices(notice(count=12))
    model = notice_list(desk).model()
    assert model.rowCount() == 1
    text = str(model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert text == "It broke. (x12, last 14:32:07) Positions are as they were. Look in NinjaTrader."
    assert len(notice_list(desk).selectedIndexes()) == 1


def test_dismiss_takes_the_chosen_notice_and_no_other(open_desk: OpenDesk) -> None:
    session = ScriptedSession()
    desk = open_desk(session)
    (dismiss,) = (one for one in desk.window.panes.notices.findChildren(QPushButton) if one.text() == "Dismiss")
    session.set_notices(notice("new"), notice("old", Severity.MONEY))
    assert not dismiss.isEnabled()
    notice_list(desk).setCurrentIndex(notice_list(desk).model().index(1, 0))
    session.set_notices(notice("newest"), notice("new"), notice("old", Severity.MONEY))
    dismiss.click()
    assert session.dismissed == ["old"]
    notice_list(desk).setCurrentIndex(notice_list(desk).model().index(0, 0))
    QTest.keyClick(notice_list(desk), Qt.Key.Key_Delete)
    assert session.dismissed == ["old", "newest"]


def test_a_notice_about_a_position_opens_its_close_dialog(open_desk: OpenDesk, asked: Asked) -> None:
    session = ScriptedSession()
    desk = open_desk(session, handlers=asked.all_handlers())
    desk.window.show()
    pane, chosen = desk.window.panes.notices, notice_list(desk)
    session.set_notices(replace(notice("left"), about=MES), notice("other"))
    assert pane.open.isHidden(), "which one is meant is not said yet"
    chosen.setCurrentIndex(chosen.model().index(0, 0))
    pane.open.click()
    QTest.keyClick(chosen, Qt.Key.Key_Return)
    assert asked.calls == [("close dialog", MES)] * 2
    chosen.setCurrentIndex(chosen.model().index(1, 0))
    QTest.keyClick(chosen, Qt.Key.Key_Return)
    assert pane.open.isHidden() and len(asked.calls) == 2


def test_money_comes_to_the_front_once(open_desk: OpenDesk) -> None:
    session = ScriptedSession()
    desk = open_desk(session, size=(1000, 700))
    desk.window.show()
    dock, orders = (desk.window.docks.by_title[title] for title in ("Notices", "Working orders"))
    session.set_notices(notice("w"))
    assert dock.visibleRegion().isEmpty()
    session.set_notices(notice("m", Severity.MONEY), notice("w"))
    assert not dock.visibleRegion().isEmpty()
    assert dock.windowTitle() == "Notices (2)"
    orders.raise_()
    session.set_notices(notice("m", Severity.MONEY, count=2), notice("w"))
    assert dock.visibleRegion().isEmpty()


# ---------------------------------------------------------------------- tables that hold still


def test_selection_and_place_on_screen_survive_rows_that_come_above(open_desk: OpenDesk) -> None:
    desk = open_desk(many(200), size=(900, 500))
    desk.window.show()
    table = desk.table("Positions")
    table.verticalScrollBar().setValue(900)
    chosen = PositionKey("Sim101", desk.column("Positions", "instrument")[table.rowAt(30)])
    table.select(chosen)
    model = desk.window.panes.positions.model
    before = table.rowViewportPosition(model.place(chosen) or -1)
    new = [position(f"A{n:03d} 12-25") for n in range(7)]
    old = [row.position for row in desk.session.snapshot.positions.values()]
    desk.session.snapshot = picture([*new, *old[1:]])
    model.take([one.key for one in (*new, old[0])], [], [])
    assert table.selected_keys() == [chosen]
    assert table.rowViewportPosition(model.place(chosen) or -1) == before


def test_a_live_order_waits_while_the_mouse_is_over_the_rows(
    open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk(many(5))
    desk.window.show()
    table = desk.table("Positions")
    table.sortByColumn(desk.section("Positions", "pnl"), Qt.SortOrder.DescendingOrder)
    model = desk.window.panes.positions.model
    chosen = PositionKey("Sim101", "I000 12-25")
    table.select(chosen)
    last = desk.session.snapshot.positions[chosen]
    best = last._replace(position=last.position._replace(unrealized=Decimal(99)))
    desk.session.snapshot = replace(desk.session.snapshot, positions={**desk.session.snapshot.positions, chosen: best})
    model.take([chosen], [], [])
    at: QPoint = table.viewport().mapToGlobal(table.visualRect(model.index(1, 0)).center())
    monkeypatch.setattr(QCursor, "pos", lambda: at)
    # A double click that another test imitates leaves Qt's own record of the buttons on "pressed".
    monkeypatch.setattr(QApplication, "mouseButtons", lambda: Qt.MouseButton.NoButton)
    table.viewport().setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    table.tick(START + 1)
    assert model.place(chosen) == 4
    table.viewport().setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    table.tick(START + 2)
    assert model.place(chosen) == 0
    assert table.selected_keys() == [chosen]


# ---------------------------------------------------------------------- columns


def test_chosen_columns_are_remembered_and_come_back(open_desk: OpenDesk) -> None:
    desk = open_desk(many(1))
    desk.window.show()
    table = desk.table("Positions")
    header = table.horizontalHeader()
    table.columns.set_shown("average", False)
    header.moveSection(header.visualIndex(desk.section("Positions", "pnl")), 0)
    header.resizeSection(desk.section("Positions", "instrument"), 222)
    table.columns.save_now()
    kept = desk.preferences.current.tables["Positions"]
    assert kept.order[0] == "pnl"
    assert kept.hidden == ("average",)
    assert kept.widths["instrument"] == 222
    again = open_desk(many(1), desk.preferences.current, size=(480, 600))
    fresh = again.table("Positions").horizontalHeader()
    assert fresh.visualIndex(again.section("Positions", "pnl")) == 0
    assert fresh.isSectionHidden(again.section("Positions", "average"))
    # A choice stands, however narrow the table is.
    assert not fresh.isSectionHidden(again.section("Positions", "mark"))
    assert fresh.sectionSize(again.section("Positions", "instrument")) == 222


@pytest.mark.parametrize(("dragged", "kept"), [(9000, WIDEST), (1, NARROWEST)])
def test_a_column_is_never_dragged_out_of_what_can_be_saved(open_desk: OpenDesk, dragged: int, kept: int) -> None:
    desk = open_desk(many(1))
    desk.window.show()
    table, section = desk.table("Positions"), desk.section("Positions", "instrument")
    table.horizontalHeader().setMinimumSectionSize(1)
    table.horizontalHeader().resizeSection(section, dragged)
    table.columns.save_now()
    assert desk.preferences.current.tables["Positions"].widths["instrument"] == kept == table.columnWidth(section)


def test_without_a_choice_the_less_important_columns_leave_first(open_desk: OpenDesk) -> None:
    desk = open_desk(many(1), size=(480, 600))
    desk.window.show()
    header = desk.table("Positions").horizontalHeader()
    shown = [key for key in ("account", "class", "side", "pnl", "mark", "first_seen") if visible(desk, key)]
    assert shown == ["account", "class", "side", "pnl"]
    desk.window.resize(1600, 900)
    assert visible(desk, "first_seen")
    assert header.count() == 13
    assert desk.preferences.changes == []


def visible(desk: Desk, key: str) -> bool:
    return not desk.table("Positions").horizontalHeader().isSectionHidden(desk.section("Positions", key))


def test_the_last_column_cannot_be_hidden_and_reset_brings_all_back(open_desk: OpenDesk) -> None:
    desk = open_desk(many(1), Preferences(tables={"Positions": TableColumns(("pnl",), ("no such column",))}))
    table = desk.table("Positions")
    menu = table.columns.menu()
    for action in menu.actions():
        if action.isCheckable():
            action.setChecked(False)
    header = table.horizontalHeader()
    assert header.hiddenSectionCount() == header.count() - 1
    table.columns.reset()
    assert header.visualIndex(desk.section("Positions", "account")) == 0
    assert not header.isSectionHidden(desk.section("Positions", "account"))
    menu.close()


class Paints(QObject):
    """Counts how often a widget is painted."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        self.count += event.type() is QEvent.Type.Paint
        return False


def test_what_changes_in_hidden_columns_paints_nothing(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk(many(3))
    desk.window.show()
    table = desk.table("Positions")
    age, command, name = (desk.section("Positions", key) for key in ("age", "command", "account"))
    model, paints = table.model(), Paints()
    table.viewport().installEventFilter(paints)
    table.setColumnHidden(age, True)
    table.setColumnHidden(command, True)
    qtbot.waitUntil(lambda: paints.count > 0)
    qtbot.wait(50)
    paints.count = 0
    model.dataChanged.emit(model.index(0, age), model.index(1, command))
    qtbot.wait(50)
    assert paints.count == 0
    model.dataChanged.emit(model.index(0, name), model.index(1, name))
    qtbot.waitUntil(lambda: paints.count > 0)
