"""The press on the button of the close dialog to the first and the last bytes of the request, with the whole program.

The window paints, the stream runs, the journal writes; the service with its stopwatch is a process of its own.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
import sys
import tempfile
import time
from pathlib import Path
from typing import IO

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from ctpanel.app import Run
from ctpanel.errors import ErrorReporter
from ctpanel.press_loop import PressLoop
from ctpanel.ui.theme.apply import Theme
from ctpanel.wiring.launch import Launch
from ctpanel.wiring.outside import Outside
from tests.bench.processes import TOKEN, module, running
from tests.bench.report import Figure, at_most, emit, percentile, say
from tests.bench.watched import with_stream
from tests.e2e.desk import Board, CloseDialog, click, until
from tests.session.rig import MemoryVault

CLOSES = int(os.environ.get("CTPANEL_BENCH_PRESSES", "80"))
WARM_UP = 3


async def one_close(dialog: CloseDialog, lines: IO[str]) -> float:
    """Milliseconds from the release of the mouse button to the request's bytes."""
    dialog.type_contracts(1)
    # As a person reads; a press sooner than half a second after a change of the button counts for nothing.
    await asyncio.sleep(0.7)
    await until(dialog.send.isEnabled, "a button to press")
    pressed: list[float] = []

    def press() -> None:
        pressed.append(time.monotonic())
        click(dialog.send)

    # As the window system delivers it: outside of any task.
    QTimer.singleShot(0, press)
    await until(lambda: not dialog.says("Outcome").startswith("VERIFIED"), "the press")
    await until(lambda: dialog.says("Outcome").startswith("VERIFIED"), "the outcome", 20.0)
    return (float(lines.readline()) - pressed[0]) * 1000


async def closes(run: Run, lines: IO[str]) -> list[float]:
    """So many presses in one dialog, each seen through."""
    living = asyncio.create_task(run.live())
    await until(lambda: run.window is not None and run.window.isVisible(), "a window")
    assert run.window is not None
    board = Board(run.window)
    await until(lambda: any("MES 12-25" in row for row in board.rows()), "the row")
    await asyncio.sleep(1.0)
    dialog = board.open_close()
    found = [await one_close(dialog, lines) for _ in range(WARM_UP + CLOSES)]
    run.end()
    await living
    return found[WARM_UP:]


def commits(folder: Path) -> list[float]:
    """Milliseconds of one durable row each, by the bare database on the same disk: what cannot be undercut."""
    connection = sqlite3.connect(folder / "bare.sqlite3", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE rows (text)")
    found = []
    for _ in range(100):
        begin = time.monotonic()
        connection.execute("INSERT INTO rows VALUES (?)", ("x" * 1000,))
        found.append((time.monotonic() - begin) * 1000)
        time.sleep(0.01)
    connection.close()
    return found


def measure() -> list[Figure]:
    """One program, one service."""
    application = QApplication(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    reporter = ErrorReporter()
    with (
        running(module("tests.bench.service", "single", str(CLOSES + WARM_UP + 20))) as lines,
        tempfile.TemporaryDirectory(prefix="ctpanel-bench-") as folder,
    ):
        base_url, stream_url = lines.readline().split()
        with_stream(Path(folder))
        launch = Launch(base_url=base_url, stream_url=stream_url, state_dir=Path(folder), log_level="ERROR")
        outside = Outside({"XTRADE_TOKEN": TOKEN}, vault=lambda disk: MemoryVault())
        with PressLoop(application) as loop:
            run = Run(launch, Theme(application), reporter, outside)
            pressed: list[float] = loop.run_until_complete(closes(run, lines))
        bare = commits(Path(folder))
    say(f"{len(pressed)} presses")
    return [
        at_most(
            "press in the window to request bytes, median",
            percentile(pressed, 0.5),
            "ms",
            5,
            least_ms=min(pressed),
            bare_commit_ms=percentile(bare, 0.5),
            load=os.getloadavg()[0],
        ),
        at_most(
            "press in the window to request bytes, 99th percentile",
            percentile(pressed, 0.99),
            "ms",
            15,
            p90_ms=percentile(pressed, 0.9),
            worst_ms=max(pressed),
            bare_commit_ms=percentile(bare, 0.99),
        ),
    ]


if __name__ == "__main__":
    emit(measure())
