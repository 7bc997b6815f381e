"""The journal: what was meant, sent, answered and verified, durable before anything leaves.

Append-only SQLite in WAL mode with full synchronization: when a method returns, its row is on the disk. A commit
takes well under a millisecond on an ordinary solid-state disk, so the calls are plain and synchronous. One journal
object belongs to the thread that opened it.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from ctpanel.domain.record import record
from ctpanel.domain.step import Step
from ctpanel.domain.text import Text
from ctpanel.storage import journal_query, journal_schema, leases
from ctpanel.storage.errors import (
    AlreadySent,
    CommandAlreadyJournaled,
    CommandUnknown,
    JournalFault,
    JournalUnavailable,
    LeaseLost,
)
from ctpanel.storage.instance import Instance
from ctpanel.storage.journal_json import storable, to_json, to_text
from ctpanel.storage.journal_records import (
    CommandFilter,
    CommandRecord,
    JournaledCommand,
    JournalStep,
    LeaseHeld,
    LeaseTaken,
)
from ctpanel.storage.redaction import Redactor
from ctpanel.storage.write_lock import WriteLock

_INSERT_PRESSED = (
    "INSERT INTO steps (command_id, step, at, since_press_ms, profile, account, instrument, kind, plan,"
    " position_before, message) VALUES (?, 'pressed', ?, 0, ?, ?, ?, ?, ?, ?, ?)"
)
_INSERT_LATER = (
    "INSERT INTO steps (command_id, step, at, since_press_ms, profile, account, instrument, kind, request, answer,"
    " position_after, outcome, message)"
    " SELECT command_id, ?, ?, ?, profile, account, instrument, kind, ?, ?, ?, ?, ?"
    " FROM steps WHERE command_id = ? AND step = 'pressed'"
)


def _utc_now() -> datetime:
    return datetime.now(UTC)


@record
class OpenedJournal:
    """``problem`` tells the user that a damaged journal was put aside at ``kept_aside`` and a new one begun.

    Then the leases of commands that were in flight are lost too: what became of them must be read from positions.
    """

    journal: Journal
    kept_aside: Path | None = None
    problem: Text | None = None


class Journal:
    """Writes commands and their steps, and guards them with leases. Made by :func:`open_journal`.

    Every method raises JournalUnavailable when the file cannot be written or read; then nothing was written.
    """

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        instance: Instance,
        redactor: Redactor,
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        self._path = path
        self._connection = connection
        self._instance = instance
        self._redactor = redactor
        self._now = now
        self._identity = _identity(path)
        journal_query.prepare(connection)
        self._lock = WriteLock(connection)
        self._salt = journal_schema.salt_of(connection)

    def begin(self, command: JournaledCommand, sending: JournalStep | None = None) -> LeaseTaken | LeaseHeld:
        """Write the pressed row and take the lease, both or neither, durable on return.

        With ``sending`` the permission to send is part of the same stroke: one write to the disk instead of two.

        LeaseHeld when another command holds the scope or one that meets it: then nothing may leave. Raises
        CommandAlreadyJournaled when the id was used before.
        """
        plan = to_json(command.plan, self._redactor)
        before = None if command.position_before is None else to_json(command.position_before, self._redactor)
        party = leases.Party(command.profile, command.user)
        with self._transaction() as connection:
            held = leases.conflicting(connection, party, command.scope)
            if held is not None:
                return LeaseHeld(held.command_id, held.since, held.owner, held.kind, held.scope)
            try:
                row = connection.execute(
                    _INSERT_PRESSED,
                    (
                        command.command_id,
                        command.pressed_at.isoformat(timespec="milliseconds"),
                        command.profile,
                        storable(command.scope.account),
                        storable(command.scope.instrument),
                        command.kind,
                        plan,
                        before,
                        to_text(command.message, self._redactor),
                    ),
                ).lastrowid
            except sqlite3.IntegrityError as error:
                raise CommandAlreadyJournaled(Text("This command was already begun; nothing was sent.")) from error
            holder = leases.Holder(command.command_id, self._instance.id, command.pressed_at)
            leases.take(connection, party, command.scope, holder)
            if sending is not None:
                self._insert(connection, sending)
        return LeaseTaken(row or 0)

    def append(self, step: JournalStep) -> int:
        """Add a row to a command and return its number. The command must have been begun.

        A ``sending`` row is the permission to send: it raises AlreadySent when there is one already, and LeaseLost
        when this process no longer holds the lease. Raises CommandUnknown.
        """
        with self._transaction() as connection:
            return self._insert(connection, step)

    def finish(self, step: JournalStep, *, release: bool = True) -> int:
        """Add the row of the outcome and, in the same transaction, give the lease back unless told otherwise."""
        with self._transaction() as connection:
            row = self._insert(connection, step)
            if release:
                leases.give_back(connection, step.command_id)
        return row

    def release(self, command_id: str, reason: str) -> bool:
        """Give a lease back on purpose, with a ``released`` row that says why; False when none was held."""
        with self._transaction() as connection:
            if not leases.give_back(connection, command_id):
                return False
            self._insert(connection, JournalStep(command_id, Step.RELEASED, message=reason))
        return True

    def adopt(self, command_id: str) -> bool:
        """Take over the lease of an instance that no longer runs, in order to recover its command.

        False when there is no such lease, or when its owner lives. Of several that try, one gets it.
        """
        with self._transaction() as connection:
            owner = leases.owner_of(connection, command_id)
            if owner is None or (owner != self._instance.id and self._instance.is_alive(owner)):
                return False
            if owner != self._instance.id:
                leases.hand_over(connection, command_id, self._instance.id)
                note = JournalStep(command_id, Step.NOTE, message="Taken over after a restart.")
                self._insert(connection, note)
        return True

    def user_key(self, service: str, token: str) -> str:
        """What stands in this journal for the user of a token; see :func:`ctpanel.storage.leases.user_key`."""
        return leases.user_key(self._salt, service, token)

    def user_of(self, command_id: str) -> str:
        """The user key of the lease that a command holds; empty when it is not known or nothing is held."""
        with self._reading() as connection:
            return leases.user_of(connection, command_id)

    def open_commands(self, profile: str | None = None, user: str = "") -> tuple[CommandRecord, ...]:
        """The commands that hold a lease, oldest first: after a crash, the work of recovery.

        Those of one profile, or of all; ``user`` adds its commands of other profiles.
        """
        with self._reading() as connection:
            rows = connection.execute(
                "SELECT command_id FROM leases WHERE ?1 IS NULL OR profile = ?1"
                " OR (?2 <> '' AND user = ?2) ORDER BY rowid",
                (profile, user),
            ).fetchall()
            return tuple(journal_query.records(connection, (row[0] for row in rows)))

    def commands(
        self, limit: int = 100, before: int | None = None, wanted: CommandFilter | None = None
    ) -> tuple[CommandRecord, ...]:
        """One page of commands, newest first; the ``row`` of its last one is ``before`` for the next page."""
        with self._reading() as connection:
            return journal_query.page(connection, limit, before, wanted or CommandFilter())

    def part_of_commands(
        self, limit: int, before: int | None, wanted: CommandFilter
    ) -> tuple[tuple[CommandRecord, ...], int | None]:
        """What the next few hundred commands hold of these, newest first, and the ``before`` to go on from, if any."""
        with self._reading() as connection:
            return journal_query.part(connection, limit, before, wanted)

    def command(self, command_id: str) -> CommandRecord | None:
        """One command with all its rows, or None."""
        with self._reading() as connection:
            return next(journal_query.records(connection, (command_id,)), None)

    def close(self) -> None:
        """Fold the write-ahead log into the file and give it back. Leases stay."""
        with contextlib.suppress(sqlite3.Error):
            # The next start folds it in as well; a full disk must not stop the program from ending.
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._connection.close()

    def _insert(self, connection: sqlite3.Connection, step: JournalStep) -> int:
        if step.step is Step.SENDING and leases.owner_of(connection, step.command_id) != self._instance.id:
            raise LeaseLost(Text("The lock of this command was released before it was sent; nothing was sent."))
        at = step.at or self._now()
        try:
            cursor = connection.execute(
                _INSERT_LATER,
                (
                    step.step.value,
                    at.isoformat(timespec="milliseconds"),
                    step.since_press_ms,
                    self._json(step.request),
                    self._json(step.answer),
                    self._json(step.position_after),
                    step.outcome,
                    to_text(step.message, self._redactor),
                    step.command_id,
                ),
            )
        except sqlite3.IntegrityError as error:
            if step.step is Step.SENDING:
                raise AlreadySent(Text("This command was already sent; it is not sent again.")) from error
            raise
        if cursor.rowcount != 1:
            raise CommandUnknown(Text("The journal has no command {id}.", id=step.command_id))
        return cursor.lastrowid or 0

    def _json(self, facts: object) -> str | None:
        return None if facts is None else to_json(facts, self._redactor)

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing, and the write lock from the start, so that two processes cannot both see "free"."""
        with self._reading() as connection:
            self._lock.take()
            try:
                yield connection
                connection.execute("COMMIT")
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    @contextlib.contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, if the file under the journal's name is still the one that is open.

        A file that was moved away would go on to take rows that no other process sees.
        """
        with journal_schema.translated():
            if _identity(self._path) != self._identity:
                raise JournalUnavailable(
                    JournalFault.REPLACED,
                    Text("The journal was moved or replaced while ctpanel runs; restart ctpanel."),
                )
            yield self._connection


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = os.stat(path)
    except FileNotFoundError:
        return None
    return (status.st_dev, status.st_ino)


def open_journal(
    path: Path,
    instance: Instance,
    redactor: Redactor,
    *,
    now: Callable[[], datetime] = _utc_now,
    busy_timeout_s: float = 2.0,
) -> OpenedJournal:
    """Open or begin the journal. A damaged file is put aside with a date and a new one is begun.

    Raises JournalUnavailable when there can be no journal at all (read-only, full, locked, or a newer format).
    """
    seen = _identity(path)
    try:
        connection = journal_schema.connect(path, busy_timeout_s)
        return OpenedJournal(Journal(path, connection, instance, redactor, now))
    except JournalUnavailable as error:
        if error.fault is not JournalFault.CORRUPT:
            raise
    if _identity(path) != seen:
        # Another process has put the damaged file aside meanwhile, and told its user; the new one is not to be moved.
        connection = journal_schema.connect(path, busy_timeout_s)
        return OpenedJournal(Journal(path, connection, instance, redactor, now))
    with journal_schema.translated():
        aside = journal_schema.put_aside(path, now())
    connection = journal_schema.connect(path, busy_timeout_s)
    problem = Text(
        "The journal was damaged. It is kept as {name}, and a new one was begun. Whether a close was in flight can no"
        " longer be told from it: check positions and working orders.",
        name=aside.name,
    )
    return OpenedJournal(Journal(path, connection, instance, redactor, now), aside, problem)
