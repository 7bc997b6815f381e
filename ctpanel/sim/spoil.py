"""Answers made wrong: pure changes of a JSON body."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from ctpanel.sim.faults import Fault, Hits

_MONEY_KEYS = frozenset({
    "averagePrice", "marketPrice", "unrealizedProfitLoss", "realizedProfitLoss", "netLiquidation", "cashValue",
    "limitPrice", "stopPrice", "last", "bid", "ask",
})  # fmt: skip
_NAN: Mapping[str, Any] = {"literal": float("nan"), "text": "NaN", "null": None}


def spoil(body: Any, hits: Hits) -> Any:
    """The body with every fault of `hits` that changes values; others leave it alone."""
    for fault in hits.faults:
        change = _CHANGES.get(fault.kind)
        if change is not None:
            body = _everywhere(body, change, fault)
    return body


def encode(body: Any, hits: Hits) -> bytes:
    """JSON text, or what a fault makes of it."""
    if fault := hits.find("huge-body"):
        filler = "x" * (fault.megabytes * 1_000_000)
        return json.dumps({"success": True, "padding": filler}).encode()
    if hits.find("deep-json"):
        return b"[" * 100_000 + b"]" * 100_000
    text = json.dumps(body, separators=(",", ":")).encode()
    if hits.find("bad-json"):
        return text[:-1] + b",,}"
    return text


def _everywhere(value: Any, change: Callable[[dict[str, Any], Fault], dict[str, Any]], fault: Fault) -> Any:
    if isinstance(value, dict):
        return change({key: _everywhere(inner, change, fault) for key, inner in value.items()}, fault)
    if isinstance(value, list):
        return [_everywhere(inner, change, fault) for inner in value]
    return value


def _empty_lists(row: dict[str, Any], fault: Fault) -> dict[str, Any]:
    return {key: [] if isinstance(value, list) else value for key, value in row.items()}


def _wrong_instrument(row: dict[str, Any], fault: Fault) -> dict[str, Any]:
    return row | {"instrument": "ZN 12-25"} if "instrument" in row else row


def _no_account(row: dict[str, Any], fault: Fault) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != "account" or isinstance(value, dict)}


def _unknown_side(row: dict[str, Any], fault: Fault) -> dict[str, Any]:
    return row | {"marketPosition": "Sideways"} if "marketPosition" in row else row


def _text_numbers(row: dict[str, Any], fault: Fault) -> dict[str, Any]:
    return {
        key: str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value
        for key, value in row.items()
    }


def _snake_case(row: dict[str, Any], fault: Fault) -> dict[str, Any]:
    return {re.sub(r"(?<=[a-z])[A-Z]", lambda hit: "_" + hit[0].lower(), key): value for key, value in row.items()}


def _not_a_number(row: dict[str, Any], fault: Fault) -> dict[str, Any]:
    value = _NAN[fault.chosen_mode]
    return {key: value if key in _MONEY_KEYS else old for key, old in row.items()}


_CHANGES: Mapping[str, Callable[[dict[str, Any], Fault], dict[str, Any]]] = {
    "empty-list": _empty_lists,
    "wrong-instrument": _wrong_instrument,
    "no-account": _no_account,
    "unknown-side": _unknown_side,
    "text-numbers": _text_numbers,
    "snake-case": _snake_case,
    "nan": _not_a_number,
}
