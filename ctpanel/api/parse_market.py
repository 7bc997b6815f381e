"""The measures of an instrument, which stand in its quote."""

from __future__ import annotations

from collections.abc import Mapping

from ctpanel.api.values import Json, Unreadable, amount, layers, pick
from ctpanel.domain.instrument import InstrumentSpec


def spec_from(payload: Json, asked: str) -> InstrumentSpec:
    """The measures in the quote of one instrument, flat or in a list. Raises Unreadable without both."""
    for layer in layers(payload):
        rows = layer if isinstance(layer, list) else [layer]
        if isinstance(layer, Mapping) and isinstance(layer.get("quotes"), list):
            rows = layer["quotes"]
        for row in rows:
            spec = _spec(row, asked) if isinstance(row, Mapping) else None
            if spec is not None:
                return spec
    raise Unreadable("the answer has no quote with a tick size and a point value")


def _spec(row: Mapping[str, Json], asked: str) -> InstrumentSpec | None:
    tick, point = amount(pick(row, "tickSize", "tick_size")), amount(pick(row, "pointValue", "point_value"))
    named = row.get("instrument")
    if not tick or not point or tick < 0 or point < 0 or (isinstance(named, str) and named != asked):
        return None
    return InstrumentSpec(asked, tick, point)
