"""The event loop of the program: Qt's, with a fast lane for what a press starts."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable, Iterator
from contextvars import Context
from typing import Any, Final

# The binding must be loaded before qasync, which takes the first one that it finds.
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

#: Many times what a request needs to reach its socket; whatever is left then waits for its turn like anything else.
_MOST_CALLS: Final = 200


class PressLoop(QEventLoop):  # type: ignore[misc] # the library has no types
    """Between two calls of an ordinary loop Qt paints, and a request on its way to the socket makes several calls.

    Inside :meth:`at_once` calls are gathered instead and made at its end, one after the other and with nothing in
    between, until none is left: then everything that the block started waits for the network or for a time. No timer
    and no event of Qt is handled meanwhile, so this is not a loop inside the loop.
    """

    def __init__(self, application: QApplication) -> None:
        self._lane: deque[asyncio.Handle] | None = None
        super().__init__(application)

    def call_soon(self, callback: Callable[..., object], *args: Any, context: Context | None = None) -> asyncio.Handle:
        """As asyncio's; inside :meth:`at_once` the call is made at the end of the block."""
        if self._lane is None:
            handle: asyncio.Handle = super().call_soon(callback, *args, context=context)
            return handle
        handle = asyncio.Handle(callback, args, self, context=context)
        self._lane.append(handle)
        return handle

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
