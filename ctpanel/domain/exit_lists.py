"""What a choice of rows comes to: one plan for each request, made from the picture as it is now.

A row that is gone is not listed; one that must not be sent is named with the reason. Nothing that was not chosen is
ever added. Where a function takes ``since``, in monotonic seconds, a list that was read before does not prove that an
account is flat or has no orders.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ctpanel.domain.cancelling import (
    CancelOrderPlan,
    plan_cancel_account,
    plan_cancel_instrument,
    plan_cancel_order,
)
from ctpanel.domain.exit_words import orders_words, positions_listed, positions_words
from ctpanel.domain.flattening import plan_flatten_account, plan_flatten_instrument, plan_reverse
from ctpanel.domain.ids import PositionKey, Scope
from ctpanel.domain.order import WorkingOrder
from ctpanel.domain.order_words import order_words
from ctpanel.domain.orders_known import OrderGap, gap_of
from ctpanel.domain.outcome_words import position_words
from ctpanel.domain.plan import Plan
from ctpanel.domain.position import Position
from ctpanel.domain.record import record
from ctpanel.domain.refusal import Reason, Refusal
from ctpanel.domain.snapshot import NEVER_AT, At, Snapshot
from ctpanel.domain.text import Text

_UNREAD = Text("working orders not known")
_UNLISTED = Refusal(
    Reason.NO_ACCOUNT,
    Text("The service does not list this account now, so it is not known whether it is flat. Look in NinjaTrader."),
)


@record
class Listed:
    """One request: its plan, and in a few words what it is about."""

    plan: Plan
    what: Text

    @property
    def scope(self) -> Scope:
        """The account, and the instrument unless it is the whole account."""
        return self.plan.scope

    @property
    def id(self) -> str:
        """Names it among the others of one list, also after the picture has changed."""
        order = self.plan.orders[0].id if isinstance(self.plan, CancelOrderPlan) else ""
        return "\n".join((self.plan.kind.value, self.scope.account, self.scope.instrument or "", order or ""))


@record
class LeftOut:
    """A chosen row for which nothing is sent, and why. It may stay open or working."""

    scope: Scope
    why: Refusal


class Exits(NamedTuple):
    """One entry for each request, and the chosen rows that have none."""

    listed: tuple[Listed, ...]
    left_out: tuple[LeftOut, ...]


def cancels_of_orders(snapshot: Snapshot, wanted: Iterable[WorkingOrder]) -> Exits:
    """Cancel these orders, each by its own request. They are found by account and id, or by instrument without one."""
    found = []
    for chosen in wanted:
        book = snapshot.orders.get(chosen.key.account)
        orders = book.orders if book is not None else ()
        same = (each for each in orders if each.id == chosen.id)
        order = next((each for each in same if each.id is not None or each.key == chosen.key), None)
        if order is not None:
            found.append(_listed(Scope(*order.key), plan_cancel_order(order, orders), order_words(order)))
    return _kept(found)


def cancels_of_instruments(snapshot: Snapshot, keys: Iterable[PositionKey], since: At = NEVER_AT) -> Exits:
    """Cancel the working orders of these instruments; one without any is left out, one that was not read is not."""
    found = []
    for key in dict.fromkeys(keys):
        orders = snapshot.orders_of(key) or (() if _orders_read(snapshot, key.account, since) else None)
        if orders != ():
            words = _UNREAD if orders is None else orders_words(len(orders))
            found.append(_listed(Scope(*key), plan_cancel_instrument(key, orders or ()), words))
    return _kept(found)


def cancels_of_accounts(snapshot: Snapshot, accounts: Iterable[str], since: At = NEVER_AT) -> Exits:
    """Cancel all working orders of these accounts."""
    found = []
    for account in dict.fromkeys(accounts):
        book = snapshot.orders.get(account)
        known = book is not None and book.complete
        orders = book.orders if book is not None else ()
        if orders or not _orders_read(snapshot, account, since):
            words = orders_words(len(orders)) if known and orders else _UNREAD
            found.append(_listed(Scope(account), plan_cancel_account(account, orders), words))
    return _kept(found)


def flattens_of_positions(snapshot: Snapshot, keys: Iterable[PositionKey]) -> Exits:
    """Flatten these positions, each by a request that names account and instrument."""
    found = []
    for key in dict.fromkeys(keys):
        position = snapshot.position(key)
        if position is not None:
            found.append(_listed(Scope(*key), plan_flatten_instrument(position), _position_words(snapshot, position)))
    return _kept(found)


def flattens_of_accounts(snapshot: Snapshot, accounts: Iterable[str], since: At = NEVER_AT) -> Exits:
    """Get out of these accounts, each by one request; one without position and order is left out.

    A flatten does not reach working orders of an account without a position: these are cancelled instead. Positions or
    orders that are not known count as there.
    """
    return _kept([_way_out(snapshot, account, since) for account in dict.fromkeys(accounts)])


def everywhere(snapshot: Snapshot, since: At = NEVER_AT) -> Exits:
    """Get out of every account that is known, by name; where nothing is known to be open, it is not the first one."""
    holding = {key.account for key in snapshot.positions}
    known = {*snapshot.accounts, *holding, *snapshot.orders}
    return flattens_of_accounts(snapshot, sorted(known, key=lambda name: (name not in holding, name.casefold())), since)


def _orders_read(snapshot: Snapshot, account: str, since: At) -> bool:
    """Whether all working orders of the account were read, and not before."""
    book = snapshot.orders.get(account)
    return book is not None and book.complete and book.stamp.at >= since


def _way_out(snapshot: Snapshot, account: str, since: At) -> Listed | LeftOut | None:
    scope = Scope(account)
    positions = tuple(row.position for key, row in snapshot.positions.items() if key.account == account)
    if not positions and account not in snapshot.accounts and account not in snapshot.orders:
        return LeftOut(scope, _UNLISTED)
    known = gap_of(snapshot, account) in (None, OrderGap.APART)
    orders = snapshot.orders[account].orders if known else ()
    were_read = _orders_read(snapshot, account, since)
    words = orders_words(len(orders)) if known and (orders or were_read) else _UNREAD
    if positions:
        # Names last: they may be many, and what is cut is cut at the end.
        told = {"positions": positions_words(len(positions)), "orders": words, "names": positions_listed(positions)}
        return _listed(scope, plan_flatten_account(account, positions), Text("{positions}, {orders} ({names})", **told))
    listed = snapshot.positions_read.get(account)
    if listed is None or listed.at < since:
        unknown = "positions not known, {orders}" if listed is None else "positions not read for a while, {orders}"
        return _listed(scope, plan_flatten_account(account, ()), Text(unknown, orders=words))
    if not orders and were_read:
        return None
    plan = plan_cancel_account(account, orders, way_out=True)
    return _listed(scope, plan, Text("no position; cancel only: {orders}", orders=words))


def reversals(snapshot: Snapshot, keys: Iterable[PositionKey]) -> Exits:
    """Turn these positions over."""
    held = (snapshot.position(key) for key in dict.fromkeys(keys))
    return _kept(
        [_listed(Scope(*each.key), plan_reverse(each), position_words(each)) for each in held if each is not None]
    )


def _listed(scope: Scope, plan: Plan | Refusal, what: Text) -> Listed | LeftOut:
    return LeftOut(scope, plan) if isinstance(plan, Refusal) else Listed(plan, what)


def _kept(found: Sequence[Listed | LeftOut | None]) -> Exits:
    listed = tuple(each for each in found if isinstance(each, Listed))
    return Exits(listed, tuple(each for each in found if isinstance(each, LeftOut)))


def _position_words(snapshot: Snapshot, position: Position) -> Text:
    orders = snapshot.orders_of(position.key)
    words = _UNREAD if orders is None else orders_words(len(orders))
    return Text("{position}, {orders}", position=position_words(position), orders=words)
