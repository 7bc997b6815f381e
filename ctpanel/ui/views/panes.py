"""The models and panes of the window, and which of them hears what, in which order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtWidgets import QWidget

from ctpanel.domain.command import Command
from ctpanel.domain.outcome import Topic
from ctpanel.domain.text import Phrase, phrase
from ctpanel.ui.actions import Actions
from ctpanel.ui.bridge import Touched
from ctpanel.ui.models.accounts import AccountsModel
from ctpanel.ui.models.activity import ActivityModel
from ctpanel.ui.models.columns import Style
from ctpanel.ui.models.notices import NoticesModel
from ctpanel.ui.models.orders import OrdersModel
from ctpanel.ui.models.positions import PositionsModel
from ctpanel.ui.views.live_table import LiveTable
from ctpanel.ui.views.notice_pane import NoticePane
from ctpanel.ui.views.positions_pane import PositionsPane
from ctpanel.ui.views.table_panes import AccountsPane, ActivityPane, OrdersPane
from ctpanel.ui.views.window_parts import WindowParts

ACCOUNTS: Final = phrase("Accounts")
ORDERS: Final = phrase("Working orders")
ACTIVITY: Final = phrase("Activity")
NOTICES: Final = phrase("Notices")
#: Panes around the positions, in their order.
AROUND: Final = (ACCOUNTS, ORDERS, ACTIVITY, NOTICES)


class Panes:
    """``positions`` is the middle; ``around`` the panes that stand around it, by their English titles.

    They are made inside ``middle`` and the docks of those titles. ``inside`` are the widgets in them that take the
    keyboard.
    """

    def __init__(
        self,
        parts: WindowParts,
        style: Style,
        actions: Actions,
        middle: QWidget,
        docks: Mapping[str, QWidget],
    ) -> None:
        session, theme = parts.session, parts.theme
        self._session = session
        self.style = style
        positions = PositionsModel(session, style, theme)
        positions.load()
        accounts = AccountsModel(session, positions.totals, style, theme)
        accounts.load()
        orders = OrdersModel(session, style, theme)
        orders.load()
        self.positions = PositionsPane(parts, positions, actions, middle)
        self.accounts = AccountsPane(parts, accounts, docks[ACCOUNTS])
        self.orders = OrdersPane(parts, orders, docks[ORDERS])
        self.activity = ActivityPane(parts, ActivityModel(session, style, theme), docks[ACTIVITY])
        self.notices = NoticePane(parts, NoticesModel(session, style, theme), docks[NOTICES])
        self.around: dict[Phrase, AccountsPane | OrdersPane | ActivityPane | NoticePane] = {
            ACCOUNTS: self.accounts,
            ORDERS: self.orders,
            ACTIVITY: self.activity,
            NOTICES: self.notices,
        }
        self.inside: dict[Phrase, QWidget] = {
            title: pane.list if isinstance(pane, NoticePane) else pane.table for title, pane in self.around.items()
        }
        self.tables: dict[str, LiveTable] = {
            "Positions": self.positions.table,
            "Accounts": self.accounts.table,
            "Working orders": self.orders.table,
            "Activity": self.activity.table,
        }

    def take(self, touched: Touched) -> None:
        """The picture changed. Accounts and orders are told after the positions that they count and belong to."""
        turned = self.positions.model.take(touched.positions, touched.accounts, touched.orders)
        self.accounts.model.take(touched.accounts | turned)
        self.orders.model.take(touched.orders | turned)
        if touched.accounts:
            self.positions.refresh_accounts()
        if touched.orders:
            self.orders.say_empty(self.style)
        self.positions.refresh_words()

    def take_command(self, command: Command) -> None:
        """A command made a step: on its row and in Activity."""
        self.positions.model.take_command(command)
        self.activity.refresh(command.id)

    def take_spec(self, instrument: str) -> None:
        """Tick size and point value of an instrument became known."""
        self.positions.model.take_spec(instrument)
        self.orders.model.load()

    def take_link(self) -> None:
        """The link changed: what nobody answers for is gray."""
        self.positions.model.take_link()
        self.accounts.model.load()
        self.orders.model.load()
        self.positions.refresh_words()

    def set_style(self, style: Style) -> None:
        """Preferences changed: say everything in the new way."""
        self.style = style
        for model in (
            self.positions.model,
            self.accounts.model,
            self.orders.model,
            self.activity.model,
            self.notices.model,
        ):
            model.set_style(style)
        self.positions.model.reclassify()
        self.accounts.model.load()
        self.orders.model.load()
        self.positions.refresh_style()
        self.orders.say_empty(style)
        self.notices.refresh()

    def topic(self) -> Topic | None:
        """The word of the command on the row that has the keyboard, if there is one."""
        focused = self.positions.window().focusWidget()
        if focused is self.activity.table:
            return self.activity.selected_outcome()
        return self.positions.selected_topic() if focused is self.positions.table else None

    def choose_columns(self) -> None:
        """The menu of columns of the table that has, or had, the keyboard; of the positions when none has."""
        inside = [table for table in self.tables.values() if table.window().focusWidget() is table]
        (inside or [self.positions.table])[0].columns.open_by_key()

    def tick(self, now: float) -> None:
        """A second has passed."""
        for table in self.tables.values():
            table.tick(now)

    def close(self) -> None:
        """Save what is not saved yet and hear no more of preferences."""
        for table in self.tables.values():
            table.close_keeper()
