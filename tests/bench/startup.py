"""Process start to a window with demo positions, against a process that shows an empty window with a table view."""

from __future__ import annotations

import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable

from tests.bench.processes import CHECKOUT, module, output_of
from tests.bench.report import Figure, at_most, emit

ROUNDS = 15


def _spent() -> float:
    """CPU seconds of all processes that have ended so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


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
    """In turns, and each against the one right before it: a machine that slows down for seconds slows down both."""
    runs: dict[Callable[[], float], list[float]] = {_empty: [], _panel: []}
    cpu: dict[Callable[[], float], list[float]] = {_empty: [], _panel: []}
    for number in range(rounds + 1):
        for run in runs:
            before = _spent()
            took = run()
            if number:  # the first fills the caches of files and byte code
                runs[run].append(took)
                cpu[run].append(_spent() - before)
    empty, panel = statistics.median(runs[_empty]), statistics.median(runs[_panel])
    ratio = statistics.median(one / other for one, other in zip(runs[_panel], runs[_empty], strict=True))
    notes = {"panel_s": panel, "empty_s": empty, "best_ratio": min(runs[_panel]) / min(runs[_empty])}
    notes["ratio_of_medians"] = panel / empty
    notes["cpu_ratio"] = statistics.median(cpu[_panel]) / statistics.median(cpu[_empty])
    return [at_most("start to window with demo positions, ÷ empty window", ratio, "×", 3, **notes)]


if __name__ == "__main__":
    emit(measure())
