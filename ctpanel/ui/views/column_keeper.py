"""Which columns a table shows, where and how wide: chosen in the header's menu, remembered, fitted to the width."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QMenu

from ctpanel.domain.text import Phrase
from ctpanel.session.preferences import Preferences, PreferenceStore, TableColumns
from ctpanel.ui.i18n import tr, tr_phrase
from ctpanel.ui.mnemonics import mark_menu
from ctpanel.ui.models.columns import Column
from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.theme.fonts import small_font
from ctpanel.ui.views.column_measures import ColumnMeasures
from ctpanel.ui.widgets.data_table import DataTable

_SAVE_AFTER_MS: Final = 400
_NARROWEST: Final = 24
_WIDEST: Final = 2000
_WIDER: Final = 1.25
_MOST_STRETCH: Final = 0.5
_WELL: Final = 0.75
_JUST: Final = 0.5
"""Part of its sample that a name keeps when it is squeezed: in which it still reads well, and just tells itself."""
_SHORT_TITLE: Final = 6
_SLACK: Final = 4
"""A text that fits to the pixel is still cut by some styles."""


class ColumnKeeper(QObject):
    """Looks after the header of one table; ``name`` is the table's name in the preferences.

    As long as the user has chosen nothing, columns leave by priority when the table is narrow. From the first choice
    on (a column shown, hidden or moved) the choice stands, and a narrow table scrolls.
    """

    def __init__(
        self, table: DataTable, name: str, columns: tuple[Column[Any], ...], preferences: PreferenceStore, theme: Theme
    ) -> None:
        super().__init__(table)
        self._table = table
        self._name = name
        self._columns = columns
        self._preferences = preferences
        self._theme = theme
        self._measures = ColumnMeasures(table, columns, theme)
        self._chosen = TableColumns()
        self._grown: dict[int, int] = {}
        self._needed: dict[int, int] = {}
        self._withheld: frozenset[str] = frozenset()
        self._own_doing = False
        self._save = QTimer(self, singleShot=True, interval=_SAVE_AFTER_MS)
        self._save.timeout.connect(self.save_now)
        header = table.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._open_menu)
        header.sectionMoved.connect(self._on_moved)
        header.sectionResized.connect(self._on_resized)
        table.viewport().installEventFilter(self)
        theme.changed.connect(self._refit)
        self._unlisten: Callable[[], None] | None = preferences.listen(self._on_preferences)
        self._chosen = preferences.current.tables.get(name, TableColumns())
        self._apply()

    def close(self) -> None:
        """Save what is not saved yet and hear no more of preferences."""
        if self._save.isActive():
            self.save_now()
        if self._unlisten is not None:
            self._unlisten()
            self._unlisten = None

    def save_now(self) -> None:
        """Write the choice into the preferences."""
        self._save.stop()
        current = self._preferences.current
        if current.tables.get(self._name, TableColumns()) != self._chosen:
            self._preferences.change(replace(current, tables={**current.tables, self._name: self._chosen}))

    def make_room(self, section: int, text: str) -> None:
        """Widen a column for ``text``, also one whose width the user chose. It never shrinks again: nothing jumps."""
        spacing = self._theme.tokens.spacing
        need = self._table.fontMetrics().horizontalAdvance(text) + 2 * spacing.base + _SLACK
        self._needed[section] = need
        if need > max(self._table.columnWidth(section), self._grown.get(section, 0)):
            self._grown[section] = need
            self._apply()

    def key_of(self, section: int) -> str:
        """The key of a column by its number in the model."""
        return self._columns[section].key

    def sort_by(self, key: str, *, descending: bool) -> None:
        """Sort the table by this column, if there is one."""
        for index, column in enumerate(self._columns):
            if column.key == key and column.sort:
                order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
                self._table.sortByColumn(index, order)

    def offer(self, key: str, offered: bool) -> None:
        """Whether this column is there at all; one that is not offered is in no menu and keeps its place."""
        withheld = self._withheld - {key} if offered else self._withheld | {key}
        if withheld != self._withheld:
            self._withheld = withheld
            self._apply()

    def set_shown(self, key: str, shown: bool) -> None:
        """The user's choice of one column; the last visible column cannot be hidden."""
        hidden = set(self._hidden_now())
        hidden = hidden - {key} if shown else hidden | {key}
        if len(hidden | self._withheld) == len(self._columns):
            return
        kept = tuple(column.key for column in self._columns if column.key in hidden)
        self._chosen = replace(self._chosen, order=self._order_now(), hidden=kept)
        self._apply()
        self._save.start()

    def reset(self) -> None:
        """Back to all columns in their first order and width, fitted to the table's width."""
        self._chosen = TableColumns()
        self._apply()
        self._save.start()

    def menu(self) -> QMenu:
        """The header's menu, freshly made; it deletes itself when it closes."""
        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        hidden = set(self._hidden_now())
        for column in self._columns:
            if column.key in self._withheld:
                continue
            action = menu.addAction(_entry(column))
            action.setCheckable(True)
            action.setChecked(column.key not in hidden)
            action.toggled.connect(lambda shown, key=column.key: self.set_shown(key, shown))
        menu.addSeparator()
        shown = [column for column in map(self._column, self._order_now()) if column.key not in hidden]
        self._fill_sorting(menu.addMenu(tr("Sort by")), shown)
        self._fill_moving(menu.addMenu(tr("Move to the left")), shown)
        self._fill_sizing(menu.addMenu(tr("Make wider")), shown, _WIDER)
        self._fill_sizing(menu.addMenu(tr("Make narrower")), shown, 1 / _WIDER)
        menu.addAction(tr("Reset columns"), self.reset)
        mark_menu(menu)
        return menu

    def open_by_key(self) -> None:
        """Show the header's menu for a user of the keyboard."""
        self.menu().popup(self._table.horizontalHeader().mapToGlobal(QPoint(0, 0)))

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        """Qt's entry: the width changed."""
        if event.type() is QEvent.Type.Resize and not self._chosen.order:
            self._fit()
        return False

    # ------------------------------------------------------------------ inside

    def _column(self, key: str) -> Column[Any]:
        return next(column for column in self._columns if column.key == key)

    def _fill_sorting(self, menu: QMenu, columns: list[Column[Any]]) -> None:
        """What a click on a title does: up, then down; and the natural order."""
        header = self._table.horizontalHeader()
        for column in (one for one in columns if one.sort):
            up = header.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
            again = up and header.sortIndicatorSection() == self._columns.index(column)
            menu.addAction(_entry(column), partial(self.sort_by, column.key, descending=again))
        menu.addSeparator()
        menu.addAction(tr("Own order"), partial(header.setSortIndicator, -1, Qt.SortOrder.AscendingOrder))

    def _fill_moving(self, menu: QMenu, columns: list[Column[Any]]) -> None:
        header = self._table.horizontalHeader()
        places = [header.visualIndex(self._columns.index(column)) for column in columns]
        for column, place, before in zip(columns[1:], places[1:], places, strict=False):
            menu.addAction(_entry(column), partial(header.moveSection, place, before))

    def _fill_sizing(self, menu: QMenu, columns: list[Column[Any]], factor: float) -> None:
        header = self._table.horizontalHeader()
        for column in columns:
            section = self._columns.index(column)
            width = min(max(round(header.sectionSize(section) * factor), _NARROWEST), _WIDEST)
            menu.addAction(_entry(column), partial(header.resizeSection, section, width))

    def _refit(self) -> None:
        """Another font: what was measured counts no more."""
        self._grown.clear()
        self._needed.clear()
        self._apply()

    def _open_menu(self, at: QPoint) -> None:
        self.menu().popup(self._table.horizontalHeader().mapToGlobal(at))

    def _on_preferences(self, preferences: Preferences) -> None:
        stored = preferences.tables.get(self._name, TableColumns())
        if stored != self._chosen and not self._save.isActive():
            self._chosen = stored
            self._apply()

    def _on_moved(self) -> None:
        if not self._own_doing:
            self._chosen = replace(self._chosen, order=self._order_now(), hidden=tuple(self._hidden_now()))
            self._save.start()

    def _on_resized(self, section: int, old: int, new: int) -> None:
        # Hiding and showing tell of a width of 0 on one side.
        if not self._own_doing and old and new:
            least = self._needed.get(section, 0) if self._columns[section].whole else 0
            if new < least:
                # A number that lost digits at an edge, or in its middle, would be another number.
                self._own_doing, new = True, least
                self._table.horizontalHeader().resizeSection(section, least)
                self._own_doing = False
            widths = {**self._chosen.widths, self._columns[section].key: new}
            self._chosen = replace(self._chosen, widths=widths)
            self._save.start()

    def _order_now(self) -> tuple[str, ...]:
        header = self._table.horizontalHeader()
        return tuple(self._columns[header.logicalIndex(place)].key for place in range(len(self._columns)))

    def _hidden_now(self) -> list[str]:
        header = self._table.horizontalHeader()
        hidden = [column.key for index, column in enumerate(self._columns) if header.isSectionHidden(index)]
        # What is withheld was not hidden by the user, unless it was before.
        return [key for key in hidden if key not in self._withheld or key in self._chosen.hidden]

    def _apply(self) -> None:
        header = self._table.horizontalHeader()
        self._own_doing = True
        known = {column.key: index for index, column in enumerate(self._columns)}
        wanted = [key for key in self._chosen.order if key in known]
        wanted += [column.key for column in self._columns if column.key not in wanted]
        for place, key in enumerate(wanted):
            header.moveSection(header.visualIndex(known[key]), place)
        for index, width in self._widths().items():
            header.resizeSection(index, width)
        for index, column in enumerate(self._columns):
            header.setSectionHidden(index, column.key in self._withheld or column.key in self._chosen.hidden)
        self._own_doing = False
        if not self._chosen.order:
            self._fit()

    def _widths(self) -> Mapping[int, int]:
        widths = {}
        for index, (column, (natural, titled)) in enumerate(zip(self._columns, self._measures.widths(), strict=True)):
            natural = max(natural, self._grown.get(index, 0))
            chosen = self._chosen.widths.get(column.key)
            if chosen and column.whole:
                chosen = max(chosen, self._needed.get(index, 0))
            widths[index] = min(max(chosen, _NARROWEST), _WIDEST) if chosen else max(natural, titled)
        return widths

    def _fit(self) -> None:
        """Shorten or hide columns, the least important first, until the rest fits; share what is left, or squeeze.

        Columns of priority 0 stay. When even they do not fit, the table scrolls.
        """
        room = self._table.viewport().width()
        fitted = self._shared(self._shown_widths(room), room)
        header = self._table.horizontalHeader()
        self._own_doing = True
        for index in range(len(self._columns)):
            header.setSectionHidden(index, index not in fitted)
        for index, width in fitted.items():
            header.resizeSection(index, width)
        self._own_doing = False

    def _shown_widths(self, room: int) -> dict[int, int]:
        """Which columns have a place, by their index, and how wide each is without sharing what is left."""
        widths = dict(self._widths())
        shown = {index for index in widths if self._columns[index].key not in self._withheld}
        short = {i: self._least(i, _JUST, grown=False) for i in shown if self._can_shrink(i)}
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

    def _can_shrink(self, index: int) -> bool:
        """Whether it has a shorter form, and the user has given it no width."""
        column = self._columns[index]
        return column.shrinks and column.key not in self._chosen.widths

    def _shared(self, widths: dict[int, int], room: int) -> dict[int, int]:
        free = [index for index in widths if self._columns[index].key not in self._chosen.widths]
        spare = room - sum(widths.values())
        if spare < 0:
            return self._squeezed(widths, free, room)
        greedy = [index for index in free if self._columns[index].stretch]
        if greedy:
            return {**widths, greedy[0]: widths[greedy[0]] + spare}
        factor = 1 + min(spare / max(1, sum(widths[index] for index in free)), _MOST_STRETCH)
        # Rounded down, so that no scroll bar appears for a pixel.
        return {index: int(width * factor) if index in free else width for index, width in widths.items()}

    def _squeezed(self, widths: dict[int, int], free: list[int], room: int) -> dict[int, int]:
        """Between what looks well and what can just be read.

        Long numbers first take room from names; where even that is too little, they are told by their tool tips.
        """
        least = self._narrowest(widths, free, room, grown=True)
        if sum(least.values()) > room:
            least = self._narrowest(widths, free, room, grown=False)
        give = sum(widths.values()) - sum(least.values())
        part = max(0.0, (room - sum(least.values())) / give) if give else 0.0
        return {index: least[index] + int((width - least[index]) * part) for index, width in widths.items()}

    def _narrowest(self, widths: dict[int, int], free: list[int], room: int, *, grown: bool) -> dict[int, int]:
        """Every column as narrow as it reads well; beyond that names give what is still missing."""
        least = {i: min(w, self._least(i, _WELL, grown=grown)) if i in free else w for i, w in widths.items()}
        for index in (i for i in free if self._columns[i].elides):
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


def _entry(column: Column[Any]) -> str:
    """The title as a menu has it: an ampersand in it marks no letter."""
    return tr_phrase(column.title).replace("&", "&&")
