"""The real program in a process of its own, with a hand on its stopwatch. Run by the other benchmarks.

    python -m tests.bench.panel shown ARGUMENTS            prints the moment at which positions were drawn, and leaves
    python -m tests.bench.panel watch SECONDS MS ARGUMENTS measures for so long once positions are there; MS is the
                                                           interval at which the stream is asked for P&L

ARGUMENTS are those of ctpanel. Nothing of the program is replaced but that interval.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ctpanel.cli import main as program
from ctpanel.ui import binding

if TYPE_CHECKING:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

#: In its first seconds the program asks every account once for what changes rarely; that is neither load nor rest.
WARM_UP_S = 15.0
PROBE_MS = 5


def main() -> int:
    """The program as its command line starts it, with the watcher right behind the Qt binding, which it loads first."""
    load = binding.load_binding
    mode, *arguments = sys.argv[1:]
    kept: list[object] = []

    def load_and_watch() -> None:
        load()
        kept.append(Stopwatch() if mode == "shown" else Watcher(float(arguments[0]), int(arguments[1])))

    binding.load_binding = load_and_watch
    return program(arguments if mode == "shown" else arguments[2:])


def _positions_window() -> Any:
    from PySide6.QtWidgets import QApplication

    for window in QApplication.topLevelWidgets():
        panes = getattr(window, "panes", None)
        if panes is not None and panes.positions.table.model().rowCount():
            return window
    return None


def _timer(every_ms: int, call: Callable[[], None]) -> tuple[QApplication, QTimer]:
    """Calls from now on, as long as what is returned lives. The program finds its application made."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    application, timer = QApplication(sys.argv[:1]), QTimer()
    timer.timeout.connect(call)
    timer.start(every_ms)
    return application, timer


class Stopwatch:
    """Prints the moment at which positions stand on the screen, and leaves."""

    def __init__(self) -> None:
        self._timer = _timer(2, self._look)

    def _look(self) -> None:
        window = _positions_window()
        # Before it is exposed nothing is painted, whatever is asked for.
        if window is None or not window.isVisible() or not window.windowHandle().isExposed():
            return
        window.repaint()
        window.panes.positions.table.viewport().repaint()
        print(time.monotonic(), flush=True)
        # The end of the program is not what is measured here.
        os._exit(0)


class Watcher:
    """Waits for positions, warms up, then counts CPU, news and the delay of the event loop."""

    def __init__(self, seconds: float, pnl_every_ms: int) -> None:
        import ctpanel.api.stream

        ctpanel.api.stream._PNL_INTERVAL_MS = pnl_every_ms  # type: ignore[misc]
        self._timer = _timer(100, self.look)
        self._seconds = seconds
        self._window: Any = None
        self._begun: float | None = None
        self._cpu = 0.0
        self._last = 0.0
        self._delays: list[float] = []
        self.events = 0
        self.updates = 0

    def look(self) -> None:
        now = time.monotonic()
        if self._window is None:
            self._window = _positions_window()
            self._seen = now
            if self._window is not None:
                self._window._session.listen(self._hear)
        elif self._begun is None:
            if now - self._seen > WARM_UP_S:
                self._begin(now)
        elif now - self._begun >= self._seconds:
            self._end(now)

    def _begin(self, now: float) -> None:
        from PySide6.QtCore import Qt, QTimer

        gc.collect()
        # From here on every look is counted with the program's own work.
        self._timer[1].setInterval(1000)
        self.events = self.updates = 0
        self._begun, self._cpu, self._last = now, time.process_time(), now
        self._probe = QTimer()
        self._probe.setTimerType(Qt.TimerType.PreciseTimer)
        self._probe.setInterval(PROBE_MS)
        self._probe.timeout.connect(self._measure)
        if os.environ.get("CTPANEL_BENCH_PROBE", "1") == "1":
            self._probe.start()

    def _hear(self, event: object) -> None:
        positions = getattr(event, "positions", None)
        if positions is not None:
            self.events += 1
            self.updates += len(positions.changed)

    def _measure(self) -> None:
        now = time.monotonic()
        late = max(0.0, now - self._last - PROBE_MS / 1000)
        self._last = now
        # A probe that comes 20 ms late stands for those that should have come meanwhile, each less late.
        while late >= 0.0:
            self._delays.append(late * 1000)
            late -= PROBE_MS / 1000
            if late <= 0.0:
                break

    def _end(self, now: float) -> None:
        assert self._begun is not None
        found = {
            "seconds": now - self._begun,
            "cpu_s": time.process_time() - self._cpu,
            "events": self.events,
            "updates": self.updates,
            "delays_ms": self._delays,
            "rss_mb": rss_mb(),
        }
        self._begun = now + 3600.0
        print(json.dumps(found), flush=True)
        os.kill(os.getpid(), signal.SIGTERM)


def rss_mb(pid: int | str = "self") -> float:
    """Resident memory of a process, in millions of bytes."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024 / 1e6
    raise LookupError("VmRSS")


if __name__ == "__main__":
    sys.exit(main())
