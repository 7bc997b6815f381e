"""Log files that can be given to anybody: bounded, with zoned times, and without secrets.

The filter sits on handlers, not on loggers: only there does it see the records of other libraries too.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from typing import Final

from ctpanel.domain.text import Text
from ctpanel.storage.paths import StatePaths
from ctpanel.storage.redaction import Redactor

_MOST_BYTES: Final = 2_000_000
_OLD_FILES: Final = 5
_MOST_MESSAGE: Final = 8_000
_MOST_TRACEBACK: Final = 40_000
# At their lower levels these print headers, addresses, frames, or a line for every timer.
_LIBRARY_LEVELS: Final = {
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    "hpack": logging.WARNING,
    "websockets": logging.INFO,
    "qasync": logging.INFO,
    "asyncio": logging.INFO,
    "keyring": logging.INFO,
    "uvicorn": logging.WARNING,
}
_OWN_ATTRIBUTES: Final = frozenset(vars(logging.LogRecord("", 0, "", 0, "", None, None))) | {"message", "asctime"}


class RedactionFilter(logging.Filter):
    """Makes a record safe before its handler writes it: message, arguments, traceback, stack and extra fields.

    The record is changed in place, so handlers that come later see the safe one as well. It lets every record
    through and never raises.
    """

    def __init__(self, redactor: Redactor) -> None:
        super().__init__()
        self._redactor = redactor

    def filter(self, record: logging.LogRecord) -> bool:
        """Always True."""
        record.msg = self._redactor.clean_to(_message_of(record), _MOST_MESSAGE)
        record.args = None
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = self._redactor.clean_to(record.exc_text, _MOST_TRACEBACK)
        if record.stack_info:
            record.stack_info = self._redactor.clean_to(record.stack_info, _MOST_TRACEBACK)
        for name in vars(record).keys() - _OWN_ATTRIBUTES:
            setattr(record, name, self._redactor.clean_to(_text_of(getattr(record, name)), _MOST_MESSAGE))
        return True


def _message_of(record: logging.LogRecord) -> str:
    """The message with its arguments; a record whose parts do not fit is still worth a line."""
    try:
        return record.getMessage()
    except Exception as error:  # noqa: BLE001 - an argument's own __str__ may raise anything; logging must not
        return f"{record.msg!s} (could not be filled in: {type(error).__name__})"


def _text_of(value: object) -> str:
    try:
        return str(value)
    except Exception as error:  # noqa: BLE001 - as above
        return f"({type(value).__name__} could not be written: {type(error).__name__})"


class LineFormatter(logging.Formatter):
    """One record, one line that begins with the local time and its zone; what follows is indented.

    The indent keeps text from outside from looking like a record of its own.
    """

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:
        """ISO 8601 with milliseconds and the offset from UTC."""
        return datetime.fromtimestamp(record.created, UTC).astimezone().isoformat(timespec="milliseconds")

    def format(self, record: logging.LogRecord) -> str:
        """The line and its indented continuation."""
        return "\n    ".join(super().format(record).splitlines())


class _PrivateFile(RotatingFileHandler):
    """A rotating file that only its owner can read, the new ones included."""

    def _open(self) -> TextIOWrapper:
        return open(
            self.baseFilename,
            "a",
            encoding="utf-8",
            errors="backslashreplace",
            opener=lambda path, flags: os.open(path, flags, 0o600),
        )

    def doRollover(self) -> None:
        """On Windows a file that somebody looks at cannot be renamed: then it grows until it can. Nothing is lost."""
        if self.stream is not None:
            self.stream.close()
        try:
            os.rename(self.baseFilename, self.baseFilename)
        except OSError:
            self.stream = self._open()
            return
        super().doRollover()


class InstalledLogs:
    """Logging as :func:`install` set it up. ``problem`` says why there is no log file, if there is none."""

    def __init__(self, redactor: Redactor) -> None:
        self._filter = RedactionFilter(redactor)
        self._added: list[logging.Handler] = []
        self._guarded: list[logging.Handler] = []
        self._levels: dict[str, int] = {}
        self.problem: Text | None = None

    def add(self, handler: logging.Handler) -> None:
        """Let a further handler listen to everything; it sees redacted records only."""
        self.guard(handler)
        logging.getLogger().addHandler(handler)
        self._added.append(handler)

    def guard(self, handler: logging.Handler) -> None:
        """Put the filter on a handler that somebody else added."""
        handler.addFilter(self._filter)
        self._guarded.append(handler)

    def set_level(self, name: str, level: int) -> None:
        """Set a logger's level until :meth:`uninstall`; the empty name is the root."""
        logger = logging.getLogger(name or None)
        self._levels.setdefault(name, logger.level)
        logger.setLevel(level)

    def uninstall(self) -> None:
        """Close the files and leave logging as it was found."""
        for handler in self._added:
            logging.getLogger().removeHandler(handler)
            handler.close()
        for handler in self._guarded:
            handler.removeFilter(self._filter)
        for name, level in self._levels.items():
            logging.getLogger(name or None).setLevel(level)
        self._added.clear()
        self._guarded.clear()
        self._levels.clear()


def install(paths: StatePaths, redactor: Redactor, *, level: int = logging.INFO) -> InstalledLogs:
    """Log to the profile's file, redacted, and put the filter on all handlers that exist.

    A file that cannot be opened is no reason to stop: ``problem`` of the result says so.
    """
    logs = InstalledLogs(redactor)
    for handler in _existing_handlers():
        logs.guard(handler)
    logs.set_level("", level)
    for name, least in _LIBRARY_LEVELS.items():
        logs.set_level(name, max(level, least))
    try:
        file = _PrivateFile(paths.log, maxBytes=_MOST_BYTES, backupCount=_OLD_FILES)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        logs.problem = Text("There is no log file: {path}: {reason}.", path=str(paths.log), reason=reason)
    else:
        file.setFormatter(LineFormatter())
        logs.add(file)
    return logs


def _existing_handlers() -> Iterator[logging.Handler]:
    yield from logging.getLogger().handlers
    for logger in list(logging.Logger.manager.loggerDict.values()):
        if isinstance(logger, logging.Logger):
            yield from logger.handlers
