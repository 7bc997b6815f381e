"""Several real processes on one journal, some of them killed without warning."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ctpanel.domain.step import Step
from ctpanel.storage.instance import Instance, is_alive
from ctpanel.storage.journal import Journal
from ctpanel.storage.journal_records import LeaseHeld, LeaseTaken
from tests.storage.journal_kit import command, journal, outcome

ROOT = Path(__file__).parents[2]


@contextmanager
def program(folder: Path, mode: str, name: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.storage.journal_process", str(folder), mode, name],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def say(process: subprocess.Popen[str], line: str) -> None:
    assert process.stdin is not None
    process.stdin.write(line + "\n")
    process.stdin.flush()


def hear(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_of_two_programs_that_press_at_once_exactly_one_may_send(tmp_path: Path) -> None:
    rounds = 150
    referee = journal(tmp_path)
    with program(tmp_path, "race", "a") as first, program(tmp_path, "race", "b") as second:
        winners = set()
        for number in range(rounds):
            for each in (first, second) if number % 2 else (second, first):
                say(each, str(number))
            answers = {"a": hear(first), "b": hear(second)}
            assert sorted(answer.split()[0] for answer in answers.values()) == ["held", "won"], answers
            winner = next(name for name, answer in answers.items() if answer == "won")
            winners.add(winner)
            referee.finish(outcome(f"{winner}-{number}"))
    with sqlite3.connect(tmp_path / "journal.sqlite3") as tool:
        assert tool.execute("SELECT count(*) FROM steps WHERE step = 'sending'").fetchone() == (rounds,)
    tool.close()
    referee.close()
    assert winners == {"a", "b"}, "one program was always faster: the race was never run"


@pytest.mark.parametrize("seed", range(8))
def test_what_was_said_to_be_written_survives_a_kill_at_any_point(tmp_path: Path, seed: int) -> None:
    """The child tells every step after the journal returned; the kill comes at some moment after some step."""
    with program(tmp_path, "work", "w") as child:
        told = [hear(child) for _ in range(random.Random(seed).randint(1, 40))]
        child.kill()
        rest, _ = child.communicate()
        told += [line for line in rest.splitlines(keepends=False) if line]
    book = journal(tmp_path)
    done = {word: {line.split()[1] for line in told if line.startswith(word)} for word in ("pressed", "finished")}
    steps = {record.command_id: [row.step for row in record.steps] for record in book.commands(limit=10_000)}
    for line in told:
        word, command_id = line.split()
        expected = Step.OUTCOME if word == "finished" else Step(word)
        assert expected in steps[command_id]
    held = {each.command_id for each in book.open_commands()}
    ended = {command_id for command_id, found in steps.items() if _ended(found)}
    assert done["pressed"] - done["finished"] <= held | ended
    assert len(held) <= 1
    for command_id, found in steps.items():
        assert (command_id in held) == (not _ended(found))
    book.close()


def _ended(steps: list[Step]) -> bool:
    return steps[-1] is Step.OUTCOME


def test_the_lease_of_a_killed_program_stands_and_can_be_taken_over_once(tmp_path: Path) -> None:
    book, third = journal(tmp_path), journal(tmp_path)
    with program(tmp_path, "hold", "h1") as child:
        assert hear(child) == "holding"
        assert not book.adopt("h1"), "its owner lives"
        child.kill()
        child.wait()
    assert isinstance(book.begin(command("c2")), LeaseHeld)
    (left,) = book.open_commands("Main")
    assert (left.command_id, left.may_have_left, left.was_accepted) == ("h1", False, False)
    assert left.pressed.message == "Sell 2 of 4"
    assert book.open_commands("Other") == ()
    assert book.adopt("h1")
    assert not third.adopt("h1"), "its new owner lives"
    assert book.adopt("h1"), "asking again is harmless"
    book.finish(outcome("h1", "NOT SENT"))
    assert isinstance(third.begin(command("c3")), LeaseTaken)
    book.close()
    third.close()


def test_an_unfinished_request_is_known_to_have_left(book: Journal, tmp_path: Path) -> None:
    with program(tmp_path, "race", "r") as child:
        say(child, "1")
        assert hear(child) == "won"
    (left,) = book.open_commands()
    assert left.may_have_left


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on file sizes")
def test_a_full_disk_is_said_in_words_and_leaves_a_readable_journal(tmp_path: Path) -> None:
    with program(tmp_path, "fill", "f") as child:
        assert hear(child) == "full: The journal cannot be written: the disk is full."
    book = journal(tmp_path)
    records = book.commands(limit=10_000)
    assert len(records) >= 5
    held = {record.command_id for record in book.open_commands()}
    assert len(held) <= 1
    assert all(record.outcome == "VERIFIED" for record in records if record.command_id not in held)
    book.close()


def test_an_instance_lives_until_its_process_ends(tmp_path: Path) -> None:
    mine = Instance.start(tmp_path)
    assert mine.is_alive(mine.id)
    other = Instance.start(tmp_path)
    assert mine.is_alive(other.id)
    other.stop()
    other.stop()
    assert not mine.is_alive(other.id)
    assert not is_alive(tmp_path, "never")
    mine.stop()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there an open file is the lock")
def test_two_that_ask_at_once_do_not_take_each_other_for_the_owner(tmp_path: Path) -> None:
    if sys.platform != "win32":
        import fcntl

        with (tmp_path / "dead.alive").open("w") as other:
            fcntl.flock(other, fcntl.LOCK_SH)
            assert not is_alive(tmp_path, "dead")


def test_a_start_that_is_swept_away_begins_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another start looks at the file after it was made and before it is locked."""
    really_open, swept = os.open, list[bool]()

    def open_and_be_swept(path: Path, flags: int, mode: int = 0o777) -> int:
        descriptor = really_open(path, flags, mode)
        if flags & os.O_EXCL and not swept:
            swept.append(is_alive(tmp_path, path.stem))
        return descriptor

    monkeypatch.setattr(os, "open", open_and_be_swept)
    instance = Instance.start(tmp_path)
    assert swept == [False] or sys.platform == "win32"
    assert is_alive(tmp_path, instance.id)
    instance.stop()


def test_a_start_clears_away_the_dead(tmp_path: Path) -> None:
    (tmp_path / "gone.alive").write_text("")
    living = Instance.start(tmp_path)
    again = Instance.start(tmp_path)
    assert sorted(path.stem for path in tmp_path.iterdir()) == sorted([living.id, again.id])
    living.stop()
    again.stop()
