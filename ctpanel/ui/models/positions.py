"""The positions table's rows, kept up with the session's picture."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from PySide6.QtCore import QObject

from ctpanel.domain.account import AccountClass
from ctpanel.domain.command import Command
from ctpanel.domain.diff import same_keys
from ctpanel.domain.freshness import Freshness
from ctpanel.domain.ids import PositionKey, Scope
from ctpanel.domain.order import WorkingOrder
from ctpanel.domain.orders_known import Known, OrderGap, far_apart, gap_of, joining_gap, of_one_moment
from ctpanel.domain.snapshot import PositionRow, Snapshot
from ctpanel.session.preferences import PnlUnit
from ctpanel.session.view import PanelSession
from ctpanel.ui.i18n import tr
from ctpanel.ui.models.arrangement import Rank
from ctpanel.ui.models.columns import Column, Span, Style, nt8_away
from ctpanel.ui.models.position_columns import POSITION_COLUMNS
from ctpanel.ui.models.position_rows import PositionRows
from ctpanel.ui.models.position_view import PositionView, freshness_of
from ctpanel.ui.models.table_model import TableModel
from ctpanel.ui.models.totals import Totals
from ctpanel.ui.theme.apply import Theme

_KEYS = tuple(column.key for column in POSITION_COLUMNS)
_ALL: tuple[Span, ...] = ((0, len(_KEYS) - 1),)
_PRICE: tuple[Span, ...] = ((_KEYS.index("mark"), _KEYS.index("pnl")),)


class _AccountFacts(NamedTuple):
    """What a position's row takes from its account."""

    account_class: AccountClass
    currency: str


class _Orders(NamedTuple):
    """The orders of an account, the same by instrument, and why nothing is claimed of them, if so."""

    orders: tuple[WorkingOrder, ...]
    listed: dict[str, tuple[WorkingOrder, ...]]
    gap: OrderGap | None

    @classmethod
    def of(cls, snapshot: Snapshot, account: str) -> _Orders:
        book = snapshot.orders.get(account)
        orders = book.orders if book is not None else ()
        listed: dict[str, tuple[WorkingOrder, ...]] = {}
        for order in orders:
            listed[order.key.instrument] = (*listed.get(order.key.instrument, ()), order)
        return cls(orders, listed, gap_of(snapshot, account))


class PositionsModel(TableModel[PositionKey, PositionView]):
    """Rows by account and exact instrument text; ``totals`` follows them, filtered out or not."""

    def __init__(self, session: PanelSession, style: Style, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(POSITION_COLUMNS, style, theme, parent)
        self.totals = Totals()
        self._session = session
        self._rows = self._living = PositionRows()
        self._facts: dict[str, _AccountFacts] = {}
        self._orders: dict[str, _Orders] = {}
        self._unjoined: set[PositionKey] = set()
        self._commands: dict[PositionKey, Command] = {}
        #: By account: the command on all of it that keeps others back, also from positions that come meanwhile.
        self._whole: dict[str, Command] = {}
        self._away = False

    # ------------------------------------------------------------------ news

    def load(self) -> None:
        """Take everything that the session knows now."""
        snapshot = self._session.snapshot
        self._commands, self._whole = {}, {}
        for one in reversed(self._session.commands):
            self._note(one, snapshot.positions)
        self._away = nt8_away(self._session)
        self.take(snapshot.positions, snapshot.accounts, snapshot.orders)

    def take(self, positions: Iterable[PositionKey], accounts: Iterable[str], orders: Iterable[str]) -> set[str]:
        """The picture changed in these positions, these accounts, and the order lists of these accounts.

        Returns the accounts in which a position came, went or turned round, and those that have another class now.
        """
        self.now = self._session.now()
        described = self._take_accounts(accounts)
        moved = described | self._take_orders((*orders, *self._reopened()))
        picture, told = self._session.snapshot.positions, self._living.made
        fresh: list[tuple[PositionKey, PositionView]] = []
        gone: list[PositionKey] = []
        turned = set(described)
        for key, old, row in self._beyond_prices(tuple(positions), picture):
            if key not in told:
                if row is None:
                    continue
                fresh.append((key, self._build(key, row)))
            elif row is None:
                gone.append(key)
            else:
                # Where side or size changed, what the orders mean for it has to be found anew.
                fresh.append((key, self._build(key, row)))
                if old is not None and old[0].side is row[0].side:
                    continue
            turned.add(key.account)
        self._drop_commands(gone)
        with self._telling():
            self._living.picture = picture
            self._put(fresh, gone)
        self.totals.take(picture, self._currency_of)
        if moved:
            self._rebuild([key for key in told if key.account in moved])
        self._join()
        return turned

    def _beyond_prices(
        self, keys: tuple[PositionKey, ...], picture: Mapping[PositionKey, PositionRow]
    ) -> list[tuple[PositionKey, PositionRow | None, PositionRow | None]]:
        """Of these keys, with the row before and now, those that have more than other prices.

        The hot path of a stream, in which thousands have not.
        """
        before, told = self._living.picture, self._living.made
        if same_keys(before, picture) and told.keys() >= picture.keys():
            pairs = zip(picture, before.values(), picture.values(), strict=True)
            return [(key, old, row) for key, old, row in pairs if old[4] != row[4] or old[0][1] is not row[0][1]] + [
                (key, None, None) for key in keys if key not in picture
            ]
        rows = zip(keys, map(before.get, keys), map(picture.get, keys), strict=True)
        return [
            (key, old, row)
            for key, old, row in rows
            if row is None or old is None or key not in told or old[4] != row[4] or old[0][1] is not row[0][1]
        ]

    def take_command(self, command: Command) -> None:
        """A command made a step."""
        self._rebuild(self._note(command, self._session.snapshot.positions))

    def take_spec(self, instrument: str) -> None:
        """Tick size and point value of an instrument became known."""
        self._rebuild([key for key in self._rows if key.instrument == instrument])

    def take_link(self) -> None:
        """The link changed: rows of a service that cannot answer are the last known ones."""
        if nt8_away(self._session) != self._away:
            self._away = not self._away
            self._rebuild(self._rows)

    def reclassify(self) -> None:
        """The user's classes changed."""
        moved = self._take_accounts(self._session.snapshot.accounts)
        self._rebuild([key for key in self._rows if key.account in moved])

    # ------------------------------------------------------------------ this kind of table

    def natural(self, key: PositionKey, row: PositionView) -> Rank:
        """By account, then instrument."""
        return (key.account.casefold(), key.account, key.instrument)

    def touched(self, old: PositionView, new: PositionView) -> tuple[Span, ...]:
        """A streamed price touches two columns, a confirming read none."""
        if old[1:] != new[1:]:
            return _ALL
        before, after = old.row, new.row
        if before.position == after.position:
            return ()
        # All but mark price and P&L, which a stream sends many times a second.
        if before.position[:4] != after.position[:4] or before.position[6:] != after.position[6:]:
            return _ALL
        return _PRICE

    def is_stale(self, row: PositionView) -> bool:
        """Past its limit, or nobody answers for it."""
        return freshness_of(row, self.style, self.now) is Freshness.STALE

    def title(self, column: Column[PositionView]) -> str:
        """The P&L column says its unit."""
        if column.key != "pnl" or self.style.unit is PnlUnit.CURRENCY:
            return super().title(column)
        return tr("P&L ticks") if self.style.unit is PnlUnit.TICKS else tr("P&L points")

    # ------------------------------------------------------------------ inside

    def _note(self, command: Command, open_now: Iterable[PositionKey]) -> list[PositionKey]:
        """Remember a command on the positions that it is about, which are returned: one, or all of its account."""
        scope = command.plan.scope
        keys = [command.key]
        if scope.instrument is None:
            keys = [key for key in open_now if scope.overlaps(Scope(*key))]
            self._whole.pop(scope.account, None)
            if command.holds_lease:
                self._whole[scope.account] = command
        self._commands.update(dict.fromkeys(keys, command))
        return keys

    def _build(self, key: PositionKey, row: PositionRow) -> PositionView:
        facts = self._facts.get(key.account) or self._learn(key.account)
        if key.account not in self._orders:
            self._take_orders([key.account])
        spec = self._session.spec(key.instrument)
        command = self._commands.get(key) or self._whole.get(key.account)
        return PositionView(row, *facts, spec, self._orders_of(key, row), command, self._away)

    def _rebuild(self, keys: Collection[PositionKey]) -> None:
        """Something beside the row itself changed: account, orders, command, tick size, presence."""
        self.now = self._session.now()
        self.apply([(key, self._build(key, self._rows[key].row)) for key in keys if key in self._rows])
        # The currency of an account may have become known.
        self.totals.take(self._living.picture, self._currency_of)

    def _drop_commands(self, gone: Iterable[PositionKey]) -> None:
        for key in gone:
            self._unjoined.discard(key)
            command = self._commands.get(key)
            if command is not None and not command.holds_lease:
                # A later position of the same name has nothing to do with it.
                del self._commands[key]

    def _currency_of(self, account: str) -> str:
        return (self._facts.get(account) or self._learn(account)).currency

    def _learn(self, account: str) -> _AccountFacts:
        currency = self._session.snapshot.currency_of(account)
        facts = self._facts[account] = _AccountFacts(self._session.class_of(account), currency)
        return facts

    def _take_accounts(self, accounts: Iterable[str]) -> set[str]:
        moved = set()
        for account in accounts:
            before = self._facts.get(account)
            if self._learn(account) != before:
                moved.add(account)
        return moved

    def _take_orders(self, accounts: Iterable[str]) -> set[str]:
        moved = set()
        snapshot = self._session.snapshot
        for account in accounts:
            known, book = self._orders.get(account), snapshot.orders.get(account)
            same = known is not None and known.orders == (book.orders if book is not None else ())
            if not same or known is None or known.gap is not gap_of(snapshot, account):
                self._orders[account] = _Orders.of(snapshot, account)
                moved.add(account)
        return moved

    def _reopened(self) -> list[str]:
        """Accounts whose lists of positions and orders have drifted apart, or come together again."""
        snapshot = self._session.snapshot
        return [
            account
            for account, known in self._orders.items()
            if known.gap in (None, OrderGap.APART) and far_apart(snapshot, account) == (known.gap is None)
        ]

    def _join(self) -> None:
        """Look again at the rows whose orders were of another moment."""
        snapshot = self._session.snapshot
        waiting = [key for key in self._unjoined if key in self._rows and joining_gap(snapshot, key) is None]
        if waiting:
            self._rebuild(waiting)

    def _orders_of(self, key: PositionKey, row: PositionRow) -> Known:
        known = self._orders[key.account]
        book = self._session.snapshot.orders.get(key.account)
        moving = known.gap is None and book is not None and not of_one_moment(row, book)
        (self._unjoined.add if moving else self._unjoined.discard)(key)
        if moving:
            return OrderGap.MOVING
        return known.gap or known.listed.get(key.instrument, ())
