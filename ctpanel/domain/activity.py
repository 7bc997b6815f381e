"""Commands ever tried, as the Activity view lists them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from ctpanel.domain.command import Command
from ctpanel.domain.ids import CommandId
from ctpanel.domain.record import record
from ctpanel.domain.text import Text


@record
class ActivityStep:
    """One step of a command: the journal's word for it, when, and milliseconds since the press."""

    step: str
    at: datetime
    since_press_ms: int | None
    detail: str


@record
class ActivityRow:
    """One command with its outcome. ``row`` is its place in the journal: pass the last one to get the next page.

    ``outcome`` is empty while it has none; texts are as they were written, in English. ``record`` is the plan as the
    journal keeps it, from which it can be said in another language; ``said`` is ``message`` as a sentence that can be,
    while the program that wrote it runs.
    """

    row: int
    command_id: str
    at: datetime
    account: str
    instrument: str
    kind: str
    plan: str
    outcome: str
    message: str
    duration_ms: int | None
    steps: tuple[ActivityStep, ...] = ()
    record: str = ""
    said: Text | None = None


@record
class ActivityPage:
    """Part of the list, newest first. ``older`` is the place before which the next part begins, None at the end.

    A part may hold few rows or none and still not be the last: only so many commands are looked through at a time.
    ``was_read`` is False when the journal could not be read.
    """

    rows: tuple[ActivityRow, ...] = ()
    older: int | None = None
    was_read: bool = True


@record
class ActivityFilter:
    """What to list; empty means all. ``text`` is looked for in every column, case ignored.

    ``means`` are the journal's words for kinds and outcomes that ``text`` says in another language; a command that
    has one of them is listed as well.
    """

    text: str = ""
    means: tuple[str, ...] = ()


def in_words(rows: Iterable[ActivityRow], commands: Iterable[Command]) -> tuple[ActivityRow, ...]:
    """The rows, those of ``commands`` with their sentence. Only what is word for word in the journal counts."""
    texts = {command.id: command.text for command in commands if command.text is not None}
    said = ((row, texts.get(CommandId(row.command_id))) for row in rows)
    return tuple(row if text is None or str(text) != row.message else replace(row, said=text) for row, text in said)
