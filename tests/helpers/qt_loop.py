"""Qt's event loop for tests, with time that waits for a slow machine. Qt's own timers do not."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QApplication

from ctpanel.press_loop import PressLoop
from tests.helpers.patience import Patience

#: Timers of Qt count whole milliseconds.
_NEAR_S = 0.0005


class PatientQtLoop(PressLoop):
    """The loop of the program, on the application object of the run."""

    def __init__(self, application: QApplication) -> None:
        self.patience = Patience(self)
        super().__init__(application)

    def time(self) -> float:
        return self.patience.time()

    def run_forever(self) -> Any:
        self.patience.begin()
        try:
            return super().run_forever()
        finally:
            self.patience.rest()

    def call_later(
        self, delay: float, callback: Callable[..., object], *args: Any, context: Any = None
    ) -> asyncio.Handle:
        """As the base, but a timer of Qt that is early by this loop's time is set once more."""
        handle = asyncio.Handle(callback, args, self, context=context)
        if delay <= 0:
            self._add_callback(handle)
            return handle
        due = self.time() + delay

        def ring() -> None:
            if handle.cancelled():
                return
            left = due - self.time()
            if left > _NEAR_S:
                self._add_callback(asyncio.Handle(ring, (), self), max(left, 0.001))
            else:
                handle._run()

        self._add_callback(asyncio.Handle(ring, (), self), delay)
        return handle


def make() -> asyncio.AbstractEventLoop:
    """A loop on the application object of the run; makes that object when no test has done so yet."""
    application = QApplication.instance() or QApplication(["ctpanel-tests"])
    assert isinstance(application, QApplication)
    loop: asyncio.AbstractEventLoop = PatientQtLoop(application)
    return loop
