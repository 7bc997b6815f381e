"""Activity: read in parts, filtered, kept up to date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ctpanel.domain.account import AccountClass
from ctpanel.domain.activity import ActivityRow
from ctpanel.domain.ids import CommandId
from ctpanel.domain.outcome import Outcome
from ctpanel.ui.models.activity import PAGE
from ctpanel.ui.models.roles import Role
from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.widgets.badge import BadgeKind
from tests.fakes.pictures import WALL
from tests.fakes.scripted_session import ScriptedSession
from tests.ui.main.desk import Desk

OpenDesk = Callable[..., Desk]


def activity_row(number: int, outcome: str = "VERIFIED left") -> ActivityRow:
    at = WALL - timedelta(minutes=number)
    return ActivityRow(number, f"{number:032x}", at, "Sim101", f"I{number}", "close", "Close 2 of 4", outcome, "", 800)


def test_activity_is_paged_and_filtered(open_desk: OpenDesk) -> None:
    session = ScriptedSession()
    session.activity_rows = tuple(activity_row(number) for number in range(PAGE + 50, 0, -1))
    desk = open_desk(session)
    model = desk.window.panes.activity.model
    assert model.rowCount() == PAGE
    assert desk.column("Activity", "instrument")[0] == f"I{PAGE + 50}"
    model.fetchMore()
    assert model.rowCount() == PAGE + 50
    assert not model.canFetchMore()
    field = desk.find("Filter activity")
    assert isinstance(field, QLineEdit)
    field.setText("i250")
    field.returnPressed.emit()
    assert desk.column("Activity", "instrument") == ["I250"]


def test_a_command_says_whether_real_money_is_behind_its_account(open_desk: OpenDesk) -> None:
    session = ScriptedSession()
    session.activity_rows = (activity_row(1),)
    desk = open_desk(session)
    assert desk.column("Activity", "class") == ["UNKNOWN"], "no account has been read yet"
    session.classes["Sim101"] = AccountClass.LIVE
    desk.window.bridge.ticked.emit()
    assert desk.column("Activity", "class") == ["LIVE"]
    assert desk.cell("Activity", "class").data(Role.BADGE) is BadgeKind.LIVE


@pytest.mark.parametrize(
    ("outcome", "color"),
    [(each, "success" if each.is_verified else "danger") for each in Outcome] + [(None, "accent")],
)
def test_only_what_is_verified_is_green(open_desk: OpenDesk, theme: Theme, outcome: Outcome | None, color: str) -> None:
    session = ScriptedSession()
    session.activity_rows = (activity_row(1, "" if outcome is None else outcome.value),)
    painted = open_desk(session).cell("Activity", "outcome").data(Qt.ItemDataRole.ForegroundRole)
    assert painted == QColor(getattr(theme.tokens.colors, color))


def test_what_is_rare_is_looked_for_by_and_by(open_desk: OpenDesk, qtbot: QtBot) -> None:
    session = ScriptedSession()
    session.looked_through = 10
    session.activity_rows = tuple(activity_row(number) for number in range(95, 0, -1))
    pane = open_desk(session).window.panes.activity
    qtbot.waitUntil(lambda: pane.model.rowCount() == 95)
    session.activity_asked.clear()
    pane.filter.setText("i7")
    pane.filter.returnPressed.emit()
    assert len(session.activity_asked) == 1, "one part at a time"
    assert pane.table.empty_text == "Looking through older commands…"
    pane.refresh(CommandId(f"{95:032x}"))
    qtbot.waitUntil(lambda: not pane.model.is_searching())
    assert pane.model.rowCount() == 11
    assert not pane.model.canFetchMore()
    pane.filter.setText("nowhere")
    pane.filter.returnPressed.emit()
    qtbot.waitUntil(lambda: not pane.model.is_searching())
    assert pane.table.empty_text == "No command matches the filter."
    session.activity_asked.clear()
    pane.refresh(CommandId(f"{95:032x}"))
    assert not pane.model.is_searching(), "a step of a command does not begin the search anew"
    assert len(session.activity_asked) == 1


def test_a_new_command_comes_on_top_and_old_pages_stay(open_desk: OpenDesk) -> None:
    session = ScriptedSession()
    session.activity_rows = tuple(activity_row(number) for number in range(PAGE + 5, 0, -1))
    desk = open_desk(session)
    desk.window.panes.activity.model.fetchMore()
    session.activity_rows = (activity_row(PAGE + 6, ""), *session.activity_rows)
    desk.window.panes.activity.refresh(CommandId(f"{PAGE + 6:032x}"))
    assert len(desk.column("Activity", "outcome")) == PAGE + 6
    assert desk.column("Activity", "outcome")[0] == "no outcome yet"


def test_a_step_of_an_old_command_is_shown_without_reading_the_page_again(open_desk: OpenDesk) -> None:
    session = ScriptedSession()
    session.activity_rows = tuple(activity_row(number) for number in range(PAGE, 0, -1))
    desk = open_desk(session)
    session.activity_rows = tuple(activity_row(3, "UNKNOWN") if row.row == 3 else row for row in session.activity_rows)
    session.activity_asked.clear()
    desk.window.panes.activity.refresh(CommandId(f"{3:032x}"))
    assert desk.column("Activity", "outcome")[-3] == "UNKNOWN"
    assert sum(limit for _, limit, _ in session.activity_asked) < 10


def test_many_commands_at_once_are_all_listed(open_desk: OpenDesk) -> None:
    session = ScriptedSession()
    session.activity_rows = (activity_row(1),)
    desk = open_desk(session)
    session.activity_rows = tuple(activity_row(number) for number in range(60, 0, -1))
    desk.window.panes.activity.refresh(CommandId(f"{60:032x}"))
    assert desk.column("Activity", "instrument") == [f"I{number}" for number in range(60, 0, -1)]


def test_a_case_file_is_saved_for_the_selected_command(open_desk: OpenDesk) -> None:
    session = ScriptedSession()
    session.activity_rows = (activity_row(7), activity_row(6))
    desk = open_desk(session)
    save = desk.window.actions_by_key["save_case_file"]
    assert not save.isEnabled(), "about no command"
    desk.table("Activity").selectRow(1)
    save.trigger()
    assert desk.asked.calls == [("case file", f"{6:032x}")]
    desk.table("Activity").clearSelection()
    assert not save.isEnabled()
