"""The one table model: immutable rows by key, texts made when they are looked at, changes told as ranges."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager
from typing import Final, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from ctpanel.ui.i18n import tr_phrase
from ctpanel.ui.models.arrangement import Arrangement, Rank, Run, bands, rank
from ctpanel.ui.models.columns import Column, Span, Style
from ctpanel.ui.models.roles import ACCESSIBLE, ALIGNMENT, DISPLAY, FOREGROUND, LEFT, NEVER, OWN, RIGHT, TOOL_TIP, Role
from ctpanel.ui.models.timed import TimedCells
from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.widgets.data_table import SHORT_TITLE
from ctpanel.ui.widgets.elided_label import plain_tool_tip

K = TypeVar("K", bound=Hashable)
R = TypeVar("R")

Index = QModelIndex | QPersistentModelIndex

_NOWHERE: Final = QModelIndex()


class TableModel(QAbstractTableModel, Generic[K, R]):
    """Rows of type ``R`` named by ``K``.

    Nothing is ever reset: rows come, go, move and change one by one, so that selection, scrolling and the row under
    the mouse stay. ``now`` is the monotonic second against which ages are told.
    """

    def __init__(
        self, columns: tuple[Column[R], ...], style: Style, theme: Theme, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = columns
        self.now = 0.0
        self._style = style
        self._theme = theme
        self._rows: MutableMapping[K, R] = {}
        self._texts: dict[K, tuple[R, list[str | None]]] = {}
        self._shown = Arrangement[K](self._rank)
        self._accepts: Callable[[R], bool] | None = None
        self._sorted_by: Column[R] | None = None
        self._descending = False
        self._watched: Run | None = None
        timed = [index for index, column in enumerate(columns) if column.timed]
        self._timed = TimedCells[K](timed, len(columns))

    # ------------------------------------------------------------------ what a kind of table says about its rows

    def natural(self, key: K, row: R) -> Rank:
        """The order without sorting, and between rows that are equal in the sorted column. Must be unique."""
        raise NotImplementedError

    def touched(self, old: R, new: R) -> tuple[Span, ...]:
        """The columns in which ``new`` may look different; empty for none at all.

        Not those that only tell another time: the next tick does, once a second for all of them.
        """
        return ((0, len(self.columns) - 1),) if old != new else ()

    def is_stale(self, row: R) -> bool:
        """Whether the row is past its limit and is shown gray."""
        return False

    # ------------------------------------------------------------------ rows

    @property
    def style(self) -> Style:
        """How values become texts at present."""
        return self._style

    def set_style(self, style: Style) -> None:
        """Say everything again in another way; the order follows when it depends on it."""
        if style == self._style:
            return
        self._style = style
        self.say_again()
        self.resort()

    def row(self, key: K) -> R | None:
        """The facts of this key, shown or filtered out."""
        return self._rows.get(key)

    def rows(self) -> Mapping[K, R]:
        """All rows, shown or filtered out; a live view that must not be kept."""
        return self._rows

    def key_at(self, row: int) -> K:
        """The key of a shown row."""
        return self._shown.order[row]

    def place(self, key: K) -> int | None:
        """The shown row of this key; None while it is filtered out or gone."""
        return self._shown.place(key)

    def apply(self, fresh: Sequence[tuple[K, R]], gone: Collection[K] = ()) -> None:
        """Take rows that came or changed, and forget those that went."""
        with self._telling():
            self._put(fresh, gone)

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Tell what looks different after the block. Only visible rows are compared with what they were."""
        rows, order = self._rows, self._shown.order
        before = [(key, rows[key]) for key in (order[place] for place in self._visible())]
        yield
        changes = []
        for key, old in before:
            new = rows.get(key, old)
            spans = () if new is old else self._spans(key, old, new)
            place = self._shown.place(key) if spans else None
            if place is not None:
                changes += [(place, span) for span in spans]
        self._tell(changes)

    def _put(self, fresh: Sequence[tuple[K, R]], gone: Collection[K]) -> None:
        rows = self._rows
        arrived = [key for key, _ in fresh if key not in rows]
        rows.update(fresh)
        if gone:
            self._forget(gone)
        if arrived:
            self._insert([key for key in arrived if self._is_wanted(key)])
        if self._accepts is not None:
            self._refilter([key for key, _ in fresh if key in rows])

    def _spans(self, key: K, old: R, new: R) -> tuple[Span, ...]:
        """What to paint; a row that is no longer gray, or now is, changes as a whole."""
        stale = self.is_stale(new)
        if self.is_stale(old) != stale:
            self._timed.turned(key, stale)
            return ((0, len(self.columns) - 1),)
        return self.touched(old, new)

    def say_again(self) -> None:
        """All texts are made anew and all cells painted again; rows stay where they are."""
        self._texts.clear()
        if self._shown.order:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown.order) - 1, len(self.columns) - 1))

    def set_filter(self, accepts: Callable[[R], bool] | None) -> None:
        """Show only rows that ``accepts`` says yes to; those that stay keep their selection."""
        self._accepts = accepts
        places = self._shown.places()
        self._withdraw([key for key in places if not self._is_wanted(key)])
        places = self._shown.places()
        self._insert([key for key in self._rows if key not in places and self._is_wanted(key)])

    # ------------------------------------------------------------------ order

    @property
    def sorts_live(self) -> bool:
        """Whether moving prices or passing time can make the present order wrong."""
        return self._sorted_by is not None and self._sorted_by.live

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder, /) -> None:
        """Qt's entry; column -1 goes back to the natural order, one without an order changes nothing."""
        if 0 <= column < len(self.columns) and self.columns[column].sort is None:
            return
        self._sorted_by = self.columns[column] if 0 <= column < len(self.columns) else None
        self._descending = order is Qt.SortOrder.DescendingOrder
        self.resort()

    def resort(self) -> None:
        """Put the rows in the order that is right now; whatever points at a row follows it."""
        before, after = self._shown.order, self._shown.sorted()
        if before == after:
            return
        # Without arguments: the binding ends the process when these two are emitted with a hint from inside of Qt.
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        keys = [before[index.row()] for index in old]
        self._shown.reorder(after)
        places = self._shown.places()
        new = [self.index(places[key], index.column()) for key, index in zip(keys, old, strict=True)]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    # ------------------------------------------------------------------ time

    def watch(self, first: int, last: int) -> None:
        """The rows that can be seen. Until this is called, all of them count as seen."""
        self._watched = Run(first, last) if 0 <= first <= last else None

    def tick(self, now: float) -> None:
        """Time has passed: paint the visible cells whose words changed, and rows that grew old as a whole."""
        self.now = now
        changes = [(place, span) for place, span in map(self._aged, self._visible()) if span is not None]
        self._timed.ticked()
        self._tell(changes)

    def _visible(self) -> range:
        if self._watched is None:
            return range(len(self._shown.order))
        return range(self._watched.first, min(self._watched.last + 1, len(self._shown.order)))

    def _aged(self, place: int) -> tuple[int, Span | None]:
        key = self._shown.order[place]
        row = self._rows[key]
        texts = tuple([self.columns[index].text(row, self._style, self.now) for index in self._timed.columns])
        return place, self._timed.tick(key, self.is_stale(row), texts)

    # ------------------------------------------------------------------ Qt's questions

    def rowCount(self, parent: Index = _NOWHERE, /) -> int:
        """Shown rows."""
        return 0 if parent.isValid() else len(self._shown.order)

    def columnCount(self, parent: Index = _NOWHERE, /) -> int:
        """All columns; hiding them is the header's business."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = DISPLAY, /) -> object:
        """A look-up; a text is made at the first question and kept until its row changes."""
        if role in NEVER:
            return None
        place = index.row()
        if not 0 <= place < len(self._shown.order):
            return None
        if role in (DISPLAY, ACCESSIBLE):
            return self._text(self._shown.order[place], index.column())
        column = self.columns[index.column()]
        if role == ALIGNMENT:
            return RIGHT if column.right else LEFT
        if role == FOREGROUND:
            return self._ink(column, self._rows[self._shown.order[place]])
        if role > OWN:
            return self._fact(column, self._shown.order[place], role)
        if role == TOOL_TIP and column.tip is not None:
            return plain_tool_tip(column.tip(self._rows[self._shown.order[place]], self._style, self.now))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY, /) -> object:
        """Titles in the user's language; the tool tip says what a column means."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == DISPLAY:
            return self.title(column)
        if role == TOOL_TIP and column.about:
            return tr_phrase(column.about)
        if role == ALIGNMENT:
            return RIGHT if column.right else LEFT
        if role == SHORT_TITLE and column.short:
            return tr_phrase(column.short)
        return None

    def longest(self, section: int) -> str:
        """The longest text of this column among the rows that can be seen."""
        keys = (self._shown.order[place] for place in self._visible())
        return max((self._text(key, section) for key in keys), key=len, default="")

    def title(self, column: Column[R]) -> str:
        """The words above a column."""
        return tr_phrase(column.title)

    # ------------------------------------------------------------------ inside

    def _text(self, key: K, index: int) -> str:
        column, row = self.columns[index], self._rows[key]
        if column.timed:
            said = column.text(row, self._style, self.now)
            self._timed.say(key, index, said)
            return said
        kept = self._texts.get(key)
        if kept is None or kept[0] is not row:
            # Texts of another row, or none: a row that changed needs no other sign than being another object.
            kept = self._texts[key] = (row, [None] * len(self.columns))
        text = kept[1][index]
        if text is None:
            text = kept[1][index] = column.text(row, self._style, self.now)
        return text

    def _fact(self, column: Column[R], key: K, role: int) -> object:
        if role == Role.KEY:
            return key
        if role == Role.STALE:
            return self.is_stale(self._rows[key])
        fact = column.facts.get(role)
        return None if fact is None else fact(self._rows[key], self._style, self.now)

    def _ink(self, column: Column[R], row: R) -> QColor | None:
        if self.is_stale(row) and not column.ageless:
            name: str | None = "stale"
        else:
            name = column.ink(row, self._style, self.now) if column.ink else None
        return None if name is None else self._theme.ink(name)

    def _rank(self, key: K) -> Rank:
        row = self._rows[key]
        natural = self.natural(key, row)
        by = self._sorted_by.sort if self._sorted_by else None
        if by is None:
            return natural
        return (rank(by(row, self._style), descending=self._descending), *natural)

    def _refilter(self, keys: list[K]) -> None:
        """Rows whose new facts let them in or out: an account may tell its class only after its positions came."""
        verdicts = [(key, self._shown.place(key) is not None, self._is_wanted(key)) for key in keys]
        self._withdraw([key for key, shown, wanted in verdicts if shown and not wanted])
        self._insert([key for key, shown, wanted in verdicts if wanted and not shown])

    def _is_wanted(self, key: K) -> bool:
        return self._accepts is None or self._accepts(self._rows[key])

    def _insert(self, keys: list[K]) -> None:
        for row, group in self._shown.arriving(keys):
            self.beginInsertRows(_NOWHERE, row, row + len(group) - 1)
            self._shown.put(row, group)
            self.endInsertRows()

    def _withdraw(self, keys: Collection[K]) -> None:
        for run in self._shown.leaving(keys):
            self.beginRemoveRows(_NOWHERE, run.first, run.last)
            self._shown.take(run)
            self.endRemoveRows()

    def _forget(self, keys: Collection[K]) -> None:
        self._withdraw(keys)
        for key in keys:
            self._rows.pop(key, None)
            self._texts.pop(key, None)
            self._timed.forget(key)

    def _tell(self, changes: list[tuple[int, Span]]) -> None:
        """Tell visible rows in exact runs of the same columns. The others are asked for when they scroll into view.

        Qt's table paints everything for a range of several rows, even when none of them can be seen.
        """
        for run, (left, right) in bands(changes):
            self.dataChanged.emit(self.index(run.first, left), self.index(run.last, right))
