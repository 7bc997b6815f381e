"""Which columns a table shows, where and how wide: chosen in the header's menu, remembered, fitted to the width."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QMenu

from ctpanel.session.preferences import Preferences, PreferenceStore, TableColumns
from ctpanel.ui.i18n import tr, tr_phrase
from ctpanel.ui.mnemonics import mark_menu
from ctpanel.ui.models.columns import Column
from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.views.column_fit import ColumnFit
from ctpanel.ui.widgets.data_table import DataTable

_SAVE_AFTER_MS: Final = 400
_WIDER: Final = 1.25


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
        self._sizes = ColumnFit(table, columns, theme)
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
        if self._sizes.grow_for(section, text):
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
            width = self._sizes.bounded(section, round(header.sectionSize(section) * factor))
            menu.addAction(_entry(column), partial(header.resizeSection, section, width))

    def _refit(self) -> None:
        """Another font: what was measured counts no more."""
        self._sizes.forget()
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
            kept = self._sizes.bounded(section, new)
            if kept != new:
                self._own_doing = True
                self._table.horizontalHeader().resizeSection(section, kept)
                self._own_doing = False
            widths = {**self._chosen.widths, self._columns[section].key: kept}
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
        for index, width in self._sizes.widths(self._chosen.widths).items():
            header.resizeSection(index, width)
        for index, column in enumerate(self._columns):
            header.setSectionHidden(index, column.key in self._withheld or column.key in self._chosen.hidden)
        self._own_doing = False
        if not self._chosen.order:
            self._fit()

    def _fit(self) -> None:
        """Show what has a place at the present width, as wide as that."""
        fitted = self._sizes.fitted(self._chosen.widths, self._withheld)
        header = self._table.horizontalHeader()
        self._own_doing = True
        for index in range(len(self._columns)):
            header.setSectionHidden(index, index not in fitted)
        for index, width in fitted.items():
            header.resizeSection(index, width)
        self._own_doing = False


def _entry(column: Column[Any]) -> str:
    """The title as a menu has it: an ampersand in it marks no letter."""
    return tr_phrase(column.title).replace("&", "&&")
