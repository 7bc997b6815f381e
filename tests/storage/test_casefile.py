"""A case file holds the whole case and no secret."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import os
import zipfile
from pathlib import Path

import pytest

from ctpanel.domain.step import Step
from ctpanel.storage.casefile import case_file_name, write_case_file
from ctpanel.storage.errors import ExportFailed
from ctpanel.storage.journal import Journal
from ctpanel.storage.journal_records import CommandRecord, JournalStep
from ctpanel.storage.redaction import Redactor
from tests.storage.journal_kit import PRESSED_AT, TOKEN, begun, outcome, sending

LATE = "a-secret-that-nobody-had-registered-then"


@pytest.fixture
def record(book: Journal) -> CommandRecord:
    begun(book)
    book.append(sending())
    book.append(JournalStep("c1", Step.ACCEPTED, 41, answer={"success": True, "note": f"hello {LATE}"}))
    book.append(JournalStep("c1", Step.NOTE, 42, answer=f"<html>{LATE}</html>", message=LATE))
    book.finish(outcome())
    found = book.command("c1")
    assert found is not None
    return found


@pytest.fixture
def case(record: CommandRecord, tmp_path: Path) -> Path:
    redactor = Redactor()
    redactor.register(TOKEN)
    redactor.register(LATE)
    versions = {"ctpanel": "0.1.0", "environment": f"XTRADE_TOKEN={TOKEN}"}
    path = tmp_path / "case.zip"
    write_case_file(path, record, versions, redactor, PRESSED_AT)
    return path


def test_it_holds_steps_answers_and_versions(case: Path) -> None:
    with zipfile.ZipFile(case) as archive:
        assert archive.testzip() is None
        assert sorted(archive.namelist()) == [
            "README.txt",
            "answers/03-accepted.txt",
            "answers/04-note.txt",
            "command.csv",
            "command.json",
            "versions.json",
        ]
        command = json.loads(archive.read("command.json"))
        table = list(csv.reader(io.StringIO(archive.read("command.csv").decode("utf-8-sig"), newline="")))
        versions = json.loads(archive.read("versions.json"))
    assert [step["step"] for step in command["steps"]] == ["pressed", "sending", "accepted", "note", "outcome"]
    assert command["steps"][0]["plan"] == {"quantity": 2, "open": 4, "stop": "5790.00"}
    assert command["steps"][1]["request"]["body"] == {"instrument": "MES 12-25", "quantity": 2}
    assert command["steps"][2]["answer"] == {"success": True, "note": "hello [hidden]"}
    assert command["made_at"] == PRESSED_AT.isoformat()
    assert len(table) == 6
    assert versions["ctpanel"] == "0.1.0"


def test_no_byte_of_it_holds_a_secret(case: Path) -> None:
    contents = [case.read_bytes()]
    with zipfile.ZipFile(case) as archive:
        contents += [archive.read(name) for name in archive.namelist()]
    for content in contents:
        for secret in (TOKEN, LATE):
            assert secret.encode() not in content
            assert secret[:12].encode() not in content


def test_what_cannot_be_written_leaves_nothing(record: CommandRecord, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "case.zip").mkdir()
    with pytest.raises(ExportFailed):
        write_case_file(folder / "case.zip", record, {}, Redactor(), PRESSED_AT)
    assert os.listdir(folder) == ["case.zip"]


def test_its_name_says_when_and_what_and_is_a_file_name_anywhere(record: CommandRecord) -> None:
    assert case_file_name(record) == "case-20261123-143207-Sim101-MES-12-25.zip"
    odd = dataclasses.replace(record.pressed, account="../a:b", instrument="")
    assert case_file_name(CommandRecord((odd,))) == "case-20261123-143207-a-b.zip"
