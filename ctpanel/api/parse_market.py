"""Quotes, and the reply to a close."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ctpanel.api.cleaning import Cleaner
from ctpanel.api.parse_positions import position_of, row_from
from ctpanel.api.values import Json, Unreadable, amount, layers, pick
from ctpanel.domain.instrument import InstrumentSpec
from ctpanel.domain.position import Position
from ctpanel.domain.reads import CloseReply, Quote
from ctpanel.domain.requests import CloseRequest

#: Enough of an answer for the journal and a case file.
_RAW_CHARS: Final = 4000


def quote_from(payload: Json, asked: str) -> Quote:
    """The quote of one instrument, flat or in a list. Raises Unreadable without a tick size and point value."""
    for layer in layers(payload):
        rows = layer if isinstance(layer, list) else [layer]
        if isinstance(layer, Mapping) and isinstance(layer.get("quotes"), list):
            rows = layer["quotes"]
        for row in rows:
            quote = _quote(row, asked) if isinstance(row, Mapping) else None
            if quote is not None:
                return quote
    raise Unreadable("the answer has no quote with a tick size and a point value")


def _quote(row: Mapping[str, Json], asked: str) -> Quote | None:
    tick, point = amount(pick(row, "tickSize", "tick_size")), amount(pick(row, "pointValue", "point_value"))
    named = row.get("instrument")
    if not tick or not point or tick < 0 or point < 0 or (isinstance(named, str) and named != asked):
        return None
    is_open = pick(row, "isMarketOpen", "is_market_open")
    return Quote(
        InstrumentSpec(asked, tick, point),
        last=amount(row.get("last")),
        bid=amount(row.get("bid")),
        ask=amount(row.get("ask")),
        market_open=is_open if isinstance(is_open, bool) else None,
    )


def close_reply_from(payload: Json, request: CloseRequest, cleaner: Cleaner, raw: bytes) -> CloseReply:
    """What the service says about a close that it accepted. Nothing in the rows can turn that into a failure."""
    rows: list[Position] = []
    other: str | None = None
    warning: str | None = None
    for layer in layers(payload):
        if not isinstance(layer, Mapping):
            continue
        if warning is None and isinstance(layer.get("warning"), str):
            warning = cleaner.shown(layer["warning"])
        listed = pick(layer, "closedPositions", "closed_positions")
        for value in listed if isinstance(listed, list) else ():
            position = _closed_row(value, request)
            if position is not None:
                rows.append(position)
                if not position.key.same_as(request.account, request.instrument):
                    other = other or cleaner.shown(f"{position.key.account} / {position.key.instrument}")
    return CloseReply(tuple(rows), other, warning, cleaner.shown(raw.decode("utf-8", "replace"), _RAW_CHARS))


def _closed_row(value: Json, request: CloseRequest) -> Position | None:
    row = row_from(value)
    if row is None:
        return None
    row.account = row.account or request.account
    try:
        return position_of(row)
    except Unreadable:
        return None
