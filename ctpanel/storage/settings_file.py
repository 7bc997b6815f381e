"""The settings on disk: read whatever is there, replace it atomically, lose nothing that was not understood."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from ctpanel.domain.record import record
from ctpanel.domain.text import Text
from ctpanel.storage.atomic import aside_name, keep_aside, write_atomic
from ctpanel.storage.errors import SettingsUnwritable
from ctpanel.storage.migrations import SCHEMA, STEPS, Document, MigrationFailed, MigrationStep, migrate
from ctpanel.storage.settings import Settings
from ctpanel.storage.settings_record import Record
from ctpanel.storage.settings_spec import Report

_SCHEMA_KEY: Final = "schema"
_MOST_BYTES: Final = 4_000_000
_RECORD: Final = Record(Settings)


@record
class LoadedSettings:
    """``problems`` are sentences for the user. Not ``writable``: the file must not be replaced by this version."""

    settings: Settings
    problems: tuple[Text, ...] = ()
    writable: bool = True
    # The file holds values that would not survive being written back, so a copy is kept first.
    keep_copy: bool = False


class _Broken(Exception):
    """The file is not a settings document."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


class SettingsFile:
    """One settings file. ``steps`` and ``schema`` are the migrations and what they lead to.

    ``damaged``, once it is set, is told what was found unusable while the program runs: of the first load the caller
    learns it, of later ones nobody would.
    """

    def __init__(
        self,
        path: Path,
        *,
        now: Callable[[], datetime] = _utc_now,
        steps: Mapping[int, MigrationStep] = STEPS,
        schema: int = SCHEMA,
    ) -> None:
        self.damaged: Callable[[Text], None] | None = None
        self._path = path
        self._now = now
        self._steps = steps
        self._schema = schema

    def load(self) -> LoadedSettings:
        """What the file says, with defaults where it says nothing usable. Never raises for what the file holds.

        A file that is no settings document is moved aside with a date. One from a newer version is left alone.
        """
        try:
            document = self._read()
        except FileNotFoundError:
            return LoadedSettings(Settings())
        except OSError as error:
            return self._without_file(Text("The settings cannot be read: {reason}.", reason=_reason(error)))
        except _Broken:
            return self._broken()
        found = document.pop(_SCHEMA_KEY, self._schema)
        if isinstance(found, bool) or not isinstance(found, int) or found < 1:
            return self._broken()
        if found > self._schema:
            return self._without_file(
                Text("The settings were written by a newer version of ctpanel; defaults are used and nothing is saved.")
            )
        try:
            migrated = migrate(document, found, self._steps, self._schema)
        except MigrationFailed as error:
            return self._without_file(
                Text("The settings of an older version could not be carried over: {reason}.", reason=str(error))
            )
        report = Report()
        settings = _RECORD.decode(migrated, report)
        problems = tuple(problem.text for problem in report.problems)
        return LoadedSettings(settings, problems, keep_copy=bool(problems) or found != self._schema)

    def update(self, change: Callable[[Settings], Settings]) -> LoadedSettings:
        """Apply a change to what the file says now, and write it, durable on return.

        The file is read again first, so that a change by another profile's process is kept. Raises
        SettingsUnwritable when a value is outside its range, or when the file cannot or must not be written; the
        file is then as it was.
        """
        loaded = self.load()
        if not loaded.writable:
            raise SettingsUnwritable(Text("Not saved. {why}", why=loaded.problems[0]))
        settings = change(loaded.settings)
        report = Report()
        _RECORD.decode(_RECORD.encode(settings), report)
        if report.problems:
            raise SettingsUnwritable(Text("Not saved. {why}", why=report.problems[0].text))
        document = {_SCHEMA_KEY: self._schema, **_RECORD.encode(settings)}
        content = json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
        try:
            if loaded.keep_copy:
                shutil.copy2(self._path, aside_name(self._path, "before", self._now()))
            write_atomic(self._path, content.encode("utf-8", "backslashreplace"))
        except OSError as error:
            raise SettingsUnwritable(
                Text("The settings could not be saved: {reason}.", reason=_reason(error))
            ) from error
        for problem in loaded.problems if loaded.keep_copy else ():
            self._tell(problem)
        return LoadedSettings(settings)

    def _tell(self, problem: Text) -> None:
        if self.damaged is not None:
            self.damaged(problem)

    def _read(self) -> Document:
        with self._path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
        if len(content) > _MOST_BYTES:
            raise _Broken
        try:
            document = json.loads(content, parse_constant=_refuse_constant)
        except (ValueError, RecursionError) as error:
            raise _Broken from error
        if not isinstance(document, dict):
            raise _Broken
        return document

    def _broken(self) -> LoadedSettings:
        try:
            aside = keep_aside(self._path, "broken", self._now())
        except OSError as error:
            return self._without_file(
                Text("The settings file is damaged and cannot be moved: {reason}.", reason=_reason(error))
            )
        self._tell(
            Text(
                "The settings file was damaged while ctpanel was running. It is kept as {name}. This window goes on "
                "with its settings and writes them anew; what other profiles had in it is only there.",
                name=aside.name,
            )
        )
        problem = Text(
            "The settings file was damaged. It is kept as {name}; the settings are the defaults now.", name=aside.name
        )
        return LoadedSettings(Settings(), (problem,))

    def _without_file(self, problem: Text) -> LoadedSettings:
        return LoadedSettings(Settings(), (problem,), writable=False)


def _refuse_constant(word: str) -> object:
    raise ValueError(f"{word} is not JSON")


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__
