"""The card for the time when nothing can be closed from here."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ctpanel.domain.account import AccountClass
from ctpanel.session.preferences import Preferences
from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.views.emergency_card import EmergencyCard
from ctpanel.ui.views.look import style_of
from tests.fakes.pictures import picture, position
from tests.fakes.scripted_session import ScriptedSession
from tests.ui.main.desk import FORMATTER

NOBODY: Final = MappingProxyType[str, str]({})


def test_panes_around_it_never_cut_its_words(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    # As the middle of a main window, which is given a height and does not ask what wrapped words need.
    middle = QWidget(window)
    card, pane = EmergencyCard(ScriptedSession(picture([position()])), theme), QWidget()
    pane.setMinimumHeight(300)
    rows = QVBoxLayout(middle)
    rows.addWidget(card)
    rows.addWidget(pane)
    middle.setGeometry(0, 0, 420, 360)
    window.show()
    chosen = Preferences(emergency_text="Broker desk 555-0100, or the web site of the broker. " * 6)
    card.refresh(chosen, style_of(chosen, FORMATTER))
    qtbot.waitUntil(lambda: card.width() < middle.width())
    layout = card.layout()
    assert layout is not None
    qtbot.waitUntil(lambda: card.height() >= layout.totalHeightForWidth(card.width()))


def open_card(
    theme: Theme, qtbot: QtBot, session: ScriptedSession, width: int = 460, nicknames: Mapping[str, str] = NOBODY
) -> tuple[EmergencyCard, QListView]:
    card = EmergencyCard(session, theme)
    qtbot.addWidget(card)
    card.resize(width, 300)
    chosen = Preferences(emergency_text="Broker desk 555-0100", nicknames=nicknames)
    card.refresh(chosen, style_of(chosen, FORMATTER))
    card.show()
    (lines,) = (one for one in card.findChildren(QListView) if one.accessibleName() == "Last known positions")
    return card, lines


def told(lines: QListView) -> list[str]:
    return [str(lines.model().index(row, 0).data()) for row in range(lines.model().rowCount())]


def test_every_last_known_position_is_listed_with_its_age(theme: Theme, qtbot: QtBot) -> None:
    session = ScriptedSession(picture([position(account=f"Sim{number:03d}") for number in range(40)]))
    card, lines = open_card(theme, qtbot, session)
    assert [words.split()[2] for words in told(lines)] == [f"Sim{number:03d}" for number in range(40)]
    assert all("long 4, as of 14:32:07 (0 s ago)" in words for words in told(lines))
    assert "Broker desk 555-0100" in card.accessibleName()
    # What does not fit is scrolled to; the card leaves room for the tables.
    assert lines.verticalScrollBar().maximum() > 0
    assert card.minimumHeight() < 260


def test_positions_with_real_money_behind_them_come_first(theme: Theme, qtbot: QtBot) -> None:
    names = ("Sim101", "Odd", "Real1", "Real2")
    session = ScriptedSession(picture([position(account=name) for name in names]))
    classes = {"Odd": AccountClass.UNKNOWN, "Real1": AccountClass.LIVE, "Real2": AccountClass.LIVE}
    session.classes.update(classes)
    _card, lines = open_card(theme, qtbot, session)
    heads = [words.replace("\n", " ").partition(" MES")[0].strip() for words in told(lines)]
    assert heads == ["• LIVE Real1", "• LIVE Real2", "• UNKNOWN Odd", "• SIM Sim101"]


def test_ages_go_on_where_the_list_was_scrolled_to(theme: Theme, qtbot: QtBot) -> None:
    session = ScriptedSession(picture([position(account=f"Sim{number:03d}") for number in range(40)]))
    card, lines = open_card(theme, qtbot, session)
    lines.verticalScrollBar().setValue(50)
    session.advance(7)
    card.refresh(Preferences(), style_of(Preferences(), FORMATTER))
    assert lines.verticalScrollBar().value() == 50
    assert told(lines)[0].endswith("(7 s ago)")


def test_a_long_name_takes_neither_the_position_nor_its_age_away(theme: Theme, qtbot: QtBot) -> None:
    session = ScriptedSession(picture([position(account="APEX-204817-03"), position(account="Sim101")]))
    named = {"APEX-204817-03": "Evaluation of the third quarter"}
    _, lines = open_card(theme, qtbot, session, nicknames=named)
    assert told(lines)[0].split("\n") == [
        "• SIM Evaluation of the third quarter (APEX-204817-03)",
        "   MES 12-25: long 4 (0 s ago)",
    ]
    second = told(lines)[1].split("\n")
    assert second == ["• SIM Sim101", "   MES 12-25: long 4 (0 s ago)"], "all lines are of one height"
    spoken = lines.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("(APEX-204817-03) MES 12-25: long 4, as of 14:32:07 (0 s ago)")
    metrics, room = lines.fontMetrics(), lines.viewport().width()
    assert all(metrics.horizontalAdvance(line) < room for words in told(lines) for line in words.split("\n"))
    assert lines.sizeHintForRow(0) >= 2 * metrics.height()


def test_where_there_is_room_a_position_is_one_line_with_its_time(theme: Theme, qtbot: QtBot) -> None:
    session = ScriptedSession(picture([position(account="APEX-204817-03")]))
    card, lines = open_card(theme, qtbot, session, width=300)
    assert "\n" in told(lines)[0]
    card.resize(900, 300)
    qtbot.waitUntil(lambda: told(lines) == ["• SIM APEX-204817-03 MES 12-25: long 4, as of 14:32:07 (0 s ago)"])


def test_without_a_position_there_is_no_list(theme: Theme, qtbot: QtBot) -> None:
    card, lines = open_card(theme, qtbot, ScriptedSession(picture([])))
    assert lines.isHidden()
    assert "No position was known" in card.accessibleName()
