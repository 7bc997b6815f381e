"""Which event loop a test runs on: Qt's where a window takes part, asyncio's own elsewhere."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path

FOLDERS_WITH_WINDOWS = ("ui", "e2e")

LoopFactory = Callable[[], asyncio.AbstractEventLoop]


def qt_loop() -> asyncio.AbstractEventLoop:
    """Makes a loop on the application object of the run; makes that object when no test has done so yet."""
    from PySide6.QtWidgets import QApplication

    from ctpanel.press_loop import PressLoop

    application = QApplication.instance() or QApplication(["ctpanel-tests"])
    assert isinstance(application, QApplication)
    loop: asyncio.AbstractEventLoop = PressLoop(application)
    return loop


def factories_for(test_file: Path, tests_folder: Path) -> Mapping[str, LoopFactory]:
    """One factory for a test file, under the name that shows in the test's id."""
    with_windows = any(test_file.is_relative_to(tests_folder / name) for name in FOLDERS_WITH_WINDOWS)
    return {"qt": qt_loop} if with_windows else {"plain": asyncio.new_event_loop}
