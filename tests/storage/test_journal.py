"""The journal in one process: what is written, refused, and read back."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from ctpanel.domain.step import Step
from ctpanel.storage import journal_query
from ctpanel.storage.errors import AlreadySent, CommandAlreadyJournaled, CommandUnknown, LeaseLost
from ctpanel.storage.journal import Journal
from ctpanel.storage.journal_records import (
    CommandFilter,
    CommandRecord,
    JournaledCommand,
    JournalStep,
    LeaseHeld,
    LeaseTaken,
)
from ctpanel.storage.leases import LeaseScope
from tests.storage.journal_kit import MES, PRESSED_AT, TOKEN, begun, command, outcome, sending


def test_a_command_reads_back_as_it_was_pressed(book: Journal) -> None:
    begun(book)
    record = book.command("c1")
    assert record is not None
    pressed = record.pressed
    assert (pressed.step, pressed.profile, pressed.account, pressed.instrument, pressed.kind) == (
        Step.PRESSED,
        "Main",
        "Sim101",
        "MES 12-25",
        "close",
    )
    assert pressed.at == PRESSED_AT
    assert json.loads(pressed.plan or "") == {"quantity": 2, "open": 4, "stop": "5790.00"}
    assert json.loads(pressed.position_before or "") == {"side": "long", "quantity": 4, "average": "5800.25"}
    assert pressed.message == "Sell 2 of 4"
    assert book.open_commands() == (record,)
    assert record.outcome is None


def test_later_steps_carry_the_names_of_their_command_and_their_own_facts(book: Journal) -> None:
    begun(book)
    book.append(sending())
    book.append(JournalStep("c1", Step.ACCEPTED, 41, answer={"success": True}))
    book.finish(outcome())
    record = book.command("c1")
    assert record is not None
    assert [step.step for step in record.steps] == [Step.PRESSED, Step.SENDING, Step.ACCEPTED, Step.OUTCOME]
    assert {(s.profile, s.account, s.instrument, s.kind) for s in record.steps} == {
        ("Main", "Sim101", "MES 12-25", "close")
    }
    assert json.loads(record.steps[1].request or "")["body"] == {"instrument": "MES 12-25", "quantity": 2}
    assert record.steps[2].answer == '{"success":true}'
    assert record.steps[3].position_after == '{"quantity":2}'
    assert [step.since_press_ms for step in record.steps] == [0, 1, 41, 900]
    assert record.outcome == "VERIFIED"
    assert book.open_commands() == ()


def test_a_second_command_on_the_same_position_is_held_and_leaves_no_row(book: Journal) -> None:
    begun(book)
    held = book.begin(command("c2", LeaseScope.position("SIM101", "mes 12-25")))
    assert isinstance(held, LeaseHeld)
    assert (held.command_id, held.since, held.kind, held.scope) == ("c1", PRESSED_AT, "close", MES)
    assert book.command("c2") is None


def test_finish_gives_the_lease_back_unless_told_to_keep_it(book: Journal) -> None:
    begun(book)
    book.finish(outcome(word="UNKNOWN"), release=False)
    assert isinstance(book.begin(command("c2")), LeaseHeld)
    book.finish(outcome())
    assert isinstance(book.begin(command("c2")), LeaseTaken)


def test_release_is_a_row_with_its_reason_and_happens_once(book: Journal) -> None:
    begun(book)
    assert book.release("c1", "The user read the position and released it.") is True
    assert book.release("c1", "again") is False
    record = book.command("c1")
    assert record is not None
    assert [(s.step, s.message) for s in record.steps[1:]] == [
        (Step.RELEASED, "The user read the position and released it.")
    ]
    assert isinstance(book.begin(command("c2")), LeaseTaken)


def test_a_command_id_is_begun_once_even_after_its_end(book: Journal) -> None:
    begun(book)
    book.finish(outcome())
    with pytest.raises(CommandAlreadyJournaled):
        book.begin(command("c1"))
    assert book.open_commands() == ()


def test_the_disk_refuses_a_second_sending_row(book: Journal) -> None:
    begun(book)
    book.append(sending())
    with pytest.raises(AlreadySent):
        book.append(sending())
    record = book.command("c1")
    assert record is not None
    assert [s.step for s in record.steps] == [Step.PRESSED, Step.SENDING]


def test_no_sending_row_once_the_lease_is_gone(book: Journal) -> None:
    begun(book)
    book.release("c1", "by hand")
    with pytest.raises(LeaseLost):
        book.append(sending())


def test_no_sending_row_when_another_process_has_taken_the_lease_over(tmp_path: Path, book: Journal) -> None:
    begun(book)
    with sqlite3.connect(tmp_path / "journal.sqlite3") as other:
        other.execute("UPDATE leases SET owner = 'another'")
    other.close()
    with pytest.raises(LeaseLost):
        book.append(sending())


def test_a_step_without_its_command_is_refused(book: Journal) -> None:
    with pytest.raises(CommandUnknown):
        book.finish(outcome("never"))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE steps SET message = 'other'",
        "DELETE FROM steps",
        "INSERT OR REPLACE INTO steps (id, command_id, step, at, profile, account, instrument, kind, message)"
        " VALUES (1, 'x', 'note', '', '', '', '', '', '')",
        "INSERT OR REPLACE INTO steps (command_id, step, at, profile, account, instrument, kind, message)"
        " VALUES ('c1', 'pressed', '', '', '', '', '', '')",
    ],
)
def test_any_tool_that_opens_the_file_can_only_add_rows(tmp_path: Path, book: Journal, statement: str) -> None:
    begun(book)
    before = book.command("c1")
    tool = sqlite3.connect(tmp_path / "journal.sqlite3", isolation_level=None)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        tool.execute(statement)
    tool.close()
    assert book.command("c1") == before


def test_the_token_never_reaches_the_file(tmp_path: Path, book: Journal) -> None:
    begun(book)
    book.append(
        JournalStep(
            "c1",
            Step.REFUSED,
            5,
            request={"headers": {"Authorization": f"Bearer {TOKEN}", "X-Note": TOKEN}},
            answer={"error": f"bad token {TOKEN}", TOKEN: [TOKEN]},
            message=f"The service said: {TOKEN}",
        )
    )
    book.append(JournalStep("c1", Step.NOTE, 6, answer=f"<html>{TOKEN}</html>"))
    book.close()
    for file in tmp_path.glob("journal*"):
        assert TOKEN.encode() not in file.read_bytes()
        assert TOKEN[:12].encode() not in file.read_bytes()


def test_a_huge_answer_is_bounded_and_says_so(book: Journal) -> None:
    begun(book)
    rows = [{"instrument": "MES 12-25", "n": n} for n in range(20_000)]
    book.append(JournalStep("c1", Step.ACCEPTED, 5, answer={"rows": rows}))
    record = book.command("c1")
    assert record is not None
    stored = json.loads(record.steps[1].answer or "")
    assert stored["cut"] is True
    assert stored["text"].startswith('{"rows":[{"instrument":')
    assert len(record.steps[1].answer or "") < 100_000


def test_text_that_no_database_can_hold_is_written_as_escapes(book: Journal) -> None:
    odd = LeaseScope.position("Sim\ud800", "MES\x00 12-25")
    assert isinstance(book.begin(command("c1", odd)), LeaseTaken)
    book.append(JournalStep("c1", Step.NOTE, answer="half \udfff and \x00", message="\ud800"))
    assert isinstance(book.begin(command("c2", odd)), LeaseHeld)
    record = book.command("c1")
    assert record is not None
    assert record.pressed.account == "Sim\\ud800"
    assert record.steps[1].message == "\\ud800"


def test_pages_run_newest_first_and_meet_without_gap(book: Journal) -> None:
    for number in range(7):
        begun(book, f"c{number}")
        book.finish(outcome(f"c{number}"))
    first = book.commands(limit=3)
    second = book.commands(limit=10, before=first[-1].row)
    assert [record.command_id for record in (*first, *second)] == [f"c{number}" for number in range(6, -1, -1)]


def test_a_search_in_parts_finds_what_a_search_at_once_finds(book: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_query, "LOOKED_THROUGH", 3)
    for number in range(11):
        begun(book, f"c{number}", profile="Other" if number % 3 == 1 else "Main")
        book.finish(outcome(f"c{number}", "UNKNOWN" if number in (0, 1, 9) else "VERIFIED"))
    for wanted in (
        CommandFilter(),
        CommandFilter("Main"),
        CommandFilter(text="unknown"),
        CommandFilter(text="nowhere"),
    ):
        for limit in (1, 2, 5):
            found: list[CommandRecord] = []
            before, parts = None, 0
            while parts == 0 or before is not None:
                part, before = book.part_of_commands(limit, before, wanted)
                found += part
                parts += 1
                assert len(part) <= limit
            assert found == list(book.commands(wanted=wanted))
            assert parts >= 4, "no part looks through more than three"


def test_filters_meet_the_whole_command(book: Journal) -> None:
    begun(book, "c1", LeaseScope.position("Sim101", "MES 12-25"))
    book.finish(outcome("c1", "UNKNOWN"), release=False)
    book.finish(outcome("c1", "VERIFIED"))
    begun(book, "c2", LeaseScope.position("Straße", "ES 12-25"))
    book.finish(JournalStep("c2", Step.OUTCOME, outcome="REFUSED", message="Order rejected: MARGIN 100%_"))
    begun(book, "c3", LeaseScope.position("Sim101", "ES 12-25"), profile="Other")

    def found(wanted: CommandFilter) -> list[str]:
        return [record.command_id for record in book.commands(wanted=wanted)]

    assert found(CommandFilter()) == ["c3", "c2", "c1"]
    assert found(CommandFilter(profile="Main")) == ["c2", "c1"]
    assert found(CommandFilter(text="sim101")) == ["c3", "c1"]
    assert found(CommandFilter(text="STRASSE")) == ["c2"]
    assert found(CommandFilter(text="es 12-25")) == ["c3", "c2", "c1"], "MES too"
    assert found(CommandFilter("Main", "es 12-25")) == ["c2", "c1"]
    assert found(CommandFilter(text="margin 100%_")) == ["c2"]
    assert found(CommandFilter(text="margin 1000")) == []
    assert found(CommandFilter(text="margin 1000", or_words=("UNKNOWN", "REFUSED"))) == ["c2"]
    assert found(CommandFilter(text="margin 1000", or_words=("close",))) == ["c3", "c2", "c1"]
    assert found(CommandFilter(text="margin 1000", or_words=("UNKNOWN",))) == [], "the last outcome counts"
    assert found(CommandFilter(or_words=("UNKNOWN",))) == ["c3", "c2", "c1"], "without a text nothing is filtered"


def test_a_command_without_zone_or_id_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="zone"):
        JournaledCommand("c1", "Main", "close", MES, PRESSED_AT.replace(tzinfo=None), {})
    with pytest.raises(ValueError, match="id"):
        JournaledCommand("", "Main", "close", MES, PRESSED_AT, {})
