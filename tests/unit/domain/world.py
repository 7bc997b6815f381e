"""A small true world and the news that it sends: every answer and event says what was true at its stamp."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from ctpanel.domain.account import Account, ConnectionStatus
from ctpanel.domain.ids import OrderId, PositionKey
from ctpanel.domain.order import OrderAction, OrderLife, OrderType, WorkingOrder
from ctpanel.domain.position import Position, Side
from ctpanel.domain.reads import AccountsRead, BookRead, OrdersRead, PositionsRead
from ctpanel.domain.reconcile import apply_accounts, apply_book, apply_positions, note_life
from ctpanel.domain.reconcile_orders import apply_orders
from ctpanel.domain.reconcile_stream import apply_order_news, apply_pnl, apply_position_news
from ctpanel.domain.snapshot import Snapshot
from ctpanel.domain.stream import AccountPnl, OrderNews, PnlNews, PositionNews, PositionPnl
from tests.fakes.pictures import stamp

ACCOUNTS: Final = ("Sim101", "Apex-7")
INSTRUMENTS: Final = ("MES 12-25", "NQ 12-25")

News = Callable[[Snapshot], Snapshot]
"""One answer or event on its way: merges itself into the picture that it finds."""
Spelled = Callable[[str], str]
"""How the service happens to write an account name."""


@dataclass
class Truth:
    """What is true at one moment. ``sizes`` are signed contracts; ``marks`` and ``equity`` are whole dollars."""

    sizes: dict[PositionKey, int] = field(default_factory=dict)
    marks: dict[str, int] = field(default_factory=lambda: dict.fromkeys(INSTRUMENTS, 5000))
    equity: dict[str, int] = field(default_factory=lambda: dict.fromkeys(ACCOUNTS, 50_000))
    orders: dict[str, dict[str, int]] = field(default_factory=lambda: {name: {} for name in ACCOUNTS})
    nt8_up: bool = True
    linked: dict[str, bool] = field(default_factory=lambda: dict.fromkeys(ACCOUNTS, True))

    def answers(self, account: str) -> bool:
        """Whether rows of this account are in lists at all."""
        return self.nt8_up and self.linked[account]

    def size(self, key: PositionKey) -> int:
        return self.sizes.get(key, 0)

    def position(self, key: PositionKey, spelled: Spelled) -> Position | None:
        """The open position as the service tells it, or None when flat."""
        size = self.size(key)
        if not size:
            return None
        mark = Decimal(self.marks[key.instrument])
        written = PositionKey(spelled(key.account), key.instrument)
        side = Side.LONG if size > 0 else Side.SHORT
        return Position(written, side, abs(size), Decimal(4900), mark, (mark - 4900) * size)

    def order(self, account: str, id: str, spelled: Spelled) -> WorkingOrder:
        size = self.orders[account].get(id, 0)
        life = OrderLife.WORKING if size else OrderLife.DONE
        key = PositionKey(spelled(account), INSTRUMENTS[0])
        return WorkingOrder(OrderId(id), key, OrderAction.SELL, OrderType.STOP_MARKET, size, life=life)

    def account(self, name: str, spelled: Spelled, *, bare: bool = False) -> Account:
        status = ConnectionStatus.CONNECTED if self.linked[name] else ConnectionStatus.DISCONNECTED
        money = None if bare else Decimal(self.equity[name])
        return Account(spelled(name), connection=status, net_liquidation=money, cash=money)


class World:
    """The truth now, and at every whole second since 0."""

    def __init__(self) -> None:
        self.now = Truth()
        self.past: list[Truth] = []
        self.tick()

    @property
    def time(self) -> int:
        return len(self.past) - 1

    def tick(self) -> None:
        """One second later; what is changed from here on was true from this second."""
        self.past.append(self.now)
        self.now = deepcopy(self.now)
        self.past[-1] = self.now

    def then(self, at: float) -> Truth:
        assert at == int(at), "no answer was made between two seconds"
        return self.past[int(at)]

    # ----------------------------------------------------------------------------------------- answers

    def positions(self, account: str | None, spelled: Spelled, lost: int) -> News:
        """The list of positions of one account or of all, with ``lost`` rows that cannot be read."""
        read, at = self._positions(account, spelled, lost), stamp(self.time)
        return lambda known: apply_positions(known, read, at)

    def _positions(self, account: str | None, spelled: Spelled, lost: int) -> PositionsRead:
        truth = self.now
        rows = [
            row
            for key in truth.sizes
            if (account is None or key.account == account) and truth.answers(key.account)
            if (row := truth.position(key, spelled)) is not None
        ]
        dropped = min(lost, len(rows))
        return PositionsRead(tuple(rows[dropped:]), None if account is None else spelled(account), dropped)

    def _accounts(self, spelled: Spelled, lost: int, bare: bool) -> AccountsRead:
        listed = [self.now.account(name, spelled, bare=bare) for name in ACCOUNTS] if self.now.nt8_up else []
        dropped = min(lost, len(listed))
        return AccountsRead(tuple(listed[dropped:]), dropped)

    def accounts(self, spelled: Spelled, lost: int, bare: bool) -> News:
        read, at = self._accounts(spelled, lost, bare), stamp(self.time)
        return lambda known: apply_accounts(known, read, at)

    def account(self, name: str, spelled: Spelled) -> News:
        """One account answers for itself; without NT8 nothing answers."""
        found, at = self.now.account(name, spelled), stamp(self.time)
        return (lambda known: note_life(known, found, at)) if self.now.nt8_up else lambda known: known

    def book(self, spelled: Spelled, lost: int) -> News:
        read = BookRead(self._accounts(spelled, lost, False), self._positions(None, spelled, lost))
        at = stamp(self.time)
        return lambda known: apply_book(known, read, at)

    def orders(self, account: str | None, spelled: Spelled, lost: int) -> News:
        truth = self.now
        rows = [
            truth.order(name, id, spelled)
            for name in ACCOUNTS
            if (account is None or name == account) and truth.answers(name)
            for id in truth.orders[name]
        ]
        dropped = min(lost, len(rows))
        read = OrdersRead(tuple(rows[dropped:]), None if account is None else spelled(account), dropped)
        at = stamp(self.time)
        return lambda known: apply_orders(known, read, at)

    # ------------------------------------------------------------------------------------------ events

    def position_event(self, key: PositionKey, spelled: Spelled) -> News:
        news = PositionNews(spelled(key.account), key.instrument, self.now.position(key, spelled))
        at = stamp(self.time)
        return lambda known: apply_position_news(known, news, at)

    def order_event(self, account: str, id: str, spelled: Spelled) -> News:
        news, at = OrderNews(self.now.order(account, id, spelled)), stamp(self.time)
        return lambda known: apply_order_news(known, news, at)

    def pnl_event(self, account: str, spelled: Spelled) -> News:
        """The figures of one account and of its open positions."""
        told = [row for key in self.now.sizes if key.account == account and (row := self.now.position(key, spelled))]
        money = Decimal(self.now.equity[account])
        figures = AccountPnl(
            spelled(account),
            net_liquidation=money,
            cash=money,
            positions=tuple(PositionPnl(*row.key, row.mark_price, row.unrealized) for row in told),
        )
        news, at = PnlNews((figures,)), stamp(self.time)
        return lambda known: apply_pnl(known, news, at)
