"""Which event loop a test runs on: Qt's where a window takes part, asyncio's own elsewhere. Both are patient."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.helpers.patience import Patience, Peer

if sys.platform == "win32":
    from asyncio import ProactorEventLoop as PlainLoop
else:
    from asyncio import SelectorEventLoop as PlainLoop

FOLDERS_WITH_WINDOWS = ("ui", "e2e")

LoopFactory = Callable[[], asyncio.AbstractEventLoop]


class PatientLoop(PlainLoop):
    """asyncio's own loop, with time that waits for a slow machine."""

    def __init__(self) -> None:
        self.patience = Patience(self)
        super().__init__()

    def time(self) -> float:
        return self.patience.time()

    def run_forever(self) -> None:
        self.patience.begin()
        try:
            super().run_forever()
        finally:
            self.patience.rest()


def attend(peer: Peer) -> None:
    """Time on the running loop waits for this peer too, when it is a loop that can."""
    patience = getattr(asyncio.get_running_loop(), "patience", None)
    if patience is not None:
        patience.attend(peer)


def qt_loop() -> asyncio.AbstractEventLoop:
    """Makes the loop of tests with windows."""
    # Only now: other tests do not load Qt.
    from tests.helpers import qt_loop

    return qt_loop.make()


def factories_for(test_file: Path, tests_folder: Path) -> Mapping[str, LoopFactory]:
    """One factory for a test file, under the name that shows in the test's id."""
    with_windows = any(test_file.is_relative_to(tests_folder / name) for name in FOLDERS_WITH_WINDOWS)
    return {"qt": qt_loop} if with_windows else {"plain": PatientLoop}
