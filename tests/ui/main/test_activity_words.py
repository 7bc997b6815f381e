"""Commands of the journal in the language of the window, as far as the journal tells what they were."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from ctpanel.domain.activity import ActivityRow, in_words
from ctpanel.domain.closing import Wanted
from ctpanel.domain.flattening import plan_flatten_instrument
from ctpanel.domain.ids import CommandId
from ctpanel.domain.outcome import Outcome
from ctpanel.domain.plan import CommandKind
from ctpanel.domain.refusal import Refusal
from ctpanel.domain.text import Text
from ctpanel.session.plan_record import plan_record
from ctpanel.ui.language import known_languages, language_for, speaking
from ctpanel.ui.models.activity_words import meant_by, message_words, outcome_word, plan_words
from ctpanel.ui.models.columns import Style
from tests.fakes.pictures import WALL, close_plan, command, position
from tests.fakes.scripted_session import ScriptedSession
from tests.ui.main.desk import Desk

PLAN = close_plan(position(), Wanted.contracts(2))
RECORD = json.dumps(plan_record(PLAN))
ROW = ActivityRow(
    1, "c", WALL, "Sim101", "MES 12-25", "close", "Close 2 of 4", "VERIFIED left", "2 left.", 800, (), RECORD
)


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    with speaking(language_for("de", QLocale.c(), known_languages())):
        yield


def test_plan_and_outcome_are_said_from_the_record(german: None, style: Style) -> None:
    assert plan_words(ROW, style) == "2 von 4 schließen"
    assert outcome_word(ROW, style) == "VERIFIZIERT 2 übrig"


def test_a_plan_names_what_it_does_once(style: Style) -> None:
    plan = plan_flatten_instrument(position())
    assert not isinstance(plan, Refusal)
    row = replace(ROW, kind=plan.kind.value, plan=str(plan.button()), record=json.dumps(plan_record(plan)))
    assert plan_words(row, style) == "Flatten long 4"


@pytest.mark.parametrize("record", ["", "no json", "[]", "{}", '{"form": "half"}'])
def test_a_plan_that_cannot_be_read_is_shown_as_it_was_written(german: None, style: Style, record: str) -> None:
    row = replace(ROW, record=record)
    assert plan_words(row, style) == "Schließung: Close 2 of 4"
    assert outcome_word(row, style) == "VERIFIZIERT"


def test_words_of_another_version_are_shown_as_they_are(german: None, style: Style) -> None:
    row = replace(ROW, kind="hedge", plan="", outcome="SETTLED", record="")
    assert (plan_words(row, style), outcome_word(row, style)) == ("hedge", "SETTLED")


def test_every_kind_and_every_outcome_has_a_word(style: Style) -> None:
    for kind in CommandKind:
        assert plan_words(replace(ROW, kind=kind.value, plan="", record=""), style) == kind.value
    for outcome in Outcome:
        assert outcome_word(replace(ROW, outcome=outcome.value, record=""), style)


def test_only_what_the_journal_holds_word_for_word_is_said_again(german: None, style: Style) -> None:
    text = Text("{left} left, as planned. It took {seconds} s.", left=2, seconds=1)
    ended = replace(command(PLAN, outcome=Outcome.VERIFIED_LEFT), id=CommandId("c"), text=text)
    (same, other, foreign) = in_words(
        [replace(ROW, message=str(text)), ROW, replace(ROW, command_id="d", message=str(text))], [ended]
    )
    assert message_words(same, style) == "2 übrig, wie geplant. Dauer: 1 s."
    assert message_words(other, style) == "2 left."
    assert message_words(foreign, style) == str(text)


def test_a_word_of_the_window_finds_the_journal_s(german: None, style: Style) -> None:
    assert meant_by("unbek", style) == ("UNKNOWN",)
    assert meant_by("Glatt", style) == ("flatten instrument", "flatten account")
    assert meant_by("VERIFIED", style) == ()
    assert meant_by("", style) == ()


def test_the_filter_of_the_pane_finds_by_it(german: None, open_desk: Callable[..., Desk]) -> None:
    session = ScriptedSession()
    session.activity_rows = (replace(ROW, row=2, outcome="UNKNOWN"), ROW)
    pane = open_desk(session).window.panes.activity
    pane.filter.setText("Unbekannt")
    pane.look()
    assert [row.outcome for row in pane.model.rows().values()] == ["UNKNOWN"]
