"""One main window over a scripted session, found by accessible names as a screen reader would find it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget

from ctpanel.ui.actions import Handlers
from ctpanel.ui.format import Formatter
from ctpanel.ui.models.table_model import TableModel
from ctpanel.ui.views.live_table import LiveTable
from ctpanel.ui.views.main_window import MainWindow
from tests.fakes.scripted_session import ScriptedPreferences, ScriptedSession

FORMATTER = Formatter(zone=UTC)


@dataclass
class Asked:
    """What the window asked its handlers for, in order."""

    calls: list[object] = field(default_factory=list)

    def note(self, word: str) -> Callable[[], None]:
        return lambda: self.calls.append(word)

    def note_with(self, word: str) -> Callable[[object], None]:
        return lambda what: self.calls.append((word, what))

    def all_handlers(self) -> Handlers:
        return Handlers(
            self.note_with("close dialog"),
            self.note("close"),
            self.note("token"),
            self.note("demo"),
            self.note_with("cancel"),
            self.note_with("flatten"),
            self.note("export"),
            self.note_with("case file"),
            self.note("settings"),
            self.note("drill"),
            self.note_with("guide"),
            self.note("about"),
            open_preset=lambda key, wanted: self.calls.append((key, wanted)),
        )


@dataclass
class Desk:
    """The window with everything that it hangs on."""

    session: ScriptedSession
    preferences: ScriptedPreferences
    asked: Asked
    window: MainWindow

    def find(self, name: str) -> QWidget:
        """The one widget with this accessible name, or (buttons) these words."""
        found = [one for one in self.window.findChildren(QWidget) if named(one) == name]
        assert len(found) == 1, (name, found)
        return found[0]

    def button(self, name: str) -> QPushButton:
        """The one push button with these words."""
        (found,) = (one for one in self.window.findChildren(QPushButton) if one.text() == name)
        return found

    def starting(self, head: str) -> str:
        """The accessible name that starts with ``head: ``, without that."""
        found = {one.accessibleName() for one in self.window.findChildren(QWidget)}
        (name,) = (one for one in found if one.startswith(head + ":"))
        return name.removeprefix(head + ":").strip()

    def table(self, name: str) -> LiveTable:
        table = self.find(name)
        assert isinstance(table, LiveTable)
        return table

    def column(self, name: str, key: str) -> list[str]:
        """The texts of one column as accessibility tells them, from top to bottom."""
        model = self.table(name).model()
        section = self.section(name, key)
        role = Qt.ItemDataRole.AccessibleTextRole
        return [str(model.index(row, section).data(role)) for row in range(model.rowCount(QModelIndex()))]

    def cell(self, name: str, key: str) -> QModelIndex:
        """The cell of the first row in one column."""
        return self.table(name).model().index(0, self.section(name, key))

    def tip(self, name: str, key: str) -> str:
        """What pointing at that cell tells."""
        return str(self.cell(name, key).data(Qt.ItemDataRole.ToolTipRole))

    def section(self, name: str, key: str) -> int:
        """The number of a column."""
        model = self.table(name).model()
        assert isinstance(model, TableModel)
        return [column.key for column in model.columns].index(key)


def named(widget: QWidget) -> str:
    return widget.accessibleName() or str(getattr(widget, "text", str)())


def menu_by(reason: QContextMenuEvent.Reason, table: LiveTable, at: QPoint) -> QMenu:
    """What the mouse or the menu key opens."""
    target = table.viewport() if reason is QContextMenuEvent.Reason.Mouse else table
    QApplication.sendEvent(target, QContextMenuEvent(reason, at, target.mapToGlobal(at)))
    (menu,) = table.findChildren(QMenu)
    return menu
