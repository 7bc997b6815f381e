"""Process start to a window with demo positions, against a process that shows an empty window with a table view."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable

from tests.bench.processes import CHECKOUT, module, output_of
from tests.bench.report import Figure, at_most, emit

ROUNDS = 9


def _empty() -> float:
    begin = time.monotonic()
    shown = output_of([sys.executable, "-P", str(CHECKOUT / "tests" / "bench" / "startup_empty.py")])
    return float(shown) - begin


def _panel() -> float:
    with tempfile.TemporaryDirectory(prefix="ctpanel-bench-") as folder:
        begin = time.monotonic()
        shown = output_of(module("tests.bench.panel", "shown", "--demo", "--state-dir", folder))
        return float(shown.splitlines()[-1]) - begin


def measure(rounds: int = ROUNDS) -> list[Figure]:
    """In turns, so that whatever else the machine does hits both; medians."""
    runs: dict[Callable[[], float], list[float]] = {_empty: [], _panel: []}
    for number in range(rounds + 1):
        for run, times in runs.items():
            took = run()
            if number:  # the first fills the caches of files and byte code
                times.append(took)
    empty, panel = statistics.median(runs[_empty]), statistics.median(runs[_panel])
    notes = {"panel_s": panel, "empty_s": empty, "best_ratio": min(runs[_panel]) / min(runs[_empty])}
    return [at_most("start to window with demo positions, ÷ empty window", panel / empty, "×", 3, **notes)]


if __name__ == "__main__":
    emit(measure())
