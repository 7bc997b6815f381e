"""How wide the columns of a table are, and which of them have a place when it is narrow."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any, Final

from PySide6.QtGui import QFontMetrics

from ctpanel.domain.text import Phrase
from ctpanel.ui.i18n import tr_phrase
from ctpanel.ui.models.columns import Column
from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.theme.fonts import small_font
from ctpanel.ui.views.column_measures import ColumnMeasures
from ctpanel.ui.widgets.data_table import DataTable

NARROWEST: Final = 24
WIDEST: Final = 2000
"""Between these a column's width is kept, in pixels."""
_MOST_STRETCH: Final = 0.5
_WELL: Final = 0.75
_JUST: Final = 0.5
"""Part of its sample that a name keeps when it is squeezed: in which it still reads well, and just tells itself."""
_SHORT_TITLE: Final = 6
_SLACK: Final = 4
"""A text that fits to the pixel is still cut by some styles."""


class ColumnFit:
    """Shares a width among columns, which it names by their index. ``chosen`` are the user's own widths, by key."""

    def __init__(self, table: DataTable, columns: tuple[Column[Any], ...], theme: Theme) -> None:
        self._table = table
        self._columns = columns
        self._theme = theme
        self._measures = ColumnMeasures(table, columns, theme)
        self._grown: dict[int, int] = {}
        self._needed: dict[int, int] = {}

    def grow_for(self, index: int, text: str) -> bool:
        """Remember what ``text`` needs; whether that is more than the column has. It never shrinks again."""
        need = self._table.fontMetrics().horizontalAdvance(text) + 2 * self._theme.tokens.spacing.base + _SLACK
        self._needed[index] = need
        grows = need > max(self._table.columnWidth(index), self._grown.get(index, 0))
        if grows:
            self._grown[index] = need
        return grows

    def forget(self) -> None:
        """Another font: what was measured counts no more."""
        self._grown.clear()
        self._needed.clear()

    def bounded(self, index: int, width: int) -> int:
        """A width that the user gives: a number that lost digits in its middle would be another number."""
        least = self._needed.get(index, 0) if self._columns[index].whole else 0
        return min(max(width, least, NARROWEST), max(WIDEST, least))

    def widths(self, chosen: Mapping[str, int]) -> dict[int, int]:
        """What each column wants, whether there is room for it or not."""
        found = {}
        for index, (column, (natural, titled)) in enumerate(zip(self._columns, self._measures.widths(), strict=True)):
            own = chosen.get(column.key)
            found[index] = self.bounded(index, own) if own else max(natural, self._grown.get(index, 0), titled)
        return found

    def fitted(self, chosen: Mapping[str, int], withheld: Set[str]) -> dict[int, int]:
        """The columns that have a place in the table as wide as it is now, and their widths.

        The least important ones are shortened or go first, until the rest fits; that shares what is left, or is
        squeezed. Columns of priority 0 stay: where even they do not fit, the table scrolls.
        """
        room = self._table.viewport().width()
        free = frozenset(index for index, column in enumerate(self._columns) if column.key not in chosen)
        shown = {index for index, column in enumerate(self._columns) if column.key not in withheld}
        widths = self._placed(self.widths(chosen), shown, free, room)
        spare = room - sum(widths.values())
        return self._squeezed(widths, free, room) if spare < 0 else self._stretched(widths, free, spare)

    def _placed(self, widths: dict[int, int], shown: set[int], free: Set[int], room: int) -> dict[int, int]:
        """Those of ``shown`` that have a place, each as wide as it is without sharing what is left."""
        short = {i: self._least(i, _JUST, grown=False) for i in shown & free if self._columns[i].shrinks}
        full = {i: widths[i] for i in short}
        if sum(widths[i] for i in shown) > room:
            # Before a price goes, four buttons become one.
            widths |= short
        for index in sorted(widths, key=lambda index: self._columns[index].priority):
            if sum(widths[i] for i in shown) <= room:
                break
            if self._columns[index].priority:
                shown.discard(index)
        for index, width in full.items():
            # A short form may have a place where a longer one, gone before it, had none.
            taken = sum(widths[i] for i in shown - {index})
            if taken + short[index] <= room:
                shown.add(index)
                widths[index] = width if taken + width <= room else short[index]
        return {index: widths[index] for index in sorted(shown)}

    def _stretched(self, widths: dict[int, int], free: Set[int], spare: int) -> dict[int, int]:
        """One column that takes everything has what is left; else all of them share it, as far as that looks well."""
        greedy = [index for index in widths if index in free and self._columns[index].stretch]
        if greedy:
            return {**widths, greedy[0]: widths[greedy[0]] + spare}
        shared = sum(width for index, width in widths.items() if index in free)
        more = min(spare, int(shared * _MOST_STRETCH))
        # Rounded down, so that no scroll bar appears for a pixel.
        wider = {index: width * (shared + more) // shared for index, width in widths.items() if index in free}
        return _rounded(widths | wider, free, sum(widths.values()) + more)

    def _squeezed(self, widths: dict[int, int], free: Set[int], room: int) -> dict[int, int]:
        """Between what looks well and what can just be read.

        Long numbers first take room from names; where even that is too little, they are told by their tool tips.
        """
        least = self._narrowest(widths, free, room, grown=True)
        if sum(least.values()) > room:
            least = self._narrowest(widths, free, room, grown=False)
        give = sum(widths.values()) - sum(least.values())
        part = max(0.0, (room - sum(least.values())) / give) if give else 0.0
        between = {index: least[index] + int((width - least[index]) * part) for index, width in widths.items()}
        return _rounded(between, free, room)

    def _narrowest(self, widths: dict[int, int], free: Set[int], room: int, *, grown: bool) -> dict[int, int]:
        """Every column as narrow as it reads well; beyond that names give what is still missing."""
        least = {i: min(w, self._least(i, _WELL, grown=grown)) if i in free else w for i, w in widths.items()}
        for index in (i for i in widths if i in free and self._columns[i].elides):
            lack = sum(least.values()) - room
            least[index] -= min(max(0, lack), max(0, least[index] - self._least(index, _JUST, grown=grown)))
        return least

    def _least(self, index: int, share: float, *, grown: bool) -> int:
        column, base = self._columns[index], self._theme.tokens.spacing.base
        kept = tr_phrase(Phrase(column.least)) or column.typical
        body = self._table.fontMetrics().horizontalAdvance(kept.strip()) + _SLACK + (base if column.shrinks else 0)
        titles = QFontMetrics(small_font(self._theme.tokens.type))
        # Of a name the telling ends stay, of a title half, where there is no shorter one.
        short = titles.horizontalAdvance(tr_phrase(column.short)) + _SLACK if column.short else 0
        title = tr_phrase(column.title)
        head = short or titles.horizontalAdvance(title) * (10 if len(title) <= _SHORT_TITLE else 6) // 10 + _SLACK
        long = self._grown.get(index, 0) if grown and column.right else 0
        return max(round(body * share) if column.elides else body, head, long - 2 * base) + 2 * base


def _rounded(widths: dict[int, int], free: Set[int], total: int) -> dict[int, int]:
    """What rounding left over goes to the last column: a selected row ends where the table does."""
    last = max((index for index in widths if index in free), default=None)
    if last is None:
        return widths
    return {**widths, last: widths[last] + max(0, total - sum(widths.values()))}
