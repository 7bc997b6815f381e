"""Commands for several rows: what is listed is what is confirmed, and every row gets its own result."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QProgressBar, QPushButton, QTableView

from ctpanel.domain.account import AccountClass
from ctpanel.domain.text import Text
from ctpanel.session.preferences import Preferences
from ctpanel.ui.dialogs.command_scope import CommandScopeDialog, ScopeQuestion
from ctpanel.ui.dialogs.scope_table import RowMood, RowResult, ScopeRow
from ctpanel.ui.dialogs.typed_confirmation import TypedConfirmation
from ctpanel.ui.widgets.hold_button import HoldButton
from ctpanel.ui.widgets.hold_gesture import ConfirmMode
from tests.ui.dialogs.bench import Bench, dispose
from tests.ui.dialogs.finding import named, starting

ROWS = (
    ScopeRow("a", "Sim101", AccountClass.SIM, "MES 12-25", Text("long 4")),
    ScopeRow("b", "Sim102", AccountClass.SIM, "", Text("everything")),
)
QUESTION = ScopeQuestion("Flatten", Text("These are flattened."), Text("Flatten {n}", n=2), ROWS)
NO_HOLD = Preferences(hold_for=frozenset())


@pytest.fixture
def dialog(bench: Bench) -> Iterator[CommandScopeDialog]:
    bench.preferences.change(NO_HOLD)
    made = CommandScopeDialog(bench.kit, QUESTION)
    made.show()
    yield made
    dispose(made)


@pytest.fixture
def typed(bench: Bench) -> Iterator[TypedConfirmation]:
    bench.preferences.change(NO_HOLD)
    made = TypedConfirmation(bench.kit, QUESTION, "FLATTEN")
    made.show()
    yield made
    dispose(made)


def action(dialog: CommandScopeDialog) -> HoldButton:
    return starting(dialog, HoldButton, "Send: ")


def press(dialog: CommandScopeDialog, bench: Bench) -> None:
    bench.session.advance(1)
    QTest.mouseClick(action(dialog), Qt.MouseButton.LeftButton)


def confirmed(dialog: CommandScopeDialog) -> list[tuple[ScopeRow, ...]]:
    heard: list[tuple[ScopeRow, ...]] = []
    dialog.confirmed.connect(heard.append)
    return heard


def cells(dialog: CommandScopeDialog) -> list[list[str]]:
    model = named(dialog, QTableView, "Will be acted on").model()
    width = model.columnCount(QModelIndex())
    return [
        [str(model.index(row, column).data()) for column in range(width)]
        for row in range(model.rowCount(QModelIndex()))
    ]


def told(dialog: CommandScopeDialog, head: str) -> str:
    return starting(dialog, QLabel, f"{head}:").accessibleName()


def test_exactly_the_listed_rows_are_confirmed_once(bench: Bench, dialog: CommandScopeDialog) -> None:
    heard = confirmed(dialog)
    assert cells(dialog) == [
        ["Sim101", "SIM", "MES 12-25", "long 4", ""],
        ["Sim102", "SIM", "whole account", "everything", ""],
    ]
    assert action(dialog).accessibleName() == "Send: Flatten 2"
    for _ in range(5):
        press(dialog, bench)
    assert heard == [ROWS]


def test_a_list_that_changed_is_reviewed(bench: Bench, dialog: CommandScopeDialog) -> None:
    heard = confirmed(dialog)
    QTest.mousePress(action(dialog), Qt.MouseButton.LeftButton)
    dialog.show_rows(ROWS[:1])
    QTest.mouseRelease(action(dialog), Qt.MouseButton.LeftButton)
    assert action(dialog).accessibleName() == "Send: List changed, review"
    press(dialog, bench)
    assert not heard
    press(dialog, bench)
    assert heard == [ROWS[:1]]


def test_a_list_that_changes_under_a_press_is_reviewed_again(bench: Bench, dialog: CommandScopeDialog) -> None:
    dialog.show_rows(ROWS[:1])
    bench.session.advance(1)
    QTest.mousePress(action(dialog), Qt.MouseButton.LeftButton)
    dialog.show_rows(ROWS[1:])
    QTest.mouseRelease(action(dialog), Qt.MouseButton.LeftButton)
    assert action(dialog).accessibleName() == "Send: List changed, review"


def test_keys_that_go_on_after_the_press_end_nowhere(bench: Bench, dialog: CommandScopeDialog) -> None:
    """The window has the only way to stop the run: a second Enter must not close it."""
    bench.session.advance(1)
    action(dialog).setFocus()
    QTest.keyClick(action(dialog), Qt.Key.Key_Return)
    assert not action(dialog).isEnabled()
    assert dialog.focusWidget() is named(dialog, QTableView, "Will be acted on")


def test_a_list_that_changes_leaves_the_keyboard_at_the_button(bench: Bench, dialog: CommandScopeDialog) -> None:
    action(dialog).setFocus()
    dialog.show_rows(ROWS[:1])
    assert dialog.focusWidget() is action(dialog)


def test_an_empty_list_cannot_be_sent(dialog: CommandScopeDialog) -> None:
    dialog.show_rows(())
    assert not action(dialog).isEnabled()


def test_results_come_row_by_row_and_can_be_stopped(bench: Bench, dialog: CommandScopeDialog) -> None:
    stops: list[bool] = []
    dialog.stop_requested.connect(lambda: stops.append(True))
    stop = named(dialog, QPushButton, "Stop")
    assert not stop.isVisible()
    press(dialog, bench)
    dialog.show_result("a", RowResult(Text("VERIFIED flat and clean"), RowMood.GOOD))
    dialog.show_result("b", RowResult(Text("sending…"), RowMood.RUNNING))
    assert [row[-1] for row in cells(dialog)] == ["VERIFIED flat and clean", "sending…"]
    assert told(dialog, "Progress") == "Progress: 1 of 2 done"
    assert named(dialog, QProgressBar, "Done").value() == 1
    stop.click()
    stop.click()
    assert stops == [True]
    dialog.show_result("b", RowResult(Text("REFUSED"), RowMood.BAD))
    dialog.finish(Text("1 flat, 1 refused."))
    assert told(dialog, "Progress") == "Progress: 1 flat, 1 refused."


def test_a_list_that_was_sent_does_not_change(bench: Bench, dialog: CommandScopeDialog) -> None:
    press(dialog, bench)
    dialog.show_rows(ROWS[:1])
    assert len(cells(dialog)) == 2


def test_sim_and_live_together_are_named(dialog: CommandScopeDialog) -> None:
    warning = starting(dialog, QLabel, "Warning:")
    assert not warning.isVisible()
    dialog.show_rows((ROWS[0], replace(ROWS[1], account_class=AccountClass.LIVE)))
    assert warning.isVisible()


def test_one_account_that_wants_a_hold_is_enough(bench: Bench) -> None:
    bench.session.classes["Sim102"] = AccountClass.LIVE
    dialog = CommandScopeDialog(bench.kit, QUESTION)
    assert action(dialog).mode is ConfirmMode.HOLD
    dispose(dialog)


def test_the_word_has_to_be_typed(bench: Bench, typed: TypedConfirmation) -> None:
    heard = confirmed(typed)
    field = named(typed, QLineEdit, "Type the word FLATTEN")
    assert typed.focusWidget() is field, "the word can be typed at once"
    QTest.keyClicks(field, "flatten")
    press(typed, bench)
    field.clear()
    QTest.keyClicks(field, "FLATTEN")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert not heard, "Enter in the field sends nothing"
    press(typed, bench)
    assert heard == [ROWS]


def test_what_an_account_holds_may_change_under_its_request(bench: Bench, typed: TypedConfirmation) -> None:
    heard = confirmed(typed)
    QTest.keyClicks(named(typed, QLineEdit, "Type the word FLATTEN"), "FLATTEN")
    now = (ROWS[0], replace(ROWS[1], what=Text("other things")))
    typed.show_rows(now)
    assert cells(typed)[1][3] == "other things"
    press(typed, bench)
    assert heard == [now], "the press sends what is shown"


def test_the_word_is_asked_for_until_the_press(bench: Bench, typed: TypedConfirmation) -> None:
    field = named(typed, QLineEdit, "Type the word FLATTEN")
    assert field.isVisible()
    field.setText("FLATTEN")
    press(typed, bench)
    assert not field.isVisible()
    assert not any(one.isVisible() for one in typed.findChildren(QLabel) if "FLATTEN" in one.text())


def test_a_list_that_changed_wants_the_word_again(bench: Bench, typed: TypedConfirmation) -> None:
    field = named(typed, QLineEdit, "Type the word FLATTEN")
    QTest.keyClicks(field, "FLATTEN")
    typed.show_rows(ROWS[:1])
    assert field.text() == ""
    assert not action(typed).isEnabled()


def test_the_result_gets_its_room_when_there_is_one(bench: Bench, dialog: CommandScopeDialog) -> None:
    table = named(dialog, QTableView, "Will be acted on")
    assert table.isColumnHidden(4)
    press(dialog, bench)
    dialog.show_result("a", RowResult(Text("VERIFIED flat and clean"), RowMood.GOOD))
    assert not table.isColumnHidden(4)
    for width in (420, 1200):
        table.resize(width, 200)
        widths = [table.columnWidth(column) for column in range(5) if not table.isColumnHidden(column)]
        assert sum(widths) == table.viewport().width() and widths[-1] >= table.sizeHintForColumn(4)
        assert table.columnWidth(0) >= table.sizeHintForColumn(0)


def test_it_is_as_wide_as_what_its_rows_say(bench: Bench) -> None:
    def width_for(what: str) -> int:
        row = ScopeRow("1", "APEX-204817-03", AccountClass.LIVE, "", Text("{words}", words=what))
        dialog = CommandScopeDialog(bench.kit, ScopeQuestion("Flatten", Text("Sure?"), Text("Flatten"), (row,)))
        wide = dialog.width()
        dispose(dialog)
        return wide

    usual = width_for("long 4")
    long = "4 positions, 8 working orders (MES 12-25 long 4, MNQ 12-25 short 3, M2K 12-25 long 12)"
    advance = QFontMetrics(QApplication.font()).horizontalAdvance
    assert usual < width_for(long) < width_for(9 * long) == width_for(99 * long)
    shown = ("APEX-204817-03", "whole account", long)
    assert width_for(long) > sum(map(advance, shown)) + 6 * bench.kit.theme.tokens.spacing.base


def test_keys_go_from_the_list_over_the_word_to_the_button(typed: TypedConfirmation, bench: Bench) -> None:
    typed.activateWindow()
    field = named(typed, QLineEdit, "Type the word FLATTEN")
    QTest.keyClicks(field, "FLATTEN")
    bench.session.advance(1)
    order = [named(typed, QTableView, "Will be acted on"), field, action(typed)]
    order[0].setFocus()
    for widget in order:
        assert typed.focusWidget() is widget, widget.accessibleName()
        QTest.keyClick(widget, Qt.Key.Key_Tab)
