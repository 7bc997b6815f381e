"""Faults to order: what can go wrong, how a specification is written, and which requests it hits."""

import math
import random
from collections.abc import Iterable, Mapping
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import Literal

from ctpanel.domain.record import record

Scope = Literal["call", "frame"]

CALL_KINDS: Mapping[str, str] = {
    "latency": "answer `seconds` later",
    "lost-request": "never executed; mode=drop cuts the connection, mode=hang keeps it silent",
    "lost-answer": "executed, then mode=drop cuts the connection or mode=hang keeps it silent",
    "delayed-execution": "accepted now, carried out `seconds` later",
    "status": "answer with `code`; when=before refuses unexecuted, when=after executes first",
    "ok-false": "HTTP 200 with success false, unexecuted",
    "html": "HTTP 200 with an HTML page, unexecuted",
    "redirect": "302 to the web site, unexecuted",
    "cut-json": "executed, the body ends early and the connection closes",
    "bad-json": "executed, the body is not JSON",
    "nan": "executed, prices and results are NaN; mode=literal, text or null",
    "empty-list": "the lists of the answer are empty",
    "wrong-instrument": "rows name another instrument",
    "no-account": "rows have no account",
    "unknown-side": "rows have a side that nobody knows",
    "text-numbers": "numbers come as text",
    "snake-case": "keys come in snake_case",
    "huge-body": "a body of `megabytes`",
    "deep-json": "a body nested 100,000 levels deep",
    "slow-drip": "the body takes `seconds` to arrive, byte by byte",
    "addon-away": "the add-on goes away for `seconds`, from this call on",
    "partial-fill": "market orders fill in two parts",
    "rejected-order": "orders are accepted, then rejected by the broker",
    "surviving-order": "one order outlives the flatten or cancel",
}
FRAME_KINDS: Mapping[str, str] = {
    "dropped-frames": "the frame is lost and leaves a gap in seq",
    "duplicate-frames": "the frame comes twice",
    "late-frames": "the frame comes after the next three",
    "garbled-frames": "the frame is not JSON",
    "frozen-socket": "no byte in or out for `seconds`, from this frame on",
}
KINDS: Mapping[str, str] = {**CALL_KINDS, **FRAME_KINDS}

_COMMANDS = frozenset({
    "ClosePosition", "Flatten", "FlattenEverything", "Reverse", "PlaceOrder", "Cancel", "CancelOrder",
    "CancelOrders", "CancelAllOrders", "Change", "CancelAndBracket",
})  # fmt: skip
_GROUPS: Mapping[str, frozenset[str]] = {
    "commands": _COMMANDS,
    "close": frozenset({"ClosePosition"}),
    "flatten": frozenset({"Flatten", "FlattenEverything"}),
    "cancel": frozenset({"Cancel", "CancelOrder", "CancelOrders", "CancelAllOrders"}),
    "bracket": frozenset({"CancelAndBracket"}),
    "positions": frozenset({"GetAllPositions", "ListPositions", "GetPosition"}),
    "orders": frozenset({"GetAllOrders", "ListOrders", "GetOrder", "GetOrderStatus"}),
    "accounts": frozenset({"ListAccounts", "GetAccount"}),
    "snapshot": frozenset({"GetAccountSummary"}),
    "quote": frozenset({"GetQuote"}),
}
_MODES: Mapping[str, tuple[str, ...]] = {
    "lost-request": ("drop", "hang"),
    "lost-answer": ("drop", "hang"),
    "nan": ("literal", "text", "null"),
}


class FaultError(ValueError):
    """A fault specification that cannot be understood; the text says what would be."""


@record
class Fault:
    """One kind of trouble and whom it hits.

    `target` is ``*``, a group such as ``close`` or ``reads``, an RPC name, a frame type, a path pattern
    (``/v1/api/*``) or a method with one (``POST /v1/api/*``). The stream's ``handshake`` is hit by that name alone.
    The first `after` matching calls are let through, then at most `count` are hit (None: all), each with
    `probability`. `transport` limits it to rest or ws.
    """

    kind: str
    target: str = "*"
    count: int | None = None
    probability: float = 1.0
    after: int = 0
    seconds: float = 1.0
    code: int = 503
    mode: str = ""
    when: str = "before"
    transport: str = ""
    megabytes: int = 5

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise FaultError(f"Unknown fault '{self.kind}'. Known faults: {', '.join(sorted(KINDS))}.")
        modes = _MODES.get(self.kind, ())
        if self.mode and self.mode not in modes:
            known = f"knows the modes {', '.join(modes)}" if modes else "has no modes"
            raise FaultError(f"'{self.mode}' is not understood: fault '{self.kind}' {known}.")
        if self.transport not in ("", "rest", "ws"):
            raise FaultError(f"'transport' is rest or ws, not '{self.transport}'.")
        if self.when not in ("before", "after"):
            raise FaultError(f"'when' is before or after, not '{self.when}'.")
        if not 0 <= self.probability <= 1:
            raise FaultError(f"A probability lies between 0 and 1, {self.probability} does not.")
        if not 200 <= self.code <= 599:
            raise FaultError(f"The status of an answer lies between 200 and 599, {self.code} does not.")
        if not math.isfinite(self.seconds) or min(self.seconds, self.after, self.count or 0, self.megabytes) < 0:
            raise FaultError("Counts, seconds and megabytes are finite and never negative.")

    @property
    def scope(self) -> Scope:
        return "frame" if self.kind in FRAME_KINDS else "call"

    @property
    def chosen_mode(self) -> str:
        """The mode asked for, or the first one that the kind knows."""
        return self.mode or _MODES.get(self.kind, ("",))[0]


@record
class Subject:
    """What a fault is matched against: a call, or a frame about to be sent (`api` is then its type)."""

    scope: Scope
    api: str
    method: str = ""
    path: str = ""
    transport: str = "rest"


_NUMBERS = {"count": int, "after": int, "code": int, "megabytes": int, "seconds": float, "p": float}
_TEXTS = ("mode", "when", "transport")


def parse_fault(spec: str) -> Fault:
    """Read ``name[:target][:key=value]...``; a bare status such as ``503`` means the fault ``status``.

    Keys: count, after, p (probability), seconds, code, mode, when, transport, megabytes. Raises FaultError.
    """
    name, *parts = spec.strip().split(":")
    fault = Fault("status", code=int(name)) if name.isdecimal() and name.isascii() else Fault(name)
    for place, part in enumerate(parts):
        key, equals, value = part.partition("=")
        if not equals and place == 0:
            fault = replace(fault, target=part)
        elif key in _TEXTS:
            fault = replace(fault, **{key: value})  # type: ignore[arg-type]  # _TEXTS are str
        elif key in _NUMBERS:
            fault = _with_number(fault, key, value, spec)
        else:
            known = ", ".join([*_NUMBERS, *_TEXTS])
            raise FaultError(f"'{part}' in fault '{spec}' is not understood. Known keys: {known}.")
    return fault


def _with_number(fault: Fault, key: str, value: str, spec: str) -> Fault:
    try:
        number = _NUMBERS[key](value)
    except ValueError:
        raise FaultError(f"'{key}={value}' in fault '{spec}' needs a number.") from None
    return replace(fault, **{"probability" if key == "p" else key: number})


@record
class Hits:
    """The faults that one call or frame meets, in the order in which they were set."""

    faults: tuple[Fault, ...] = ()

    def find(self, *kinds: str) -> Fault | None:
        return next((fault for fault in self.faults if fault.kind in kinds), None)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(fault.kind for fault in self.faults)


class FaultPlan:
    """Armed faults with their counters; its dice are seeded, so a run repeats."""

    def __init__(self, seed: int, faults: Iterable[Fault] = ()) -> None:
        self._rng = random.Random(f"{seed}/faults")
        self._armed: list[_Armed] = [_Armed(fault) for fault in faults]

    def set(self, faults: Iterable[Fault]) -> None:
        """Arm these instead of what was armed before."""
        self._armed = [_Armed(fault) for fault in faults]

    def take(self, subject: Subject) -> Hits:
        """Which faults hit this one; uses up their counts."""
        return Hits(tuple(armed.fault for armed in self._armed if armed.takes(subject, self._rng)))


class _Armed:
    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        self._to_skip = fault.after
        self._left = fault.count

    def takes(self, subject: Subject, rng: random.Random) -> bool:
        if not _matches(self.fault, subject) or self._left == 0:
            return False
        if self._to_skip:
            self._to_skip -= 1
            return False
        if self.fault.probability < 1 and rng.random() >= self.fault.probability:
            return False
        if self._left is not None:
            self._left -= 1
        return True


def _matches(fault: Fault, subject: Subject) -> bool:
    if fault.scope != subject.scope or fault.transport not in ("", subject.transport):
        return False
    target = fault.target
    if subject.api == "Handshake":
        return target.casefold() == "handshake"
    if target in ("*", "", "stream"):
        return True
    if target == "reads":
        return subject.scope == "call" and subject.api not in _COMMANDS
    if target in _GROUPS:
        return subject.api in _GROUPS[target]
    if "/" in target:
        return fnmatchcase(subject.path, target) or fnmatchcase(f"{subject.method} {subject.path}", target)
    return subject.api.casefold() == target.casefold()
