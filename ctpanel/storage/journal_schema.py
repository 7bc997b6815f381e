"""The tables of the journal, and how its file is opened, checked, and kept aside when it is broken."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from ctpanel.domain.text import Text
from ctpanel.storage.atomic import aside_name
from ctpanel.storage.errors import JournalFault, JournalUnavailable

VERSION: Final = 2
SALT_BYTES: Final = 32
# Marks the file as ours for tools that look ("ctpj").
APPLICATION_ID: Final = 0x6374706A

_TABLES: Final = """
    CREATE TABLE steps (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        command_id TEXT NOT NULL,
        step TEXT NOT NULL,
        at TEXT NOT NULL,
        since_press_ms INTEGER,
        profile TEXT NOT NULL,
        account TEXT NOT NULL,
        instrument TEXT NOT NULL,
        kind TEXT NOT NULL,
        plan TEXT,
        position_before TEXT,
        request TEXT,
        answer TEXT,
        position_after TEXT,
        outcome TEXT,
        message TEXT NOT NULL
    );
    CREATE INDEX steps_of_command ON steps (command_id, id);
    -- A command is pressed once and sent at most once: the disk itself refuses a second row.
    CREATE UNIQUE INDEX pressed_once ON steps (command_id) WHERE step = 'pressed';
    CREATE UNIQUE INDEX sent_once ON steps (command_id) WHERE step = 'sending';
    CREATE INDEX commands_in_order ON steps (id) WHERE step = 'pressed';
    CREATE TABLE leases (
        profile TEXT NOT NULL,
        account_key TEXT NOT NULL,
        instrument_key TEXT NOT NULL,
        command_id TEXT NOT NULL UNIQUE,
        owner TEXT NOT NULL,
        taken_at TEXT NOT NULL,
        PRIMARY KEY (profile, account_key, instrument_key)
    );
    CREATE TRIGGER steps_are_not_changed BEFORE UPDATE ON steps
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
    CREATE TRIGGER steps_are_not_deleted BEFORE DELETE ON steps
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
    CREATE TRIGGER steps_are_not_replaced BEFORE INSERT ON steps
        WHEN EXISTS (SELECT 1 FROM steps WHERE id = NEW.id)
          OR (NEW.step IN ('pressed', 'sending')
              AND EXISTS (SELECT 1 FROM steps WHERE command_id = NEW.command_id AND step = NEW.step))
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
"""

#: Since version 2: whose lease it is beside its profile, and the salt without which nobody can tell.
_USERS: Final = """
    ALTER TABLE leases ADD COLUMN user TEXT NOT NULL DEFAULT '';
    CREATE TABLE salt (value BLOB NOT NULL);
"""

_READ_ONLY_CODES: Final = ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")
_LOCKED_CODES: Final = ("SQLITE_BUSY", "SQLITE_LOCKED")
_CORRUPT_CODES: Final = ("SQLITE_CORRUPT", "SQLITE_NOTADB")


def connect(path: Path, busy_timeout_s: float) -> sqlite3.Connection:
    """Open the file and bring up its tables. Every commit on this connection is on the disk when it returns.

    Raises JournalUnavailable; CORRUPT among its faults when the content is not a sound journal.
    """
    with translated():
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
        connection = sqlite3.connect(path, timeout=busy_timeout_s, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA trusted_schema = OFF")
            _bring_up(connection)
            _check(connection)
            salt_of(connection)
        except BaseException:
            connection.close()
            raise
    return connection


def connect_reading(path: Path, busy_timeout_s: float) -> sqlite3.Connection:
    """A connection that cannot write, for another thread or tool. Raises JournalUnavailable."""
    with translated():
        return sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=busy_timeout_s, isolation_level=None
        )


def _bring_up(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > VERSION:
            raise JournalUnavailable(
                JournalFault.NEWER,
                Text("The journal was written by a newer version of ctpanel; this version leaves it alone."),
            )
        if version == 0:
            for statement in _statements(_TABLES):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        if version < VERSION:
            for statement in _statements(_USERS):
                connection.execute(statement)
            connection.execute("INSERT INTO salt (value) VALUES (?)", (secrets.token_bytes(SALT_BYTES),))
            connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _statements(script: str) -> Iterator[str]:
    """The script statement by statement: ``executescript`` would commit in between."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _check(connection: sqlite3.Connection) -> None:
    found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise JournalUnavailable(JournalFault.CORRUPT, _corrupt_text())
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
    expected = {
        "steps",
        "leases",
        "salt",
        "pressed_once",
        "sent_once",
        "steps_are_not_changed",
        "steps_are_not_deleted",
    }
    if not expected <= names:
        raise JournalUnavailable(JournalFault.CORRUPT, _corrupt_text())


def salt_of(connection: sqlite3.Connection) -> bytes:
    """The journal's own salt. Raises JournalUnavailable, as CORRUPT, when there is none."""
    found = connection.execute("SELECT value FROM salt").fetchone()
    if found is None or not isinstance(found[0], bytes) or len(found[0]) != SALT_BYTES:
        raise JournalUnavailable(JournalFault.CORRUPT, _corrupt_text())
    return found[0]


def put_aside(path: Path, at: datetime) -> Path:
    """Move a broken journal and the files that belong to it to dated names; returns the one of the journal."""
    target = aside_name(path, "broken", at)
    for suffix in ("-wal", "-shm", ""):
        part = path.with_name(path.name + suffix)
        if part.exists():
            os.replace(part, target.with_name(target.name + suffix))
    return target


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Turn errors of the database and the file system into JournalUnavailable."""
    try:
        yield
    except sqlite3.Error as error:
        raise _unavailable(getattr(error, "sqlite_errorname", "") or "", str(error)) from error
    except UnicodeDecodeError as error:
        # The database quotes what it could not read, and Python cannot read the quotation.
        raise JournalUnavailable(JournalFault.CORRUPT, _corrupt_text()) from error
    except OSError as error:
        fault = JournalFault.FULL if error.errno in (errno.ENOSPC, errno.EDQUOT) else JournalFault.READ_ONLY
        raise JournalUnavailable(fault, _SENTENCES[fault]) from error


def _corrupt_text() -> Text:
    return _SENTENCES[JournalFault.CORRUPT]


_SENTENCES: Final = {
    JournalFault.FULL: Text("The journal cannot be written: the disk is full."),
    JournalFault.READ_ONLY: Text("The journal cannot be used: its file or folder is read-only or cannot be opened."),
    JournalFault.LOCKED: Text("The journal cannot be written: another program keeps it locked."),
    JournalFault.CORRUPT: Text("The journal cannot be read: its file is damaged."),
}


def _unavailable(code: str, reason: str) -> JournalUnavailable:
    # A write that was cut short (no space, a quota, a file size limit) is reported as an I/O error of the write.
    for fault, codes in (
        (JournalFault.FULL, ("SQLITE_FULL", "SQLITE_IOERR_WRITE")),
        (JournalFault.READ_ONLY, _READ_ONLY_CODES),
        (JournalFault.LOCKED, _LOCKED_CODES),
        (JournalFault.CORRUPT, _CORRUPT_CODES),
    ):
        if code.startswith(codes):
            return JournalUnavailable(fault, _SENTENCES[fault])
    return JournalUnavailable(
        JournalFault.OTHER, Text("The journal cannot be used: {reason}.", reason=reason.rstrip("."))
    )
