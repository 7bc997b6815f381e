"""The write lock of the journal's file, and how long to wait for another program that has it."""

from __future__ import annotations

import sqlite3
from typing import Final

#: Seconds that a write waits for another program's, at most. Those of a second ctpanel take milliseconds; a tool that
#: keeps the file locked shall not make the window stand still. Opening may wait longer: there is no window yet.
_BUSY_S: Final = 0.5
#: The same in milliseconds while the file is known to be locked.
_SHORT_MS: Final = 10


class WriteLock:
    """After one vain wait the next ones are short, until the file is free again.

    A hundred commands write some hundred rows: each with the whole wait, the window would stand still for minutes.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        (waits_ms,) = connection.execute("PRAGMA busy_timeout").fetchone()
        self._patience_ms = min(waits_ms, round(_BUSY_S * 1000))
        self._waits_ms = waits_ms
        self._wait(self._patience_ms)

    def take(self) -> None:
        """Begin a transaction that can write. Raises sqlite3.OperationalError when another program does not let go."""
        try:
            self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            self._wait(min(_SHORT_MS, self._patience_ms))
            raise
        self._wait(self._patience_ms)

    def _wait(self, milliseconds: int) -> None:
        if milliseconds != self._waits_ms:
            self._connection.execute(f"PRAGMA busy_timeout = {milliseconds}")
            self._waits_ms = milliseconds
