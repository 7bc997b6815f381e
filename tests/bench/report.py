"""What a benchmark says: one JSON line per figure, with its target and its baseline beside it."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure. ``met`` is None where there is no target; ``notes`` holds baselines and side figures."""

    what: str
    value: float
    unit: str
    target: str = ""
    met: bool | None = None
    notes: dict[str, float | str] = field(default_factory=dict)


def at_most(what: str, value: float, unit: str, limit: float, **notes: float | str) -> Figure:
    """A figure that must not exceed its limit."""
    return Figure(what, value, unit, f"≤ {limit:g} {unit}".strip(), value <= limit, notes)


def at_least(what: str, value: float, unit: str, limit: float, **notes: float | str) -> Figure:
    """A figure that must reach its limit."""
    return Figure(what, value, unit, f"≥ {limit:g} {unit}".strip(), value >= limit, notes)


def emit(figures: Iterable[Figure]) -> None:
    """One line for each, on standard output."""
    for figure in figures:
        rounded = {name: _short(value) for name, value in figure.notes.items()}
        line = {**asdict(figure), "value": _short(figure.value), "notes": rounded}
        print(json.dumps(line, ensure_ascii=False), flush=True)


def table(figures: Sequence[Figure]) -> str:
    """The same for people: the figure, its target beside it, and what it was compared with."""
    rows = [("figure", "measured", "target", "", "beside it")]
    for figure in figures:
        verdict = {True: "met", False: "MISSED", None: ""}[figure.met]
        notes = ", ".join(f"{name} {_short(value)}" for name, value in figure.notes.items())
        rows.append((figure.what, f"{_short(figure.value)} {figure.unit}".strip(), figure.target, verdict, notes))
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return "\n".join(
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[4]]).rstrip()
        for row in rows
    )


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of all values does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def read_lines(text: str) -> list[Figure]:
    """The figures among the lines that a benchmark printed."""
    return [Figure(**json.loads(line)) for line in text.splitlines() if line.startswith('{"what"')]


def say(text: str) -> None:
    """For whoever waits; never mixed with the figures."""
    print(text, file=sys.stderr, flush=True)


def _short(value: float | str) -> float | str:
    return value if isinstance(value, str) else float(f"{value:.3g}") if abs(value) < 1000 else round(value)
