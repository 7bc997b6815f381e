"""Which scopes meet: instruments, whole accounts, everything."""

from __future__ import annotations

import hashlib
import itertools
from dataclasses import replace
from pathlib import Path

import pytest

from ctpanel.domain import ids
from ctpanel.storage.journal import Journal
from ctpanel.storage.journal_records import LeaseHeld, LeaseTaken
from ctpanel.storage.leases import LeaseScope
from tests.storage.journal_kit import TOKEN, begun, command, journal

MES = LeaseScope.position("Sim101", "MES 12-25")
RESPELLED = LeaseScope.position("SIM101", "MESZ5")
NEXT_MONTH = LeaseScope.position("Sim101", "MES 03-26")
ES = LeaseScope.position("Sim101", "ES 12-25")
OTHER_ACCOUNT = LeaseScope.position("Sim102", "MES 12-25")
WHOLE = LeaseScope.whole_account("sim101")
OTHER_WHOLE = LeaseScope.whole_account("Sim102")
EVERYTHING = LeaseScope.everything()
SCOPES = (MES, RESPELLED, NEXT_MONTH, ES, OTHER_ACCOUNT, WHOLE, OTHER_WHOLE, EVERYTHING)
MEETING = (
    {frozenset({scope}) for scope in SCOPES}
    | {frozenset({EVERYTHING, scope}) for scope in SCOPES}
    | {frozenset({WHOLE, each}) for each in (MES, RESPELLED, NEXT_MONTH, ES)}
    | {frozenset({MES, RESPELLED}), frozenset({OTHER_WHOLE, OTHER_ACCOUNT})}
)


@pytest.mark.parametrize(("first", "second"), list(itertools.product(SCOPES, repeat=2)))
def test_two_scopes_meet_when_they_share_a_position(book: Journal, first: LeaseScope, second: LeaseScope) -> None:
    begun(book, "c1", first)
    held = isinstance(book.begin(command("c2", second)), LeaseHeld)
    assert held == (frozenset({first, second}) in MEETING)


def test_profiles_do_not_hold_each_other(book: Journal) -> None:
    begun(book, "c1", EVERYTHING, profile="Main")
    begun(book, "c2", MES, profile="Second")


@pytest.mark.parametrize("blank", ["", "  ", "\t"])
def test_a_blank_name_is_never_read_as_all(blank: str) -> None:
    with pytest.raises(ValueError, match="account"):
        LeaseScope.whole_account(blank)
    with pytest.raises(ValueError, match="account"):
        LeaseScope.position(blank, "MES 12-25")
    with pytest.raises(ValueError, match="instrument"):
        LeaseScope.position("Sim101", blank)


def test_the_scope_of_a_command_becomes_the_lease_of_the_same_reach() -> None:
    assert LeaseScope.of(ids.Scope("Sim101", "MES 12-25")) == MES
    assert LeaseScope.of(ids.Scope("sim101")) == WHOLE
    with pytest.raises(ValueError, match="instrument"):
        LeaseScope.of(ids.Scope("Sim101", " "))


def test_two_profiles_of_one_user_hold_each_other(book: Journal) -> None:
    user = book.user_key("https://app.example", TOKEN)
    assert isinstance(book.begin(replace(command("c1", MES, "Main"), user=user)), LeaseTaken)
    held = book.begin(replace(command("c2", WHOLE, "Second"), user=user))
    assert isinstance(held, LeaseHeld)
    assert held.command_id == "c1"
    assert book.command("c2") is None, "what is kept back leaves no row"
    assert isinstance(book.begin(replace(command("c3", ES, "Second"), user=user)), LeaseTaken)
    assert isinstance(
        book.begin(replace(command("c4", MES, "Third"), user=book.user_key("https://app.example", "x"))), LeaseTaken
    )


def test_an_unknown_user_is_nobody_s_namesake(book: Journal) -> None:
    begun(book, "c1", MES, profile="Main")
    begun(book, "c2", MES, profile="Second")
    assert isinstance(book.begin(replace(command("c3", MES, "Main"), user="somebody")), LeaseHeld), (
        "profiles count still"
    )


def test_what_stands_for_a_user_is_the_same_for_both_and_is_not_the_token(tmp_path: Path) -> None:
    one = journal(tmp_path / "one")
    again = journal(tmp_path / "one")
    other = journal(tmp_path / "other")
    key = one.user_key("https://app.example/", TOKEN)
    assert key == again.user_key("HTTPS://app.example", TOKEN)
    assert key == one.user_key("https://app.example:443", TOKEN)
    assert key != one.user_key("https://app.example:8443", TOKEN)
    assert key != other.user_key("https://app.example/", TOKEN), "each journal has a salt of its own"
    assert key != one.user_key("https://other.example", TOKEN)
    assert key != one.user_key("https://app.example", TOKEN + "x")
    plain = {hashlib.new(kind, TOKEN.encode()).hexdigest() for kind in ("sha256", "sha1", "md5", "blake2b")}
    assert not any(key in each or each in key for each in plain)
    assert TOKEN not in key
    for each in (one, again, other):
        each.close()


def test_open_commands_of_the_same_user_are_found_whatever_their_profile(book: Journal) -> None:
    user = book.user_key("https://app.example", TOKEN)
    book.begin(replace(command("c1", MES, "Main"), user=user))
    begun(book, "c2", MES, profile="Stranger")
    assert [each.command_id for each in book.open_commands("Second", user)] == ["c1"]
    assert [each.command_id for each in book.open_commands("Second", "")] == []
    assert [each.command_id for each in book.open_commands("Stranger", user)] == ["c1", "c2"]


def test_what_has_ended_in_the_meantime_is_not_taken_over(book: Journal) -> None:
    begun(book, "c1", MES)
    assert book.release("c1", "done")
    assert not book.adopt("c1")
    record = book.command("c1")
    assert record is not None
    assert [step.message for step in record.steps][-1] == "done", "no note of a take-over"
    assert book.user_of("c1") == ""
