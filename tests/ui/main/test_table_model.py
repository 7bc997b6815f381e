"""Rows come, go, move and change one by one; nothing is ever reset."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from ctpanel.domain.text import phrase
from ctpanel.ui.models.arrangement import Rank, Reversed, Run, bands, rank, runs
from ctpanel.ui.models.columns import Column, Style
from ctpanel.ui.models.table_model import TableModel
from ctpanel.ui.theme.apply import Theme


class Row(NamedTuple):
    name: str
    amount: Decimal | None
    at: float = 0.0


COLUMNS: tuple[Column[Row], ...] = (
    Column("name", phrase("Name"), lambda row, _s, _n: row.name, lambda row, _s: row.name),
    Column("amount", phrase("Amount"), lambda row, _s, _n: str(row.amount), lambda row, _s: row.amount, live=True),
    Column("age", phrase("Age"), lambda row, _s, now: f"{now - row.at:.0f}", lambda row, _s: -row.at, timed=True),
)


class Model(TableModel[str, Row]):
    """Keeps what it told; ``made`` counts how often a text of the first column was made."""

    def __init__(self, style: Style, theme: Theme) -> None:
        super().__init__(COLUMNS, style, theme)
        self.told: list[tuple[int, int, int, int]] = []
        self.moves: list[str] = []
        self.dataChanged.connect(lambda a, b: self.told.append((a.row(), a.column(), b.row(), b.column())))
        self.rowsInserted.connect(lambda _p, first, last: self.moves.append(f"+{first}-{last}"))
        self.rowsRemoved.connect(lambda _p, first, last: self.moves.append(f"-{first}-{last}"))
        self.modelReset.connect(lambda: self.moves.append("reset"))

    def natural(self, key: str, row: Row) -> Rank:
        return (key,)

    def is_stale(self, row: Row) -> bool:
        return self.now - row.at >= 15

    def touched(self, old: Row, new: Row) -> tuple[tuple[int, int], ...]:
        if old.name != new.name:
            return ((0, 2),)
        return ((1, 1),) if old.amount != new.amount else ()

    def put(self, *rows: Row) -> None:
        self.apply([(row.name, row) for row in rows])

    def names(self) -> list[str]:
        return [self.key_at(row) for row in range(self.rowCount())]


@pytest.fixture
def model(style: Style, theme: Theme) -> Model:
    model = Model(style, theme)
    # Qt's own watchdog: any inconsistent signal fails the test through a warning.
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, model)
    model.put(Row("a", Decimal(3)), Row("c", Decimal(1)), Row("e", None), Row("g", Decimal(2)))
    model.moves.clear()
    return model


def test_rows_that_come_are_put_where_they_belong_in_runs(model: Model) -> None:
    model.put(Row("d", Decimal(1)), Row("b", Decimal(1)), Row("d2", Decimal(1)))
    assert model.names() == ["a", "b", "c", "d", "d2", "e", "g"]
    assert model.moves == ["+2-3", "+1-1"]


def test_rows_that_go_are_taken_in_runs(model: Model) -> None:
    model.apply([], ["c", "e", "a"])
    assert model.names() == ["g"]
    assert model.moves == ["-0-2"]


def test_changes_of_adjacent_rows_are_told_as_one_range(model: Model) -> None:
    model.put(Row("a", Decimal(9)), Row("c", Decimal(9)), Row("g", Decimal(9)))
    assert model.told == [(0, 1, 1, 1), (3, 1, 3, 1)]


def test_what_did_not_change_is_not_told(model: Model) -> None:
    model.put(Row("a", Decimal(3)), Row("c", Decimal(1)))
    assert not model.told


def test_rows_out_of_sight_are_not_told_and_yet_right_when_asked(model: Model) -> None:
    model.watch(0, 1)
    assert model.index(3, 1).data() == "2"
    model.put(Row("c", Decimal(8)), Row("g", Decimal(7)))
    assert model.told == [(1, 1, 1, 1)]
    assert model.index(3, 1).data() == "7"


def test_sorting_puts_unknown_last_in_both_directions(model: Model) -> None:
    model.sort(1, Qt.SortOrder.AscendingOrder)
    assert model.names() == ["c", "g", "a", "e"]
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert model.names() == ["a", "g", "c", "e"]
    model.sort(-1)
    assert model.names() == ["a", "c", "e", "g"]


def test_numbers_are_sorted_as_numbers_and_texts_backwards(model: Model) -> None:
    model.put(Row("h", Decimal("10")), Row("i", Decimal("-9.5")))
    model.sort(1, Qt.SortOrder.AscendingOrder)
    assert model.names() == ["i", "c", "g", "a", "h", "e"]
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert model.names() == ["i", "h", "g", "e", "c", "a"]


def test_whatever_points_at_a_row_follows_it_through_a_sort(model: Model) -> None:
    pointer = QPersistentModelIndex(model.index(0, 2))
    model.sort(1, Qt.SortOrder.AscendingOrder)
    assert (pointer.row(), pointer.column()) == (2, 2)


def test_a_changed_key_moves_its_row_only_when_the_order_is_made_again(model: Model) -> None:
    model.sort(1, Qt.SortOrder.AscendingOrder)
    model.put(Row("c", Decimal(99)))
    assert model.names() == ["c", "g", "a", "e"]
    assert model.sorts_live
    model.resort()
    assert model.names() == ["g", "a", "c", "e"]
    assert "reset" not in model.moves


def test_an_order_that_is_right_already_disturbs_nobody(model: Model) -> None:
    model.sort(1, Qt.SortOrder.AscendingOrder)
    moved: list[str] = []
    model.layoutAboutToBeChanged.connect(lambda: moved.append("moved"))
    model.resort()
    assert not moved


def test_filtering_takes_and_gives_back_single_rows(model: Model) -> None:
    pointer = QPersistentModelIndex(model.index(1, 0))
    model.set_filter(lambda row: row.name in "cg")
    assert model.names() == ["c", "g"]
    assert pointer.row() == 0
    model.put(Row("b", Decimal(1)))
    assert model.names() == ["c", "g"]
    model.set_filter(None)
    assert model.names() == ["a", "b", "c", "e", "g"]
    assert "reset" not in model.moves


def test_a_row_that_changed_is_filtered_anew(model: Model) -> None:
    model.set_filter(lambda row: row.amount is not None and row.amount >= 2)
    assert model.names() == ["a", "g"]
    model.watch(0, 0)
    model.moves.clear()
    model.put(Row("a", Decimal(1)), Row("c", Decimal(5)), Row("e", Decimal(0)), Row("h", Decimal(4)))
    assert model.names() == ["c", "g", "h"]
    assert "reset" not in model.moves
    model.apply([("c", Row("c", Decimal(6)))], ["c"])
    assert model.names() == ["g", "h"]


def test_texts_are_kept_until_their_row_changes(style: Style, theme: Theme) -> None:
    made: list[str] = []

    def text(row: Row, _style: Style, _now: float) -> str:
        made.append(row.name)
        return row.name

    class Counting(Model):
        def __init__(self) -> None:
            super().__init__(style, theme)
            name: Column[Row] = Column("name", phrase("Name"), text, lambda row, _s: row.name)
            self.columns = (name, *COLUMNS[1:])

    model = Counting()
    model.put(Row("a", Decimal(1)))
    for _ in range(3):
        assert model.index(0, 0).data() == "a"
    assert made == ["a"]
    model.put(Row("a", Decimal(2)))
    assert model.index(0, 0).data() == "a"
    assert made == ["a", "a"]


def test_a_tick_tells_only_ages_that_read_differently(model: Model) -> None:
    model.tick(1.0)
    model.told.clear()
    model.tick(1.2)
    assert not model.told
    model.put(Row("c", Decimal(1), at=0.8))
    model.tick(2.1)
    # Three of the four rows say "2" instead of "1" now; the read one stays at "1".
    assert model.told == [(0, 2, 0, 2), (2, 2, 3, 2)]


def test_a_row_that_grows_old_is_told_as_a_whole(model: Model) -> None:
    model.put(Row("c", Decimal(1), at=10.0))
    model.tick(14.0)
    model.told.clear()
    model.tick(15.0)
    assert (0, 0, 0, 2) in model.told
    assert (1, 2, 1, 2) in model.told


def test_a_cell_says_the_same_to_eyes_and_to_a_screen_reader(model: Model) -> None:
    index = model.index(0, 1)
    assert index.data() == index.data(Qt.ItemDataRole.AccessibleTextRole) == "3"
    assert model.data(QModelIndex()) is None


def test_runs_and_ranks() -> None:
    assert list(runs([])) == []
    assert list(runs([0, 1, 2, 5, 7, 8])) == [Run(0, 2), Run(5, 5), Run(7, 8)]


def test_changes_are_told_as_runs_of_the_same_columns() -> None:
    changes = [(3, (0, 9)), (1, (6, 7)), (2, (6, 7)), (4, (0, 9)), (4, (6, 7))]
    assert list(bands(changes)) == [(Run(1, 2), (6, 7)), (Run(4, 4), (6, 7)), (Run(3, 4), (0, 9))]
    assert list(bands([])) == []
    assert rank(None, descending=True) > rank(Decimal(1), descending=True)
    assert Reversed("b") < Reversed("a")
    assert Reversed("a") == Reversed("a")
    assert len({Reversed("a"), Reversed("a")}) == 1
