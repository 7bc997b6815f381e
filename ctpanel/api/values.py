"""JSON into exact values. Numbers come from their digits, never through a binary float."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from typing import Any, Final, TypeAlias

import msgspec

Json: TypeAlias = Any
Row: TypeAlias = Mapping[str, Any]

_ZERO: Final = Decimal(0)
_ONE: Final = Decimal(1)

#: Beyond this many decimals a double carries noise, not price.
_STEP: Final = Decimal("0.00000001")
#: No price or balance needs more digits in front of the point; 1e999 is not a number here.
_MAX_DIGITS: Final = 15
#: A text this short has at most eight decimals.
_SURELY_SHORT: Final = 10
_MAX_NUMBER_TEXT: Final = 400


class Unreadable(ValueError):
    """The body does not say what it was asked for. The message is for the log and the notice's detail."""


def loads(body: bytes) -> Json:
    """The JSON value of a body; NaN and Infinity become None, other numbers ``int`` or ``Decimal``.

    Bytes that are not UTF-8 become a sign that no name may have, so that they spoil their own row only.

    Raises :class:`Unreadable` for anything that is not one complete JSON text of sane depth.
    """
    try:
        return json.loads(
            body.decode("utf-8-sig", "replace"),
            parse_float=_number,
            parse_int=_whole_number,
            parse_constant=lambda _: None,
        )
    except RecursionError:
        reason = "the answer is nested too deeply"
    except ValueError:
        reason = "the answer is not complete JSON"
    raise Unreadable(reason)


_ENCODER: Final = msgspec.json.Encoder(decimal_format="number")


def dumps(value: Json) -> bytes:
    """The JSON text of a request: a Decimal as a number with its own digits, names as they are."""
    return _ENCODER.encode(value)


def _number(digits: str) -> Decimal | None:
    try:
        return Decimal(digits) if len(digits) <= _MAX_NUMBER_TEXT else None
    except InvalidOperation:
        return None


def _whole_number(digits: str) -> int | Decimal | None:
    return int(digits) if len(digits) <= _MAX_DIGITS else _number(digits)


def tidy(value: Decimal | None) -> Decimal | None:
    """A price or amount without binary noise beyond eight decimals; None for NaN, infinite or absurdly large."""
    if value is None or not value.is_finite():
        return None
    text = str(value)
    # Asked for every figure of every frame, and nearly all are like this.
    if len(text) <= _SURELY_SHORT and value and "E" not in text:
        return value
    if not value:
        return _ZERO
    return None if value.adjusted() > _MAX_DIGITS else _without_noise(value)


def supplied(cash: Decimal | None, worth: Decimal | None) -> tuple[Decimal | None, Decimal | None]:
    """Cash and net liquidation as a provider supplies them: one that has only one of the two leaves the other at zero.

    The same for what is read and for what is streamed, or the figure would come and go.
    """
    return (None if not cash and worth else cash, None if not worth and cash else worth)


def _without_noise(value: Decimal) -> Decimal:
    rounded = value.quantize(_STEP, ROUND_HALF_EVEN).normalize()
    return rounded if "E" not in str(rounded) else rounded.quantize(_ONE if abs(rounded) >= 1 else _STEP)


def amount(value: Json) -> Decimal | None:
    """A price or amount from a number or a number as text; None for everything else."""
    if isinstance(value, str):
        value = _number(value.strip().replace("_", "x"))
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    return tidy(Decimal(value))


def whole(value: Json) -> int | None:
    """A number of contracts; None when it is missing, not a number or not whole."""
    if type(value) is int:
        return value
    exact = amount(value)
    if exact is None or exact != exact.to_integral_value():
        return None
    return int(exact)


def word(value: Json) -> str | None:
    """A text that is not blank; a number is taken for its digits, as ids of live brokers are."""
    if type(value) is int:
        return str(value)
    return value if isinstance(value, str) and value.strip() else None


def pick(row: Row, *names: str) -> Json:
    """The first of these keys that has a value."""
    for name in names:
        value = row.get(name)
        if value is not None:
            return value
    return None


def layers(payload: Json) -> Iterable[Json]:
    """The body itself, then what it wraps as ``data``."""
    yield payload
    if isinstance(payload, Mapping) and payload.get("data") is not None:
        yield payload["data"]


def listing(payload: Json, *keys: str) -> list[Json]:
    """The list that a list read must contain, bare or under one of these keys, at the top or inside ``data``.

    Raises :class:`Unreadable` when there is none, so that an odd body never looks like an empty list.
    """
    for layer in layers(payload):
        if isinstance(layer, list):
            return layer
        if isinstance(layer, Mapping):
            for key in keys:
                if isinstance(layer.get(key), list):
                    return list(layer[key])
    raise Unreadable(f"the answer has no list of {keys[0]}")
