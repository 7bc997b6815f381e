"""Little room: what gives way, what stays whole, and what is said where something had to be cut."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QComboBox, QMenu, QPushButton, QStyleOptionHeader, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from ctpanel.session.preferences import Preferences
from ctpanel.ui.mnemonics import unmarked
from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.views.flow_layout import FlowBar
from ctpanel.ui.views.live_table import LiveTable
from ctpanel.ui.views.named_line import NamedLine
from tests.fakes.pictures import account, notice, picture, position
from tests.fakes.scripted_session import ScriptedSession
from tests.helpers.room import cut_words
from tests.ui.main.desk import Desk

OpenDesk = Callable[..., Desk]
DIRECT = Qt.FindChildOption.FindDirectChildrenOnly
LONG_NAME = "UNKNOWN-BROKER-ACCOUNT-000123456789-77"


@pytest.fixture
def bar(qtbot: QtBot) -> FlowBar:
    made = FlowBar()
    qtbot.addWidget(made)
    buttons = [QPushButton(words) for words in ("one", "two", "three", "four", "five")]
    for button in buttons:
        button.setFixedSize(100, 30)
        made.flow.addWidget(button)
    made.flow.push_right_from(buttons[3])
    made.flow.setContentsMargins(0, 0, 0, 0)
    made.flow.setSpacing(0)
    made.show()
    return made


@pytest.mark.parametrize(
    ("width", "places"),
    [
        (600, [(0, 0), (100, 0), (200, 0), (400, 0), (500, 0)]),
        (400, [(0, 0), (100, 0), (200, 0), (200, 30), (300, 30)]),
        (250, [(0, 0), (100, 0), (0, 30), (50, 60), (150, 60)]),
        (320, [(0, 0), (100, 0), (200, 0), (120, 30), (220, 30)]),
    ],
)
def test_what_is_pushed_to_the_right_stays_together(bar: FlowBar, width: int, places: list[tuple[int, int]]) -> None:
    bar.resize(width, 30)
    QApplication.processEvents()
    assert [one.pos().toTuple() for one in bar.findChildren(QPushButton)] == places


def test_a_bar_is_as_high_as_its_lines_wherever_it_stands(bar: FlowBar) -> None:
    bar.resize(250, 30)
    assert (bar.minimumHeight(), bar.maximumHeight()) == (90, 90)
    bar.findChildren(QPushButton)[0].hide()
    QApplication.processEvents()
    assert bar.minimumHeight() == 60


def test_the_longest_account_name_does_not_widen_the_bar(open_desk: OpenDesk) -> None:
    short = open_desk(ScriptedSession(picture([position()])), size=(480, 800))
    long = open_desk(ScriptedSession(picture([position(account=LONG_NAME)])), size=(480, 800))
    widths = []
    for desk in (short, long):
        box = desk.find("Account filter")
        assert isinstance(box, QComboBox)
        widths.append(box.sizeHint().width())
    assert widths[0] == widths[1]


def test_nothing_overlaps_when_ninjatrader_is_away_in_a_small_window(open_desk: OpenDesk) -> None:
    desk = open_desk(
        ScriptedSession(picture([position(account=f"Sim{number:03d}") for number in range(9)])),
        Preferences(emergency_text="Broker desk 555-0100\nhttps://broker.example"),
        size=(800, 760),
    )
    desk.window.show()
    link = desk.session.link
    desk.session.set_link(type(link)(started=True, answered=True, accounts_away=True))
    shown_at(desk, 796, 760)
    pane = desk.window.panes.positions
    inside = [one for one in (desk.window.emergency, *pane.findChildren(FlowBar), pane.table, pane.totals)]
    areas = [QRect(one.mapTo(desk.window, QPoint(0, 0)), one.size()) for one in inside]
    assert all(not one.intersects(other) for at, one in enumerate(areas) for other in areas[at + 1 :]), areas
    (bar,) = pane.findChildren(FlowBar)
    buttons = [one for one in bar.findChildren(QWidget, options=DIRECT) if one.isVisible()]
    assert len(buttons) > 6
    assert all(bar.rect().contains(one.geometry()) for one in buttons)


def width_of(table: LiveTable, section: int) -> int:
    return table.columnWidth(section) - 16


def test_a_long_amount_gets_the_width_that_it_needs_and_keeps_it(open_desk: OpenDesk) -> None:
    rich = account("Sim101", net_liquidation="123456789012.50")
    desk = open_desk(ScriptedSession(picture([], [rich])))
    desk.window.show()
    table, section = desk.table("Accounts"), desk.section("Accounts", "net_liquidation")
    needed = table.fontMetrics().horizontalAdvance("$123,456,789,012.50")
    assert width_of(table, section) >= needed
    before = table.columnWidth(section)
    desk.session.show(picture([], [account("Sim101", net_liquidation="5")], at=1001.0))
    table.tick(1002.0)
    assert table.columnWidth(section) == before


@pytest.mark.parametrize("hidden", [False, True], ids=["in sight", "hidden meanwhile"])
def test_an_amount_that_grows_gets_its_width_within_the_second(open_desk: OpenDesk, hidden: bool) -> None:
    desk = open_desk(ScriptedSession(picture([], [account("Sim101", net_liquidation="5")])))
    desk.window.show()
    table, section = desk.table("Accounts"), desk.section("Accounts", "net_liquidation")
    table.tick(1000.5)
    needed = table.fontMetrics().horizontalAdvance("$123,456,789,012.50")
    assert width_of(table, section) < needed
    table.setColumnHidden(section, hidden)
    rich = account("Sim101", net_liquidation="123456789012.50")
    desk.session.show(picture([], [rich], at=1001.0))
    table.tick(1002.0)
    table.setColumnHidden(section, False)
    table.tick(1003.0)
    assert width_of(table, section) >= needed


def test_names_give_way_to_amounts_before_amounts_are_hidden(open_desk: OpenDesk) -> None:
    positions = [position(account="APEX-204817-03", unrealized="-123456.50")]
    desk = open_desk(ScriptedSession(picture(positions)), size=(480, 800))
    desk.window.show()
    table = desk.table("Positions")
    advance = table.fontMetrics().horizontalAdvance
    assert width_of(table, desk.section("Positions", "pnl")) >= advance("-$123,456.50")
    assert width_of(table, desk.section("Positions", "account")) >= advance("APEX-204817-03") // 2
    assert table.horizontalScrollBar().maximum() == 0


def test_a_narrow_window_tells_a_hundred_accounts_apart(open_desk: OpenDesk) -> None:
    names = [f"PROP-{number:03d}" for number in range(100)]
    desk = open_desk(ScriptedSession(picture([position(account=name) for name in names])), size=(480, 800))
    desk.window.show()
    table = desk.table("Positions")
    room = width_of(table, desk.section("Positions", "account"))
    shown = {table.fontMetrics().elidedText(name, table.textElideMode(), room) for name in names}
    assert len(shown) == 100


def test_a_title_without_room_is_short_and_not_cut(open_desk: OpenDesk) -> None:
    desk = open_desk(ScriptedSession(picture([position()])), size=(480, 800))
    desk.window.show()
    table, section = desk.table("Positions"), desk.section("Positions", "contracts")
    assert drawn_title(table, section) == "Contr."
    assert table.model().headerData(section, Qt.Orientation.Horizontal) == "Contracts"
    table.setColumnWidth(section, 200)
    assert drawn_title(table, section) == "Contracts"


def drawn_title(table: LiveTable, section: int) -> str:
    option = QStyleOptionHeader()
    header = table.horizontalHeader()
    header.initStyleOption(option)
    header.initStyleOptionForIndex(option, section)
    return str(option.text)


def test_a_cut_text_can_be_read_by_pointing_at_it(open_desk: OpenDesk, theme: Theme, qtbot: QtBot) -> None:
    desk = open_desk(ScriptedSession(picture([position("VERYLONGNAME-SPREAD 12-25 CME")])), size=(480, 800))
    desk.window.show()
    table = desk.table("Positions")
    index = table.model().index(0, desk.section("Positions", "instrument"))
    at = table.visualRect(index).center()
    help_event = QHelpEvent(QHelpEvent.Type.ToolTip, at, table.viewport().mapToGlobal(at))
    QApplication.sendEvent(table.viewport(), help_event)
    assert QToolTip.text() == "VERYLONGNAME-SPREAD 12-25 CME"
    QToolTip.hideText()


def test_sums_are_left_away_whole_and_counted(open_desk: OpenDesk) -> None:
    positions = [position(account=f"APEX-204817-{number:02d}") for number in range(4)]
    desk = open_desk(ScriptedSession(picture(positions)), size=(480, 800))
    desk.window.show()
    (line,) = (one for one in desk.window.findChildren(NamedLine) if one.accessibleName().startswith("Account totals"))
    assert line.shown_text() == "APEX-204817-00 ▲ +$625.00 · APEX-204817-01 ▲ +$625.00 · +2"
    assert "APEX-204817-03 ▲ +$625.00" in line.accessibleName()
    line.resize(2000, line.height())
    assert line.shown_text() == line.text


def test_panes_without_content_say_why(open_desk: OpenDesk) -> None:
    desk = open_desk(ScriptedSession(picture([])))
    desk.window.show()
    notices = desk.window.panes.notices.list
    assert notices.isVisible()
    empty = notices.viewport().grab().toImage()
    desk.session.set_notices(notice())
    desk.session.set_notices()
    colors = {empty.pixelColor(x, y).name() for x in range(empty.width()) for y in range(empty.height())}
    assert len(colors) > 2, "words, not a blank"


def test_the_first_arrangement_ends_the_accounts_with_a_whole_row(open_desk: OpenDesk) -> None:
    accounts = [account(f"Sim{number}") for number in range(40)]
    desk = open_desk(ScriptedSession(picture([], accounts)), size=(1180, 760))
    desk.window.show()
    QApplication.processEvents()
    table = desk.table("Accounts")
    assert table.viewport().height() % table.rowHeight(0) == 0


def test_accounts_that_end_alike_are_told_apart_too(open_desk: OpenDesk) -> None:
    names = [f"PROP-{number}" for number in (104, 204, 304)]
    many = [position(f"M{number}K 12-25", account=names[number % 3]) for number in range(60)]
    desk = open_desk(ScriptedSession(picture(many)), size=(480, 800))
    desk.window.show()
    table = desk.table("Positions")
    assert table.verticalScrollBar().maximum() > 0
    room = width_of(table, desk.section("Positions", "account"))
    assert room >= table.fontMetrics().horizontalAdvance("PROP-104")


def test_a_narrow_number_keeps_its_arrow(open_desk: OpenDesk) -> None:
    desk = open_desk(ScriptedSession(picture([position(unrealized="-1250.25")])), size=(480, 800))
    desk.window.show()
    table = desk.table("Positions")
    arrow = table.fontMetrics().horizontalAdvance("▲ ")
    needed = table.fontMetrics().horizontalAdvance("-$1,250.25") + arrow
    assert width_of(table, desk.section("Positions", "pnl")) >= needed


@pytest.mark.parametrize("scale", [100, 200])
@pytest.mark.parametrize("away", [False, True])
def test_no_words_of_the_window_are_cut_at_480(open_desk: OpenDesk, scale: int, away: bool) -> None:
    chosen = Preferences(ui_scale=scale, emergency_text="Broker desk 555-0100")
    session = ScriptedSession(picture([position(account=LONG_NAME), position("MNQ 12-25")]))
    session.set_link(replace(session.link, accounts_away=away))
    desk = open_desk(session, chosen)
    shown_at(desk, 480, 790)
    assert desk.window.width() == 480
    assert cut_words(desk.window) == []


@pytest.mark.parametrize("scale", [1.0, 1.25, 2.0])
def test_cells_stand_below_their_titles_at_every_size(open_desk: OpenDesk, theme: Theme, scale: float) -> None:
    desk = open_desk(ScriptedSession(picture([position()])), Preferences(ui_scale=round(100 * scale)))
    shown_at(desk, 790, 790)
    table = desk.table("Positions")
    # The frame around a table with the keyboard is ink too.
    table.clearFocus()
    head = table.horizontalHeader().height() - 6
    for key, right in (("instrument", False), ("contracts", True), ("pnl", True)):
        section = desk.section("Positions", key)
        left, width = table.columnViewportPosition(section), table.columnWidth(section)
        cell = QRect(left, table.rowViewportPosition(0) + 3, width, table.rowHeight(0) - 6)
        edges = [
            edge_of(table.viewport().grab(cell).toImage(), right),
            edge_of(table.horizontalHeader().viewport().grab(QRect(left, 2, width, head)).toImage(), right),
        ]
        assert abs(edges[0] - edges[1]) <= 2, (key, edges)


def shown_at(desk: Desk, width: int, height: int) -> None:
    """At a size that fits the screen of the tests, with everything laid out."""
    desk.window.show()
    desk.window.resize(width, height)
    for _ in range(3):
        QApplication.processEvents()


def edge_of(image: QImage, right: bool) -> int:
    """Pixels between the side and the first ink."""
    columns = range(image.width() - 1, -1, -1) if right else range(image.width())
    ground = image.pixelColor(image.width() - 1 if right else 0, 0)
    inked = (x for x in columns if any(image.pixelColor(x, y) != ground for y in range(image.height())))
    first = next(inked)
    return image.width() - 1 - first if right else first


def test_a_number_is_never_cut_by_a_width_that_the_user_chose(open_desk: OpenDesk) -> None:
    desk = open_desk(ScriptedSession(picture([], [account("Sim101", net_liquidation="1234567.50")])))
    desk.window.show()
    table, section = desk.table("Accounts"), desk.section("Accounts", "net_liquidation")
    table.setColumnWidth(section, 30)
    assert width_of(table, section) >= table.fontMetrics().horizontalAdvance("$1,234,567.50")
    desk.session.show(picture([], [account("Sim101", net_liquidation="123456789012.50")], at=1001.0))
    table.tick(1002.0)
    assert width_of(table, section) >= table.fontMetrics().horizontalAdvance("$123,456,789,012.50")


@pytest.mark.parametrize("width", [900, 1220, 1900])
def test_a_window_at_twice_the_size_fits_a_laptop(open_desk: OpenDesk, width: int) -> None:
    session = ScriptedSession(picture([position(f"I{number} 12-25") for number in range(9)]), demo=True)
    desk = open_desk(session, Preferences(ui_scale=200), size=(width, 830))
    shown_at(desk, width, 830)
    assert desk.window.minimumSizeHint().height() <= 860, "900 less a title bar"


@pytest.mark.parametrize("width", [480, 784])
def test_the_emergency_card_takes_no_more_room_than_it_needs_when_it_comes(open_desk: OpenDesk, width: int) -> None:
    """A window that grew for the card of a moment, as narrow as widgets are at first, would stay that high."""
    desk = open_desk(ScriptedSession(picture([position()])), Preferences(emergency_text="Broker desk 555-0100"))
    shown_at(desk, width, 640)
    desk.session.set_link(replace(desk.session.link, accounts_away=True))
    shown_at(desk, width, 640)
    assert desk.window.emergency.isVisible()
    assert desk.window.height() == 640


def test_menus_of_columns_say_the_titles(open_desk: OpenDesk) -> None:
    menu = open_desk().table("Positions").columns.menu()
    below = next(action.menu() for action in menu.actions() if isinstance(action.menu(), QMenu))
    assert isinstance(below, QMenu)
    for entries in (menu.actions(), below.actions()):
        assert "P&L" in [unmarked(entry.text()) for entry in entries]
    menu.deleteLater()
