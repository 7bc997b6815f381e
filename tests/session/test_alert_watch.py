"""Which news of the session are events, and that none is told twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ctpanel.domain.alert import MANNERS, Alert, AlertKind
from ctpanel.domain.command import Command
from ctpanel.domain.faults import Effect, FaultKind, ServiceFault
from ctpanel.domain.leftovers import Leftover
from ctpanel.domain.link import Link
from ctpanel.domain.outcome import Outcome, Stage
from ctpanel.domain.position import Position, Side
from ctpanel.domain.snapshot import Presence
from ctpanel.session.alert_watch import OWN_DOING_S, AlertWatch
from ctpanel.session.command_book import CommandBook
from ctpanel.session.events import CommandChanged
from ctpanel.session.leftover_radar import LeftoverRadar
from ctpanel.session.notices import NoticeBoard
from tests.fakes.pictures import MES, START, account, close_plan, command, order, picture, position
from tests.fakes.scripted_session import InstantClock, ScriptedSession

LIVE = Link(started=True, answered=True)
AWAY = replace(LIVE, accounts_away=True)
OFFLINE = replace(LIVE, failures=3, fault=ServiceFault(FaultKind.NO_NETWORK, Effect.NOT_SENT, "no route"))
CONNECTING = Link(started=True)


class Ears:
    """A watched session and what was told of it."""

    def __init__(self, *open_now: Position) -> None:
        self.session = ScriptedSession(picture(open_now, [account()]))
        self.told: list[Alert] = []
        self.positions_wanted = True
        self.watch = AlertWatch(self.session, self.told.append, lambda: self.positions_wanted)

    def kinds(self) -> list[AlertKind]:
        told, self.told[:] = [one.kind for one in self.told], []
        return told

    def words(self) -> list[str]:
        told, self.told[:] = [str(one.what) for one in self.told], []
        return told

    def show(self, *open_now: Position) -> None:
        self.session.show(picture(open_now, [account()]))

    def step(self, made: Command) -> None:
        """The session tells a step of this command."""
        others = tuple(each for each in self.session.commands if each.id != made.id)
        self.session.commands = (made, *others)
        self.session.announce(CommandChanged(made))


def ended(outcome: Outcome, number: int = 1) -> Command:
    return command(close_plan(position()), Stage.DONE, outcome, number)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_is_an_event_and_told_once(outcome: Outcome) -> None:
    ears = Ears(position())
    ears.step(command(close_plan(position()), Stage.SENDING))
    assert ears.told == []
    for _ in range(3):
        ears.step(ended(outcome))
    (alert,) = ears.told
    assert (alert.account, alert.instrument) == MES
    assert MANNERS[alert.kind].title


def test_an_unknown_outcome_that_turns_out_well_is_told_twice() -> None:
    ears = Ears(position())
    for outcome in (Outcome.UNKNOWN, Outcome.VERIFIED_FLAT):
        ears.step(ended(outcome))
    assert ears.kinds() == [AlertKind.UNKNOWN, AlertKind.VERIFIED]


def test_many_commands_are_not_remembered_for_ever() -> None:
    ears = Ears(position())
    for number in range(1200):
        ears.session.commands = ()
        ears.step(ended(Outcome.VERIFIED_FLAT, number))
    assert len(ears.told) == 1200
    assert len(ears.watch._outcomes) <= 501


def test_the_link_goes_and_comes_back() -> None:
    ears = Ears()
    for link in (CONNECTING, LIVE, LIVE, OFFLINE, OFFLINE, CONNECTING, LIVE, AWAY, AWAY, LIVE):
        ears.session.set_link(link)
    expected = [AlertKind.LINK_LOST, AlertKind.LINK_BACK, AlertKind.NT8_AWAY, AlertKind.LINK_BACK]
    assert ears.kinds() == expected


def test_a_link_that_was_never_there_is_not_lost_and_signing_out_is_no_loss() -> None:
    ears = Ears()
    for link in (CONNECTING, OFFLINE, LIVE, Link(), CONNECTING, LIVE):
        ears.session.set_link(link)
    assert ears.kinds() == []


def test_leftovers_are_told_by_the_radar_s_own_words_until_they_are_gone() -> None:
    ears = Ears()
    board = NoticeBoard(InstantClock(), lambda: ears.session.set_notices(*board.notices))
    radar = LeftoverRadar(board, CommandBook(lambda _command: None))
    radar.look(picture([position()], orders=[order()]), START)
    for at in (START + 1, START + 9, START + 10):
        radar.look(picture([], [account()], [order()], at=at), at)
    (alert,) = ears.told
    assert alert.kind is AlertKind.LEFTOVER
    assert (alert.account, alert.instrument) == MES
    assert str(alert.what) == str(Leftover(MES, (order(),)).words())
    assert "Sim101" not in str(alert.what)


def test_a_position_that_changed_elsewhere() -> None:
    ears = Ears()
    ears.show(position(quantity=4))
    ears.show(position(quantity=4, unrealized="1"))
    assert ears.told == [], "the first list and a new price are no changes"
    ears.show(position(quantity=2))
    ears.show(position(quantity=2, side=Side.SHORT))
    ears.show()
    ears.show(position("MNQ 12-25", quantity=1))
    assert ears.words() == ["long 4 → long 2", "long 2 → short 2", "short 2 → flat", "flat → long 1"]


def test_what_a_command_of_this_window_does_is_not_somebody_else_s() -> None:
    ears = Ears(position(quantity=4))
    ears.show(position(quantity=4, unrealized="1"))
    ears.step(command(close_plan(position()), Stage.SENDING))
    ears.show(position(quantity=2))
    ears.step(replace(ended(Outcome.VERIFIED_LEFT), holds_lease=False, elapsed_s=1.0, pressed_at=START))
    ears.kinds()
    ears.session.advance(OWN_DOING_S - 5)
    ears.show(position(quantity=1))
    assert ears.told == []
    ears.session.advance(10)
    ears.show(position(quantity=3))
    assert ears.words() == ["long 1 → long 3"]


def test_nothing_is_made_up_while_nobody_answers_or_nobody_wants_to_know() -> None:
    ears = Ears(position(quantity=4))
    ears.show(position(quantity=4, unrealized="1"))
    ears.session.show(picture([], [account()], presence=Presence.AWAY))
    ears.show(position(quantity=4))
    ears.positions_wanted = False
    ears.show(position(quantity=3))
    ears.positions_wanted = True
    ears.show(position(quantity=3, unrealized="2"))
    assert ears.told == []
    ears.show(position(quantity=1))
    assert ears.words() == ["long 3 → long 1"]


def test_it_can_be_closed() -> None:
    ears = Ears(position())
    ears.watch.close()
    ears.step(ended(Outcome.UNKNOWN))
    assert ears.told == []
    assert ears.session.listeners == 0
