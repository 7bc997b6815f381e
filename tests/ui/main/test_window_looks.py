"""Masking, units, light and dark, the compact strip: how the window looks, not what it does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QToolButton, QWidget

from ctpanel.domain.activity import ActivityRow, ActivityStep
from ctpanel.domain.notice import Severity
from ctpanel.domain.outcome import Outcome
from ctpanel.domain.text import Text
from ctpanel.session.preferences import PnlUnit, Preferences
from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.views.live_table import LiveTable
from tests.fakes.pictures import WALL, account, close_plan, command, notice, order, picture, position
from tests.fakes.scripted_session import ScriptedSession
from tests.ui.main.desk import Desk

OpenDesk = Callable[..., Desk]


def two_positions() -> ScriptedSession:
    return ScriptedSession(picture([position(), position("MNQ 12-25", unrealized="-80")]))


def test_a_position_whose_account_no_list_names_is_not_called_sim(open_desk: OpenDesk) -> None:
    known = picture([position(), position(account="APEX-7781")])
    session = ScriptedSession(replace(known, accounts={"Sim101": known.accounts["Sim101"]}))
    assert open_desk(session).starting("Mode") == "UNKNOWN accounts shown"


def test_one_switch_masks_names_and_balances_everywhere(open_desk: OpenDesk) -> None:
    session = ScriptedSession(picture([position(account="APEX-7781")], [account("APEX-7781"), account("Other-9")]))
    told = replace(notice(what="A close in APEX-7781 was lost.", severity=Severity.MONEY), reference="APEX-7781 MES")
    session.set_notices(told)
    sent = ActivityStep("sending", WALL, 0, '{"account":"APEX-7781","call":"ClosePosition"}')
    session.activity_rows = (
        ActivityRow(1, "c1", WALL, "APEX-7781", "MES", "close", "Close all", "UNKNOWN", "", 1, (sent,)),
    )
    refused = command(close_plan(position(account="APEX-7781")), outcome=Outcome.REFUSED)
    session.put_command(replace(refused, text=Text("It says: “{why}”", why="no APEX-7781")))
    desk = open_desk(session, Preferences(nicknames={"APEX-7781": "Big one"}))
    desk.window.actions_by_key["mask"].trigger()
    assert desk.column("Positions", "account") == ["A•••81"]
    assert desk.column("Accounts", "net_liquidation") == ["•••", "•••"]
    assert desk.column("Accounts", "cash") == ["•••", "•••"]
    assert desk.table("Activity").model().rowCount() == 1
    assert all_words(desk).count("APEX") == 0
    assert all_words(desk).count("Big one") == 0
    desk.window.actions_by_key["mask"].trigger()
    assert desk.column("Positions", "account") == ["Big one (APEX-7781)"]


def test_notices_mask_accounts_that_no_list_names(open_desk: OpenDesk) -> None:
    """After a restart a command without an outcome is told before any account has been read."""
    session = ScriptedSession()
    told, left = position(account="APEX-7781"), position(account="Gone-55")
    session.put_command(command(close_plan(told), outcome=Outcome.UNKNOWN))
    one = notice("1", Severity.MONEY, what="UNKNOWN: MES 12-25 in APEX-7781.")
    two = replace(notice("2", Severity.MONEY, what="MES 12-25 in Gone-55: an order is left."), about=left.key)
    session.set_notices(one, two)
    desk = open_desk(session, Preferences(mask=True))
    assert "A•••81" in all_words(desk)
    assert "APEX" not in all_words(desk)
    assert "Gone" not in all_words(desk)


def test_the_first_page_masks_accounts_in_what_it_tells(open_desk: OpenDesk) -> None:
    session = ScriptedSession()
    session.signed_in = False
    session.put_command(command(close_plan(position(account="APEX-7781")), outcome=Outcome.UNKNOWN))
    session.set_notices(notice("1", Severity.MONEY, what="UNKNOWN: MES 12-25 in APEX-7781."))
    desk = open_desk(session)
    desk.preferences.change(Preferences(mask=True))
    said = " ".join(one.text() for one in desk.window.welcome.findChildren(QLabel))
    assert "UNKNOWN: MES 12-25 in A•••81" in said
    assert "APEX" not in all_words(desk)


def test_masked_accounts_of_every_ninjatrader_can_be_told_apart(open_desk: OpenDesk) -> None:
    session = ScriptedSession(picture([], [account("Sim101"), account("Playback101")]))
    desk = open_desk(session, Preferences(mask=True))
    assert desk.column("Accounts", "account") == ["P•••01", "S•••01"]


def test_the_group_of_an_order_does_not_show_a_masked_account(open_desk: OpenDesk) -> None:
    session = ScriptedSession(picture([position()], orders=[order(oco="Sim101-MES-1")]))
    desk = open_desk(session, Preferences(mask=True))
    assert desk.column("Working orders", "oco") == ["S•••01-MES-1"]


def all_words(desk: Desk) -> str:
    widgets = desk.window.findChildren(QWidget)
    words = [desk.window.windowTitle(), *(one.accessibleName() for one in widgets)]
    words += [one.text() for one in desk.window.findChildren(QLabel)]
    for table in ("Positions", "Accounts", "Working orders", "Activity"):
        model = desk.table(table).model()
        for row in range(model.rowCount()):
            words += [said for column in range(model.columnCount()) for said in said_by(model.index(row, column))]
    notices = desk.window.panes.notices.model
    return " ".join([*words, *(said for row in range(notices.rowCount()) for said in said_by(notices.index(row, 0)))])


def said_by(cell: QModelIndex) -> tuple[str, str]:
    """What stands in a cell, and what its tool tip says."""
    return str(cell.data()), str(cell.data(Qt.ItemDataRole.ToolTipRole))


def test_one_click_cycles_the_unit(open_desk: OpenDesk) -> None:
    desk = open_desk(two_positions())
    unit = desk.find("P&L unit: currency")
    assert isinstance(unit, QToolButton)
    seen = []
    for _ in range(3):
        unit.click()
        seen.append(desk.preferences.current.pnl_unit)
    assert seen == [PnlUnit.TICKS, PnlUnit.POINTS, PnlUnit.CURRENCY]
    assert desk.column("Positions", "pnl") == ["+$625.00", "-$80.00"]


def test_the_theme_switch_is_remembered_and_obeyed(open_desk: OpenDesk, theme: Theme) -> None:
    desk = open_desk(two_positions(), Preferences(theme="light"))
    desk.window.actions_by_key["theme"].trigger()
    assert desk.preferences.current.theme == "dark"
    assert theme.tokens.colors.is_dark
    assert desk.find("Positions").palette().window().color().lightness() < 128


def test_the_compact_strip_leaves_positions_and_close(open_desk: OpenDesk) -> None:
    desk = open_desk(two_positions())
    desk.window.show()
    desk.window.actions_by_key["compact"].trigger()
    assert desk.table("Positions").isVisible()
    assert desk.button("Close position").isVisible()
    assert not desk.table("Accounts").isVisible()
    assert not desk.find("Filter positions").isVisible()
    desk.window.actions_by_key["compact"].trigger()
    assert desk.table("Accounts").isVisible()


def test_always_on_top_comes_from_the_preferences(open_desk: OpenDesk) -> None:
    desk = open_desk(two_positions())
    desk.window.show()
    desk.window.actions_by_key["always_on_top"].trigger()
    assert desk.window.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert desk.window.isVisible()


def test_menus_draw_their_icons_when_one_opens(open_desk: OpenDesk) -> None:
    desk = open_desk(two_positions())
    refresh = desk.window.actions_by_key["refresh"]
    assert refresh.icon().isNull()
    menu = next(one for one in desk.window.findChildren(QMenu) if refresh in one.actions())
    menu.aboutToShow.emit()
    light = refresh.icon().cacheKey()
    assert not refresh.icon().isNull()
    desk.window.actions_by_key["theme"].trigger()
    assert refresh.icon().cacheKey() != light


def test_every_table_is_made_where_it_stands(open_desk: OpenDesk) -> None:
    """A widget that is moved is styled anew with all that is in it, which was a fortieth of the start."""
    styled: Counter[str] = Counter()

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.StyleChange and isinstance(watched, LiveTable):
                styled[watched.accessibleName()] += 1
            return False

    watch, application = Watch(), QApplication.instance()
    assert application is not None
    application.installEventFilter(watch)
    try:
        open_desk(two_positions())
    finally:
        application.removeEventFilter(watch)
    assert not styled
