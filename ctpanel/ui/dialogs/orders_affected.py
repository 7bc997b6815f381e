"""The table of working orders in the close dialog: each order and what the plan does to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from ctpanel.domain.closing import ClosePlan
from ctpanel.domain.closing_words import OrderFate, order_fates
from ctpanel.domain.money import Price
from ctpanel.domain.order import WorkingOrder
from ctpanel.domain.text import Text, phrase
from ctpanel.ui.dialogs.kit import DialogKit
from ctpanel.ui.format import UNKNOWN
from ctpanel.ui.i18n import tr_phrase
from ctpanel.ui.models.order_words import ACTIONS, TYPES
from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.widgets.data_table import DataTable
from ctpanel.ui.widgets.elided_label import plain_tool_tip
from ctpanel.ui.widgets.safe_text import safe_text

_TITLES: Final = (phrase("Action"), phrase("Type"), phrase("Contracts"), phrase("Price"), phrase("What happens"))
_ACTION, _TYPE, _CONTRACTS, _PRICE, _FATE = range(5)
_YIELDING: Final = (_TYPE, _CONTRACTS, _ACTION)
_LEAST: Final = 7
"""Characters that a column keeps when it gives way; a price is never cut."""
_MOST_ROWS: Final = 5


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One row as it is shown; ``alarming`` marks an order that would open the opposite side."""

    cells: tuple[str, ...]
    alarming: bool = False


def order_lines(
    kit: DialogKit, plan: ClosePlan | None, orders: tuple[WorkingOrder, ...], decimals: int
) -> tuple[OrderLine, ...]:
    """A line for each order; without a plan nobody can say yet what happens to it."""
    if plan is None:
        return tuple(OrderLine((*_facts(kit, order, decimals), UNKNOWN)) for order in orders)
    fates = order_fates(plan, orders)
    return tuple(OrderLine((*_facts(kit, f.order, decimals), safe_text(kit.say(f.text))), _alarms(f)) for f in fates)


def _alarms(fate: OrderFate) -> bool:
    return fate.over_hang > 0


def _facts(kit: DialogKit, order: WorkingOrder, decimals: int) -> tuple[str, str, str, str]:
    filled = order.filled and order.quantity is not None
    contracts = kit.say(
        Text("{open} of {all}", open=order.open_contracts or 0, all=order.quantity or 0)
        if filled
        else Text("{n}", n=UNKNOWN if order.quantity is None else order.quantity)
    )
    prices = [kit.formatter.price(Price(price, decimals)) for price in (order.stop_price, order.limit_price) if price]
    return (
        tr_phrase(ACTIONS[order.action]),
        tr_phrase(TYPES[order.type]),
        contracts,
        " / ".join(prices) or UNKNOWN,
    )


class OrdersAffected(DataTable):
    """Accessible name ``Orders affected``; as high as its rows, up to five. Rows keep their place when texts change."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Orders affected", parent)
        self._lines = _Lines(self, lambda: theme.tokens.colors.danger)
        self.setModel(self._lines)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        header = self.horizontalHeader()
        header.setSectionsMovable(False)
        header.setMinimumSectionSize(theme.tokens.spacing.giant)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        theme.changed.connect(self._fit)

    def show_lines(self, lines: tuple[OrderLine, ...], empty_text: str) -> None:
        """Replace what is shown; ``empty_text`` says why there is nothing."""
        before = self._lines.rowCount()
        self.set_empty_text(empty_text)
        self.setAccessibleDescription("" if lines else empty_text)
        self._lines.replace(lines)
        self._fit()
        if before != len(lines):
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What happens to an order is the point of the table: the other columns give way to it."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        header = self.horizontalHeader()
        wide = [max(self.sizeHintForColumn(one), header.sectionSizeHint(one)) for one in range(len(_TITLES))]
        room = self.viewport().width()
        wide[_FATE] = min(wide[_FATE], room // 2)
        for column in _YIELDING:
            lack = max(0, sum(wide) - room)
            wide[column] -= min(lack, max(0, wide[column] - _LEAST * self.fontMetrics().averageCharWidth()))
        wide[_FATE] += max(0, room - sum(wide))
        for column, width in enumerate(wide):
            header.resizeSection(column, width)

    def sizeHint(self) -> QSize:
        """Header and rows without a scroll bar, at most five rows; room for a sentence when there are none."""
        rows = min(_MOST_ROWS, max(1, self._lines.rowCount()))
        row = self.verticalHeader().defaultSectionSize()
        return QSize(super().sizeHint().width(), self.horizontalHeader().sizeHint().height() + rows * row + 2)

    def minimumSizeHint(self) -> QSize:
        """The header and two rows; more are scrolled."""
        row = self.verticalHeader().defaultSectionSize()
        height = self.horizontalHeader().sizeHint().height() + min(2, max(1, self._lines.rowCount())) * row + 2
        return QSize(self._theme.tokens.spacing.giant * 6, height)


class _Lines(QAbstractTableModel):
    """Lines as Qt wants them; nothing is computed here."""

    def __init__(self, parent: QObject, danger: Callable[[], str]) -> None:
        super().__init__(parent)
        self._danger = danger
        self._rows: tuple[OrderLine, ...] = ()

    def replace(self, rows: tuple[OrderLine, ...]) -> None:
        if rows == self._rows:
            return
        if len(rows) != len(self._rows):
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        self._rows = rows
        self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(_TITLES) - 1))

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
            return row.cells[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tool_tip(row.cells[column])
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (_CONTRACTS, _PRICE):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole and row.alarming and column == _FATE:
            return QColor(self._danger())
        return None
