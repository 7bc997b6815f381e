"""The panes of accounts, working orders and activity: a table each, and what belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from ctpanel.domain.activity import ActivityFilter, ActivityRow
from ctpanel.domain.ids import CommandId, PositionKey
from ctpanel.domain.orders_known import OrderGap, gap_of
from ctpanel.domain.outcome import Outcome
from ctpanel.session.view import PanelSession
from ctpanel.ui.i18n import tr
from ctpanel.ui.models.accounts import AccountsModel
from ctpanel.ui.models.activity import ActivityModel
from ctpanel.ui.models.activity_words import meant_by
from ctpanel.ui.models.columns import Style
from ctpanel.ui.models.orders import OrderKey, OrdersModel
from ctpanel.ui.theme.style_sheet import mark
from ctpanel.ui.views.live_table import LiveTable
from ctpanel.ui.views.window_parts import WindowParts
from ctpanel.ui.widgets.filter_field import FilterField

_TYPING_PAUSE_MS = 200


class AccountsPane(QWidget):
    """The table `Accounts`; its menu acts on whole accounts and on the groups that they belong to."""

    def __init__(self, parts: WindowParts, model: AccountsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._exits = parts.handlers.exits
        self.model = model
        self.table = LiveTable(parts.theme, "Accounts", model, parts.preferences, self)
        self.table.set_empty_text(tr("No accounts have been read yet."))
        if self._exits is not None:
            self.table.set_menu(self._fill_menu)
        _fill(self, self.table)

    def _fill_menu(self, menu: QMenu, keys: list[str]) -> None:
        exits, chosen = self._exits, tuple(keys)
        if exits is None:
            return
        menu.addAction(_cancel_words(chosen), lambda: exits.cancel_accounts(chosen))
        words = tr("Flatten the account…") if len(chosen) == 1 else tr("Flatten these accounts…")
        menu.addAction(words, lambda: exits.flatten_accounts(chosen))
        folded = {name.casefold() for name in chosen}
        for name, members in exits.groups().items():
            if folded & {member.casefold() for member in members}:
                words = tr("Flatten group {name}…").format(name=name).replace("&", "&&")
                menu.addAction(words, partial(exits.flatten_group, name))


class OrdersPane(QWidget):
    """The table `Working orders`; Enter on an order opens the close dialog of its position, if there is one."""

    def __init__(self, parts: WindowParts, model: OrdersModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._handlers = parts.session, parts.handlers
        self.model = model
        self.table = LiveTable(parts.theme, "Working orders", model, parts.preferences, self)
        self.table.set_menu(self._fill_menu)
        _fill(self, self.table)
        self.say_empty(model.style)

    def say_empty(self, style: Style) -> None:
        """Why there is no order: none was read, or none is working."""
        snapshot = self._session.snapshot
        books = snapshot.orders.values()
        gaps = {gap_of(snapshot, account) for account, book in snapshot.orders.items() if not book.complete}
        if not books:
            self.table.set_empty_text(tr("Working orders have not been read yet."))
        elif gaps:
            # What failed weighs more than what is only not believed yet.
            gap = next(each for each in (OrderGap.INCOMPLETE, OrderGap.UNPROVEN, OrderGap.UNREAD) if each in gaps)
            self.table.set_empty_text(f"{style.say(gap.words())} {tr('There may be some.')}")
        else:
            oldest = min(books, key=lambda book: book.stamp.at)
            clock = style.formatter.clock(oldest.stamp.wall)
            self.table.set_empty_text(tr("No working orders as of {time}").format(time=clock))

    def _fill_menu(self, menu: QMenu, keys: list[OrderKey]) -> None:
        """Cancel these orders one by one, or all of their instruments and accounts."""
        orders = [view.order for view in map(self.model.row, keys) if view is not None]
        exits, cancel = self._handlers.exits, self._handlers.cancel_orders
        if exits is None or cancel is None or not orders:
            return
        if any(each.id is not None for each in orders):
            words = tr("Cancel this order…") if len(orders) == 1 else tr("Cancel these orders…")
            menu.addAction(words, lambda: exits.cancel_single(tuple(orders)))
        instruments = tuple(dict.fromkeys(each.key for each in orders))
        one = len(instruments) == 1
        words = tr("Cancel all orders of the instrument…") if one else tr("Cancel all orders of these instruments…")
        menu.addAction(words, lambda: cancel(instruments))
        accounts = tuple(dict.fromkeys(each.key.account for each in orders))
        menu.addAction(_cancel_words(accounts), lambda: exits.cancel_accounts(accounts))


class ActivityPane(QWidget):
    """The table `Activity` with its filter box. Enter on a row opens the guide at the meaning of its outcome."""

    def __init__(self, parts: WindowParts, model: ActivityModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.model = model
        self._handlers = parts.handlers
        bar = QFrame(self)
        self.filter = FilterField("Filter activity", tr("Filter activity"), bar)
        self.table = LiveTable(parts.theme, "Activity", model, parts.preferences, self)
        self.table.set_menu(self._fill_menu)
        self.table.opened.connect(self._explain)
        self._pause = QTimer(self, singleShot=True, interval=_TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.look)
        self.filter.textChanged.connect(lambda: self._pause.start())
        self.filter.returnPressed.connect(self.look)
        self.filter.left.connect(self.table.setFocus)
        model.searched.connect(self._say_empty)
        mark(bar, "bar")
        inside, spacing = QHBoxLayout(bar), parts.theme.tokens.spacing
        inside.setContentsMargins(spacing.base, spacing.tiny, spacing.base, spacing.tiny)
        inside.addWidget(self.filter)
        _fill(self, bar, self.table)
        self.look()

    def look(self) -> None:
        """List what the box says."""
        self._pause.stop()
        text = self.filter.text().strip()
        self.model.look_for(ActivityFilter(text=text, means=meant_by(text, self.model.style)))
        self._say_empty()

    def refresh(self, command: CommandId) -> None:
        """A command made a step."""
        self.model.refresh(command)
        self._say_empty()

    def selected_command(self) -> CommandId | None:
        """The command of the one selected row."""
        row = self._selected()
        return CommandId(row.command_id) if row else None

    def selected_outcome(self) -> Outcome | None:
        """The outcome on the one selected row, if it has one."""
        row = self._selected()
        return Outcome.of_journal(row.outcome) if row else None

    def _selected(self) -> ActivityRow | None:
        keys = self.table.selected_keys()
        return self.model.row(keys[0]) if len(keys) == 1 else None

    def _explain(self) -> None:
        outcome, explain = self.selected_outcome(), self._handlers.open_guide
        if outcome is not None and explain is not None:
            explain(outcome)

    def _say_empty(self) -> None:
        if self.model.is_searching():
            self.table.set_empty_text(tr("Looking through older commands…"))
        elif self.filter.text().strip():
            self.table.set_empty_text(tr("No command matches the filter."))
        else:
            self.table.set_empty_text(tr("No command yet. Each one will be listed here with its outcome."))

    def _fill_menu(self, menu: QMenu, _keys: list[int]) -> None:
        command, save = self.selected_command(), self._handlers.save_case_file
        if self.selected_outcome() is not None and self._handlers.open_guide is not None:
            menu.addAction(tr("What does this mean?"), self._explain)
        if command is not None and save is not None:
            menu.addAction(tr("Save case file…"), lambda: save(command))


def _cancel_words(accounts: Sequence[str]) -> str:
    one = len(accounts) == 1
    return tr("Cancel all orders of the account…") if one else tr("Cancel all orders of these accounts…")


def position_behind(model: OrdersModel, index: QModelIndex, session: PanelSession) -> PositionKey | None:
    """The position that the order of this row belongs to, if it is open."""
    view = model.row(model.key_at(index.row()))
    key = view.order.key if view else None
    return key if key is not None and key in session.snapshot.positions else None


def _fill(pane: QWidget, *widgets: QWidget) -> None:
    column = QVBoxLayout(pane)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget)
