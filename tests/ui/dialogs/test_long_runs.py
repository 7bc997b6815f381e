"""Results of a run with many rows: each is shown where it belongs, and costs no more because there are others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex

from ctpanel.domain.account import AccountClass
from ctpanel.domain.text import Text
from ctpanel.ui.dialogs.scope_table import RowMood, RowResult, ScopeRow, ScopeTable
from tests.ui.dialogs.bench import Bench

ROWS = tuple(ScopeRow(str(n), f"Sim{n:03d}", AccountClass.SIM, "MES 12-25", Text("long 4")) for n in range(100))


class MeasuredTable(ScopeTable):
    """Counts how often all its lines are measured."""

    measured = 0

    def sizeHintForColumn(self, column: int, /) -> int:
        self.measured += 1
        return super().sizeHintForColumn(column)


@pytest.fixture
def table(bench: Bench) -> Iterator[MeasuredTable]:
    made = MeasuredTable(bench.kit)
    made.resize(900, 400)
    made.show()
    made.show_rows(ROWS)
    yield made
    made.close()
    made.deleteLater()


def results(table: ScopeTable) -> list[str]:
    model = table.model()
    return [str(model.index(row, 4).data()) for row in range(model.rowCount(QModelIndex()))]


def result(words: str) -> RowResult:
    return RowResult(Text(words), RowMood.GOOD)


def test_each_result_stands_in_its_row_and_measures_nothing_anew(table: MeasuredTable) -> None:
    table.show_result("0", result("verified flat"))
    table.measured = 0
    for row in ROWS:
        table.show_result(row.id, result("verified flat"))
    table.show_result("nobody", result("ignored"))
    assert results(table) == ["verified flat"] * 100
    assert table.measured == 0


def test_a_result_that_needs_more_room_than_any_before_gets_it(table: MeasuredTable) -> None:
    table.resize(1400, 400)
    table.show_result("0", result("ok"))
    table.show_result("7", result("not verified, the positions could not be read"))
    needed = table.fontMetrics().horizontalAdvance(results(table)[7])
    assert table.measured and table.columnWidth(4) >= needed


def test_names_that_are_masked_meanwhile_are_masked_in_every_row(bench: Bench, table: MeasuredTable) -> None:
    table.show_result("0", result("verified flat"))
    bench.preferences.change(replace(bench.preferences.current, mask=True))
    table.show_result("1", result("verified flat"))
    model = table.model()
    assert not any("Sim0" in str(model.index(row, 0).data()) for row in range(100))
