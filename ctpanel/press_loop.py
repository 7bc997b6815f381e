"""The event loop of the program: Qt's, with turns of many calls and a fast lane for what a press starts."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextvars import Context
from typing import Any, Final

# The binding must be loaded before qasync, which takes the first one that it finds.
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

#: Many times what a request needs to reach its socket; whatever is left then waits for its turn like anything else.
_MOST_CALLS: Final = 200
#: After so many seconds a turn makes no further call: Qt has waited long enough.
_LONGEST_TURN_S: Final = 0.004


class PressLoop(QEventLoop):  # type: ignore[misc] # the library has no types
    """What is to be called soon is called in turns, as asyncio's own loops do it, and Qt has its turn in between.

    The loop below would start and end a timer of Qt for every single call, which costs more than most calls do.

    A request on its way to the socket needs several turns, and Qt may paint between them. Inside :meth:`at_once` calls
    are gathered instead and made at its end, one after the other and with nothing in between, until none is left: then
    everything that the block started waits for the network or for a time. No timer and no event of Qt is handled
    meanwhile, so this is not a loop inside the loop.
    """

    def __init__(self, application: QApplication) -> None:
        self._lane: deque[asyncio.Handle] | None = None
        self._soon: deque[asyncio.Handle] = deque()
        self._turn_is_due = False
        self._next_turn = QTimer(interval=0, singleShot=True)
        self._next_turn.timeout.connect(self._turn)
        super().__init__(application)

    def call_soon(self, callback: Callable[..., object], *args: Any, context: Context | None = None) -> asyncio.Handle:
        """As asyncio's; inside :meth:`at_once` the call is made at the end of the block."""
        handle = asyncio.Handle(callback, args, self, context=context)
        if self._lane is not None:
            self._lane.append(handle)
        else:
            self._soon.append(handle)
            self._ask_for_turn()
        return handle

    def close(self) -> None:
        """As asyncio's: what is still to be called is not called any more."""
        super().close()
        self._next_turn.stop()
        self._soon.clear()

    def _ask_for_turn(self) -> None:
        if not self._turn_is_due:
            self._turn_is_due = True
            self._next_turn.start()

    def _turn(self) -> None:
        """Call what is there now; what that calls soon has to wait for the next turn."""
        # First of all, so that calls are made even while one of them lets Qt work inside it.
        self._turn_is_due = False
        end = time.monotonic() + _LONGEST_TURN_S
        try:
            for _ in range(len(self._soon)):
                # A call that lets Qt work inside it may have left nothing for the rest of this turn.
                if not self._soon or time.monotonic() > end:
                    break
                _call(self._soon.popleft())
        finally:
            if self._soon:
                self._ask_for_turn()

    @contextlib.contextmanager
    def at_once(self) -> Iterator[None]:
        """What the block starts has gone as far as it can when this ends.

        Does nothing inside a task, which cannot be left for another one, and inside itself.
        """
        if self._lane is not None or asyncio.current_task(self) is not None:
            yield
            return
        lane = self._lane = deque()
        try:
            yield
            for _ in range(_MOST_CALLS):
                if not lane:
                    break
                _call(lane.popleft())
        finally:
            self._lane = None
            for handle in lane:
                self.call_soon(_call, handle)


def _call(handle: asyncio.Handle) -> None:
    if not handle.cancelled():
        handle._run()
