"""Tables as CSV that opens cleanly in a spreadsheet and cannot run anything there.

UTF-8 with a byte order mark, comma, point as decimal mark, lines ended as RFC 4180 says. Numbers are written as
numbers; every text stands in quotes, and a text that a spreadsheet would take for a formula gets an apostrophe in
front, which spreadsheets show as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Final, TypeAlias

from ctpanel.domain.text import Text
from ctpanel.storage.atomic import replacing
from ctpanel.storage.errors import ExportFailed
from ctpanel.storage.journal_json import storable
from ctpanel.storage.journal_records import CommandRecord, StepRow

Cell: TypeAlias = str | int | Decimal | datetime | None

BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
# A formula begins with one of these; the last four are their full-width forms.
_STARTS: Final = "=+\\-@\uff1d\uff0b\uff0d\uff20"
# At the beginning, or after what a spreadsheet with other settings may take for the end of a cell or a line.
_FORMULA: Final = re.compile(rf'(^|[;\t\r\n|])([ \u00a0"]*)(?=[{_STARTS}\t\r])')
_NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?")

STEP_HEADER: Final = (
    "row", "command", "step", "time", "since press ms", "profile", "account", "instrument", "kind", "outcome",
    "message", "plan", "position before", "request", "answer", "position after",
)  # fmt: skip


def csv_cell(value: Cell) -> str:
    """One cell as it stands in the file."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}" if value.is_finite() else _quoted(str(value))
    if isinstance(value, int):
        return str(value)
    return _quoted(value.isoformat(timespec="milliseconds") if isinstance(value, datetime) else value)


def _quoted(text: str) -> str:
    if not _NUMBER.fullmatch(text):
        text = _FORMULA.sub(r"\1\2'", text)
    return '"' + storable(text).replace('"', '""') + '"'


def csv_line(cells: Iterable[Cell]) -> bytes:
    """One line with its end."""
    return (",".join(map(csv_cell, cells)) + "\r\n").encode()


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    """Write a table line by line and return the number of rows. Raises ExportFailed; then there is no new file."""
    count = 0
    try:
        with replacing(path) as file:
            file.write(BYTE_ORDER_MARK + csv_line(header))
            for row in rows:
                file.write(csv_line(row))
                count += 1
    except OSError as error:
        raise export_failed(path, error) from error
    return count


def export_failed(path: Path, error: OSError) -> ExportFailed:
    """The error for a file that could not be written."""
    reason = error.strerror or type(error).__name__
    return ExportFailed(Text("{path} could not be written: {reason}.", path=str(path), reason=reason))


def step_cells(step: StepRow) -> tuple[Cell, ...]:
    """A row of the journal in the order of ``STEP_HEADER``."""
    return (
        step.row, step.command_id, step.step.value, step.at, step.since_press_ms, step.profile, step.account,
        step.instrument, step.kind, step.outcome, step.message, step.plan, step.position_before, step.request,
        step.answer, step.position_after,
    )  # fmt: skip


def export_journal(path: Path, commands: Iterable[CommandRecord]) -> int:
    """Write commands with all their steps, one line each, and return the number of lines. Raises ExportFailed."""
    return write_csv(path, STEP_HEADER, (step_cells(step) for command in commands for step in command.steps))
