"""Which trouble a close meets in the soak: one kind for the command, and sometimes one for the reads that follow."""

from __future__ import annotations

import random
from dataclasses import dataclass

#: What may befall the command itself. ``kill`` ends the program while the close is on its way.
COMMAND = (
    "none",
    "latency:close:seconds=0.05",
    "lost-request:close",
    "lost-request:close:mode=hang",
    "lost-answer:close",
    "lost-answer:close:mode=hang",
    "delayed-execution:close:seconds=3",
    "delayed-execution:close:seconds=14",
    "lost-answer:close+delayed-execution:close:seconds=12",
    "400:close",
    "401:close",
    "403:close",
    "404:close",
    "408:close",
    "408:close:when=after",
    "429:close",
    "500:close",
    "500:close:when=after",
    "502:close",
    "503:close:when=after",
    "504:close:when=after",
    "ok-false:close",
    "html:close",
    "redirect:close",
    "cut-json:close",
    "bad-json:close",
    "nan:close",
    "empty-list:close",
    "wrong-instrument:close",
    "no-account:close",
    "text-numbers:close",
    "snake-case:close",
    "deep-json:close",
    "huge-body:close",
    "slow-drip:close:seconds=9",
    "addon-away:close:seconds=4",
    "addon-away:close:seconds=40",
    "partial-fill:close",
    "rejected-order:close",
    "surviving-order:close",
    "partial-fill:close+lost-answer:close",
    "surviving-order:close+lost-answer:close",
    "kill",
    "kill+latency:close:seconds=0.05",
    "kill+lost-answer:close",
)
#: What may befall the reads. A service that misses a position once can be seen through; again and again it cannot.
READS = (
    "latency:reads:seconds=0.02:p=0.5",
    "lost-answer:reads:p=0.4",
    "lost-request:reads:mode=hang:count=1",
    "500:reads:p=0.4",
    "408:reads:p=0.4",
    "429:reads:p=0.4",
    "html:reads:p=0.4",
    "cut-json:reads:p=0.4",
    "bad-json:reads:p=0.4",
    "nan:reads",
    "text-numbers:reads:p=0.5",
    "snake-case:reads:p=0.5",
    "no-account:reads:p=0.5",
    "unknown-side:reads:p=0.3",
    "empty-list:ListPositions:count=1",
    "empty-list:ListOrders:count=1",
    "wrong-instrument:ListPositions:count=1",
    "500:orders",
    "500:accounts:count=2",
)


@dataclass(frozen=True, slots=True)
class Mix:
    """The faults of one close; ``name`` is what befalls the command."""

    name: str
    faults: tuple[str, ...]
    kill: bool


def draw(dice: random.Random) -> Mix:
    """The next mix."""
    name = dice.choice(COMMAND)
    parts = name.split("+")
    faults = [part for part in parts if part not in ("none", "kill")]
    if dice.random() < 0.35:
        faults.append(dice.choice(READS))
    return Mix(name, tuple(faults), "kill" in parts)
