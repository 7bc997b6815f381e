"""Every request as one value, for HTTP and for the stream's RPC. Paths that could mean something else are refused."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from ctpanel.api.cleaning import is_name
from ctpanel.api.reply import Call
from ctpanel.domain.faults import Effect, FaultKind, ServiceFault
from ctpanel.domain.requests import CloseRequest

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
    return Call(
        "POST",
        f"{account_path(request.account)}/positions/close",
        "ClosePosition",
        {"account": request.account, **request.body()},
        body=dict(request.body()),
        mutating=True,
    )
