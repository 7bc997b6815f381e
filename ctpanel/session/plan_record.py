"""A plan as the journal keeps it, and back again after a restart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation

from ctpanel.domain.cancelling import CancelAccountPlan, CancelInstrumentPlan, CancelOrderPlan
from ctpanel.domain.closing import ClosePlan, Form, Wanted
from ctpanel.domain.flattening import FlattenAccountPlan, FlattenInstrumentPlan, ReversePlan
from ctpanel.domain.ids import OrderId, PositionKey, Scope
from ctpanel.domain.order import OrderAction, OrderType, WorkingOrder
from ctpanel.domain.plan import CommandKind, Plan
from ctpanel.domain.position import Position, Side
from ctpanel.domain.resizing import ResizePlan


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


def before_record(plan: Plan, known: Iterable[Position]) -> dict[str, object]:
    """What stood there when the plan was made; of a plan about orders what is ``known`` to stand there now."""
    if isinstance(plan, ClosePlan | FlattenInstrumentPlan | ReversePlan | ResizePlan):
        return position_record(plan.position)
    if isinstance(plan, FlattenAccountPlan):
        return {"positions": [position_record(each) for each in plan.positions]}
    return {"positions": [position_record(each) for each in known if plan.scope.overlaps(Scope(*each.key))]}


def plan_record(plan: Plan) -> dict[str, object]:
    """A plan in plain values. Raises TypeError for a kind of plan that it does not know."""
    match plan:
        case ClosePlan():
            return {
                "form": plan.wanted.form.value,
                "amount": plan.wanted.amount,
                "contracts": plan.contracts,
                "remaining": plan.remaining,
                "position": position_record(plan.position),
            }
        case FlattenInstrumentPlan() | ReversePlan():
            return {"position": position_record(plan.position)}
        case FlattenAccountPlan():
            return {"account": plan.account, "positions": [position_record(each) for each in plan.positions]}
        case ResizePlan():
            return {
                "position": position_record(plan.position),
                "orders": _order_records(plan.orders),
                "stop": _text(plan.stop),
                "target": _text(plan.target),
            }
        case CancelOrderPlan() | CancelInstrumentPlan() | CancelAccountPlan():
            account, instrument = plan.scope
            more: dict[str, object] = {}
            if isinstance(plan, CancelAccountPlan) and plan.way_out:
                more = {"way_out": True}
            elif isinstance(plan, CancelOrderPlan) and plan.twins:
                more = {"twins": list(plan.twins)}
            return {"account": account, "instrument": instrument, "orders": _order_records(plan.orders), **more}
    raise TypeError(f"no record for {type(plan).__name__}")


def plan_from(kind: str, record: Mapping[str, object]) -> Plan:
    """The plan of such a record. Raises UnreadablePlan."""
    try:
        return _plan(CommandKind(kind), record)
    except (KeyError, TypeError, ValueError, InvalidOperation) as error:
        raise UnreadablePlan(str(error)) from error


def _plan(kind: CommandKind, record: Mapping[str, object]) -> Plan:
    match kind:
        case CommandKind.CLOSE:
            wanted = Wanted(Form(record["form"]), _whole(record["amount"]))
            return ClosePlan(_position(record["position"]), wanted, _whole(record["contracts"]))
        case CommandKind.FLATTEN_INSTRUMENT:
            return FlattenInstrumentPlan(_position(record["position"]))
        case CommandKind.REVERSE:
            return ReversePlan(_position(record["position"]))
        case CommandKind.FLATTEN_ACCOUNT:
            return FlattenAccountPlan(_name(record["account"]), tuple(map(_position, _list(record["positions"]))))
        case CommandKind.RESIZE:
            stop, target = _decimal(record.get("stop")), _decimal(record.get("target"))
            return ResizePlan(_position(record["position"]), _orders(record), stop, target)
        case _:
            return _cancel(kind, record)


def _cancel(kind: CommandKind, record: Mapping[str, object]) -> Plan:
    account, orders = _name(record["account"]), _orders(record)
    if kind is CommandKind.CANCEL_ACCOUNT:
        return CancelAccountPlan(orders, account, record.get("way_out") is True)
    if kind is CommandKind.CANCEL_INSTRUMENT:
        return CancelInstrumentPlan(orders, PositionKey(account, _name(record["instrument"])))
    if len(orders) != 1:
        raise UnreadablePlan("not one order")
    return CancelOrderPlan(orders, tuple(OrderId(str(each)) for each in _list(record.get("twins", []))))


def _order_records(orders: tuple[WorkingOrder, ...]) -> list[dict[str, object]]:
    return [
        {
            "id": each.id,
            "account": each.key.account,
            "instrument": each.key.instrument,
            "action": each.action.value,
            "type": each.type.value,
            "quantity": each.quantity,
            "filled": each.filled,
            "limit": _text(each.limit_price),
            "stop": _text(each.stop_price),
        }
        for each in orders
    ]


def _orders(record: Mapping[str, object]) -> tuple[WorkingOrder, ...]:
    return tuple(_order(each) for each in _list(record["orders"]))


def _order(record: object) -> WorkingOrder:
    if not isinstance(record, Mapping):
        raise UnreadablePlan("no order")
    quantity = record["quantity"]
    return WorkingOrder(
        None if record["id"] is None else OrderId(str(record["id"])),
        PositionKey(str(record["account"]), str(record["instrument"])),
        OrderAction(record["action"]),
        OrderType(record["type"]),
        None if quantity is None else _whole(quantity),
        _whole(record["filled"]),
        _decimal(record.get("limit")),
        _decimal(record.get("stop")),
    )


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise UnreadablePlan("not a list")
    return value


def _name(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise UnreadablePlan("a name is missing")
    return value


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
