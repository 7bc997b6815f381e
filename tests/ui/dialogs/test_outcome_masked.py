"""What the service answered may name the account; masking holds there too."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QTableView

from ctpanel.domain.faults import Effect, FaultKind, ServiceFault
from ctpanel.domain.outcome import Outcome
from ctpanel.domain.text import Text
from ctpanel.session.preferences import Preferences
from ctpanel.session.view import FreshRead
from ctpanel.ui.dialogs.close_position import ClosePositionDialog
from ctpanel.ui.dialogs.exit_dialogs import ExitDialogs
from ctpanel.ui.dialogs.outcome_strip import OutcomeStrip
from ctpanel.ui.format import Formatter
from ctpanel.ui.models.columns import Style, mask_in
from ctpanel.ui.widgets.hold_button import HoldButton
from tests.fakes.pictures import MES, START, close_plan, command, picture, position
from tests.ui.dialogs.bench import Bench, dispose
from tests.ui.dialogs.finding import named, starting


def test_an_answer_does_not_show_a_masked_account(bench: Bench) -> None:
    bench.preferences.change(Preferences(mask=True))
    strip = OutcomeStrip(bench.kit)
    refused = command(close_plan(position()), outcome=Outcome.REFUSED)
    strip.show_command(replace(refused, text=Text("no {name}", name="Sim101")))
    assert "no S•••01" in [one.text() for one in strip.findChildren(QLabel)]
    strip.deleteLater()


async def test_a_fresh_read_that_failed_does_not_show_a_masked_account(bench: Bench) -> None:
    bench.preferences.change(Preferences(mask=True, hold_for=frozenset()))
    bench.session.show(picture([position()], at=START - 3))
    bench.session.fresh.append(FreshRead(fault=ServiceFault(FaultKind.SERVER, Effect.REFUSED, "no SIM101")))
    dialog = ClosePositionDialog(bench.kit, MES)
    bench.session.advance(1)
    QTest.mouseClick(starting(dialog, HoldButton, "Send close: "), Qt.MouseButton.LeftButton)
    await bench.settle()
    assert "no S•••01" in starting(dialog, QLabel, "Note: ").text()
    dispose(dialog)


@pytest.mark.parametrize("said", ["no SIM101", "Sim101 (sim101)", "sim101: Sim101"])
def test_it_is_masked_however_the_service_writes_it(bench: Bench, said: str) -> None:
    assert "101" not in Style(bench.kit.formatter, mask=True).without("Sim101", said)
    assert Style(bench.kit.formatter).without("Sim101", said) == said
    assert "101" not in mask_in(said, "Sim101") and mask_in(said, "") == said


async def test_a_row_of_many_does_not_show_a_masked_account(bench: Bench) -> None:
    bench.preferences.change(Preferences(mask=True, hold_for=frozenset()))
    bench.session.show(picture([position()]))
    dialog = ExitDialogs(bench.kit).flatten((MES,))
    bench.session.advance(1)
    QTest.mouseClick(starting(dialog, HoldButton, "Send: "), Qt.MouseButton.LeftButton)
    await bench.session.runs[0].run()
    told = Text("no {name}", name="Sim101")
    bench.session.step(bench.session.commands[0].id, outcome=Outcome.REFUSED, text=told)
    table = named(dialog, QTableView, "Will be acted on").model()
    assert "no S•••01" in str(table.index(0, 4).data())
    dispose(dialog)


def test_masked_account_numbers_that_end_alike_are_still_told_apart() -> None:
    """Who shares the screen works on with several accounts of one firm."""
    style = Style(Formatter(), mask=True)
    assert style.account("50KTC-V2-12345-98765432") == "5•••5432"
    assert style.account("50KTC-V2-12345-11170932") == "5•••0932"
    assert [style.account(short) for short in ("Sim101", "Sim1", "APEX-204817")] == ["S•••01", "S•••", "A•••17"]
