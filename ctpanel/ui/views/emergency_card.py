"""The card for the time when nothing can be closed from here."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from ctpanel.domain.account import REAL_MONEY_FIRST, AccountClass
from ctpanel.domain.ids import PositionKey
from ctpanel.domain.outcome_words import position_words
from ctpanel.domain.snapshot import PositionRow
from ctpanel.session.preferences import Preferences
from ctpanel.session.view import PanelSession
from ctpanel.ui.i18n import tr
from ctpanel.ui.models.columns import Style
from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.theme.style_sheet import mark
from ctpanel.ui.widgets.badge import BADGES, badge_word
from ctpanel.ui.widgets.banner import Banner, BannerKind
from ctpanel.ui.widgets.elided_label import plain_tool_tip

_LEAST: Final = {1: 3, 2: 2}
"""Positions that are seen at least, by the lines of each."""
_SHARE: Final = 0.08
"""Part of the window's height that the lines of positions may take; the others are scrolled to."""
#: A line that fits to the pixel is still cut by some styles; figures of ages come and go.
_SLACK: Final = 24


class EmergencyCard(Banner):
    """What the user wrote down for this hour, and the list `Last known positions`: all of them, with their age."""

    def __init__(self, session: PanelSession, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, BannerKind.EMERGENCY, parent)
        self._session = session
        # A number to dial or an address to open: it can be copied.
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lines = _Lines(session)
        self._list = QListView(self)
        self._list.setModel(self._lines)
        self._list.setAccessibleName("Last known positions")
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setUniformItemSizes(True)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        mark(self._list, "on-card")
        self.add_below(self._list)

    def refresh(self, preferences: Preferences, style: Style) -> None:
        """Say it with the ages of now."""
        self._lines.refresh(style)
        known = self._lines.rowCount() > 0
        own = preferences.emergency_text.strip()
        # What to do comes first: it must be read even where there is little room.
        lines = [own or tr("Use NinjaTrader itself or your broker. The settings can keep your broker's phone here.")]
        if known:
            lines.append(tr("NinjaTrader, or the CrossTrade add-on in it, does not answer. Last known positions:"))
        else:
            lines.append(tr("NinjaTrader, or the CrossTrade add-on in it, does not answer. No position was known."))
        self.set_content(tr("This panel cannot exit right now"), "\n".join(lines))
        self._list.setVisible(known)
        self._keep_whole()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words wrap anew."""
        super().resizeEvent(event)
        self._keep_whole()

    def _keep_whole(self) -> None:
        """The panes around must give way: without this they would cut the last lines."""
        ring, around = self._list.contentsMargins(), self._row.contentsMargins()
        # The list gets its new width only after the card has its own.
        beside = around.left() + around.right() + ring.left() + ring.right()
        bar = self._list.verticalScrollBar().sizeHint().width()
        self._lines.fit(self.width() - beside - bar, self._list.fontMetrics())
        line = max(1, self._list.sizeHintForRow(0))
        room = max(_LEAST[self._lines.height], round(self.window().height() * _SHARE) // line)
        self._list.setFixedHeight(min(room, self._lines.rowCount()) * line + ring.top() + ring.bottom())
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            layout.invalidate()
            self.setMinimumHeight(layout.totalHeightForWidth(self.width()))


class _Lines(QAbstractListModel):
    """A line for each position, real money first; only those that are seen are put into words.

    Two lines each where one would be too long: the account must not take the room of the position and its age.
    """

    def __init__(self, session: PanelSession) -> None:
        super().__init__()
        self.height = 1
        self._session = session
        self._style: Style | None = None
        self._rows: list[PositionRow] = []
        self._classes: dict[str, AccountClass] = {}

    def refresh(self, style: Style) -> None:
        """Take the positions of now; the list stays where it was scrolled to."""
        positions = self._session.snapshot.positions
        self._classes = {name: self._session.class_of(name) for name in {key.account for key in positions}}
        rows = sorted(positions.values(), key=self._place)
        self._style = style
        if [row.position.key for row in rows] != [row.position.key for row in self._rows]:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
        elif rows:
            self._rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def fit(self, room: int, metrics: QFontMetrics) -> None:
        """Share ``room`` pixels: every position in as many lines, ``height``, as the longest one needs."""
        style = self._style
        if style is None or not self._rows:
            return
        names = (row.position.key for row in self._rows)
        letters = [len(self._whose(key, style)) + len(key.instrument) for key in names]
        longest = self._words(self._rows[letters.index(max(letters))], style)
        height = 1 if metrics.horizontalAdvance(longest) + _SLACK <= room else 2
        if height != self.height:
            self.height = height
            self.layoutChanged.emit()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex(), /) -> int:  # noqa: B008 - as Qt has it
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole, /) -> object:
        if self._style is None or not 0 <= index.row() < len(self._rows):
            return None
        if role == Qt.ItemDataRole.DisplayRole and self.height > 1:
            return self._in_two_lines(self._rows[index.row()], self._style)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(self._rows[index.row()], self._style)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tool_tip(self._words(self._rows[index.row()], self._style))
        return None

    def _place(self, row: PositionRow) -> tuple[int, PositionKey]:
        key = row.position.key
        return REAL_MONEY_FIRST.index(self._classes[key.account]), key

    def _words(self, row: PositionRow, style: Style) -> str:
        key = row.position.key
        return "• " + tr("{account} {instrument}: {position}, as of {time} ({age} ago)").format(
            account=self._whose(key, style),
            instrument=key.instrument,
            position=style.say(position_words(row.position)),
            time=style.formatter.clock(row.stamp.wall),
            age=style.formatter.age(self._session.now() - row.stamp.at),
        )

    def _in_two_lines(self, row: PositionRow, style: Style) -> str:
        key = row.position.key
        below = tr("{instrument}: {position} ({age} ago)").format(
            instrument=key.instrument,
            position=style.say(position_words(row.position)),
            age=style.formatter.age(self._session.now() - row.stamp.at),
        )
        return f"• {self._whose(key, style)}\n   {below}"

    def _whose(self, key: PositionKey, style: Style) -> str:
        """The account after its class: ``LIVE APEX-204817-03``."""
        return f"{badge_word(BADGES[self._classes[key.account]])} {style.account(key.account)}"
