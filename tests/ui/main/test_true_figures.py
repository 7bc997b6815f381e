"""Sums that keep real and play money apart, states in words, and columns that can be sorted by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from ctpanel.domain.account import AccountClass
from ctpanel.domain.ids import PositionKey
from ctpanel.domain.snapshot import AccountRow
from ctpanel.session.preferences import Preferences
from ctpanel.ui.views.named_line import NamedLine
from tests.fakes.pictures import START, account, order, picture, position, stamp
from tests.fakes.scripted_session import ScriptedSession
from tests.ui.main.desk import Desk

OpenDesk = Callable[..., Desk]


def three_classes() -> ScriptedSession:
    held = [position(), position(account="Real1", unrealized="-80"), position(account="Odd", unrealized=None)]
    session = ScriptedSession(picture(held))
    session.classes.update({"Real1": AccountClass.LIVE, "Odd": AccountClass.UNKNOWN})
    return session


def test_real_money_and_play_money_are_never_in_one_sum(open_desk: OpenDesk) -> None:
    desk = open_desk(three_classes())
    assert (
        desk.starting("Totals")
        == "LIVE ▼ -$80.00 in 1 position · UNKNOWN – in 1 position · SIM ▲ +$625.00 in 1 position"
    )
    desk.session.classes["Odd"] = AccountClass.SIM
    desk.preferences.change(replace(Preferences(), mask=True))
    assert desk.starting("Totals") == "LIVE ▼ -$80.00 in 1 position · SIM ▲ +$625.00 (1 of 2 unknown) in 2 positions"


def test_every_order_says_whether_real_money_is_behind_it(open_desk: OpenDesk) -> None:
    key = PositionKey("Real1", "MES 12-25")
    held = [position(), position(account="Real1")]
    session = ScriptedSession(picture(held, orders=[order(), order(key=key, id="2")]))
    session.classes["Real1"] = AccountClass.LIVE
    desk = open_desk(session)
    assert desk.column("Working orders", "class") == ["LIVE", "SIM"]
    session.classes["Sim101"] = AccountClass.LIVE
    desk.preferences.change(replace(Preferences(), mask=True))
    assert desk.column("Working orders", "class") == ["LIVE", "LIVE"]


def test_an_order_has_its_class_as_soon_as_its_account_is_described(open_desk: OpenDesk) -> None:
    known = picture([], [account()], orders=[order()])
    desk = open_desk(ScriptedSession(replace(known, accounts={})))
    assert desk.column("Working orders", "class") == ["UNKNOWN"]
    desk.session.show(known)
    desk.window.bridge.ticked.emit()
    assert desk.column("Working orders", "class") == ["SIM"]


def test_where_there_is_little_room_every_class_keeps_its_sum(open_desk: OpenDesk) -> None:
    desk = open_desk(three_classes(), size=(480, 800))
    desk.window.show()
    (line,) = (one for one in desk.window.findChildren(NamedLine) if one.accessibleName().startswith("Totals"))
    assert line.shown_text() == "LIVE ▼ -$80.00 · UNKNOWN – · SIM ▲ +$625.00"
    line.resize(2000, line.height())
    assert line.shown_text() == line.text


def test_sums_of_several_classes_say_once_when_they_were_true(open_desk: OpenDesk) -> None:
    desk = open_desk(three_classes())
    desk.session.advance(16)
    desk.window.bridge.ticked.emit()
    assert desk.starting("Totals").endswith("SIM ▲ +$625.00 in 1 position, as of 14:32:07")
    assert desk.starting("Totals").count("as of") == 1


@pytest.mark.parametrize(
    ("state", "said"), [("ChangeSubmitted", "Change submitted"), ("Strange\u202e", "Strange"), ("", "–")]
)
def test_states_of_orders_are_told_in_words(open_desk: OpenDesk, state: str, said: str) -> None:
    desk = open_desk(ScriptedSession(picture([position()], orders=[order()._replace(state=state)])))
    assert desk.column("Working orders", "state") == [said]
    assert desk.tip("Working orders", "state") == state.strip("\u202e"), "NinjaTrader's own word"


def test_a_column_of_buttons_is_no_order(open_desk: OpenDesk) -> None:
    desk = open_desk(ScriptedSession(picture([position(), position("MNQ 12-25"), position("6E 12-25")])))
    desk.window.resize(1400, 800)
    desk.window.show()
    table = desk.table("Positions")
    header, buttons = table.horizontalHeader(), desk.section("Positions", "presets")
    table.columns.sort_by("instrument", descending=True)
    before = desk.column("Positions", "instrument")
    menu = table.columns.menu()
    sorting = next(part for part in menu.findChildren(QMenu) if part.title().replace("&", "") == "Sort by")
    assert "Close" not in [each.text().replace("&", "") for each in sorting.actions()]
    menu.close()
    at = QPoint(header.sectionViewportPosition(buttons) + header.sectionSize(buttons) // 2, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    table.columns.sort_by("presets", descending=False)
    assert header.sortIndicatorSection() == desk.section("Positions", "instrument")
    assert header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
    assert desk.column("Positions", "instrument") == before == ["MNQ 12-25", "MES 12-25", "6E 12-25"]
    model = table.model()
    model.sort(buttons, Qt.SortOrder.AscendingOrder)
    assert [model.index(row, 2, QModelIndex()).data() for row in range(3)] == before


@pytest.mark.parametrize("width", [480, 905, 1220, 1357, 1600])
def test_a_selected_row_ends_where_the_table_does(open_desk: OpenDesk, width: int) -> None:
    desk = open_desk(three_classes(), size=(width, 800))
    desk.window.show()
    table = desk.table("Positions")
    header = table.horizontalHeader()
    assert header.length() == table.viewport().width() and not table.horizontalScrollBar().isVisible()


def test_a_young_result_does_not_make_old_limits_look_young(open_desk: OpenDesk) -> None:
    """The stream tells P&L each second; what is left of the drawdown comes by reads, which may fail meanwhile."""
    limited = account(trailing_max_drawdown="2500")
    session = ScriptedSession(picture([], [limited]))
    desk = open_desk(session)
    for seconds, said in ((50.0, "0 s"), (61.0, "as of 14:32:07")):
        session.time_s = START + seconds
        streamed = AccountRow(limited, stamp(session.time_s), described=stamp(START))
        session.show(replace(session.snapshot, accounts={"Sim101": streamed}))
        desk.window.bridge._tick()
        assert desk.column("Accounts", "age") == [said]


def test_nothing_open_is_not_claimed_by_a_list_of_a_while_ago(open_desk: OpenDesk) -> None:
    """The account itself answers, the list of its positions does not any more."""
    session = ScriptedSession(picture([], [account()]))
    desk = open_desk(session)
    assert desk.column("Accounts", "open") == ["0"]
    session.time_s = START + 61.0
    described = AccountRow(account(cash="49000"), stamp(session.time_s))
    session.show(replace(session.snapshot, accounts={"Sim101": described}))
    assert desk.column("Accounts", "open") == ["–"]


def test_sums_grow_old_also_where_an_account_never_told_its_positions(open_desk: OpenDesk) -> None:
    session = ScriptedSession(replace(picture([position()]), everything_read=None))
    desk = open_desk(session)
    assert "as of" not in desk.starting("Totals")
    session.advance(60)
    desk.window.bridge._tick()
    assert desk.starting("Totals") == "SIM ▲ +$625.00 in 1 position, as of 14:32:07"
