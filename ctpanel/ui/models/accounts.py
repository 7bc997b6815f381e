"""The accounts table: what each account is, what it holds, and how much room it has left."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final, NamedTuple

from ctpanel.domain.account import AccountClass, ConnectionStatus
from ctpanel.domain.freshness import Freshness, freshness
from ctpanel.domain.money import Money
from ctpanel.domain.snapshot import AccountRow, Stamp
from ctpanel.domain.text import phrase
from ctpanel.session.view import PanelSession
from ctpanel.ui.format import UNKNOWN
from ctpanel.ui.i18n import tr, tr_phrase
from ctpanel.ui.models.arrangement import Rank
from ctpanel.ui.models.columns import Column, Span, Style, nt8_away
from ctpanel.ui.models.curves import Curve
from ctpanel.ui.models.roles import Role
from ctpanel.ui.models.shared_columns import account_column, class_column
from ctpanel.ui.models.table_model import TableModel
from ctpanel.ui.models.totals import Totals
from ctpanel.ui.theme.apply import Theme


class AccountView(NamedTuple):
    """An account with what else its row shows. ``open_positions`` is None while they are not read, or no more."""

    row: AccountRow
    account_class: AccountClass
    open_positions: int | None = None
    curve: tuple[Decimal, ...] = ()
    away: bool = False


_CONNECTION: Final = {
    ConnectionStatus.CONNECTED: phrase("connected"),
    ConnectionStatus.CONNECTING: phrase("connecting"),
    ConnectionStatus.CONNECTION_LOST: phrase("connection lost"),
    ConnectionStatus.DISCONNECTING: phrase("disconnecting"),
    ConnectionStatus.DISCONNECTED: phrase("disconnected"),
    ConnectionStatus.UNKNOWN: phrase("unknown"),
}


def _connection(view: AccountView, _style: Style, _now: float) -> str:
    return tr_phrase(_CONNECTION[view.row.account.connection])


def _connection_ink(view: AccountView, _style: Style, _now: float) -> str | None:
    return None if view.row.account.connection is ConnectionStatus.CONNECTED else "warning"


def _money(view: AccountView, amount: Decimal | None) -> Money | None:
    return None if amount is None else Money(amount, view.row.account.currency)


def _sign(amount: Decimal | None) -> int | None:
    return None if amount is None else (amount > 0) - (amount < 0)


def room_to_drawdown(view: AccountView) -> Decimal | None:
    """What is left of the trailing drawdown, as the account tells it; zero means that it has none."""
    return view.row.account.trailing_max_drawdown or None


def high_of(view: AccountView) -> Decimal | None:
    """The highest net liquidation that is known; None where the service tells none.

    It is asked some minutes apart, so the present figure may be higher already.
    """
    told, now = view.row.marks.told.net_liquidation_high if view.row.marks else None, view.row.account.net_liquidation
    return told if told is None or now is None else max(told, now)


def _high_tip(view: AccountView, style: Style, _now: float) -> str:
    """How far below its high the account is, the session's best result, and when the service told."""
    marks, high, now = view.row.marks, high_of(view), view.row.account.net_liquidation
    if marks is None or high is None:
        return tr("The service has told no high of this account.")

    def money(amount: Decimal | None) -> str:
        return style.balance(style.formatter.money(_money(view, amount)))

    parts = [tr("Highest net liquidation {high}.").format(high=money(high))]
    if now is not None:
        parts.append(tr("It is {below} below that now.").format(below=money(high - now)))
    if marks.told.pnl_high is not None:
        best = style.formatter.pnl(_money(view, marks.told.pnl_high))
        parts.append(tr("Best profit or loss {best}.").format(best=best))
    parts.append(tr("Told by the service at {time}.").format(time=style.formatter.clock(marks.stamp.wall)))
    return " ".join(parts)


def _room_ink(amount: Decimal | None) -> str | None:
    return "danger" if amount is not None and amount <= 0 else None


def _curve_words(view: AccountView, style: Style, _now: float) -> str:
    if len(view.curve) < 2:
        return UNKNOWN
    last, low, high = (style.formatter.pnl(_money(view, v)) for v in (view.curve[-1], min(view.curve), max(view.curve)))
    return tr("{last}, between {low} and {high}").format(last=last, low=low, high=high)


#: The stream tells P&L and balances, and nothing else. Limits and connection are as old as the last read: past so many
#: seconds without one the whole row is, however young its P&L.
_READ_S: Final = 60.0


def _told(view: AccountView, now: float) -> Stamp:
    """Since when the row is true."""
    row = view.row
    return row.described if row.described is not None and now - row.read_at > _READ_S else row.stamp


def _freshness(view: AccountView, _style: Style, now: float) -> Freshness:
    return Freshness.STALE if view.away else freshness(_told(view, now).at, now)


def _age(view: AccountView, style: Style, now: float) -> str:
    return style.age(_told(view, now), now, stale=_freshness(view, style, now) is Freshness.STALE)


ACCOUNT_COLUMNS: Final[tuple[Column[AccountView], ...]] = (
    account_column(lambda row: row.row.account.name),
    class_column(lambda row: row.account_class),
    Column(
        "connection",
        phrase("Connection"),
        _connection,
        lambda row, _style: row.row.account.connection.value,
        phrase("NinjaTrader's connection to the broker of this account"),
        sample=phrase("connection lost"),
        priority=50,
        ink=_connection_ink,
    ),
    Column(
        "net_liquidation",
        phrase("Net liquidation"),
        lambda row, style, _now: style.balance(style.formatter.money(_money(row, row.row.account.net_liquidation))),
        lambda row, _style: row.row.account.net_liquidation,
        sample="$1,250,312.50",
        right=True,
        priority=60,
    ),
    Column(
        "cash",
        phrase("Cash"),
        lambda row, style, _now: style.balance(style.formatter.money(_money(row, row.row.account.cash))),
        lambda row, _style: row.row.account.cash,
        sample="$1,250,312.50",
        right=True,
        priority=20,
    ),
    Column(
        "realized",
        phrase("Realized"),
        lambda row, style, _now: style.formatter.pnl(_money(row, row.row.account.realized)),
        lambda row, _style: row.row.account.realized,
        phrase("Realized profit or loss of the session, as NinjaTrader counts it"),
        sample="+$12,312.50 ",
        right=True,
        priority=70,
        facts={
            Role.SIGN: lambda row, _style, _now: _sign(row.row.account.realized),
            Role.BRIEF: lambda row, style, _now: style.formatter.pnl_brief(_money(row, row.row.account.realized)),
        },
    ),
    Column(
        "unrealized",
        phrase("Unrealized"),
        lambda row, style, _now: style.formatter.pnl(_money(row, row.row.account.unrealized)),
        lambda row, _style: row.row.account.unrealized,
        sample="+$12,312.50 ",
        right=True,
        live=True,
        facts={
            Role.SIGN: lambda row, _style, _now: _sign(row.row.account.unrealized),
            Role.BRIEF: lambda row, style, _now: style.formatter.pnl_brief(_money(row, row.row.account.unrealized)),
        },
    ),
    Column(
        "open",
        phrase("Open"),
        lambda row, style, _now: style.formatter.count(row.open_positions),
        lambda row, _style: row.open_positions,
        phrase("Open positions"),
        sample="20",
        right=True,
        priority=90,
    ),
    Column(
        "daily_room",
        phrase("Room today"),
        lambda row, style, _now: style.formatter.money(_money(row, row.row.account.room_to_daily_limit)),
        lambda row, _style: row.row.account.room_to_daily_limit,
        phrase("What may still be lost before the daily loss limit, where the account has one"),
        sample="$12,312.50",
        right=True,
        priority=40,
        ink=lambda row, _style, _now: _room_ink(row.row.account.room_to_daily_limit),
    ),
    Column(
        "drawdown_room",
        phrase("Drawdown room"),
        lambda row, style, _now: style.formatter.money(_money(row, room_to_drawdown(row))),
        lambda row, _style: room_to_drawdown(row),
        phrase("What is left of the trailing drawdown, where the account tells it"),
        sample="$12,312.50",
        right=True,
        priority=30,
        tip=_high_tip,
        ink=lambda row, _style, _now: _room_ink(room_to_drawdown(row)),
    ),
    Column(
        "high",
        phrase("Highest"),
        lambda row, style, _now: style.balance(style.formatter.money(_money(row, high_of(row)))),
        lambda row, _style: high_of(row),
        phrase("Highest net liquidation, as far as the service tells it"),
        sample="$1,250,312.50",
        right=True,
        priority=15,
        tip=_high_tip,
    ),
    Column(
        "curve",
        phrase("Session"),
        _curve_words,
        lambda row, _style: row.curve[-1] if row.curve else None,
        phrase("Realized and unrealized profit or loss since the panel was started"),
        sample="0000000000000",
        live=True,
        priority=35,
        tip=_curve_words,
        facts={Role.CURVE: lambda row, _style, _now: row.curve},
    ),
    Column(
        "age",
        phrase("Age"),
        _age,
        lambda row, _style: -row.row.stamp.at,
        phrase("Time since this row was true at the source"),
        sample=phrase("● as of 14:32:07"),
        timed=True,
        priority=45,
        facts={Role.FRESHNESS: _freshness},
    ),
)

_KEYS: Final = tuple(column.key for column in ACCOUNT_COLUMNS)
_MOVING: Final[tuple[Span, ...]] = (
    (_KEYS.index("net_liquidation"), _KEYS.index("net_liquidation")),
    (_KEYS.index("unrealized"), _KEYS.index("unrealized")),
    (_KEYS.index("daily_room"), _KEYS.index("curve")),
)
"""What moves with the prices alone: not cash, what is realized, and how many positions are open."""
_FIGURES: Final[tuple[Span, ...]] = ((_KEYS.index("net_liquidation"), _KEYS.index("curve")),)


class AccountsModel(TableModel[str, AccountView]):
    """Rows by account name. ``totals`` of the positions table tells how many positions are open."""

    def __init__(self, session: PanelSession, totals: Totals, style: Style, theme: Theme) -> None:
        super().__init__(ACCOUNT_COLUMNS, style, theme)
        self._session = session
        self._totals = totals
        self._curves: dict[str, Curve] = {}

    def load(self) -> None:
        """Take everything that the session knows now."""
        self.take(self._session.snapshot.accounts)

    def take(self, accounts: Iterable[str]) -> None:
        """The picture changed in these accounts or in their positions; call it after the positions were told."""
        self.now = self._session.now()
        picture, away = self._session.snapshot.accounts, nt8_away(self._session)
        if self._session.snapshot.is_blank:
            # Begun anew, for another user: an account of the same name is not the same one.
            self._curves.clear()
        touched = set(accounts)
        self.apply(
            [(name, self._build(name, picture[name], away)) for name in touched if name in picture],
            [name for name in touched if name not in picture and name in self._rows],
        )

    def natural(self, key: str, row: AccountView) -> Rank:
        """By name."""
        return (key.casefold(), key)

    def touched(self, old: AccountView, new: AccountView) -> tuple[Span, ...]:
        """A read that only confirms touches nothing, moving prices the figures: the badge is dear to paint."""
        before, after = old.row.account, new.row.account
        if (old.account_class, old.away, before.connection) != (new.account_class, new.away, after.connection):
            return ((0, len(_KEYS) - 1),)
        if old.open_positions != new.open_positions or old.row.marks != new.row.marks:
            return _FIGURES
        if before != after or old.curve != new.curve:
            same = before.cash == after.cash and before.realized == after.realized and before.currency == after.currency
            return _MOVING if same else _FIGURES
        return ()

    def is_stale(self, row: AccountView) -> bool:
        """Past its limit, or nobody answers for it."""
        return _freshness(row, self.style, self.now) is Freshness.STALE

    def _build(self, name: str, row: AccountRow, away: bool) -> AccountView:
        snapshot = self._session.snapshot
        curve = self._curves.setdefault(name, Curve())
        pnl = row.account.session_pnl
        if pnl is not None:
            curve.add(pnl, self.now)
        listed = snapshot.positions_read.get(name)
        was_listed = listed is not None and self.now - listed.at <= _READ_S
        count = self._totals.count(name) if was_listed else None
        return AccountView(row, self._session.class_of(name), count, curve.values, away)
