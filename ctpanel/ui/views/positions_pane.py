"""The middle of the window: open positions, their filters and totals, and the way to close one."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QComboBox, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from ctpanel.domain.account import AccountClass
from ctpanel.domain.ids import PositionKey
from ctpanel.domain.outcome import Topic
from ctpanel.domain.position import Side
from ctpanel.domain.record import record
from ctpanel.domain.snapshot import Presence
from ctpanel.domain.text import Text, joined, phrase
from ctpanel.session.fault_words import next_step, what_happened
from ctpanel.session.preferences import PnlUnit
from ctpanel.ui.actions import Actions
from ctpanel.ui.i18n import tr, tr_phrase
from ctpanel.ui.models.columns import Style
from ctpanel.ui.models.position_view import PositionView, command_state
from ctpanel.ui.models.positions import PositionsModel
from ctpanel.ui.theme.style_sheet import mark
from ctpanel.ui.views.flow_layout import FlowBar
from ctpanel.ui.views.live_table import LiveTable
from ctpanel.ui.views.row_presets import RowPresets
from ctpanel.ui.views.totals_strip import TotalsStrip
from ctpanel.ui.views.window_parts import WindowParts
from ctpanel.ui.widgets.badge import BADGES, badge_word
from ctpanel.ui.widgets.filter_field import FilterField

_ACCOUNT_CHARACTERS: Final = 9
_LARGE: Final = 1.5
_UNREAD: Final = Text("Positions could not be read so far.")
_UNIT_WORDS: Final = {
    PnlUnit.CURRENCY: phrase("currency"),
    PnlUnit.TICKS: phrase("ticks"),
    PnlUnit.POINTS: phrase("points"),
}


@record
class PositionFilter:
    """What is shown; empty and None mean all. ``text`` is looked for in account, nickname and instrument."""

    account: str = ""
    account_class: AccountClass | None = None
    text: str = ""

    def accepts(self, view: PositionView, style: Style) -> bool:
        """Whether this row is shown."""
        key = view.row.position.key
        if self.account and key.account != self.account:
            return False
        if self.account_class is not None and view.account_class is not self.account_class:
            return False
        shown = f"{style.account(key.account)} {key.instrument}"
        return self.text.casefold() in shown.casefold()


class PositionsPane(QWidget):
    """The table `Positions`, the buttons `Close position`, `Cancel orders`, `Flatten`, and `Totals: …`."""

    def __init__(self, parts: WindowParts, model: PositionsModel, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self.model, self._handlers = parts.session, model, parts.handlers
        self._theme, self._icons, self._actions = parts.theme, parts.icons, actions
        self._wanted = PositionFilter()
        self._listed: tuple[tuple[str, ...], Style] | None = None
        self._narrow = self._compact = False
        # A screen reader reads them in this order, too.
        self._bar = FlowBar(self)
        self.filter = FilterField("Filter positions", tr("Filter positions"), self._bar)
        self._account, self._class = QComboBox(self._bar), QComboBox(self._bar)
        self.unit = QToolButton(self._bar)
        self.unit.setDefaultAction(self._actions["unit"])
        self.table = LiveTable(self._theme, "Positions", model, parts.preferences, self)
        self.table.opened.connect(self._on_opened)
        self.table.set_menu(self._fill_menu)
        self.table.selectionModel().selectionChanged.connect(self.enable_actions)
        self.presets = RowPresets(self._theme, self.table, self._actions, self._handlers.open_preset, self._bar)
        self.totals = TotalsStrip(self._session, model.totals, self._theme, self)
        self._flow = self._bar.flow
        self._buttons = self._make_buttons()
        self._make_filters()
        self._lay_out()
        self._theme.changed.connect(self._restyle)
        self._restyle()
        self.refresh_style()

    # ------------------------------------------------------------------ asked by the window

    def selected(self) -> tuple[PositionKey, ...]:
        """Positions of the selected rows; none that is filtered out."""
        return tuple(self.table.selected_keys())

    def close_selected(self) -> None:
        """Open the close dialog of the one selected row."""
        keys = self.selected()
        if len(keys) == 1:
            self._handlers.open_close_dialog(keys[0])

    def cancel_orders(self) -> None:
        """Ask for the cancellation of the selected positions' orders."""
        if self._handlers.cancel_orders is not None and self.selected():
            self._handlers.cancel_orders(self.selected())

    def flatten(self) -> None:
        """Ask for the selected positions to be flattened."""
        if self._handlers.flatten is not None and self.selected():
            self._handlers.flatten(self.selected())

    def flatten_longs(self) -> None:
        """Ask for every long position that is shown to be flattened; what the filter hides is not among them."""
        if self._handlers.exits is not None:
            self._handlers.exits.flatten_side(Side.LONG, self.shown())

    def flatten_shorts(self) -> None:
        """The same for short positions."""
        if self._handlers.exits is not None:
            self._handlers.exits.flatten_side(Side.SHORT, self.shown())

    def shown(self) -> tuple[PositionKey, ...]:
        """Positions of all rows that the filter lets through, from top to bottom."""
        return tuple(self.model.key_at(row) for row in range(self.model.rowCount()))

    def refresh_accounts(self) -> None:
        """The list of accounts, or how they are called, changed."""
        wanted = (tuple(self._session.snapshot.accounts), self.model.style)
        if wanted == self._listed:
            return
        self._listed = wanted
        names = sorted(self._session.snapshot.accounts, key=str.casefold)
        listed = [("", tr("All accounts")), *((name, self.model.style.account(name)) for name in names)]
        chosen = self._wanted.account
        self._account.blockSignals(True)
        self._account.clear()
        for name, words in listed:
            self._account.addItem(words, name)
        self._account.setCurrentIndex(max(0, self._account.findData(chosen)))
        self._account.blockSignals(False)
        self._filter()

    def refresh_words(self) -> None:
        """Totals, and why the table is empty if it is."""
        self.totals.refresh(self.model.style, self._wanted.account, compact=self._compact)
        self.table.set_empty_text(self._why_empty(self.model.style))

    def refresh_style(self) -> None:
        """Classes, nicknames or the unit changed: rows may come or go."""
        self.refresh_accounts()
        self._filter()
        self._show_unit()
        self.refresh_words()

    def set_narrow(self, narrow: bool) -> None:
        """Buttons without icons where room is short."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._restyle()

    def set_compact(self, compact: bool) -> None:
        """Without filters: table, totals and buttons stay."""
        for widget in (self.filter, self._account, self._class, self.unit):
            widget.setVisible(not compact)
        for key in ("cancel_orders", "flatten"):
            self._buttons[key].setVisible(not compact)
        self.presets.set_compact(compact)
        self._compact = compact
        self.refresh_words()

    def selected_topic(self) -> Topic | None:
        """The word about a command that the one selected row shows, if it shows one."""
        keys = self.selected()
        view = self.model.row(keys[0]) if len(keys) == 1 else None
        if view is None or view.command is None or not command_state(view, self.model.style, self._session.now()):
            return None
        return view.command.topic

    def focus_filter(self) -> None:
        """Put the keyboard into the filter."""
        self.filter.setFocus()
        self.filter.selectAll()

    # ------------------------------------------------------------------ inside

    def _make_buttons(self) -> dict[str, QPushButton]:
        buttons = {}
        for key, words, pressed in (
            ("close_position", phrase("Close position"), self.close_selected),
            ("cancel_orders", phrase("Cancel orders"), self.cancel_orders),
            ("flatten", phrase("Flatten"), self.flatten),
        ):
            button = buttons[key] = QPushButton(tr_phrase(words), self._bar)
            # Fixed: automation finds the buttons by these names in every language.
            button.setAccessibleName(words)
            button.setAutoDefault(False)
            button.clicked.connect(pressed)
        mark(buttons["close_position"], "primary")
        return buttons

    def _make_filters(self) -> None:
        self.filter.textChanged.connect(self._filter)
        self.filter.left.connect(self.table.setFocus)
        self._account.setAccessibleName("Account filter")
        # The longest name must not widen the bar; the list that opens is as wide as it needs.
        self._account.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._account.setMinimumContentsLength(_ACCOUNT_CHARACTERS)
        self._account.currentIndexChanged.connect(self._filter)
        self._class.setAccessibleName("Class filter")
        self._class.addItem(tr("All classes"), None)
        for account_class in AccountClass:
            self._class.addItem(badge_word(BADGES[account_class]), account_class)
        self._class.currentIndexChanged.connect(self._filter)

    def _lay_out(self) -> None:
        for widget in (self.filter, self._account, self._class, self.unit, self.presets, *self._buttons.values()):
            self._flow.addWidget(widget)
        self._flow.push_right_from(self.presets, self._buttons["close_position"])
        mark(self._bar, "bar")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self.table, 1)
        column.addWidget(self.totals)
        # From what narrows the rows down, over the rows, to what is done with them.
        filters = (self.filter, self._account, self._class, self.unit)
        acting = (*self.presets.in_tab_order(), *self._buttons.values())
        for one, following in pairwise((*filters, self.table, *acting)):
            QWidget.setTabOrder(one, following)

    def _restyle(self) -> None:
        spacing = self._theme.tokens.spacing
        self._flow.setContentsMargins(spacing.base, spacing.small, spacing.base, spacing.small)
        self._flow.setSpacing(spacing.small)
        self.filter.setFixedWidth(round((136 if self._narrow else 160) * self._theme.tokens.scale))
        # A window that is made lower takes from what is around first: three positions are always seen, two where the
        # interface is so large that the window would not fit on a screen.
        head, row = self.table.horizontalHeader().sizeHint().height(), self.table.verticalHeader().defaultSectionSize()
        self.table.setMinimumHeight(head + (3 if self._theme.tokens.scale < _LARGE else 2) * row)
        inks = {"close_position": self._theme.tokens.colors.on_primary}
        for key, button in self._buttons.items():
            self._icons.put_on(button, key.replace("_", "-"), inks.get(key), beside_text=True)
            if self._narrow:
                button.setIcon(QIcon())
        self.enable_actions()

    def enable_actions(self) -> None:
        """What can be done with the rows that are selected now."""
        count = len(self.table.selectionModel().selectedRows())
        offers = {
            "close_position": (count == 1, tr("Select one position first")),
            "cancel_orders": (count > 0, tr("Select positions first")),
            "flatten": (count > 0, tr("Select positions first")),
        }
        missing = {"cancel_orders": self._handlers.cancel_orders, "flatten": self._handlers.flatten}
        for key, (ready, why) in offers.items():
            offered = missing.get(key, True) is not None
            self._buttons[key].setEnabled(ready and offered)
            tip = "" if ready else why
            self._buttons[key].setToolTip(tip if offered else tr("Not available here; use NinjaTrader"))
            self._actions[key].setEnabled(ready and offered)
        self.presets.enable(count == 1)

    def _filter(self) -> None:
        account, account_class = self._account.currentData(), self._class.currentData()
        self._wanted = PositionFilter(
            account if isinstance(account, str) else "",
            account_class if isinstance(account_class, AccountClass) else None,
            self.filter.text().strip(),
        )
        wanted, style = self._wanted, self.model.style
        everything = wanted == PositionFilter()
        self.model.set_filter(None if everything else lambda view: wanted.accepts(view, style))
        self.refresh_words()

    def _why_empty(self, style: Style) -> str:
        snapshot = self._session.snapshot
        if self.model.rows():
            return tr("No position matches the filter.")
        if snapshot.everything_read is None:
            fault = self._session.link.fault
            if fault is None:
                return tr("Loading: positions have not been read yet.")
            return style.say(joined([_UNREAD, what_happened(fault), next_step(fault)]))
        clock = style.formatter.clock(snapshot.everything_read.wall)
        if snapshot.presence is Presence.AWAY:
            return tr("NinjaTrader is away. No positions were known as of {time}.").format(time=clock)
        return tr("No open positions as of {time}").format(time=clock)

    def _show_unit(self) -> None:
        words = tr_phrase(_UNIT_WORDS[self.model.style.unit])
        self._actions["unit"].setIconText(tr("P&&L: {unit}").format(unit=words))
        self.unit.setAccessibleName(f"P&L unit: {words}")
        self.unit.setToolTip(tr("Show P&L in currency, ticks or points; ticks and points are per contract"))

    def _on_opened(self, index: QModelIndex) -> None:
        # After a row went, the current row is its neighbor, which the user never chose: Enter first selects it.
        if self.table.selectionModel().isRowSelected(index.row(), QModelIndex()):
            self._handlers.open_close_dialog(self.model.key_at(index.row()))
        else:
            self.table.selectRow(index.row())

    def _fill_menu(self, menu: QMenu, keys: list[PositionKey]) -> None:
        chosen = tuple(keys)
        if len(chosen) == 1:
            menu.addAction(tr("Close position"), lambda: self._handlers.open_close_dialog(chosen[0]))
            self.presets.add_to(menu, chosen[0])
            menu.addSeparator()
        cancel, flatten = self._handlers.cancel_orders, self._handlers.flatten
        if cancel is not None:
            menu.addAction(tr("Cancel orders"), lambda: cancel(chosen))
        if flatten is not None:
            menu.addAction(tr("Flatten"), lambda: flatten(chosen))
        topic, explain = self.selected_topic(), self._handlers.open_guide
        if topic is not None and explain is not None:
            menu.addSeparator()
            menu.addAction(tr("What does this mean?"), lambda: explain(topic))
        exits = self._handlers.exits
        if exits is not None and exits.may_reverse():
            menu.addSeparator()
            menu.addAction(tr("Reverse…"), lambda: exits.reverse(chosen))
