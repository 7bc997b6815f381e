"""Files that cannot be used: damaged, locked, read-only, newer, moved away."""

from __future__ import annotations

import os
import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest

from ctpanel.storage import journal_schema
from ctpanel.storage.errors import JournalFault, JournalUnavailable
from ctpanel.storage.journal import Journal
from ctpanel.storage.journal_records import LeaseHeld, LeaseTaken
from ctpanel.storage.leases import LeaseScope
from tests.storage.journal_kit import begun, command, journal, opened, outcome

ES = LeaseScope.position("Sim101", "ES 12-25")


def _file(folder: Path) -> Path:
    return folder / "journal.sqlite3"


@pytest.mark.parametrize(
    "damage", ["not a database", "zeros in the middle", "no tables", "a table is missing", "a word is no text"]
)
def test_a_damaged_journal_is_kept_and_a_new_one_begun(tmp_path: Path, damage: str) -> None:
    book = journal(tmp_path)
    for number in range(200):
        begun(book, f"c{number}")
        book.finish(outcome(f"c{number}"))
    book.close()
    if damage == "not a database":
        _file(tmp_path).write_bytes(b"plain text " * 1000)
    elif damage == "zeros in the middle":
        content = bytearray(_file(tmp_path).read_bytes())
        content[8192:32768] = bytes(24576)
        _file(tmp_path).write_bytes(content)
    elif damage == "a word is no text":
        content = bytearray(_file(tmp_path).read_bytes())
        content[content.index(b"CREATE TABLE leases") + 10] = 0xF6
        _file(tmp_path).write_bytes(content)
    else:
        _drop(tmp_path, everything=damage == "no tables")
    damaged = _file(tmp_path).read_bytes()
    found = opened(tmp_path)
    assert found.kept_aside is not None
    assert found.kept_aside.name == "journal.sqlite3.broken-20261123T143207"
    assert found.kept_aside.read_bytes()[100:] == damaged[100:]
    assert "check positions and working orders" in str(found.problem)
    assert found.journal.commands() == ()
    assert isinstance(found.journal.begin(command("new")), LeaseTaken)
    found.journal.close()
    again = opened(tmp_path)
    assert (again.kept_aside, again.problem) == (None, None)
    again.journal.close()


def _drop(folder: Path, *, everything: bool) -> None:
    tool = sqlite3.connect(_file(folder), isolation_level=None)
    tool.execute("DROP TABLE leases")
    if everything:
        tool.execute("DROP TABLE steps")
    tool.close()


def test_a_journal_that_another_process_has_begun_anew_is_not_put_aside_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two starts meet the same damaged file; the other one is faster."""
    fresh = tmp_path / "other"
    fresh.mkdir()
    other = journal(fresh)
    begun(other)
    other.close()
    _file(tmp_path).write_bytes(b"plain text " * 1000)
    really_connect = sqlite3.connect

    def connect_after_the_other(path: Path, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = really_connect(path, **options)
        if _file(fresh).exists():
            _file(tmp_path).rename(tmp_path / "put aside")
            _file(fresh).rename(_file(tmp_path))
        return connection

    monkeypatch.setattr(sqlite3, "connect", connect_after_the_other)
    found = opened(tmp_path)
    assert found.kept_aside is None
    assert found.journal.command("c1") is not None
    found.journal.close()


def test_a_newer_journal_is_left_alone(tmp_path: Path) -> None:
    journal(tmp_path).close()
    tool = sqlite3.connect(_file(tmp_path), isolation_level=None)
    tool.execute("PRAGMA user_version = 99")
    tool.close()
    with pytest.raises(JournalUnavailable, match="newer version") as caught:
        journal(tmp_path)
    assert caught.value.fault is JournalFault.NEWER
    assert [path.name for path in tmp_path.glob("*.broken*")] == []


def test_a_journal_of_the_first_version_is_carried_over_with_its_leases(tmp_path: Path) -> None:
    book = journal(tmp_path)
    begun(book)
    book.close()
    tool = sqlite3.connect(_file(tmp_path), isolation_level=None)
    tool.execute("DROP TABLE salt")
    tool.execute("ALTER TABLE leases DROP COLUMN user")
    tool.execute("PRAGMA user_version = 1")
    tool.close()
    found = opened(tmp_path)
    assert found.kept_aside is None
    assert [each.command_id for each in found.journal.open_commands("Main")] == ["c1"]
    assert isinstance(found.journal.begin(command("c2")), LeaseHeld)
    assert len(found.journal.user_key("https://app.example", "token")) == 32
    found.journal.close()


def test_a_journal_without_its_salt_is_damaged(tmp_path: Path) -> None:
    journal(tmp_path).close()
    tool = sqlite3.connect(_file(tmp_path), isolation_level=None)
    tool.execute("DELETE FROM salt")
    tool.close()
    found = opened(tmp_path)
    assert found.kept_aside is not None
    found.journal.close()


def test_a_journal_that_another_program_keeps_locked_is_said_so_in_time(tmp_path: Path) -> None:
    book = journal(tmp_path, busy_timeout_s=0.05)
    tool = sqlite3.connect(_file(tmp_path), isolation_level=None)
    tool.execute("BEGIN IMMEDIATE")
    with pytest.raises(JournalUnavailable, match="keeps it locked") as caught:
        book.begin(command())
    assert caught.value.fault is JournalFault.LOCKED
    tool.execute("ROLLBACK")
    tool.close()
    begun(book)
    book.close()


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="rights do not bind the superuser")
def test_a_folder_without_rights_is_said_in_words(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()
    (folder / "instances").mkdir()
    folder.chmod(0o500)
    with pytest.raises(JournalUnavailable, match="read-only") as caught:
        journal(folder)
    assert caught.value.fault is JournalFault.READ_ONLY


def test_a_file_that_cannot_be_opened_is_said_in_words(tmp_path: Path) -> None:
    _file(tmp_path).mkdir()
    with pytest.raises(JournalUnavailable, match="read-only or cannot be opened") as caught:
        journal(tmp_path)
    assert caught.value.fault is JournalFault.READ_ONLY


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not move an open file")
def test_nothing_is_begun_in_a_file_that_others_no_longer_see(book: Journal, tmp_path: Path) -> None:
    _file(tmp_path).rename(tmp_path / "moved")
    with pytest.raises(JournalUnavailable, match="moved or replaced") as caught:
        book.begin(command())
    assert caught.value.fault is JournalFault.REPLACED
    journal(tmp_path).close()
    with pytest.raises(JournalUnavailable, match="moved or replaced"):
        book.begin(command())


def test_after_an_error_in_the_middle_nothing_stays_open(book: Journal) -> None:
    with pytest.raises(UnicodeError):
        book.begin(command("half \ud800"))
    begun(book)
    assert [record.command_id for record in book.commands()] == ["c1"]


def test_the_file_is_for_this_user_only(book: Journal, tmp_path: Path) -> None:
    if sys.platform != "win32":
        begun(book)
        for file in tmp_path.glob("journal*"):
            assert file.stat().st_mode & 0o077 == 0, file


def test_every_commit_waits_for_the_disk_and_readers_do_not_wait_for_writers(tmp_path: Path) -> None:
    connection = journal_schema.connect(_file(tmp_path), 1.0)
    assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_a_closed_journal_says_so(tmp_path: Path) -> None:
    book = journal(tmp_path)
    book.close()
    with pytest.raises(JournalUnavailable):
        book.begin(command())


def test_after_one_vain_wait_the_next_are_short_until_the_file_is_free(tmp_path: Path) -> None:
    """Each of the rows that a hundred commands write would keep the window for as long."""
    book, other = journal(tmp_path, busy_timeout_s=0.05), sqlite3.connect(_file(tmp_path), isolation_level=None)

    def waits_ms() -> int:
        (found,) = book._connection.execute("PRAGMA busy_timeout").fetchone()
        assert isinstance(found, int)
        return found

    begun(book)
    assert waits_ms() == 50
    other.execute("BEGIN IMMEDIATE")
    for _ in range(2):
        with pytest.raises(JournalUnavailable, match="keeps it locked"):
            book.begin(command("c2", ES))
        assert waits_ms() == 10
    other.execute("ROLLBACK")
    begun(book, "c2", ES)
    assert waits_ms() == 50
    other.close()


def test_a_lock_of_another_program_does_not_stop_the_window_for_long(tmp_path: Path) -> None:
    patient, hasty = journal(tmp_path), journal(tmp_path, busy_timeout_s=0.05)
    waits = [book._connection.execute("PRAGMA busy_timeout").fetchone()[0] for book in (patient, hasty)]
    assert waits == [500, 50]
