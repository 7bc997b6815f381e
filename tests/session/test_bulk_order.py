"""Whose turn it is in a run, for any list and any order in which commands end."""

from __future__ import annotations

import asyncio
import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ctpanel.domain.command import Command
from ctpanel.domain.flattening import FlattenAccountPlan, FlattenInstrumentPlan
from ctpanel.domain.ids import CommandId
from ctpanel.domain.outcome import Outcome, Stage
from ctpanel.domain.plan import Plan
from ctpanel.domain.refusal import Refusal
from ctpanel.session.bulk import AT_ONCE, BulkRun, BulkState, Sender
from ctpanel.session.command_book import KEPT, CommandBook
from tests.fakes.pictures import command, position
from tests.fakes.scripted_session import FullPurse, InstantClock

ACCOUNTS, INSTRUMENTS = ("Sim101", "SIM101", "Sim102"), ("MES 12-25", "MES 03-26", "MNQ 12-25", None)


class Desk(InstantClock):
    """Takes every plan; whenever somebody waits, some commands come to their next stage or end."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.book = CommandBook(lambda _command: None)
        self.sent: list[Plan] = []
        self.faults: list[str] = []

    def send(self, plan: Plan) -> CommandId | Refusal:
        running = [each for each in self.book.commands if each.is_running]
        if any(each.plan.scope.overlaps(plan.scope) for each in running):
            self.faults.append(f"{plan.scope} while another one is under way")
        if sum(each.stage is Stage.SENDING for each in running) >= AT_ONCE:
            self.faults.append("too many at once")
        self.sent.append(plan)
        return self.book.put(command(plan, number=len(self.sent))).id

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(0)
        for each in self.book.commands:
            if each.is_running and self.dice.random() < 0.3:
                self.on(each)

    def on(self, each: Command) -> None:
        if each.stage is Stage.SENDING:
            self.book.put(replace(each, stage=Stage.VERIFYING))
        else:
            done = replace(each, stage=Stage.DONE, outcome=Outcome.VERIFIED_FLAT, holds_lease=False)
            self.book.put(done)

    def run(self, plans: list[Plan]) -> BulkRun:
        run = BulkRun(plans, Sender(self.send, self.book.get, FullPurse(), self, lambda: None, lambda: False))
        asyncio.run(run.run())
        return run


def plan_for(account: str, instrument: str | None) -> Plan:
    if instrument is None:
        return FlattenAccountPlan(account, ())
    return FlattenInstrumentPlan(position(instrument, account=account))


SCOPES = st.tuples(st.sampled_from(ACCOUNTS), st.sampled_from(INSTRUMENTS))


@given(st.lists(SCOPES, max_size=25), st.integers(0, 2**16))
def test_what_meets_keeps_its_order_and_everything_has_one_turn(
    scopes: list[tuple[str, str | None]], seed: int
) -> None:
    plans = [plan_for(*scope) for scope in scopes]
    desk = Desk(seed)
    run = desk.run(plans)
    assert desk.faults == []
    assert run.state is BulkState.SENT
    places = [place for place, _ in run.turns]
    assert sorted(places) == list(range(len(plans))) and [plans[place] for place in places] == desk.sent
    for turn, place in enumerate(places):
        overtaken = [each for each in places[turn + 1 :] if each < place]
        assert not any(plans[each].scope.overlaps(plans[place].scope) for each in overtaken)
    assert [run.plans[place] for place, _ in sorted(run.turns)] == plans
    assert run.results == [taken for _, taken in sorted(run.turns)]


def test_the_one_that_takes_longest_in_a_very_long_run_is_still_known_when_it_ends() -> None:
    """Long after it many others have come and gone."""
    desk = Desk(1)
    usual = desk.on

    def slowly(each: Command) -> None:
        if each.id != f"{1:032x}" or len(desk.sent) > KEPT + 20:
            usual(each)

    desk.on = slowly  # type: ignore[method-assign]
    plans = [plan_for("Sim101", f"M{number} 12-25") for number in range(KEPT + 40)]
    run = desk.run(plans)
    assert len(run.turns) == len(plans)
