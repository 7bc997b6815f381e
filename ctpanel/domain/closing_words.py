"""The words of a close plan beside its button: the summary sentence and the fate of every working order."""

from __future__ import annotations

from ctpanel.domain.closing import ClosePlan
from ctpanel.domain.instrument import InstrumentSpec
from ctpanel.domain.money import Money, Price
from ctpanel.domain.order import WorkingOrder
from ctpanel.domain.orders_known import Known, OrderGap
from ctpanel.domain.position import Side
from ctpanel.domain.protection import Role, cover, role_of
from ctpanel.domain.protection_words import ending, unlinked_words
from ctpanel.domain.record import record
from ctpanel.domain.text import Argument, Gain, Text, joined, listed, plural


@record
class OrderFate:
    """A working order and what happens to it when the plan comes true."""

    order: WorkingOrder
    role: Role
    over_hang: int
    text: Text


def order_fates(plan: ClosePlan, orders: tuple[WorkingOrder, ...]) -> tuple[OrderFate, ...]:
    """Every working order of the plan's account and instrument with what happens to it."""
    return tuple(_fate(plan, order) for order in orders)


def _fate(plan: ClosePlan, order: WorkingOrder) -> OrderFate:
    role = role_of(order, plan.position.side)
    if plan.is_full:
        return OrderFate(order, role, 0, Text("will be cancelled"))
    if role is Role.UNCLEAR:
        return OrderFate(order, role, 0, Text("stays; what it would do could not be read"))
    if role is Role.ENTRY:
        return OrderFate(order, role, 0, Text("stays; it would make the position bigger"))
    over = max(0, (order.open_contracts or 0) - plan.remaining)
    if over:
        return OrderFate(order, role, over, Text("stays; {count} too big", count=over))
    return OrderFate(order, role, 0, Text("stays"))


def summary(plan: ClosePlan, orders: Known, currency: str = "USD", spec: InstrumentSpec | None = None) -> Text:
    """The sentence that says what will be sent and what it leaves."""
    parts = [_what(plan)]
    if plan.position.unrealized is not None and plan.position.mark_price is not None:
        booked = Money(plan.position.unrealized, currency).share(plan.contracts, plan.position.quantity)
        parts.append(Text("About {gain} booked at the last mark.", gain=Gain(booked)))
    parts.extend(_orders_part(plan, orders, spec.decimals if spec else 2))
    return joined(parts)


def sent_words(plan: ClosePlan) -> Text:
    """The plan once it has left: its orders change while it is carried out, and its own is among them."""
    return _what(plan)


def _what(plan: ClosePlan) -> Text:
    position = plan.position
    names = {"instrument": plan.key.instrument, "account": plan.key.account}
    if position.side is Side.UNKNOWN:
        return Text("Close all {open} {instrument} in {account} at market.", open=position.quantity, **names)
    long = position.side is Side.LONG
    if plan.is_full:
        source = (
            "Sell all {open} {instrument} in {account} at market."
            if long
            else "Buy all {open} {instrument} in {account} at market."
        )
        return Text(source, open=position.quantity, **names)
    told: dict[str, Argument] = {"count": plan.contracts, "open": position.quantity, **names}
    if long:
        return plural(
            "Sell {count} of {open} {instrument} in {account} at market; {n} stays long.",
            "Sell {count} of {open} {instrument} in {account} at market; {n} stay long.",
            n=plan.remaining,
            **told,
        )
    return plural(
        "Buy {count} of {open} {instrument} in {account} at market; {n} stays short.",
        "Buy {count} of {open} {instrument} in {account} at market; {n} stay short.",
        n=plan.remaining,
        **told,
    )


def _orders_part(plan: ClosePlan, orders: Known, decimals: int) -> list[Text]:
    if isinstance(orders, OrderGap):
        if plan.is_full:
            return [Text("NT8 flattens the instrument and cancels its working orders."), orders.words()]
        return [
            Text("Working orders stay as they are."),
            orders.words(),
            Text("Check stops and targets in NinjaTrader."),
        ]
    if plan.is_full:
        if not orders:
            return [Text("NT8 flattens the instrument; it has no working orders.")]
        return [
            plural(
                "NT8 flattens the instrument: {n} working order will be cancelled.",
                "NT8 flattens the instrument: {n} working orders will be cancelled.",
                n=len(orders),
            )
        ]
    return _staying_orders(plan, orders, decimals)


def _staying_orders(plan: ClosePlan, orders: tuple[WorkingOrder, ...], decimals: int) -> list[Text]:
    if not orders:
        return [Text("No working orders on it.")]
    total = cover(orders, plan.position.side)
    too_big = [fate for fate in order_fates(plan, orders) if fate.over_hang]
    over_hang = total.over_hang(plan.remaining)
    if not over_hang:
        parts = [plural("{n} working order stays as it is.", "{n} working orders stay as they are.", n=len(orders))]
    else:
        named = [_too_big(fate.order, fate.role, fate.over_hang, decimals) for fate in too_big]
        if over_hang > max((fate.over_hang for fate in too_big), default=0):
            named.append(Text("together they are {count} too big", count=over_hang))
        end = ending(plan.position.side, over_hang)
        parts = [Text("Working orders stay: {orders}; {ending}", orders=listed(named), ending=end)]
    unlinked = unlinked_words(orders, plan.position.side, plan.remaining)
    if unlinked is not None:
        parts.append(unlinked)
    if total.unclear:
        parts.append(Text("At least one order could not be read in full; look at it in NinjaTrader."))
    return parts


def _too_big(order: WorkingOrder, role: Role, over: int, decimals: int) -> Text:
    size, price = order.open_contracts or 0, order.price
    if role is Role.AT_MARKET:
        named = Text("the exit at market of {size}", size=size)
    elif price is None:
        named = Text("stop {size}" if role is Role.STOP else "target {size}", size=size)
    else:
        shown = Price.whole(price, decimals)
        source = "stop {size} @ {price}" if role is Role.STOP else "target {size} @ {price}"
        named = Text(source, size=size, price=shown)
    return Text("{order} will be {over} too big", order=named, over=over)
