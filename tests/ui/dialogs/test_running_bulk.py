"""The list of a run that has unsent rows stays open, says why, and keeps its *Stop*."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QTableView

from ctpanel.domain.closing import Wanted
from ctpanel.domain.ids import PositionKey
from ctpanel.domain.outcome import Outcome
from ctpanel.domain.position import Side
from ctpanel.session.preferences import Preferences
from ctpanel.ui.dialogs.command_scope import CommandScopeDialog
from ctpanel.ui.dialogs.exit_dialogs import ExitDialogs
from ctpanel.ui.widgets.hold_button import HoldButton
from tests.fakes.pictures import MES, account, close_plan, command, order, picture, position
from tests.ui.dialogs.bench import Bench, dispose
from tests.ui.dialogs.finding import named, starting

MNQ = PositionKey("Sim101", "MNQ 12-25")


@pytest.fixture
def exits(bench: Bench) -> Iterator[ExitDialogs]:
    bench.preferences.change(Preferences(hold_for=frozenset()))
    held = (position(), position("MNQ 12-25", 1, Side.SHORT))
    bench.session.show(picture(held, (account("Sim101"),), [order()]))
    made = ExitDialogs(bench.kit)
    yield made
    for dialog in made._open:
        dispose(dialog)


@pytest.fixture
def running(bench: Bench, exits: ExitDialogs) -> CommandScopeDialog:
    """Pressed; none of the two rows has left."""
    dialog = exits.flatten((MES, MNQ))
    bench.session.advance(1)
    QTest.mouseClick(starting(dialog, HoldButton, "Send: "), Qt.MouseButton.LeftButton)
    return dialog


def why(dialog: CommandScopeDialog) -> str:
    label = starting(dialog, QLabel, "Stays open:")
    return label.accessibleName() if label.isVisible() else ""


def stop(dialog: CommandScopeDialog) -> QPushButton:
    return named(dialog, QPushButton, "Stop")


def progress(dialog: CommandScopeDialog) -> str:
    return starting(dialog, QLabel, "Progress:").accessibleName()


async def test_no_way_of_closing_takes_the_stop_away(bench: Bench, running: CommandScopeDialog) -> None:
    assert not why(running)
    ways = (
        lambda: QTest.keyClick(running, Qt.Key.Key_Escape),
        lambda: named(running, QPushButton, "Close window").click(),
        lambda: running.close(),
    )
    for way in ways:
        way()
        assert running.isVisible() and stop(running).isEnabled()
    assert why(running) == (
        "Stays open: The run goes on: 2 rows are not sent yet. Stop it first, or keep this list open."
    )
    await bench.session.runs[0].run()
    assert not why(running) and not stop(running).isEnabled(), "nothing is left to be stopped"
    running.close()
    assert not shiboken6.isValid(running) or not running.isVisible()


async def test_it_counts_down_and_says_what_comes_after_the_last_row_left(
    bench: Bench, running: CommandScopeDialog
) -> None:
    seen: list[str] = []
    running.reject()
    run = bench.session.runs[0]
    run.listen(lambda: seen.append(why(running)))
    await run.run()
    assert "1 row is not sent yet" in seen[0] and not seen[-1]
    for each in bench.session.commands:
        bench.session.step(each.id, outcome=Outcome.VERIFIED_FLAT)
        assert "1 of 2 done" in progress(running) or "2 of 2 verified" in progress(running)


async def test_once_stopped_it_can_be_closed(bench: Bench, running: CommandScopeDialog) -> None:
    running.activateWindow()
    stop(running).setFocus()
    stop(running).click()
    assert running.focusWidget() is not named(running, QPushButton, "Close window"), "a second Space would close it"
    assert progress(running).startswith("Progress: Stopping")
    running.reject()
    assert not running.isVisible()
    await bench.session.runs[0].run()
    assert bench.session.sent == []


async def test_rows_that_were_never_sent_are_not_told_as_trouble(bench: Bench, running: CommandScopeDialog) -> None:
    run = bench.session.runs[0]
    run.listen(run.stop)
    await run.run()
    assert progress(running) == "Progress: 0 of 2 done"
    bench.session.step(bench.session.commands[0].id, outcome=Outcome.VERIFIED_FLAT)
    assert progress(running) == "Progress: 1 of 2 verified. 1 was not sent: stopped before it."
    assert named(running, QProgressBar, "Done").value() == 1


def test_the_end_of_the_program_closes_it_all_the_same(exits: ExitDialogs, running: CommandScopeDialog) -> None:
    exits.close_all()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not shiboken6.isValid(running)


async def test_a_row_says_that_it_waits_for_a_command_that_was_pressed_before(bench: Bench, exits: ExitDialogs) -> None:
    part = command(close_plan(position(), Wanted.contracts(1)))
    bench.session.put_command(part)
    dialog = exits.flatten((MES, MNQ))
    bench.session.advance(1)
    QTest.mouseClick(starting(dialog, HoldButton, "Send: "), Qt.MouseButton.LeftButton)
    running = asyncio.ensure_future(bench.session.runs[-1].run())
    while not bench.session.sent:  # noqa: ASYNC110 - the run tells nobody outside
        await asyncio.sleep(0)
    table = named(dialog, QTableView, "Will be acted on").model()
    assert str(table.index(0, 4).data()) == "waits for the command before it"
    assert [plan.scope.instrument for plan in bench.session.sent] == ["MNQ 12-25"]
    bench.session.step(part.id, outcome=Outcome.VERIFIED_LEFT)
    await running
    assert [plan.scope.instrument for plan in bench.session.sent] == ["MNQ 12-25", "MES 12-25"]
    assert "sending" in str(table.index(0, 4).data())
