"""Every request as one value, for HTTP and for the stream's RPC. Paths that could mean something else are refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final
from urllib.parse import quote

from ctpanel.api.cleaning import is_name
from ctpanel.api.reply import Call, JsonScalar
from ctpanel.domain.bulk_requests import (
    BracketRequest,
    CancelAccountOrdersRequest,
    CancelInstrumentOrdersRequest,
    CancelOrderRequest,
    FlattenAccountRequest,
    FlattenInstrumentRequest,
    ReverseRequest,
)
from ctpanel.domain.faults import Effect, FaultKind, ServiceFault
from ctpanel.domain.position import Side
from ctpanel.domain.requests import CloseRequest

_NOTHING: Final[Mapping[str, JsonScalar]] = MappingProxyType({})
_SEPARATOR: Final = re.compile(r"[/\\]")


def account_path(account: str) -> str:
    """``/accounts/<name>`` with nothing in the name left to interpret.

    Raises ServiceFault (client, not sent) for a blank name, one with control characters, and one with a ``.`` or
    ``..`` part: a path like ``/accounts/../positions/flatten`` would be shortened on its way and mean every account.
    """
    if not is_name(account) or any(part.strip() in (".", "..") for part in _SEPARATOR.split(account)):
        raise ServiceFault(FaultKind.CLIENT, Effect.NOT_SENT, "this account name cannot stand in an address")
    return f"/accounts/{quote(account, safe='')}"


def list_accounts() -> Call:
    """All accounts."""
    return Call("GET", "/accounts", "ListAccounts")


def get_account(account: str) -> Call:
    """One account with its balances."""
    return Call("GET", account_path(account), "GetAccount", {"account": account})


def get_book() -> Call:
    """All accounts with their positions, in one call."""
    return Call("GET", "/accounts/snapshot", "GetAccountSummary")


def list_positions(account: str | None) -> Call:
    """Positions of one account, or of all."""
    if account is None:
        return Call("GET", "/positions", "GetAllPositions")
    return Call("GET", f"{account_path(account)}/positions", "ListPositions", {"account": account})


def list_orders(account: str | None) -> Call:
    """Working orders of one account, or of all."""
    if account is None:
        return Call("GET", "/orders", "GetAllOrders", {"activeOnly": True}, query="activeOnly=true")
    path = f"{account_path(account)}/orders"
    return Call("GET", path, "ListOrders", {"account": account, "activeOnly": True}, query="activeOnly=true")


def get_quote(instrument: str) -> Call:
    """Measures and prices of one instrument. A comma would ask for several."""
    if not is_name(instrument) or "," in instrument:
        raise ServiceFault(FaultKind.CLIENT, Effect.NOT_SENT, "this is not the name of one instrument")
    return Call(
        "GET", "/market/quote", "GetQuote", {"instrument": instrument}, query=f"instrument={quote(instrument, safe='')}"
    )


def get_watermarks(account: str) -> Call:
    """The service's own highs of one account."""
    return Call("GET", f"{account_path(account)}/watermarks", "GetWatermarks", {"account": account})


def close_position(request: CloseRequest) -> Call:
    """Close one position, wholly or in part."""
    body: dict[str, JsonScalar] = {**request.body(), **_instrument(request.instrument)}
    return _change(request.account, "positions/close", "ClosePosition", body)


def cancel_order(request: CancelOrderRequest) -> Call:
    """Cancel one order; its id cannot be mistaken for another part of the path."""
    order_id = {"orderId": request.order_id}
    return _change(request.account, f"orders/{request.order_id}/cancel", "Cancel", {}, order_id)


def cancel_orders(request: CancelInstrumentOrdersRequest | CancelAccountOrdersRequest) -> Call:
    """Cancel the working orders of an instrument, or of an account when that is what was asked for."""
    if isinstance(request, CancelInstrumentOrdersRequest):
        return _change(request.account, "orders/cancel", "CancelOrders", _instrument(request.instrument))
    return _change(request.account, "orders/cancel", "CancelOrders", {})


def flatten(request: FlattenInstrumentRequest | FlattenAccountRequest) -> Call:
    """Flatten an instrument, or an account when that is what was asked for."""
    if isinstance(request, FlattenInstrumentRequest):
        return _change(request.account, "positions/flatten", "Flatten", _instrument(request.instrument))
    return _change(request.account, "positions/flatten", "Flatten", {})


def cancel_and_bracket(request: BracketRequest) -> Call:
    """New protection in place of all working orders; ``action`` is the side of the position, not of the new orders."""
    body: dict[str, JsonScalar] = {
        **_instrument(request.instrument),
        "action": "BUY" if request.protects is Side.LONG else "SELL",
        "quantity": request.contracts,
    }
    if request.stop is not None:
        body["stopLoss"] = request.stop
    if request.target is not None:
        body["takeProfit"] = request.target
    return _change(request.account, "orders/cancel_and_bracket", "CancelAndBracket", body)


def reverse(request: ReverseRequest) -> Call:
    """Turn a position over."""
    return _change(request.account, "positions/reverse", "Reverse", _instrument(request.instrument))


def _instrument(name: str) -> dict[str, JsonScalar]:
    """The filter by instrument. Without it these calls would mean the whole account, so it is never left to chance."""
    if not is_name(name):
        raise ServiceFault(FaultKind.CLIENT, Effect.NOT_SENT, "this is not the name of one instrument")
    return {"instrument": name}


def _change(
    account: str, path: str, api: str, body: dict[str, JsonScalar], more_args: Mapping[str, JsonScalar] = _NOTHING
) -> Call:
    args = {"account": account, **more_args, **body}
    return Call("POST", f"{account_path(account)}/{path}", api, args, body=body, mutating=True)
