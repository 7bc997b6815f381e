"""A short table inside of a dialog: lines of text as they are, whose last column matters most."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QWidget

from ctpanel.domain.record import record
from ctpanel.domain.text import Phrase
from ctpanel.ui.i18n import tr_phrase
from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.theme.tokens import Colors
from ctpanel.ui.widgets.badge import BadgeKind
from ctpanel.ui.widgets.data_table import DataTable
from ctpanel.ui.widgets.elided_label import plain_tool_tip

BADGE_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
#: A text that fits to the pixel is still cut by some styles.
_SLACK: Final = 4
_LEAST: Final = 7
_NAME: Final = 17
_LAST: Final = 16
"""Characters that a column keeps when it gives way: any, one of names, and the last one."""


@record
class Columns:
    """``right`` are aligned so; ``yielding`` give way when there is too little room, the first of them first.

    ``share`` is how much of the width, in percent, the last column may take at their cost. ``names`` are columns whose
    texts tell rows apart: they keep more, until the last column has given way as well.
    """

    titles: tuple[Phrase, ...]
    yielding: tuple[int, ...]
    right: frozenset[int] = frozenset()
    share: int = 50
    names: frozenset[int] = frozenset()


@record
class Line:
    """One row; ``ink`` is the name of the color of its last cell among the tokens, empty for that of all text."""

    cells: tuple[str, ...]
    ink: str = ""
    badge: BadgeKind | None = None


class Listing(DataTable):
    """As high as its lines, between two of them and ``most``. Rows keep their place when only texts change.

    The last column that is shown gets all the room that the others leave, and a share of it at their cost.
    """

    def __init__(self, theme: Theme, name: str, columns: Columns, most: int, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self._columns = columns
        self._most = most
        #: What the texts of each column needed when the width was shared last.
        self._widest: list[int] = []
        self._lines = _Lines(columns, lambda: theme.tokens.colors, self)
        self.setModel(self._lines)
        header = self.horizontalHeader()
        header.setSectionsMovable(False)
        header.setMinimumSectionSize(theme.tokens.spacing.giant)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        theme.changed.connect(self.fit)

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Replace what is shown."""
        before = self._lines.rowCount()
        self._lines.replace(lines)
        self.fit()
        if before != len(lines):
            self.updateGeometry()

    def show_line(self, place: int, line: Line) -> None:
        """Replace one line. The width is shared anew only where this one needs more of it than any before."""
        self._lines.put(place, line)
        advance = self.fontMetrics().horizontalAdvance
        if any(advance(cell) > wide for cell, wide in zip(line.cells, self._widest, strict=True)):
            self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns share the new width."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Share the width among the columns that are shown."""
        header, advance, count = (
            self.horizontalHeader(),
            self.fontMetrics().horizontalAdvance,
            len(self._columns.titles),
        )
        texts = zip(*(line.cells for line in self._lines.lines), strict=True)
        self._widest = [max(map(advance, column)) for column in texts] or [0] * count
        shown = [one for one in range(count) if not self.isColumnHidden(one)]
        wide = {one: max(self.sizeHintForColumn(one), header.sectionSizeHint(one)) for one in shown}
        room, last = self.viewport().width(), shown[-1]
        wide[last] = min(wide[last], room * self._columns.share // 100)
        letter, around = self.fontMetrics().averageCharWidth(), 2 * self._theme.tokens.spacing.base
        for column, letters in self._steps(wide, last):
            lack = max(0, sum(wide.values()) - room)
            wide[column] -= min(lack, max(0, wide[column] - letters * letter - around))
        wide[last] += max(0, room - sum(wide.values()))
        for column, width in wide.items():
            header.resizeSection(column, width)

    def _steps(self, shown: Collection[int], last: int) -> Iterator[tuple[int, int]]:
        """Which column gives way next, down to how many letters."""
        names = self._columns.names
        for column in self._columns.yielding:
            if column in shown and column != last:
                yield column, _NAME if column in names else _LEAST
        yield last, _LAST
        for column in sorted(names & set(shown)):
            yield column, _LEAST

    def natural_width(self, columns: Iterable[int]) -> int:
        """What these columns need for all that their lines say, and a scroll bar beside them."""
        header, advance = self.horizontalHeader(), self.fontMetrics().horizontalAdvance
        margin = self.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, None, self) + 1
        around = 2 * (self._theme.tokens.spacing.base + margin) + _SLACK
        wide = 0
        for column in columns:
            # Before it is shown, Qt's own hint knows of the first rows alone.
            texts = (advance(line.cells[column]) + around for line in self._lines.lines)
            wide += max(self.sizeHintForColumn(column), header.sectionSizeHint(column), *texts, 0)
        return wide + self.verticalScrollBar().sizeHint().width() + 2 * self.frameWidth()

    def sizeHint(self) -> QSize:
        """Header and rows without a scroll bar, as far as they are not too many; room for a sentence without rows."""
        return QSize(super().sizeHint().width(), self._height(min(self._most, max(2, self._lines.rowCount()))))

    def minimumSizeHint(self) -> QSize:
        """The header and two rows; more are scrolled."""
        return QSize(self._theme.tokens.spacing.giant * 6, self._height(min(2, max(1, self._lines.rowCount()))))

    def _height(self, rows: int) -> int:
        return self.horizontalHeader().sizeHint().height() + rows * self.verticalHeader().defaultSectionSize() + 2


class _Lines(QAbstractTableModel):
    """Lines as Qt wants them; nothing is computed here."""

    def __init__(self, columns: Columns, colors: Callable[[], Colors], parent: QObject) -> None:
        super().__init__(parent)
        self._columns = columns
        self._colors = colors
        self._rows: tuple[Line, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is shown."""
        return self._rows

    def replace(self, rows: tuple[Line, ...]) -> None:
        if rows == self._rows:
            return
        if len(rows) != len(self._rows):
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        self._rows = rows
        self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self._columns.titles) - 1))

    def put(self, place: int, row: Line) -> None:
        self._rows = (*self._rows[:place], row, *self._rows[place + 1 :])
        self.dataChanged.emit(self.index(place, 0), self.index(place, len(self._columns.titles) - 1))

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex(), /) -> int:  # noqa: B008 - as Qt has it
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex(), /) -> int:  # noqa: B008 - as Qt has it
        return 0 if parent.isValid() else len(self._columns.titles)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole, /
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr_phrase(self._columns.titles[section])
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return None

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole, /) -> object:
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cells[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tool_tip(row.cells[column])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(column)
        if role == Qt.ItemDataRole.ForegroundRole and row.ink and column == len(row.cells) - 1:
            return QColor(getattr(self._colors(), row.ink))
        return row.badge if role == BADGE_ROLE else None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        """The same for cells and title."""
        right = column in self._columns.right
        return (Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
