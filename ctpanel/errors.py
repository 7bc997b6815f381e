"""Exceptions that nobody caught: from slots, paint events, tasks, threads and Qt itself, all to one reporter."""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import Any

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_LOG = logging.getLogger("ctpanel.errors")
_QT_LOG = logging.getLogger("qt")
#: Counts at which a fault that comes again is worth another word.
_TOLD_AT = (1, 10, 100, 1000, 10000)
_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
#: Said by the platform without a screen, which has no window manager to talk to; it means nothing there.
_QT_HARMLESS = frozenset({"This plugin does not support propagateSizeHints()", "This plugin does not support raise()"})


class ErrorReporter:
    """Logs every lost exception with its trace, and tells ``shown`` about each distinct one.

    A faulty paint event fires on every repaint: the trace is logged once per distinct place, later ones are counted.
    ``shown`` gets a short name of the fault, where it was, and how often it came. It is called on the thread that
    reports, whichever that is.
    """

    def __init__(self) -> None:
        self.shown: Callable[[str, str, int], None] | None = None
        self._counts: dict[str, int] = {}
        # Reentrant: a finalizer may report in the middle of a report.
        self._counting = threading.RLock()

    def report(self, where: str, error: BaseException) -> None:
        """Take one lost exception, on any thread. Never raises: a reporter that fails has nobody to report to."""
        try:
            self._take(where, error)
        except Exception:  # noqa: BLE001 - whatever it is, it is logged
            _LOG.exception("a lost exception in %s could not be told", where)

    def _take(self, where: str, error: BaseException) -> None:
        identity = f"{type(error).__name__} in {_place(error)}"
        with self._counting:
            count = self._counts[identity] = self._counts.get(identity, 0) + 1
        if count == 1:
            _LOG.error("lost exception in %s", where, exc_info=error)
        elif count in _TOLD_AT:
            _LOG.error("%s came %d times", identity, count)
        shown = self.shown
        if shown is not None and count in _TOLD_AT:
            shown(identity, where, count)

    def install(self) -> Callable[[], None]:
        """Put the hooks in; returns what takes them out again."""
        before = (sys.excepthook, threading.excepthook, sys.unraisablehook)

        def excepthook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
            if issubclass(kind, KeyboardInterrupt):
                before[0](kind, error, trace)
                return
            self.report("Qt", error)

        def in_thread(arguments: threading.ExceptHookArgs) -> None:
            if arguments.exc_value is not None:
                self.report(f"thread {arguments.thread.name if arguments.thread else '?'}", arguments.exc_value)

        def unraisable(arguments: Any) -> None:
            self.report("finalizer", arguments.exc_value or RuntimeError(str(arguments.err_msg)))

        sys.excepthook, threading.excepthook, sys.unraisablehook = excepthook, in_thread, unraisable
        qInstallMessageHandler(_qt_message)

        def remove() -> None:
            sys.excepthook, threading.excepthook, sys.unraisablehook = before
            qInstallMessageHandler(None)

        return remove

    def in_loop(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """The loop's exception handler."""
        error = context.get("exception") or RuntimeError(str(context.get("message")))
        self.report("event loop", error)


def _place(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return "an unknown place"
    last = frames[-1]
    return f"{last.filename.replace(chr(92), '/').rsplit('/', 1)[-1]}:{last.lineno}"


def _qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    level = logging.DEBUG if message in _QT_HARMLESS else _QT_LEVELS.get(kind, logging.WARNING)
    _QT_LOG.log(level, "%s", message)
