"""Accounts, positions, orders and whole snapshots with few words, all at one fixed point in time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Final

from ctpanel.domain.account import Account, ConnectionStatus
from ctpanel.domain.closing import ClosePlan, Wanted, plan_close
from ctpanel.domain.command import Command
from ctpanel.domain.ids import CommandId, OrderId, PositionKey
from ctpanel.domain.notice import Notice, Severity
from ctpanel.domain.order import OrderAction, OrderType, WorkingOrder
from ctpanel.domain.outcome import Outcome, Stage
from ctpanel.domain.plan import Plan
from ctpanel.domain.position import Position, Side
from ctpanel.domain.snapshot import AccountRow, OrderBook, PositionRow, Presence, Snapshot, Stamp
from ctpanel.domain.text import Text

START: Final = 1000.0
MES: Final = PositionKey("Sim101", "MES 12-25")
WALL: Final = datetime(2026, 11, 23, 14, 32, 7, tzinfo=UTC)


def stamp(at: float = START) -> Stamp:
    """The stamp of monotonic second ``at``; second 1000 is 14:32:07 UTC."""
    return Stamp(at, WALL + timedelta(seconds=at - START))


def dec(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def account(name: str = "Sim101", provider: str | None = "Simulator", **amounts: str | None) -> Account:
    """A connected account; ``amounts`` are field names of :class:`Account` with decimals as text."""
    values = {"cash": "50000", "net_liquidation": "50312.50", "realized": "0", "unrealized": "312.50", **amounts}
    return Account(
        name,
        provider=provider,
        connection=ConnectionStatus.CONNECTED,
        **{field: dec(value) for field, value in values.items()},  # type: ignore[arg-type]
    )


def position(
    instrument: str = "MES 12-25",
    quantity: int = 4,
    side: Side = Side.LONG,
    *,
    account: str = "Sim101",
    average: str | None = "5800",
    mark: str | None = "5831.25",
    unrealized: str | None = "625",
) -> Position:
    """A long position of 4 MES, unless told otherwise."""
    return Position(PositionKey(account, instrument), side, quantity, dec(average), dec(mark), dec(unrealized))


def order(
    kind: OrderType = OrderType.STOP_MARKET,
    quantity: int | None = 4,
    action: OrderAction = OrderAction.SELL,
    *,
    key: PositionKey = MES,
    price: str = "5790",
    oco: str | None = "oco-1",
    id: str = "0123456789abcdef0123456789abcdef",
) -> WorkingOrder:
    """A working order; ``price`` goes to the limit or to the stop price, whichever fits its type."""
    limit, stop = (None, Decimal(price)) if kind.is_stop else (Decimal(price), None)
    return WorkingOrder(OrderId(id), key, action, kind, quantity, 0, limit, stop, "Working", oco=oco)


def picture(
    positions: Iterable[Position] = (),
    accounts: Iterable[Account] = (),
    orders: Iterable[WorkingOrder] | None = (),
    *,
    at: float = START,
    presence: Presence = Presence.PRESENT,
) -> Snapshot:
    """A complete picture read at ``at``. Accounts that only positions name are added; ``orders`` None: unreadable."""
    listed = tuple(positions)
    known = {one.name: one for one in accounts}
    for one in listed:
        known.setdefault(one.key.account, account(one.key.account))
    read = stamp(at)
    books = {
        name: OrderBook(tuple(o for o in orders or () if o.key.account == name), read, orders is not None, changed=at)
        for name in known
    }
    return Snapshot(
        {name: AccountRow(one, read) for name, one in known.items()},
        {one.key: PositionRow(one, read, stamp(START), sized=at) for one in listed},
        books,
        {name: read for name in known},
        read,
        presence=presence,
    )


def close_plan(of: Position, wanted: Wanted | None = None) -> ClosePlan:
    """The plan, which must not be refused."""
    plan = plan_close(of, wanted or Wanted.all())
    assert isinstance(plan, ClosePlan), plan
    return plan


def command(plan: Plan, stage: Stage = Stage.SENDING, outcome: Outcome | None = None, number: int = 1) -> Command:
    """A command on its way, or ended when ``outcome`` is given."""
    return Command(
        CommandId(f"{number:032x}"),
        plan.kind,
        plan,
        Stage.DONE if outcome else stage,
        WALL,
        START,
        outcome,
        holds_lease=outcome is None or outcome.keeps_lease,
    )


def notice(
    identity: str = "n1", severity: Severity = Severity.WARNING, count: int = 1, what: str = "It broke."
) -> Notice:
    """A notice that came first a minute before it came last."""
    return Notice(
        identity,
        severity,
        Text(what),
        Text("Positions are as they were."),
        Text("Look in NinjaTrader."),
        WALL - timedelta(minutes=1),
        WALL,
        count,
        "ref-1",
    )
