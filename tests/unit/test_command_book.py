"""Which commands stay in memory, and that the one that has just ended is among them."""

from __future__ import annotations

import pytest

from ctpanel.domain.command import Command
from ctpanel.domain.outcome import Outcome
from ctpanel.domain.text import Text
from ctpanel.session.command_book import KEPT, CommandBook
from tests.fakes.pictures import close_plan, command, position


@pytest.fixture
def announced() -> list[Command]:
    return []


@pytest.fixture
def book(announced: list[Command]) -> CommandBook:
    """One that is in doubt, and after it more than are kept that have ended."""
    made = CommandBook(announced.append)
    plan = close_plan(position())
    made.put(command(plan, outcome=Outcome.UNKNOWN, number=0))
    for number in range(1, KEPT + 3):
        made.put(command(plan, outcome=Outcome.VERIFIED_FLAT, number=number))
    return made


def test_the_oldest_that_ended_make_room_and_one_in_doubt_stays(book: CommandBook) -> None:
    numbers = [int(each.id, 16) for each in book.commands]
    assert numbers == [*range(KEPT + 2, 2, -1), 0], "the newest, and the one in doubt"


def test_an_old_command_that_ends_at_last_can_still_be_asked_for(book: CommandBook, announced: list[Command]) -> None:
    """Whoever gave it up reads what became of it from here."""
    old = book.commands[-1]
    freed = book.free(old.id, Text("You allowed a new close."))
    assert book.get(old.id) == freed == announced[-1] and book.told(old.id) == freed.text
    for number in range(KEPT - 1):
        book.put(command(close_plan(position()), outcome=Outcome.VERIFIED_FLAT, number=9000 + number))
    assert book.get(old.id) == freed, "what ended longest ago is forgotten first, whenever it began"
    book.put(command(close_plan(position()), outcome=Outcome.VERIFIED_FLAT, number=9999))
    assert old.id not in book.ids and str(book.told(old.id)) == ""
