"""What the account's result would be if the stops of a position were hit, against the account's limits."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from ctpanel.domain.account import Account
from ctpanel.domain.instrument import InstrumentSpec
from ctpanel.domain.money import CENT, Money
from ctpanel.domain.order import WorkingOrder
from ctpanel.domain.position import Position, Side
from ctpanel.domain.protection import Role, role_of
from ctpanel.domain.record import record
from ctpanel.domain.text import Gain, Text, joined

#: The position's own result may differ from what its points come to by fees and by the last few ticks.
_NEAR_SHARE: Final = Decimal("0.05")
_NEAR_TICKS: Final = 8


@record
class IfStopped:
    """``change`` is from the present mark to the stops, before fees and slippage; ``contracts`` are those covered.

    ``room`` is what is then left to the daily loss limit, ``drawdown`` to the trailing drawdown; None where the
    account supplies no limit or too little to reckon with.
    """

    change: Decimal
    contracts: int
    room: Decimal | None = None
    drawdown: Decimal | None = None


def if_stopped(
    position: Position, orders: tuple[WorkingOrder, ...] | None, spec: InstrumentSpec | None, account: Account | None
) -> IfStopped | None:
    """The figure, or None when it cannot be told for certain. Contracts beyond the position are not counted."""
    stops = _stops(position, orders)
    if not stops or spec is None or position.mark_price is None:
        return None
    if not _in_currency_of(account, position, position.mark_price, spec):
        return None
    left, change = position.quantity, Decimal(0)
    sign = 1 if position.side is Side.LONG else -1
    for price, contracts in stops:
        counted = min(left, contracts)
        change += (price - position.mark_price) * sign * counted * spec.point_value
        left -= counted
    change = change.quantize(CENT, ROUND_HALF_UP)
    return IfStopped(change, position.quantity - left, _room(account, change), _drawdown(account, change))


def words(
    position: Position, orders: tuple[WorkingOrder, ...] | None, spec: InstrumentSpec | None, account: Account | None
) -> Text | None:
    """The figure in a sentence; *no stop found* where there is none; None when nothing can be said for certain."""
    if orders is None or position.side is Side.UNKNOWN:
        return None
    if any(role_of(each, position.side) is Role.UNCLEAR for each in orders):
        return Text("If stopped: not certain, an order could not be read in full.")
    if not _stops(position, orders):
        return Text("If stopped: no stop found.")
    found = if_stopped(position, orders, spec, account)
    if found is None:
        return None
    currency = account.currency if account else "USD"
    gain = Gain(Money(found.change, currency))
    parts = [Text("If stopped: about {gain} from the last mark.", gain=gain)]
    if found.contracts < position.quantity:
        counts = {"covered": found.contracts, "open": position.quantity}
        parts.append(Text("Only {covered} of {open} have a stop.", **counts))
    if found.room is not None:
        parts.append(Text("{room} would be left to the daily loss limit.", room=Money(found.room, currency)))
    if found.drawdown is not None:
        parts.append(Text("{room} would be left to the drawdown limit.", room=Money(found.drawdown, currency)))
    return joined(parts)


def _in_currency_of(account: Account | None, position: Position, mark: Decimal, spec: InstrumentSpec) -> bool:
    """Whether points times point value are money of the account: the service tells no currency of an instrument.

    The position's own result, which NT8 tells in the account's currency, shows it once it is far enough from zero.
    Until then dollars are taken for granted, and nothing else is.
    """
    told, average = position.unrealized, position.average_price
    is_dollars = account is None or account.currency == "USD"
    if told is None or average is None:
        return is_dollars
    a_point = spec.point_value * position.quantity
    reckoned = spec.points(average, mark, long=position.side is Side.LONG) * a_point
    near = _NEAR_TICKS * spec.tick_size * a_point
    if abs(reckoned) <= near:
        return is_dollars
    return abs(told - reckoned) <= max(near, abs(reckoned) * _NEAR_SHARE)


def _stops(position: Position, orders: tuple[WorkingOrder, ...] | None) -> list[tuple[Decimal, int]]:
    """Price and contracts of each stop, the nearest to the market first."""
    found = [
        (each.stop_price, each.open_contracts)
        for each in orders or ()
        if role_of(each, position.side) is Role.STOP and each.stop_price is not None and each.open_contracts
    ]
    return sorted(found, reverse=position.side is Side.LONG)


def _room(account: Account | None, change: Decimal) -> Decimal | None:
    room = account.room_to_daily_limit if account is not None else None
    return None if room is None else room + change


def _drawdown(account: Account | None, change: Decimal) -> Decimal | None:
    if account is None or not account.trailing_max_drawdown:
        return None
    return account.trailing_max_drawdown + change
