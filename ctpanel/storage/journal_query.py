"""Reading the journal: by command, newest first, filtered and in pages."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from ctpanel.domain.step import Step
from ctpanel.storage import journal_schema
from ctpanel.storage.journal_records import CommandFilter, CommandRecord, StepRow

_COLUMNS: Final = (
    "id, command_id, step, at, since_press_ms, profile, account, instrument, kind, plan, position_before,"
    " request, answer, position_after, outcome, message"
)
_SEARCHED: Final = ("account", "instrument", "kind", "plan", "request", "answer", "outcome", "message")
_LAST_OUTCOME: Final = (
    "(SELECT o.outcome FROM steps o WHERE o.command_id = p.command_id AND o.outcome IS NOT NULL"
    " ORDER BY o.id DESC LIMIT 1)"
)


#: A search through so many commands takes some milliseconds; through all of some years it takes seconds.
LOOKED_THROUGH: Final = 200


def part(
    connection: sqlite3.Connection, limit: int, before: int | None, wanted: CommandFilter
) -> tuple[tuple[CommandRecord, ...], int | None]:
    """As :func:`page`, of the next :data:`LOOKED_THROUGH` commands only; and where to go on, None at the end."""
    below = "" if before is None else "AND id < ?"
    places = connection.execute(
        f"SELECT id FROM steps WHERE step = 'pressed' {below} ORDER BY id DESC LIMIT 1 OFFSET ?",  # noqa: S608
        (*(() if before is None else (before,)), LOOKED_THROUGH - 1),
    ).fetchone()
    lowest: int | None = places[0] if places else None
    found = page(connection, limit, before, wanted, lowest)
    return found, found[-1].row if len(found) == limit else lowest


def page(
    connection: sqlite3.Connection, limit: int, before: int | None, wanted: CommandFilter, lowest: int | None = None
) -> tuple[CommandRecord, ...]:
    """The ``limit`` newest commands that were pressed before row ``before`` and not before ``lowest``, newest first."""
    where, values = _conditions(before, wanted)
    if lowest is not None:
        where, values = f"{where} AND p.id >= ?", (*values, lowest)
    ids = [
        row[0]
        for row in connection.execute(
            f"SELECT p.command_id FROM steps p WHERE {where} ORDER BY p.id DESC LIMIT ?",  # noqa: S608 - fixed words
            (*values, limit),
        )
    ]
    return tuple(records(connection, ids))


def records(connection: sqlite3.Connection, command_ids: Iterable[str]) -> Iterator[CommandRecord]:
    """The commands of these ids with all their rows, in the given order; unknown ids are left out."""
    for command_id in command_ids:
        rows = connection.execute(
            f"SELECT {_COLUMNS} FROM steps WHERE command_id = ? ORDER BY id",  # noqa: S608 - fixed words
            (command_id,),
        )
        steps = tuple(map(_step_row, rows))
        if steps:
            yield CommandRecord(steps)


def _conditions(before: int | None, wanted: CommandFilter) -> tuple[str, tuple[object, ...]]:
    """An SQL condition of fixed words and the values for its question marks."""
    parts, values = ["p.step = 'pressed'"], list[object]()
    if before is not None:
        parts.append("p.id < ?")
        values.append(before)
    if wanted.profile:
        parts.append("p.profile = ?")
        values.append(wanted.profile)
    if wanted.text:
        anywhere = " || char(10) || ".join(f"coalesce(t.{column}, '')" for column in _SEARCHED)
        marks = ", ".join("?" * len(wanted.or_words))
        parts.append(
            f"(EXISTS (SELECT 1 FROM steps t WHERE t.command_id = p.command_id"  # noqa: S608 - fixed words
            f" AND instr(fold({anywhere}), ?) > 0) OR p.kind IN ({marks}) OR {_LAST_OUTCOME} IN ({marks}))"
        )
        values.extend((wanted.text.casefold(), *wanted.or_words, *wanted.or_words))
    return " AND ".join(parts), tuple(values)


def _step_row(row: tuple[object, ...]) -> StepRow:
    values = list(row)
    values[2] = Step(str(row[2]))
    values[3] = datetime.fromisoformat(str(row[3]))
    return StepRow(*values)  # type: ignore[arg-type]  # the types of the columns


def prepare(connection: sqlite3.Connection) -> None:
    """Give the connection the comparison without case: SQLite's own knows ASCII only."""
    connection.create_function("fold", 1, lambda text: str(text).casefold(), deterministic=True)


class JournalReader:
    """Reads the journal on a connection of its own that cannot write; for exports in another thread."""

    def __init__(self, path: Path, busy_timeout_s: float = 2.0) -> None:
        self._connection = journal_schema.connect_reading(path, busy_timeout_s)

    def all_commands(self, page_size: int = 200) -> Iterator[CommandRecord]:
        """Every command, newest first, read page by page."""
        before: int | None = None
        while found := self._page(page_size, before):
            yield from found
            before = found[-1].row

    def _page(self, limit: int, before: int | None) -> tuple[CommandRecord, ...]:
        with journal_schema.translated():
            return page(self._connection, limit, before, CommandFilter())

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()

    @classmethod
    @contextlib.contextmanager
    def on(cls, path: Path) -> Iterator[JournalReader]:
        """A reader for the length of a block."""
        reader = cls(path)
        try:
            yield reader
        finally:
            reader.close()
