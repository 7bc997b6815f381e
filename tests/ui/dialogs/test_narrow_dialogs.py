"""Settings, guide and fire drill at 480 pixels: every page fits, and what is listed can be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QListWidget, QScrollArea, QTableView

from ctpanel.domain.account import AccountClass
from ctpanel.domain.closing import Wanted
from ctpanel.domain.outcome import Outcome, Stage
from ctpanel.domain.text import Text, phrase
from ctpanel.session.preferences import Preferences
from ctpanel.ui.dialogs.close_position import ClosePositionDialog
from ctpanel.ui.dialogs.fire_drill import Drill, DrillPlan, FireDrillDialog
from ctpanel.ui.dialogs.guide import GuideDialog
from ctpanel.ui.dialogs.listing import Columns, Line, Listing
from ctpanel.ui.dialogs.roomy import ScrolledMiddle
from ctpanel.ui.dialogs.scope_table import ScopeRow, ScopeTable
from ctpanel.ui.dialogs.settings import SettingsDialog
from ctpanel.ui.dialogs.shortcut_overview import ShortcutOverview
from ctpanel.ui.theme.apply import Look
from tests.fakes.pictures import MES, close_plan, position
from tests.ui.dialogs.bench import Bench, dispose
from tests.ui.dialogs.finding import named

DRILLS = (Drill("calm", phrase("Nothing goes wrong")), Drill("lag", phrase("The broker takes 8 s to fill")))


@pytest.fixture
def shown() -> Iterator[list[QDialog]]:
    dialogs: list[QDialog] = []
    yield dialogs
    for dialog in dialogs:
        dispose(dialog)


def open_at(dialog: QDialog, shown: list[QDialog], width: int) -> None:
    shown.append(dialog)
    dialog.resize(width, 560)
    dialog.show()
    QApplication.processEvents()


def test_every_page_of_the_settings_fits(bench: Bench, shown: list[QDialog]) -> None:
    bench.preferences.change(Preferences(allow_reverse=True, pnl_colors="custom"))
    dialog = SettingsDialog(bench.kit)
    open_at(dialog, shown, 480)
    (pages,) = (one for one in dialog.findChildren(QListWidget) if one.accessibleName() == "Pages")
    for page in range(pages.count()):
        pages.setCurrentRow(page)
        QApplication.processEvents()
        assert dialog.width() == 480
        for area in dialog.findChildren(QScrollArea):
            cards = [one for one in area.findChildren(QFrame) if one.property("part") == "card" and one.isVisible()]
            assert cards
            assert all(card.mapTo(area, card.rect().topRight()).x() < area.viewport().width() for card in cards)


@pytest.mark.parametrize("make", [SettingsDialog, GuideDialog])
def test_the_pages_stand_above_in_a_narrow_window_and_beside_in_a_wide_one(
    bench: Bench, shown: list[QDialog], make: type[SettingsDialog | GuideDialog]
) -> None:
    dialog = make(bench.kit)
    open_at(dialog, shown, 480)
    (pages,) = dialog.findChildren(QListWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert pages.width() > 400
    assert pages.height() <= dialog.height() // 3
    dialog.resize(900, 560)
    QApplication.processEvents()
    assert pages.width() < 300
    assert pages.height() > 300


def test_all_pages_are_seen_at_once_above(bench: Bench, shown: list[QDialog]) -> None:
    dialog = SettingsDialog(bench.kit)
    open_at(dialog, shown, 480)
    (pages,) = (one for one in dialog.findChildren(QListWidget) if one.accessibleName() == "Pages")
    areas = [pages.visualItemRect(pages.item(row)) for row in range(pages.count())]
    assert all(pages.viewport().rect().contains(area) for area in areas), areas
    assert not any(one.intersects(other) for at, one in enumerate(areas) for other in areas[at + 1 :])
    assert len({area.top() for area in areas}) < len(areas), "side by side"
    assert isinstance(areas[0], QRect)


def test_a_drill_that_is_opened_again_still_has_its_results(bench: Bench, shown: list[QDialog]) -> None:
    bench.session.close(close_plan(position()))
    dialog = FireDrillDialog(bench.kit, DrillPlan(DRILLS, "lag", lambda _name: None))
    shown.append(dialog)
    dialog.show()
    table = named(dialog, QTableView, "Drill results")
    assert table.model().index(0, 0).data() == "MES 12-25, Sim101"


def test_a_drill_shows_outcomes_whole_with_the_newest_on_top(bench: Bench, shown: list[QDialog]) -> None:
    dialog = FireDrillDialog(bench.kit, DrillPlan(DRILLS, "lag", lambda _name: None))
    open_at(dialog, shown, 480)
    assert dialog.width() == 480
    (table,) = (one for one in dialog.findChildren(QTableView) if one.accessibleName() == "Drill results")
    for number in (1, 2):
        bench.session.close(close_plan(position(), Wanted.contracts(number)))
        bench.session.advance(1.3)
        bench.session.step(bench.session.commands[0].id, Stage.DONE, Outcome.VERIFIED_LEFT, Text("done"))
    cells = [[table.model().index(row, column).data() for column in range(3)] for row in range(2)]
    assert [row[1] for row in cells] == ["2 / 4", "1 / 4"]
    assert cells[0][0] == "MES 12-25, Sim101"
    assert cells[0][2] == "VERIFIED 2 left · 1.3 s"
    assert table.columnWidth(2) >= table.fontMetrics().horizontalAdvance(cells[0][2])


def test_the_time_of_a_drill_runs_while_a_command_does(bench: Bench, shown: list[QDialog]) -> None:
    dialog = FireDrillDialog(bench.kit, DrillPlan(DRILLS, "lag", lambda _name: None))
    open_at(dialog, shown, 480)
    (clock,) = (timer for timer in dialog.children() if isinstance(timer, QTimer))
    assert not clock.isActive(), "no command, no time"
    bench.session.close(close_plan(position()))
    bench.session.step(bench.session.commands[0].id, Stage.SENDING)
    bench.session.advance(1.5)
    assert clock.isActive()
    clock.timeout.emit()
    assert named(dialog, QTableView, "Drill results").model().index(0, 2).data() == "sending… · 1.5 s"
    bench.session.step(bench.session.commands[0].id, Stage.DONE, Outcome.VERIFIED_FLAT, Text("done"))
    assert not clock.isActive()


def test_a_window_that_is_made_narrower_grows_until_all_is_seen(bench: Bench, shown: list[QDialog]) -> None:
    dialog = FireDrillDialog(bench.kit, DrillPlan(DRILLS, "lag", lambda _name: None))
    open_at(dialog, shown, 900)
    dialog.resize(900, 200)
    dialog.resize(360, 200)
    (area,) = dialog.findChildren(QScrollArea)
    for _ in range(5):
        QApplication.processEvents()
    assert area.verticalScrollBar().maximum() == 0


def listing(bench: Bench, telling: frozenset[int]) -> Listing:
    columns = Columns((phrase("Account"), phrase("What"), phrase("Result")), yielding=(1, 0), names=telling)
    table = Listing(bench.kit.theme, "Listed", columns, 5)
    names = (f"APEX-204817-{row:02d}-evaluation" for row in range(3))
    table.show_lines(tuple(Line((name, "2 positions, 2 orders", "x" * 80)) for name in names))
    table.resize(320, 200)
    table.show()
    return table


def test_names_in_a_short_table_give_way_last(bench: Bench) -> None:
    tables = [listing(bench, telling) for telling in (frozenset({0}), frozenset[int]())]
    letter = tables[0].fontMetrics().averageCharWidth()
    account, what = ([table.columnWidth(column) for table in tables] for column in (0, 1))
    spare = [table.viewport().width() - sum(table.columnWidth(one) for one in range(3)) for table in tables]
    for table in tables:
        dispose(table)
    assert account[0] >= account[1] + 4 * letter
    assert what[0] == what[1]
    assert spare == [0, 0]


def test_a_narrow_list_keeps_the_month_of_every_contract(bench: Bench) -> None:
    row = ScopeRow("a", "APEX-204817-03", AccountClass.LIVE, "MNQ 12-25", Text("long 2, 2 working orders"))
    table = ScopeTable(bench.kit)
    table.show_rows((row, replace(row, id="b", account="APEX-204817-04")))
    table.resize(388, 200)
    table.show()
    room = table.columnWidth(2) - table.fontMetrics().horizontalAdvance(row.instrument)
    cut = table.columnWidth(0) < table.fontMetrics().horizontalAdvance(row.account)
    pictures = [table.viewport().grab(table.visualRect(table.model().index(line, 0))).toImage() for line in (0, 1)]
    dispose(table)
    assert room >= 2 * bench.kit.theme.tokens.spacing.base
    assert cut and pictures[0] != pictures[1], "names that differ at their ends are told apart"


@pytest.mark.parametrize("make", [SettingsDialog, GuideDialog, ShortcutOverview])
def test_the_way_out_of_a_large_dialog_is_on_the_screen(
    bench: Bench, shown: list[QDialog], make: type[SettingsDialog | GuideDialog | ShortcutOverview]
) -> None:
    bench.kit.theme.apply(Look(scale=2.0))
    dialog = make(bench.kit)
    shown.append(dialog)
    dialog.show()
    assert dialog.height() <= dialog.screen().availableGeometry().height()


def test_topics_at_the_side_are_read_whole_at_every_size(bench: Bench, shown: list[QDialog]) -> None:
    bench.kit.theme.apply(Look(scale=2.0))
    dialog = GuideDialog(bench.kit)
    shown.append(dialog)
    dialog.show()
    dialog.resize(1400, 700)
    QApplication.processEvents()
    (topics,) = dialog.findChildren(QListWidget)
    assert topics.viewport().width() >= topics.sizeHintForColumn(0)


def test_another_page_of_the_settings_begins_at_its_top(bench: Bench, shown: list[QDialog]) -> None:
    dialog = SettingsDialog(bench.kit)
    open_at(dialog, shown, 768)
    bar = next(one for one in dialog.findChildren(ScrolledMiddle)).verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    dialog.turn_to(phrase("Alerts"))
    assert bar.value() == 0


def test_a_window_that_is_open_grows_with_its_letters(bench: Bench, shown: list[QDialog]) -> None:
    close, settings = ClosePositionDialog(bench.kit, MES), SettingsDialog(bench.kit)
    for dialog in (close, settings):
        shown.append(dialog)
        dialog.show()
    wide = close.width()
    bench.kit.theme.apply(Look(scale=1.25))
    QApplication.processEvents()
    assert close.width() == round(wide * 1.25)
    assert named(close, QTableView, "Orders affected").horizontalScrollBar().maximum() == 0
    assert named(settings, QListWidget, "Pages").horizontalScrollBar().maximum() == 0
    bench.kit.theme.apply(Look())
    assert close.width() == wide
