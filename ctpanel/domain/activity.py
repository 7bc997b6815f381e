"""Commands ever tried, as the Activity view lists them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ActivityStep:
    """One step of a command: the journal's word for it, when, and milliseconds since the press."""

    step: str
    at: datetime
    since_press_ms: int | None
    detail: str


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One command with its outcome. ``row`` is its place in the journal: pass the last one to get the next page.

    ``outcome`` is empty while it has none; texts are as they were written, in English. ``record`` is the plan as the
    journal keeps it, from which it can be said in another language.
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


@dataclass(frozen=True, slots=True)
class ActivityFilter:
    """What to list; empty means all. ``text`` is looked for in every column, case ignored."""

    account: str = ""
    instrument: str = ""
    outcome: str = ""
    text: str = ""
