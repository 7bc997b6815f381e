"""Order, width and visibility of a table's columns and its sorting, by column key, so that new columns do no harm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView

_NARROWEST: Final = 24
_WIDEST: Final = 2000


@dataclass(frozen=True, slots=True)
class ColumnState:
    """One column, in its place from left to right; ``width`` in device-independent pixels."""

    key: str
    width: int
    visible: bool = True


@dataclass(frozen=True, slots=True)
class TableState:
    """All columns in visual order, and what the table is sorted by (None: the model's own order)."""

    columns: tuple[ColumnState, ...] = ()
    sorted_by: str | None = None
    descending: bool = False

    def as_json(self) -> dict[str, object]:
        """Plain values for the state file."""
        return asdict(self)

    @classmethod
    def from_json(cls, raw: object) -> TableState:
        """Keeps every column that can be understood and drops the rest."""
        if not isinstance(raw, Mapping):
            return cls()
        listed = raw.get("columns")
        columns = tuple(filter(None, map(_column, listed))) if isinstance(listed, list | tuple) else ()
        by = raw.get("sorted_by")
        return cls(columns, by if isinstance(by, str) else None, raw.get("descending") is True)


def _column(raw: object) -> ColumnState | None:
    if not isinstance(raw, Mapping):
        return None
    key, width = raw.get("key"), raw.get("width")
    if not isinstance(key, str) or type(width) is not int:
        return None
    return ColumnState(key, min(max(width, _NARROWEST), _WIDEST), raw.get("visible") is not False)


def capture_columns(header: QHeaderView, keys: Sequence[str]) -> TableState:
    """The state of ``header``; ``keys`` name the model's columns in the model's order."""
    columns = []
    for visual in range(header.count()):
        logical = header.logicalIndex(visual)
        hidden = header.isSectionHidden(logical)
        # A hidden section answers 0; the width that it had is what the user wants back.
        header.setSectionHidden(logical, False)
        columns.append(ColumnState(keys[logical], header.sectionSize(logical), not hidden))
        header.setSectionHidden(logical, hidden)
    section = header.sortIndicatorSection()
    by = keys[section] if header.isSortIndicatorShown() and 0 <= section < len(keys) else None
    return TableState(tuple(columns), by, header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder)


def restore_columns(header: QHeaderView, keys: Sequence[str], state: TableState) -> None:
    """Put ``state`` back; keys that are gone are skipped, columns that are new stay at the right end.

    At least one column stays visible: a table whose columns are all hidden has no header to bring them back with.
    """
    place = 0
    for column in state.columns:
        if column.key not in keys:
            continue
        logical = keys.index(column.key)
        header.moveSection(header.visualIndex(logical), place)
        header.resizeSection(logical, column.width)
        header.setSectionHidden(logical, not column.visible)
        place += 1
    if header.count() and header.hiddenSectionCount() == header.count():
        header.setSectionHidden(header.logicalIndex(0), False)
    if state.sorted_by in keys:
        order = Qt.SortOrder.DescendingOrder if state.descending else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(keys.index(state.sorted_by), order)
