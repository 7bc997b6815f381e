"""Which scopes meet: instruments, whole accounts, everything."""

from __future__ import annotations

import itertools

import pytest

from ctpanel.domain import ids
from ctpanel.storage.journal import Journal
from ctpanel.storage.journal_records import LeaseHeld
from ctpanel.storage.leases import LeaseScope
from tests.storage.journal_kit import begun, command

MES = LeaseScope.position("Sim101", "MES 12-25")
ES = LeaseScope.position("Sim101", "ES 12-25")
OTHER_ACCOUNT = LeaseScope.position("Sim102", "MES 12-25")
WHOLE = LeaseScope.whole_account("sim101")
OTHER_WHOLE = LeaseScope.whole_account("Sim102")
EVERYTHING = LeaseScope.everything()
SCOPES = (MES, ES, OTHER_ACCOUNT, WHOLE, OTHER_WHOLE, EVERYTHING)
MEETING = (
    {frozenset({scope}) for scope in SCOPES}
    | {frozenset({EVERYTHING, scope}) for scope in SCOPES}
    | {frozenset({WHOLE, MES}), frozenset({WHOLE, ES}), frozenset({OTHER_WHOLE, OTHER_ACCOUNT})}
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
