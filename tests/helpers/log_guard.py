"""A warning in the log fails the test, unless the test said beforehand that it would come."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field


@dataclass(slots=True)
class Announcement:
    """One kind of log record that a test expects; ``seen`` counts how often it came."""

    pattern: re.Pattern[str]
    level: int
    logger: str | None
    seen: int = 0

    def matches(self, record: logging.LogRecord) -> bool:
        """Level exact, text anywhere in the message, logger by name when one was given."""
        of_this_logger = self.logger is None or record.name == self.logger
        return of_this_logger and record.levelno == self.level and bool(self.pattern.search(record.getMessage()))


@dataclass(slots=True)
class ExpectedLog:
    """What a test calls to announce records: ``expected_log("token is locked", level=logging.ERROR)``."""

    announcements: list[Announcement] = field(default_factory=list)

    def __call__(self, pattern: str, *, level: int = logging.WARNING, logger: str | None = None) -> Announcement:
        """From now to the end of the test, records that fit are welcome; at least one has to come."""
        announcement = Announcement(re.compile(pattern), level, logger)
        self.announcements.append(announcement)
        return announcement


class LogGuard(logging.Handler):
    """Listens on the root logger for the length of one test."""

    def __init__(self) -> None:
        super().__init__(level=logging.WARNING)
        self.expected = ExpectedLog()
        self.unexpected: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Sorts one record into announced and not announced; may be called from any thread."""
        for announcement in self.expected.announcements:
            if announcement.matches(record):
                announcement.seen += 1
                return
        self.unexpected.append(logging.Formatter("%(levelname)s %(name)s: %(message)s").format(record))

    def start(self) -> None:
        """Begins to listen."""
        logging.getLogger().addHandler(self)

    def stop(self) -> list[str]:
        """Ends listening and returns what is wrong, one sentence for each fault."""
        logging.getLogger().removeHandler(self)
        faults = [f"unexpected log record: {line}" for line in self.unexpected]
        for announcement in self.expected.announcements:
            if not announcement.seen:
                faults.append(f"announced log record did not come: {announcement.pattern.pattern!r}")
        return faults
