"""The rows that a command for more than one position will act on, each with its own result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHeaderView, QWidget

from ctpanel.domain.account import AccountClass
from ctpanel.domain.text import Text, phrase
from ctpanel.ui.delegates.badge import BadgeDelegate
from ctpanel.ui.dialogs.kit import DialogKit, badge_kind
from ctpanel.ui.i18n import tr, tr_phrase
from ctpanel.ui.theme.tokens import Colors
from ctpanel.ui.widgets.badge import badge_word
from ctpanel.ui.widgets.data_table import DataTable
from ctpanel.ui.widgets.elided_label import plain_tool_tip
from ctpanel.ui.widgets.safe_text import safe_text

_TITLES: Final = (phrase("Account"), phrase("Class"), phrase("Instrument"), phrase("What"), phrase("Result"))
_ACCOUNT, _CLASS, _INSTRUMENT, _WHAT, _RESULT = range(5)
_BADGE_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
_MOST_ROWS: Final = 9


@dataclass(frozen=True, slots=True)
class ScopeRow:
    """One request: ``id`` names it in results, ``what`` says its size (``long 4``, ``2 working orders``).

    ``instrument`` is empty when the request is about a whole account.
    """

    id: str
    account: str
    account_class: AccountClass
    instrument: str
    what: Text


class RowMood(Enum):
    """How far one row is; the value is the name of its color among the tokens."""

    WAITING = "text_muted"
    RUNNING = "notice"
    GOOD = "success"
    BAD = "danger"


@dataclass(frozen=True, slots=True)
class RowResult:
    """What became of one row, in words."""

    text: Text
    mood: RowMood = RowMood.WAITING


class ScopeTable(DataTable):
    """Accessible name ``Will be acted on``. Rows stand in the order in which requests will leave."""

    def __init__(self, kit: DialogKit, parent: QWidget | None = None) -> None:
        super().__init__(kit.theme, "Will be acted on", parent)
        self._rows_model = _Rows(kit, self, lambda: kit.theme.tokens.colors)
        self.setModel(self._rows_model)
        self.setItemDelegateForColumn(_CLASS, BadgeDelegate(kit.theme, _BADGE_ROLE, self))
        header = self.horizontalHeader()
        header.setSectionsMovable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_RESULT, QHeaderView.ResizeMode.Stretch)
        self.set_empty_text(tr("Nothing is in this list, so nothing can be sent."))

    def show_rows(self, rows: tuple[ScopeRow, ...]) -> None:
        """Replace the list; results are forgotten."""
        self._rows_model.replace(rows)
        self.updateGeometry()

    def show_result(self, id: str, result: RowResult) -> None:
        """Show what became of one row; an id that is not listed is ignored."""
        self._rows_model.set_result(id, result)

    def sizeHint(self) -> QSize:
        """Up to nine rows without a scroll bar."""
        rows = min(_MOST_ROWS, max(2, self._rows_model.rowCount()))
        height = self.horizontalHeader().sizeHint().height() + rows * self.verticalHeader().defaultSectionSize() + 2
        return QSize(super().sizeHint().width(), height)

    def minimumSizeHint(self) -> QSize:
        """Header and two rows."""
        height = self.horizontalHeader().sizeHint().height() + 2 * self.verticalHeader().defaultSectionSize() + 2
        return QSize(self._theme.tokens.spacing.giant * 6, height)


class _Rows(QAbstractTableModel):
    def __init__(self, kit: DialogKit, parent: QObject, colors: Callable[[], Colors]) -> None:
        super().__init__(parent)
        self._kit = kit
        self._colors = colors
        self._rows: tuple[ScopeRow, ...] = ()
        self._cells: tuple[tuple[str, ...], ...] = ()
        self._results: dict[str, RowResult] = {}

    def replace(self, rows: tuple[ScopeRow, ...]) -> None:
        style = self._kit.style()
        self.beginResetModel()
        self._rows = rows
        self._cells = tuple(
            (
                style.account(row.account),
                badge_word(badge_kind(row.account_class)),
                safe_text(row.instrument) or tr("whole account"),
                safe_text(self._kit.say(row.what)),
            )
            for row in rows
        )
        self._results = {}
        self.endResetModel()

    def set_result(self, id: str, result: RowResult) -> None:
        self._results[id] = result
        for place, row in enumerate(self._rows):
            if row.id == id:
                self.dataChanged.emit(self.index(place, _RESULT), self.index(place, _RESULT))

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex(), /) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex(), /) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(_TITLES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole, /
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr_phrase(_TITLES[section])
        return None

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole, /) -> object:
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index.row(), column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tool_tip(self._text(index.row(), column))
        if role == _BADGE_ROLE:
            return badge_kind(row.account_class)
        if role == Qt.ItemDataRole.ForegroundRole and column == _RESULT and row.id in self._results:
            return QColor(getattr(self._colors(), self._results[row.id].mood.value))
        return None

    def _text(self, place: int, column: int) -> str:
        if column != _RESULT:
            return self._cells[place][column]
        result = self._results.get(self._rows[place].id)
        return safe_text(self._kit.say(result.text)) if result else ""
