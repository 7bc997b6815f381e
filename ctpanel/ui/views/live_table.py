"""A table over a :class:`TableModel` that holds still under the user's hand while its rows change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QCursor, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMenu, QStyledItemDelegate, QWidget

from ctpanel.session.preferences import PreferenceStore
from ctpanel.ui.delegates.badge import BadgeDelegate
from ctpanel.ui.delegates.freshness import FreshnessDelegate
from ctpanel.ui.delegates.pnl import PnlDelegate
from ctpanel.ui.delegates.sparkline import SparklineDelegate
from ctpanel.ui.delegates.text import TextDelegate
from ctpanel.ui.mnemonics import mark_menu
from ctpanel.ui.models.columns import Column
from ctpanel.ui.models.roles import Role
from ctpanel.ui.models.table_model import Index, TableModel
from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.views.column_keeper import ColumnKeeper
from ctpanel.ui.widgets.data_table import DataTable

_ASCENDING: Final = Qt.SortOrder.AscendingOrder
FillMenu = Callable[[QMenu, list[Any]], None]
"""Puts actions for these row keys into a menu that is about to be shown."""


class LiveTable(DataTable):
    """Columns, painters, order and menu as the model's columns say.

    When rows come, go or move, the row under the mouse (else the current row, else the top row of a scrolled table)
    keeps its place on screen as far as the scroll bar allows. While the mouse is over the rows, or a menu of theirs is
    open, moving prices do not change the order.
    """

    def __init__(
        self, theme: Theme, name: str, model: TableModel[Any, Any], preferences: PreferenceStore, parent: QWidget
    ) -> None:
        super().__init__(theme, name, parent)
        self._rows = model
        self._said = ""
        self._seen_lengths: dict[int, int] = {}
        #: Columns with another text than when their room was measured last.
        self._unmeasured: set[int] = set()
        self._fill_menu: FillMenu | None = None
        self._menu: QMenu | None = None
        self._anchor: tuple[QPersistentModelIndex, int] | None = None
        # The ends of account names tell them apart.
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        # Two rows and the header: several tables share a small screen.
        self.setMinimumHeight(60)
        self.setModel(model)
        self._plain = TextDelegate(theme, self)
        for index, column in enumerate(model.columns):
            self._give_painter(theme, index, column)
        header = self.horizontalHeader()
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, _ASCENDING)
        self._sorted_by = (-1, _ASCENDING)
        header.sortIndicatorChanged.connect(self._keep_order)
        self.setSortingEnabled(True)
        self.columns = ColumnKeeper(self, name, model.columns, preferences, theme)
        self.verticalScrollBar().valueChanged.connect(self._watch)
        for about_to in (model.rowsAboutToBeInserted, model.rowsAboutToBeRemoved, model.layoutAboutToBeChanged):
            about_to.connect(self._hold)
        for done in (model.rowsInserted, model.rowsRemoved, model.layoutChanged):
            done.connect(self._put_back)

    @property
    def empty_text(self) -> str:
        """What stands in the middle while there is no row."""
        return self._said

    def set_empty_text(self, text: str) -> None:
        """As the base class, which paints everything again; the same words cost nothing."""
        if text != self._said:
            self._said = text
            super().set_empty_text(text)

    def set_menu(self, fill: FillMenu) -> None:
        """What the context menu of rows holds; it is given the keys of the selected rows."""
        self._fill_menu = fill

    def show_menu(self, menu: QMenu, at: QPoint) -> None:
        """Open a menu of the rows at a point of the viewport; it goes when it closes, an empty one at once."""
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if menu.isEmpty():
            menu.deleteLater()
            return
        mark_menu(menu)
        self._menu = menu
        menu.destroyed.connect(self._forget_menu)
        menu.popup(self.viewport().mapToGlobal(at))

    def selected_keys(self) -> list[Any]:
        """Keys of the selected rows, from top to bottom; hidden rows are never among them."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._rows.key_at(row) for row in rows]

    def key_at(self, row: int) -> Any:
        """The key of a shown row."""
        return self._rows.key_at(row)

    def select(self, key: object) -> None:
        """Make this row the only selected one, if it is shown."""
        place = self._rows.place(key)
        if place is not None:
            self.selectRow(place)

    def is_held(self) -> bool:
        """Whether the order must not change now because the user is about to click."""
        if self._menu is not None and self._menu.isVisible():
            return True
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return True
        return self._row_under_mouse() >= 0

    def tick(self, now: float) -> None:
        """A second has passed: ages of the visible rows, and the order if prices moved it and nobody is pointing."""
        self._see_rows()
        self._rows.tick(now)
        if self._rows.sorts_live and not self.is_held():
            self._rows.resort()

    def _keep_order(self, section: int, order: Qt.SortOrder) -> None:
        """A column of buttons has no order: the sign goes back to where it was."""
        if section >= 0 and self._rows.columns[section].sort is None:
            self.horizontalHeader().setSortIndicator(*self._sorted_by)
        else:
            self._sorted_by = (section, order)

    def dataChanged(self, first: Index, last: Index, /, roles: Sequence[int] = ()) -> None:
        """Qt's entry: exactly these cells are painted, without the neighbors that Qt paints with several of them."""
        self._unmeasured.update(range(first.column(), last.column() + 1))
        if QAccessible.isActive():
            # Qt also tells whoever reads the screen to others.
            super().dataChanged(first, last, list(roles))
            return
        top, bottom = first.row(), last.row()
        y, viewport = self.rowViewportPosition(top), self.viewport()
        height = self.rowViewportPosition(bottom) + self.rowHeight(bottom) - y
        for column in range(first.column(), last.column() + 1):
            if not self.isColumnHidden(column):
                viewport.update(self.columnViewportPosition(column), y, self.columnWidth(column), height)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """To have the keyboard chooses no row: the first Down leads to the first one, whenever the rows came."""
        chosen = self.currentIndex().isValid()
        super().focusInEvent(event)
        if not chosen:
            self.selectionModel().clearCurrentIndex()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other rows can be seen now."""
        super().resizeEvent(event)
        self._watch()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the rows selects none: nothing must stay selected by oversight."""
        super().mousePressEvent(event)
        if not self.indexAt(event.position().toPoint()).isValid():
            self.clearSelection()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """By the mouse the menu of the row below it, by the keyboard that of the selected rows."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            self._open_menu_by_key()
        else:
            self._open_menu(self.indexAt(event.pos()), event.pos())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Shift+F10 is the menu key, also where the system does not say so."""
        if event.key() == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self._open_menu_by_key()
            event.accept()
        else:
            super().keyPressEvent(event)

    def close_keeper(self) -> None:
        """Save the columns and hear no more of preferences."""
        self.columns.close()

    # ------------------------------------------------------------------ inside

    def _give_painter(self, theme: Theme, index: int, column: Column[Any]) -> None:
        painters: dict[int, Callable[[], QStyledItemDelegate]] = {
            Role.SIGN: lambda: PnlDelegate(theme, Role.SIGN, Role.STALE, self),
            Role.FRESHNESS: lambda: FreshnessDelegate(theme, Role.FRESHNESS, self),
            Role.BADGE: lambda: BadgeDelegate(theme, Role.BADGE, self),
            Role.CURVE: lambda: SparklineDelegate(theme, Role.CURVE, self),
        }
        for role, make in painters.items():
            if role in column.facts:
                self.setItemDelegateForColumn(index, make())
                return
        self.setItemDelegateForColumn(index, self._plain)

    def _open_menu_by_key(self) -> None:
        if self._menu is not None and self._menu.isVisible():
            # A system that tells both the key and its meaning.
            return
        index = self._row_of_keyboard()
        self.scrollTo(index)
        self._open_menu(index, self.visualRect(index).center())

    def _row_of_keyboard(self) -> QModelIndex:
        """The current row if it is selected or none is; else the first selected one."""
        chosen = sorted(self.selectionModel().selectedRows(), key=QModelIndex.row)
        current = self.currentIndex()
        return chosen[0] if chosen and not self.selectionModel().isSelected(current) else current

    def _make_room(self) -> None:
        """A number that is longer than its column expected gets the width that it needs."""
        header, columns = self.horizontalHeader(), self._rows.columns
        unmeasured, self._unmeasured = self._unmeasured, set()
        for section in sorted(unmeasured):
            column = columns[section]
            if header.isSectionHidden(section):
                self._unmeasured.add(section)
                continue
            if not column.whole:
                continue
            longest = self._rows.longest(section)
            if len(longest) > self._seen_lengths.get(section, 0):
                self._seen_lengths[section] = len(longest)
                self.columns.make_room(section, f"▲ {longest}" if Role.SIGN in column.facts else longest)

    def _open_menu(self, index: QModelIndex, at: QPoint) -> None:
        if self._fill_menu is None or not index.isValid():
            return
        if not self.selectionModel().isSelected(index):
            self.selectRow(index.row())
        menu = QMenu(self)
        self._fill_menu(menu, self.selected_keys())
        self.show_menu(menu, at)

    def _forget_menu(self) -> None:
        self._menu = None

    def _row_under_mouse(self) -> int:
        if not self.viewport().underMouse():
            return -1
        at = self.viewport().mapFromGlobal(QCursor.pos())
        return self.rowAt(at.y()) if self.viewport().rect().contains(at) else -1

    def _hold(self) -> None:
        if self._anchor is not None:
            return
        row = self._row_under_mouse()
        current = self.currentIndex()
        if row < 0 and current.isValid() and self.selectionModel().isSelected(current):
            y = self.rowViewportPosition(current.row())
            row = current.row() if 0 <= y < self.viewport().height() else -1
        if row < 0 and self.verticalScrollBar().value() > 0:
            row = self.rowAt(0)
        if row >= 0:
            index = QPersistentModelIndex(self._rows.index(row, 0))
            self._anchor = (index, self.rowViewportPosition(row))

    def _put_back(self) -> None:
        anchor, self._anchor = self._anchor, None
        if anchor is not None and anchor[0].isValid():
            self.executeDelayedItemsLayout()
            self.updateGeometries()
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.rowViewportPosition(anchor[0].row()) - anchor[1])
        self._watch()

    def _watch(self) -> None:
        """Other rows may be in sight."""
        self._unmeasured.update(range(len(self._rows.columns)))
        self._see_rows()

    def _see_rows(self) -> None:
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        rows = self._rows.rowCount(QModelIndex())
        self._rows.watch(max(0, first), rows - 1 if last < 0 else last)
        self._make_room()
