"""A close plan as the journal keeps it, and back again after a restart."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from ctpanel.domain.closing import ClosePlan, Form, Wanted
from ctpanel.domain.ids import PositionKey
from ctpanel.domain.position import Position, Side


class UnreadablePlan(ValueError):
    """The journal's plan cannot be understood; its command is still known to have been made."""


def position_record(position: Position) -> dict[str, object]:
    """A position in plain values; decimals as text."""
    return {
        "account": position.key.account,
        "instrument": position.key.instrument,
        "side": position.side.value,
        "quantity": position.quantity,
        "average_price": _text(position.average_price),
        "mark_price": _text(position.mark_price),
        "unrealized": _text(position.unrealized),
        "instrument_type": position.instrument_type,
    }


def plan_record(plan: ClosePlan) -> dict[str, object]:
    """A plan in plain values."""
    return {
        "form": plan.wanted.form.value,
        "amount": plan.wanted.amount,
        "contracts": plan.contracts,
        "remaining": plan.remaining,
        "position": position_record(plan.position),
    }


def plan_from(record: Mapping[str, object]) -> ClosePlan:
    """The plan of such a record. Raises UnreadablePlan."""
    try:
        wanted = Wanted(Form(record["form"]), _whole(record["amount"]))
        return ClosePlan(_position(record["position"]), wanted, _whole(record["contracts"]))
    except (KeyError, TypeError, ValueError, InvalidOperation) as error:
        raise UnreadablePlan(str(error)) from error


def _position(record: object) -> Position:
    if not isinstance(record, Mapping):
        raise UnreadablePlan("no position")
    kind = record.get("instrument_type")
    return Position(
        PositionKey(str(record["account"]), str(record["instrument"])),
        Side(record["side"]),
        _whole(record["quantity"]),
        _decimal(record.get("average_price")),
        _decimal(record.get("mark_price")),
        _decimal(record.get("unrealized")),
        None if kind is None else str(kind),
    )


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _decimal(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _whole(value: object) -> int:
    if type(value) is not int:
        raise UnreadablePlan(f"not a whole number: {value!r}")
    return value
