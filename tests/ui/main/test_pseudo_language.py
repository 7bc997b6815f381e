"""Nothing in the main window stays English in another language but names and what NinjaTrader says."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QPushButton

from ctpanel.domain.account import AccountClass
from ctpanel.domain.activity import ActivityRow
from ctpanel.domain.notice import Severity
from ctpanel.domain.outcome import Outcome
from ctpanel.domain.position import Side
from ctpanel.session.preferences import Preferences
from ctpanel.ui.language import known_languages, language_for, speaking
from tests.fakes.pictures import WALL, account, notice, order, picture, position
from tests.fakes.scripted_session import ScriptedSession
from tests.helpers.pseudo_language import left_in_english, words_outside
from tests.ui.main.desk import Desk

OpenDesk = Callable[..., Desk]

#: Accounts, instruments, an order's state and group in NinjaTrader's words, units, a zone, the program's own name.
DATA = ("Sim101", "APEX-1", "MES 12-25", "MNQ 12-25", "Working", "oco-1", "ctpanel", "UTC")


@pytest.fixture
def session() -> ScriptedSession:
    """Two classes, both sides, an order, a notice of each kind, a row of Activity for each outcome."""
    positions = [position(), position("MNQ 12-25", 2, Side.SHORT, account="APEX-1")]
    session = ScriptedSession(picture(positions, [account(), account("APEX-1", "Rithmic")], [order()]))
    session.classes = {"APEX-1": AccountClass.LIVE}
    session.set_notices(*(notice(severity.name, severity) for severity in Severity))
    session.activity_rows = tuple(
        ActivityRow(row, "c", WALL, "Sim101", "MES 12-25", "close", "", outcome.value, "", 800)
        for row, outcome in enumerate(Outcome)
    )
    return session


def test_the_main_window(open_desk: OpenDesk, pseudo: None, session: ScriptedSession) -> None:
    desk = open_desk(session, Preferences(allow_reverse=True))
    assert left_in_english(desk.window, DATA) == set()


@pytest.mark.parametrize("demo", [True, False])
def test_the_window_before_anything_is_read(open_desk: OpenDesk, pseudo: None, demo: bool) -> None:
    desk = open_desk(ScriptedSession(demo=demo))
    assert left_in_english(desk.window, DATA) == set()


def test_a_text_outside_of_the_catalog_is_found(open_desk: OpenDesk, pseudo: None, session: ScriptedSession) -> None:
    desk = open_desk(session)
    forgotten = QPushButton("Close it", desk.window)
    forgotten.setToolTip("⟦Close⟧ it now")
    assert left_in_english(desk.window, DATA) == {"Close it", "⟦Close⟧ it now"}


def test_a_column_is_as_wide_as_its_words_in_the_language_of_the_window(open_desk: OpenDesk) -> None:
    with speaking(language_for("de", QLocale.c(), known_languages())):
        desk = open_desk()
        table = desk.table("Activity")
        # From the first choice on columns keep the width of their samples.
        table.columns.set_shown("plan", True)
        wide = table.horizontalHeader().sectionSize(desk.section("Activity", "plan"))
        assert wide > table.fontMetrics().horizontalAdvance("Schließung: 2 von 4 schließen")


def test_words_in_nested_brackets_are_translated() -> None:
    assert words_outside("⟦Sell ⟦long 4⟧ now⟧ Sim101 +3 $", ("Sim101",)) == []
    assert words_outside("⟦Sell⟧ more Sim101", ("Sim101",)) == ["more"]
