"""Settings of an older version: step by step, all or nothing."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ctpanel.storage.errors import SettingsUnwritable
from ctpanel.storage.migrations import SCHEMA, STEPS, Document, MigrationFailed, migrate
from ctpanel.storage.settings import Theme
from ctpanel.storage.settings_file import SettingsFile


def _dark_becomes_theme(document: Document) -> Document:
    dark = document.pop("dark")
    return {**document, "theme": "dark" if dark else "light"}


def _scale_becomes_percent(document: Document) -> Document:
    document["ui_scale"] = int(str(document["ui_scale"])) * 100
    return document


TWO_STEPS = {1: _dark_becomes_theme, 2: _scale_becomes_percent}


def test_every_older_schema_has_its_step() -> None:
    assert sorted(STEPS) == list(range(1, SCHEMA))


def test_steps_run_in_order_on_a_copy() -> None:
    document: Document = {"dark": True, "ui_scale": 2}
    assert migrate(document, 1, TWO_STEPS, 3) == {"theme": "dark", "ui_scale": 200}
    assert document == {"dark": True, "ui_scale": 2}


def test_todays_document_stays_as_it_is() -> None:
    assert migrate({"a": 1}, 3, TWO_STEPS, 3) == {"a": 1}


@pytest.mark.parametrize("document", [{"ui_scale": 2}, {"dark": True}, {"dark": True, "ui_scale": "x"}])
def test_a_step_that_fails_changes_nothing(document: Document) -> None:
    before = json.dumps(document)
    with pytest.raises(MigrationFailed):
        migrate(document, 1, TWO_STEPS, 3)
    assert json.dumps(document) == before


def test_a_missing_step_is_a_failure_not_a_gap() -> None:
    with pytest.raises(MigrationFailed, match="schema 2"):
        migrate({"dark": True}, 1, {1: _dark_becomes_theme}, 3)


def _file(folder: Path, document: object) -> SettingsFile:
    (folder / "settings.json").write_text(json.dumps(document))
    now = datetime(2026, 11, 23, tzinfo=UTC)
    return SettingsFile(folder / "settings.json", now=lambda: now, steps=TWO_STEPS, schema=3)


def test_an_older_file_is_read_as_today_and_kept_when_it_is_replaced(tmp_path: Path) -> None:
    older = {"schema": 1, "dark": True, "ui_scale": 2}
    file = _file(tmp_path, older)
    loaded = file.load()
    assert (loaded.settings.theme, loaded.settings.ui_scale, loaded.problems) == (Theme.DARK, 200, ())
    file.update(lambda old: old)
    assert json.loads((tmp_path / "settings.json").read_text())["schema"] == 3
    assert json.loads((tmp_path / "settings.json.before-20261123T000000").read_text()) == older


def test_an_older_file_that_cannot_be_carried_over_stays(tmp_path: Path) -> None:
    file = _file(tmp_path, {"schema": 1})
    loaded = file.load()
    assert not loaded.writable
    assert "older version" in str(loaded.problems[0])
    with pytest.raises(SettingsUnwritable):
        file.update(lambda old: old)
    assert json.loads((tmp_path / "settings.json").read_text()) == {"schema": 1}
