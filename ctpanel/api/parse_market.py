"""Quotes of one instrument."""

from __future__ import annotations

from collections.abc import Mapping

from ctpanel.api.values import Json, Unreadable, amount, layers, pick
from ctpanel.domain.instrument import InstrumentSpec
from ctpanel.domain.reads import Quote


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
