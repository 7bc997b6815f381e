"""Leftovers of an exit: told once, for certain, and taken back when nothing is left."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ctpanel.domain.command import Command
from ctpanel.domain.ids import PositionKey
from ctpanel.domain.leftovers import leftover
from ctpanel.domain.order import OrderType, WorkingOrder
from ctpanel.domain.orders_known import FURTHEST_APART_S
from ctpanel.domain.outcome import Outcome, Stage
from ctpanel.domain.position import Position, Side
from ctpanel.domain.snapshot import OrderBook, Presence, Snapshot
from ctpanel.session.command_book import CommandBook
from ctpanel.session.command_notices import post_outcome
from ctpanel.session.leftover_radar import GRACE_S, LeftoverRadar
from ctpanel.session.notices import NoticeBoard
from tests.fakes.pictures import MES, START, close_plan, command, order, picture, position, stamp
from tests.fakes.scripted_session import InstantClock

STOP = order(quantity=4)


class Desk:
    """A radar over pictures that are read every two seconds."""

    def __init__(self) -> None:
        self.board = NoticeBoard(InstantClock(), lambda: None)
        self.book = CommandBook(lambda _command: None)
        self.radar = LeftoverRadar(self.board, self.book)
        self.at = START

    def show(self, *positions: Position, orders: tuple[WorkingOrder, ...] | None = (STOP,), after: float = 2.0) -> None:
        self.at += after
        # Another position of the account, so that it is listed at all.
        every = (*positions, position("MNQ 12-25", 1))
        self.look(picture(every, orders=orders, at=self.at))

    def look(self, snapshot: Snapshot) -> None:
        self.radar.look(snapshot, self.at)

    def told(self) -> list[str]:
        return [str(each.what) for each in self.board.notices]


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    made.show(position())
    return made


def test_orders_that_outlive_their_position_are_told_once(desk: Desk) -> None:
    for _ in range(5):
        desk.show()
    (notice,) = desk.board.notices
    assert "No position is open, but 1 working order is left" in str(notice.what)
    assert notice.count == 1 and "MES 12-25 in Sim101" in str(notice.what) and notice.about == MES


def test_a_flatten_gets_time_to_cancel(desk: Desk) -> None:
    desk.show(after=0.5)
    desk.show(after=GRACE_S - 0.6)
    assert desk.told() == []
    desk.show(orders=(), after=0.5)
    desk.show(orders=(), after=1.0)
    assert desk.told() == []


def test_what_becomes_too_big_is_told_with_what_it_would_open(desk: Desk) -> None:
    for _ in range(4):
        desk.show(position(quantity=1))
    assert desk.told() == ["MES 12-25 in Sim101: Working orders are 3 too big for long 1; if hit you end short 3."]


def test_a_further_change_is_told_again(desk: Desk) -> None:
    for size in (3, 3, 3, 2, 2, 2):
        desk.show(position(quantity=size), after=3.0)
    (notice,) = desk.board.notices
    assert notice.count == 2 and "2 too big for long 2" in str(notice.what)


def test_it_says_what_is_left_now(desk: Desk) -> None:
    """Somebody makes the stop smaller, though not small enough: the first words are true no more."""
    for _ in range(4):
        desk.show(position(quantity=1))
    desk.show(position(quantity=1), orders=(order(quantity=2),))
    (notice,) = desk.board.notices
    assert "Working orders are 1 too big for long 1" in str(notice.what) and notice.count == 1
    assert notice.left is not None and notice.left.over_hang == 1


def test_what_the_user_has_dismissed_does_not_come_back_in_other_words(desk: Desk) -> None:
    for _ in range(4):
        desk.show(position(quantity=1))
    (notice,) = desk.board.notices
    desk.board.dismiss(notice.identity)
    desk.show(position(quantity=1), orders=(order(quantity=2),))
    assert desk.told() == []


def test_it_is_taken_back_when_nothing_is_left(desk: Desk) -> None:
    for _ in range(4):
        desk.show()
    assert desk.told()
    desk.show(orders=())
    assert desk.told() == []


def test_nothing_is_said_of_what_stood_there_from_the_start(desk: Desk) -> None:
    """An entry order that waits for its price is what the user wants."""
    resting = order(OrderType.LIMIT, key=PositionKey("Sim101", "MGC 12-25"))
    for _ in range(4):
        desk.show(position(), orders=(resting,))
    assert desk.told() == []


def test_nothing_is_said_while_orders_are_not_known_completely(desk: Desk) -> None:
    for _ in range(4):
        desk.show(orders=None)
    assert desk.told() == []


def test_nothing_is_said_of_lists_of_different_moments(desk: Desk) -> None:
    for _ in range(4):
        desk.at += 30.0
        shown = picture([position("MNQ 12-25", 1)], orders=[STOP], at=desk.at)
        old = stamp(desk.at - FURTHEST_APART_S - 0.5)
        desk.look(replace(shown, orders={"Sim101": OrderBook((STOP,), old, True)}))
    assert desk.told() == []


def test_orders_that_were_listed_within_the_grace_prove_nothing_left(desk: Desk) -> None:
    desk.show()
    changed_at = desk.at
    desk.at += GRACE_S + 1.0
    shown = picture([position("MNQ 12-25", 1)], orders=[STOP], at=desk.at)
    desk.look(replace(shown, orders={"Sim101": OrderBook((STOP,), stamp(changed_at + 1.0), True)}))
    assert desk.told() == []


def test_nothing_is_said_while_nt8_is_away(desk: Desk) -> None:
    for _ in range(4):
        desk.at += 2.0
        desk.look(picture([position("MNQ 12-25", 1)], orders=[STOP], at=desk.at, presence=Presence.AWAY))
    assert desk.told() == []


def test_a_command_under_way_speaks_for_itself(desk: Desk) -> None:
    sent = command(close_plan(position()))
    desk.book.put(sent)
    for _ in range(4):
        desk.show()
    assert desk.told() == []
    desk.book.put(replace(sent, stage=Stage.DONE, outcome=Outcome.VERIFIED_LEFT, holds_lease=False))
    desk.show()
    assert desk.told()


def test_orders_left_was_told_already(desk: Desk) -> None:
    desk.book.put(command(close_plan(position()), outcome=Outcome.ORDERS_LEFT))
    for _ in range(4):
        desk.show()
    assert desk.told() == []


def test_orders_left_is_taken_back_when_they_are_gone(desk: Desk) -> None:
    ended = replace(command(close_plan(position()), outcome=Outcome.ORDERS_LEFT), elapsed_s=10.0)
    desk.book.put(ended)
    post_outcome(desk.board, ended)
    desk.show(orders=(), after=5.0)
    assert desk.told(), "read before it was told"
    desk.show(after=6.0)
    assert desk.told()
    desk.show(orders=())
    assert desk.told() == []


@pytest.mark.parametrize("outcome", [Outcome.NOT_VERIFIED, Outcome.UNKNOWN, Outcome.PARTLY])
def test_another_outcome_is_not_taken_back_by_orders_that_are_gone(desk: Desk, outcome: Outcome) -> None:
    ended = replace(command(close_plan(position()), outcome=outcome), elapsed_s=1.0)
    desk.book.put(ended)
    post_outcome(desk.board, ended)
    for _ in range(3):
        desk.show(orders=())
    assert desk.told()


@pytest.mark.parametrize(
    ("held", "orders"),
    [
        (position(), (STOP,)),
        (position(), None),
        (None, ()),
        (None, None),
        (position(quantity=2, side=Side.UNKNOWN), (STOP,)),
    ],
)
def test_what_fits_or_is_not_known_leaves_nothing(
    held: Position | None, orders: tuple[WorkingOrder, ...] | None
) -> None:
    assert leftover(MES, held, orders) is None


class AskedBook(CommandBook):
    """Counts how often somebody goes through all commands."""

    asked = 0

    @property
    def commands(self) -> tuple[Command, ...]:
        self.asked += 1
        return super().commands


@pytest.mark.parametrize("after", [0.5, GRACE_S + 1.0])
def test_while_many_positions_end_the_commands_are_gone_through_once_a_look(desk: Desk, after: float) -> None:
    """A group that is flattened ends thousands, and its commands are a hundred: each with each holds up everything."""
    many = tuple(position(f"M{number:02d} 12-25") for number in range(50))
    desk.book = AskedBook(lambda _command: None)
    desk.radar = LeftoverRadar(desk.board, desk.book)
    desk.show(*many)
    desk.show()
    desk.book.asked = 0
    desk.show(after=after)
    assert desk.book.asked <= 1


def test_a_command_in_another_spelling_of_the_account_keeps_it_silent(desk: Desk) -> None:
    key = PositionKey("sim101", "MES 12-25")
    desk.book.put(command(close_plan(position()._replace(key=key)), Stage.SENDING))
    for _ in range(5):
        desk.show()
    assert desk.told() == []
