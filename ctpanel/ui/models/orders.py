"""The working orders table: every order that can still fill, and what it is for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from PySide6.QtCore import QObject

from ctpanel.domain.account import AccountClass
from ctpanel.domain.freshness import Freshness, freshness
from ctpanel.domain.instrument import InstrumentSpec
from ctpanel.domain.order import OrderLife, WorkingOrder
from ctpanel.domain.order_words import ACTIONS, TYPES, state_words
from ctpanel.domain.orders_known import is_orphan, joining_gap
from ctpanel.domain.protection import role_of
from ctpanel.domain.snapshot import Snapshot, Stamp
from ctpanel.domain.text import phrase
from ctpanel.session.view import PanelSession
from ctpanel.ui.format import UNKNOWN
from ctpanel.ui.i18n import tr_phrase
from ctpanel.ui.models.arrangement import Rank
from ctpanel.ui.models.columns import Column, Span, Style, nt8_away
from ctpanel.ui.models.order_words import ORPHAN, PURPOSES
from ctpanel.ui.models.shared_columns import account_column, age_column, class_column
from ctpanel.ui.models.table_model import TableModel
from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.widgets.safe_text import safe_text


class OrderKey(NamedTuple):
    """An order by account and the service's id; one without an id by its place in the account's list."""

    account: str
    id: str


class OrderView(NamedTuple):
    """A working order with what else its row shows. ``purpose`` is a role's word, ``orphan``, or empty: not known."""

    order: WorkingOrder
    stamp: Stamp
    purpose: str
    complete: bool
    spec: InstrumentSpec | None = None
    away: bool = False
    account_class: AccountClass = AccountClass.UNKNOWN


def purpose_of(order: WorkingOrder, snapshot: Snapshot) -> str:
    """What this order is for; nothing is claimed unless position (or its absence) and orders are of one moment."""
    position = snapshot.position(order.key)
    if position is None:
        return ORPHAN if is_orphan(snapshot, order) else ""
    return role_of(order, position.side).value if joining_gap(snapshot, order.key) is None else ""


def _purpose(view: OrderView, _style: Style, _now: float) -> str:
    return tr_phrase(PURPOSES[view.purpose]) if view.purpose else UNKNOWN


def _purpose_ink(view: OrderView, _style: Style, _now: float) -> str | None:
    return "warning" if view.purpose in (ORPHAN, "unclear") else None


def _state(view: OrderView, style: Style, _now: float) -> str:
    """In the user's language; a word that is not known as NinjaTrader says it."""
    known = state_words(view.order)
    return style.say(known) if known else safe_text(view.order.state) or UNKNOWN


def _freshness(view: OrderView, _style: Style, now: float) -> Freshness:
    return Freshness.STALE if view.away or not view.complete else freshness(view.stamp.at, now)


ORDER_COLUMNS: Final[tuple[Column[OrderView], ...]] = (
    account_column(lambda row: row.order.key.account),
    class_column(lambda row: row.account_class, priority=90),
    Column(
        "instrument",
        phrase("Instrument"),
        lambda row, _style, _now: safe_text(row.order.key.instrument),
        lambda row, _style: row.order.key.instrument,
        sample="MES 12-25",
    ),
    Column(
        "action",
        phrase("Action"),
        lambda row, style, _now: style.say(ACTIONS[row.order.action]),
        lambda row, _style: row.order.action.value,
        priority=85,
        sample=phrase("Buy to cover"),
    ),
    Column(
        "type",
        phrase("Type"),
        lambda row, style, _now: style.say(TYPES[row.order.type]),
        lambda row, _style: row.order.type.value,
        priority=70,
        sample=phrase("Stop limit"),
    ),
    Column(
        "purpose",
        phrase("Purpose"),
        _purpose,
        lambda row, _style: row.purpose or None,
        phrase("What the order would do to the position; an orphan has none and would open one"),
        sample=phrase("exit at market"),
        priority=80,
        ink=_purpose_ink,
    ),
    Column(
        "contracts",
        phrase("Contracts"),
        lambda row, style, _now: style.formatter.count(row.order.quantity),
        lambda row, _style: row.order.quantity,
        sample="100",
        short=phrase("Contr."),
        right=True,
    ),
    Column(
        "filled",
        phrase("Filled"),
        lambda row, style, _now: style.formatter.count(row.order.filled),
        lambda row, _style: row.order.filled,
        sample="100",
        right=True,
        priority=40,
    ),
    Column(
        "limit",
        phrase("Limit"),
        lambda row, style, _now: style.price(row.order.limit_price, row.spec),
        lambda row, _style: row.order.limit_price,
        sample="25,790.00",
        right=True,
    ),
    Column(
        "stop",
        phrase("Stop"),
        lambda row, style, _now: style.price(row.order.stop_price, row.spec),
        lambda row, _style: row.order.stop_price,
        sample="25,790.00",
        right=True,
    ),
    Column(
        "state",
        phrase("State"),
        _state,
        lambda row, _style: row.order.state or None,
        phrase("How far NinjaTrader and the broker are with it"),
        sample=phrase("Change submitted"),
        priority=50,
        tip=lambda row, _style, _now: safe_text(row.order.state),
        ink=lambda row, _style, _now: "warning" if row.order.life is OrderLife.UNKNOWN else None,
    ),
    Column(
        "oco",
        phrase("OCO group"),
        # Some programs make the group's name from the account's.
        lambda row, style, _now: safe_text(style.without(row.order.key.account, row.order.oco or "")) or UNKNOWN,
        lambda row, _style: row.order.oco,
        phrase("When one order of a group fills, NinjaTrader cancels the others"),
        sample="NT-000000",
        priority=20,
    ),
    age_column(
        lambda row: row.stamp, _freshness, phrase("Time since the list that holds this order was read"), priority=45
    ),
)

_KEYS: Final = tuple(column.key for column in ORDER_COLUMNS)


class OrdersModel(TableModel[OrderKey, OrderView]):
    """Rows of all accounts' order lists. An order that is not in the picture any more is gone from the table."""

    def __init__(self, session: PanelSession, style: Style, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(ORDER_COLUMNS, style, theme, parent)
        self._session = session
        self._listed: dict[str, tuple[OrderKey, ...]] = {}

    def load(self) -> None:
        """Take everything that the session knows now."""
        self.take(self._session.snapshot.orders)

    def take(self, accounts: Iterable[str]) -> None:
        """The order lists of these accounts changed, their class, or positions that their orders are for."""
        self.now = self._session.now()
        snapshot = self._session.snapshot
        away = nt8_away(self._session)
        fresh: list[tuple[OrderKey, OrderView]] = []
        gone: list[OrderKey] = []
        for account in set(accounts):
            book, kind = snapshot.orders.get(account), self._session.class_of(account)
            keys: list[OrderKey] = []
            for place, order in enumerate(book.orders if book else ()):
                key = OrderKey(account, order.id or f"#{place}")
                keys.append(key)
                if book is not None:
                    spec = self._session.spec(order.key.instrument)
                    purpose = purpose_of(order, snapshot)
                    fresh.append((key, OrderView(order, book.stamp, purpose, book.complete, spec, away, kind)))
            gone.extend(set(self._listed.get(account, ())) - set(keys))
            self._listed[account] = tuple(keys)
        self.apply(fresh, gone)

    def natural(self, key: OrderKey, row: OrderView) -> Rank:
        """By account and instrument, then by id."""
        return (key.account.casefold(), key.account, row.order.key.instrument, key.id)

    def touched(self, old: OrderView, new: OrderView) -> tuple[Span, ...]:
        """A read that only confirms touches nothing."""
        if old.order != new.order or old[2:] != new[2:]:
            return ((0, len(_KEYS) - 1),)
        return ()

    def is_stale(self, row: OrderView) -> bool:
        """Past its limit, from an incomplete list, or nobody answers for it."""
        return _freshness(row, self.style, self.now) is Freshness.STALE
