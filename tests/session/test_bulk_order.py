"""Whose turn it is in a run, for any list and any order in which commands end."""

from __future__ import annotations

import asyncio
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctpanel.domain.closing import Wanted
from ctpanel.domain.command import Command
from ctpanel.domain.flattening import FlattenAccountPlan, FlattenInstrumentPlan
from ctpanel.domain.ids import CommandId
from ctpanel.domain.outcome import Outcome, Stage
from ctpanel.domain.plan import Plan
from ctpanel.domain.refusal import Reason, Refusal
from ctpanel.domain.text import Text
from ctpanel.session.bulk import AT_ONCE, OTHERS_S, RECONNECT_S, BulkRun, BulkState, Sender
from ctpanel.session.clock import SLEPT_S
from ctpanel.session.command_book import KEPT, CommandBook
from tests.fakes.pictures import close_plan, command, position
from tests.fakes.scripted_session import FullPurse, InstantClock, no_defect

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
        run = BulkRun(
            plans, Sender(self.send, self.book.get, FullPurse(), self, lambda: None, lambda: False, no_defect)
        )
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


class Starved(Desk):
    """No budget for as many looks of a run as are told, each so many seconds after the one before."""

    def __init__(self, looks: int, apart_s: float) -> None:
        super().__init__(0)
        self.looks, self.apart_s, self.time_s = looks, apart_s, 0.0

    def now(self) -> float:
        return self.time_s

    def estimate(self) -> float:
        return 0.0 if self.looks > 0 else 20.0

    async def sleep(self, seconds: float) -> None:
        await super().sleep(seconds)
        self.looks -= 1
        self.time_s += self.apart_s

    def go(self) -> BulkRun:
        plans = [plan_for("Sim101", "MES 12-25")]
        run = BulkRun(plans, Sender(self.send, self.book.get, self, self, lambda: None, lambda: False, no_defect))
        asyncio.run(run.run())
        return run


def test_a_run_that_waits_long_for_the_budget_goes_on() -> None:
    """It looks all the time; only a sleep of the computer is a gap in that."""
    desk = Starved(looks=200, apart_s=SLEPT_S / 2)
    assert desk.go().state is BulkState.SENT and len(desk.sent) == 1


def test_a_run_does_not_go_on_after_a_gap() -> None:
    desk = Starved(looks=1, apart_s=SLEPT_S + 1)
    run = desk.go()
    assert run.state is BulkState.STOPPED and desk.sent == []
    (refused,) = run.results
    assert isinstance(refused, Refusal) and "slept" in str(refused.text)


def test_whoever_listens_and_fails_keeps_nothing_back() -> None:
    desk, defects = Desk(2), list[str]()
    plans = [plan_for("Sim101", "MES 12-25"), plan_for("Sim102", "MES 12-25")]
    sender = Sender(
        desk.send,
        desk.book.get,
        FullPurse(),
        desk,
        lambda: None,
        lambda: False,
        lambda what, error: defects.append(f"{what}: {error}"),
    )
    run = BulkRun(plans, sender)

    def fail() -> None:
        raise OverflowError("no room in the list")

    heard: list[int] = []
    run.listen(fail)
    run.listen(lambda: heard.append(len(run.turns)))
    asyncio.run(run.run())
    assert run.state is BulkState.SENT and len(desk.sent) == 2 and heard == [1, 2, 2]
    assert defects == ["run listener: no room in the list"] * 3


@pytest.mark.parametrize("trouble", [OverflowError("defect"), asyncio.CancelledError()])
def test_a_run_that_is_cut_off_tells_what_was_not_sent(trouble: BaseException) -> None:
    desk = Desk(3)
    usual = desk.send

    def send(plan: Plan) -> CommandId | Refusal:
        if desk.sent:
            raise trouble
        return usual(plan)

    desk.send = send  # type: ignore[method-assign]
    plans = [plan_for(account, "MES 12-25") for account in ("Sim101", "Sim102", "Sim103")]
    run = BulkRun(plans, Sender(desk.send, desk.book.get, FullPurse(), desk, lambda: None, lambda: False, no_defect))
    with pytest.raises(type(trouble)):
        asyncio.run(run.run())
    assert run.state is BulkState.STOPPED and run.unsent == 0
    assert [isinstance(each, Refusal) for each in run.results] == [False, True, True]


def test_a_list_of_refusals_lets_everybody_else_have_their_turns() -> None:
    """Each may take half a second, where the journal is locked by another program."""
    desk, turns = Desk(4), list[int]()

    def refuse(plan: Plan) -> CommandId | Refusal:
        return Refusal(Reason.JOURNAL, Text("Another program keeps it locked."))

    plans = [plan_for("Sim101", f"M{number} 12-25") for number in range(30)]
    run = BulkRun(plans, Sender(refuse, desk.book.get, FullPurse(), desk, lambda: None, lambda: False, no_defect))

    async def beside() -> None:
        running = asyncio.ensure_future(run.run())
        while not running.done():
            turns.append(len(run.turns))
            await asyncio.sleep(0)

    asyncio.run(beside())
    assert len(set(turns)) >= len(plans), "one look between any two rows"


def test_every_cut_of_the_connection_is_waited_for_as_long() -> None:
    """The first one is over when the second begins."""
    desk = Starved(looks=0, apart_s=RECONNECT_S / 4)
    cuts = iter([True] * 3 + [False] + [True] * 3 + [False])
    sent_while_cut: list[bool] = []
    now_cut = False

    def connecting() -> bool:
        nonlocal now_cut
        now_cut = next(cuts, False)
        return now_cut

    def send(plan: Plan) -> CommandId | Refusal:
        sent_while_cut.append(now_cut)
        return desk.send(plan)

    plans = [plan_for("Sim101", "MES 12-25"), plan_for("Sim102", "MES 12-25")]
    run = BulkRun(plans, Sender(send, desk.book.get, desk, desk, lambda: None, connecting, no_defect))
    asyncio.run(run.run())
    assert sent_while_cut == [False, False]


class HangingBroker(Desk):
    """Nothing of one account is answered until everything of the others was sent."""

    others = 2

    def on(self, each: Command) -> None:
        sent = sum(plan.scope.account != "Sim101" for plan in self.sent)
        if each.plan.scope.account != "Sim101" or sent == self.others:
            super().on(each)

    async def sleep(self, seconds: float) -> None:
        self.looks = getattr(self, "looks", 0) + 1
        assert self.looks < 2000, "nothing moves any more"
        await super().sleep(seconds)


def test_an_account_whose_broker_hangs_does_not_hold_back_the_others() -> None:
    desk = HangingBroker(5)
    plans = [plan_for("Sim101", f"M{number} 12-25") for number in range(6)]
    plans += [plan_for(account, "MES 12-25") for account in ("Sim102", "Sim103")]
    assert desk.run(plans).state is BulkState.SENT and desk.faults == []
    assert len(desk.sent) == len(plans)


class Busy(Desk):
    """A command that was pressed before the run; it ends after so many looks, each a second after the one before."""

    def __init__(self, plan: Plan, looks: int) -> None:
        super().__init__(5)
        self.looks, self.time_s = looks, 0.0
        self.waited: set[tuple[int, ...]] = set()
        self.before = self.book.put(replace(command(plan, number=99), stage=Stage.VERIFYING))

    def now(self) -> float:
        return self.time_s

    def send(self, plan: Plan) -> CommandId | Refusal:
        if self.before.is_running and self.before.plan.scope.overlaps(plan.scope):
            return Refusal(Reason.IN_FLIGHT, Text("Busy."))
        return super().send(plan)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(0)
        self.time_s += 1.0
        self.looks -= 1
        if self.looks == 0:
            self.before = replace(self.before, stage=Stage.DONE, outcome=Outcome.VERIFIED_LEFT, holds_lease=False)
            self.book.put(self.before)

    def go(self, plans: list[Plan]) -> BulkRun:
        ways = (lambda: None, lambda: False, no_defect)
        run = BulkRun(plans, Sender(self.send, self.book.get, FullPurse(), self, *ways, self.book.running))
        run.listen(lambda: self.waited.add(run.kept_back) if run.kept_back else None)
        asyncio.run(run.run())
        return run


PART = close_plan(position(), Wanted.contracts(1))


def test_who_flattens_while_a_part_is_still_closed_gets_out_once_that_has_ended() -> None:
    desk = Busy(PART, looks=10)
    whole, other = FlattenAccountPlan("Sim101", ()), plan_for("Sim102", "MES 12-25")
    run = desk.go([whole, other])
    assert desk.sent == [other, whole], "the others do not wait"
    assert desk.waited == {(0,)}, "and whoever looks is told"
    assert not any(isinstance(each, Refusal) for each in run.results)


def test_a_plan_waits_for_another_command_for_a_while_only() -> None:
    desk = Busy(PART, looks=100)
    run = desk.go([FlattenAccountPlan("Sim101", ())])
    (refused,) = run.results
    assert isinstance(refused, Refusal) and refused.reason is Reason.IN_FLIGHT
    assert OTHERS_S <= desk.time_s < OTHERS_S + 5


@pytest.mark.parametrize(
    ("before", "plan", "waits"),
    [
        (FlattenAccountPlan("Sim101", ()), plan_for("Sim101", "MES 12-25"), False),
        (plan_for("Sim101", "MES 12-25"), plan_for("Sim101", "MES 12-25"), False),
        (close_plan(position()), plan_for("Sim101", "MES 12-25"), False),
        (plan_for("Sim101", "MES 12-25"), FlattenAccountPlan("Sim101", ()), True),
        (PART, plan_for("Sim101", "MES 12-25"), True),
    ],
)
def test_nothing_waits_behind_a_command_that_gets_out_of_the_same(before: Plan, plan: Plan, waits: bool) -> None:
    desk = Busy(before, looks=5)
    run = desk.go([plan])
    assert isinstance(run.results[0], Refusal) is not waits
