"""From a request to the one call that sends it, and to the record of it."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import fields
from decimal import Decimal
from enum import Enum
from typing import Final

from ctpanel.domain.bulk_requests import (
    BracketRequest,
    CancelAccountOrdersRequest,
    CancelInstrumentOrdersRequest,
    CancelOrderRequest,
    CommandReply,
    FlattenAccountRequest,
    FlattenInstrumentRequest,
)
from ctpanel.domain.plan import Request
from ctpanel.domain.record import record
from ctpanel.domain.requests import CloseRequest
from ctpanel.session.ports import Commander


@record
class Accepted:
    """The service took a request. ``names_other`` and ``remark`` are worth telling; neither turns it into a failure."""

    raw: str
    names_other: str | None = None
    remark: str = ""


async def send(commander: Commander, request: Request) -> Accepted:
    """Send it at once and exactly once. Raises ServiceFault."""
    if isinstance(request, CloseRequest):
        closed = await commander.close_position(request)
        return Accepted(closed.raw, closed.names_other, closed.warning or "")
    reply = await _way(commander, request)
    failed = ", ".join(reply.failed_ids)
    remark = f"could not cancel {failed}" if failed else reply.warning or ""
    return Accepted(reply.raw, reply.names_other, remark)


def _way(commander: Commander, request: Request) -> Awaitable[CommandReply]:
    if isinstance(request, CancelOrderRequest):
        return commander.cancel_order(request)
    if isinstance(request, CancelInstrumentOrdersRequest | CancelAccountOrdersRequest):
        return commander.cancel_orders(request)
    if isinstance(request, FlattenInstrumentRequest | FlattenAccountRequest):
        return commander.flatten(request)
    if isinstance(request, BracketRequest):
        return commander.cancel_and_bracket(request)
    if isinstance(request, CloseRequest):
        raise TypeError("a close has a way of its own")
    return commander.reverse(request)


_CALLS: Final = {
    "CancelOrderRequest": "Cancel",
    "CancelInstrumentOrdersRequest": "CancelOrders",
    "CancelAccountOrdersRequest": "CancelOrders",
    "FlattenInstrumentRequest": "Flatten",
    "FlattenAccountRequest": "Flatten",
    "BracketRequest": "CancelAndBracket",
    "ReverseRequest": "Reverse",
}


def request_record(request: Request) -> dict[str, object]:
    """The request as the journal keeps it: the service's name of the call, the account, and what it says beside."""
    if isinstance(request, CloseRequest):
        return {"call": "ClosePosition", "account": request.account, "body": request.body()}
    said = {each.name: _plain(getattr(request, each.name)) for each in fields(request) if each.name != "account"}
    return {"call": _CALLS[type(request).__name__], "account": request.account, "body": said}


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    return str(value) if isinstance(value, Decimal) else value
