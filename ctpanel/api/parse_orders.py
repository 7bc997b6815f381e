"""Order rows into orders that can still fill."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from ctpanel.api.cleaning import is_name
from ctpanel.api.slices import ROWS, Sliced
from ctpanel.api.values import Json, Unreadable, amount, listing, pick, whole, word
from ctpanel.domain.ids import OrderId, PositionKey
from ctpanel.domain.order import OrderAction, OrderLife, OrderType, WorkingOrder, fold_name, order_life
from ctpanel.domain.reads import OrdersRead

_ACTIONS: Final = {fold_name(action.value): action for action in OrderAction}
_TYPES: Final = {fold_name(kind.value): kind for kind in OrderType} | {"stop": OrderType.STOP_MARKET}
_NO_LIMIT: Final = frozenset({OrderType.MARKET, OrderType.STOP_MARKET, OrderType.MIT, OrderType.UNKNOWN})
_NO_STOP: Final = frozenset({OrderType.MARKET, OrderType.LIMIT, OrderType.UNKNOWN})


def reading_orders(payload: Json, account: str | None = None) -> Sliced[OrdersRead]:
    """The read of any body that contains a list of orders. ``account`` is the one that was asked for.

    Orders that are done are left out, those of unknown state are kept. A row that comes twice is one order. Raises
    Unreadable when there is no list.
    """
    orders: dict[WorkingOrder, None] = {}
    unreadable = 0
    for number, row in enumerate(listing(payload, "orders"), 1):
        if number % ROWS == 0:
            yield
        try:
            order = order_from(row, account)
        except Unreadable:
            unreadable += 1
            continue
        if order.life is not OrderLife.DONE:
            orders[order] = None
    return OrdersRead(tuple(orders), account, unreadable)


def order_from(row: Json, account: str | None = None) -> WorkingOrder:
    """One order of whatever spelling, done or not. Raises Unreadable when it names no account or instrument.

    A row of an order that is done needs neither: it is not missed.
    """
    if not isinstance(row, Mapping):
        raise Unreadable("not a row")
    state = word(pick(row, "orderState", "order_state", "ordStatus", "state", "status")) or ""
    life = order_life(state)
    name, instrument = word(row.get("account")) or account or "", word(row.get("instrument")) or ""
    if life is not OrderLife.DONE:
        if not is_name(name) or not is_name(instrument):
            raise Unreadable("an order without a usable account or instrument")
        if account is not None and name.casefold() != account.casefold():
            raise Unreadable("an order of another account")
    kind = _TYPES.get(fold_name(word(pick(row, "orderType", "order_type", "type")) or ""), OrderType.UNKNOWN)
    action = _ACTIONS.get(fold_name(word(pick(row, "orderAction", "order_action", "action")) or ""))
    return WorkingOrder(
        id=_id(row),
        key=PositionKey(name, instrument),
        action=action or OrderAction.UNKNOWN,
        type=kind,
        quantity=_contracts(row.get("quantity")),
        filled=_contracts(row.get("filled")) or 0,
        limit_price=_price(pick(row, "limitPrice", "limit_price"), unused=kind in _NO_LIMIT),
        stop_price=_price(pick(row, "stopPrice", "stop_price"), unused=kind in _NO_STOP),
        state=state if is_name(state) else "",
        life=life,
        oco=_label(pick(row, "ocoId", "oco_id", "oco")),
        name=_label(row.get("name")),
        time_in_force=_label(pick(row, "timeInForce", "time_in_force")),
    )


def _id(row: Mapping[str, Json]) -> OrderId | None:
    text = word(pick(row, "orderId", "order_id")) or word(row.get("id"))
    return OrderId(text) if text is not None and is_name(text) else None


def _label(value: Json) -> str | None:
    text = word(value)
    return text if is_name(text) else None


def _contracts(value: Json) -> int | None:
    count = whole(value)
    return count if count is not None and count >= 0 else None


def _price(value: Json, *, unused: bool) -> Decimal | None:
    """NT8 lists zero for the price that an order's type does not use."""
    price = amount(value)
    return None if unused and not price else price
