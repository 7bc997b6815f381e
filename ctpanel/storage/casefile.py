"""A case file: everything known about one command in a zip that can be given to a broker.

Account names, contracts and answers are in it, because they are the case; tokens are not.
"""

from __future__ import annotations

import dataclasses
import json
import re
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from ctpanel.storage.atomic import replacing
from ctpanel.storage.export import BYTE_ORDER_MARK, STEP_HEADER, csv_line, export_failed, step_cells
from ctpanel.storage.journal_json import storable
from ctpanel.storage.journal_records import CommandRecord, StepRow
from ctpanel.storage.redaction import Redactor

_JSON_COLUMNS: Final = ("plan", "position_before", "request", "answer", "position_after")
_READ_ME: Final = """\
One command of ctpanel, step by step.

command.json   all steps; plan, positions, request and answer as they were
command.csv    the same for a spreadsheet
answers/       what the service answered, one file for each step that has an answer
versions.json  the program and its surroundings

Times have their offset from UTC. "since press" counts milliseconds from the press of the button.
Tokens and passwords are left out and stand as [hidden].
"""


def case_file_name(command: CommandRecord, *, with_account: bool = True) -> str:
    """A file name that says when and what, such as ``case-20261123-143207-Sim101-MES-12-25.zip``."""
    pressed = command.pressed
    told = f"{pressed.account} {pressed.instrument}" if with_account else pressed.instrument
    words = re.sub(r"[^A-Za-z0-9]+", "-", told).strip("-")
    return f"case-{pressed.at:%Y%m%d-%H%M%S}-{words[:60]}".rstrip("-") + ".zip"


def write_case_file(
    path: Path, command: CommandRecord, versions: Mapping[str, str], redactor: Redactor, made_at: datetime
) -> None:
    """Write the zip. Every text in it is redacted again, as secrets may be known now that were not then.

    ``made_at`` (with zone) stands in the file. Raises ExportFailed; then there is no new file.
    """
    steps = tuple(_cleaned(step, redactor) for step in command.steps)
    documents = {
        "README.txt": _READ_ME,
        "command.json": _json({"made_at": made_at.isoformat(), "steps": [_as_object(step) for step in steps]}),
        "versions.json": _json({name: redactor.clean(value) for name, value in versions.items()}),
    }
    for number, step in enumerate(steps, start=1):
        if step.answer is not None:
            documents[f"answers/{number:02}-{step.step.value}.txt"] = step.answer
    table = BYTE_ORDER_MARK + csv_line(STEP_HEADER) + b"".join(csv_line(step_cells(step)) for step in steps)
    try:
        with replacing(path) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in documents.items():
                archive.writestr(name, storable(text))
            archive.writestr("command.csv", table)
    except OSError as error:
        raise export_failed(path, error) from error


def _cleaned(step: StepRow, redactor: Redactor) -> StepRow:
    texts: dict[str, Any] = {
        field.name: redactor.clean(value)
        for field in dataclasses.fields(step)
        if type(value := getattr(step, field.name)) is str
    }
    return dataclasses.replace(step, **texts)


def _as_object(step: StepRow) -> dict[str, object]:
    """The step with its JSON columns as objects; a column that redaction or a cut left unreadable stays text."""
    return {
        field.name: _parsed(value) if field.name in _JSON_COLUMNS else _shown(value)
        for field in dataclasses.fields(step)
        if (value := getattr(step, field.name)) is not None
    }


def _shown(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _json(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2)
