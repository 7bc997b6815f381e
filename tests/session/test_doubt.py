"""What a command in doubt may say, how often, and what can never be called verified."""

from __future__ import annotations

import asyncio
from decimal import Decimal

import pytest

from ctpanel.api.client import CrossTradeClient
from ctpanel.api.config import ServiceConfig
from ctpanel.api.ratelimit import RequestBudget
from ctpanel.domain.budget import BudgetLimits, Priority
from ctpanel.domain.cancelling import plan_cancel_order
from ctpanel.domain.closing import Wanted
from ctpanel.domain.ids import Scope
from ctpanel.domain.outcome import Outcome
from ctpanel.domain.reads import OrdersRead, PositionsRead
from ctpanel.domain.refusal import Refusal
from ctpanel.domain.token import Token
from ctpanel.domain.verifying import Evidence
from ctpanel.session import commands, verification
from ctpanel.session.evidence import Answer
from ctpanel.session.ports import Connection
from ctpanel.sim.desk import Pace
from tests.session.conftest import MakeRig
from tests.session.rig import MES, TOKEN, Rig, until


async def test_a_moving_price_is_no_news_about_a_command(rig: Rig) -> None:
    panel = await rig.start()
    await panel.position()
    rig.control.set_faults("lost-request:close")
    command = await panel.close(Wanted.contracts(1))
    begin = panel.session.now()
    price = rig.control.price(MES.instrument)
    while panel.session.now() - begin < 40:
        price += Decimal("0.25")
        rig.control.set_price(MES.instrument, price)
        await rig.clock.sleep(1.0)
    outcomes = [step for step in panel.journaled(command.id).steps if step.outcome is not None]
    assert [step.outcome for step in outcomes] == [Outcome.UNKNOWN.value]


async def test_two_empty_lists_in_a_row_are_not_flat(make_rig: MakeRig) -> None:
    # As an NT8 that has just started: connected already, but its positions are not loaded yet.
    rig = make_rig(scenario="single", times=2.0, rate_capacity=None)
    panel = await rig.start()
    await panel.position()
    await panel.until(lambda: panel.session.snapshot.orders_of(MES) == ())
    rig.control.set_faults("lost-request:close", "empty-list:ListPositions")
    asked = len(rig.control.requests("GetAccount"))
    pressed = await panel.press(Wanted.all())
    await panel.until(lambda: len(rig.control.requests("GetAccount")) > asked)
    # Its positions are loaded some moments after it answers: longer than a second look without a pause would take.
    await rig.clock.sleep(0.5)
    rig.control.clear_faults()
    command = await panel.ended(pressed)
    assert command.outcome is not Outcome.VERIFIED_FLAT
    assert rig.net() == 4


async def test_a_defect_after_the_answer_still_ends_in_an_outcome(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("defect")

    monkeypatch.setattr(commands, "post_other_row", fail)
    panel = await rig.start()
    await panel.position()
    rig.control.set_faults("wrong-instrument:close")
    command = await panel.close(Wanted.contracts(1))
    assert command.outcome is Outcome.VERIFIED_LEFT
    assert [str(error) for _, error in panel.lost] == ["defect"]
    panel.lost.clear()


async def test_reads_too_slow_for_the_first_proof_prove_it_later(
    make_rig: MakeRig, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Two looks and a sign of life are five reads; together they take twice the patience of the first verification.
    monkeypatch.setattr(verification, "PATIENCE_S", 0.3)
    rig = make_rig(scenario="single", rate_capacity=None)
    panel = await rig.start()
    plan = await panel.plan(Wanted.all())
    await panel.until(lambda: panel.session.snapshot.orders_of(MES) == ())
    rig.control.set_faults("latency:reads:seconds=0.12")
    pressed = panel.session.close(plan)
    assert isinstance(pressed, str)
    assert (await panel.ended(pressed)).outcome is Outcome.NOT_VERIFIED
    await panel.until(lambda: panel.command(pressed).outcome is Outcome.VERIFIED_FLAT)
    assert len(rig.closes()) == 1


class Whole:
    """Tells of a position alone what it tells of all."""

    async def gather(self, scope: Scope, priority: Priority = Priority.VERIFY) -> Answer:
        raise NotImplementedError

    async def gather_position(self, scope: Scope, priority: Priority = Priority.VERIFY) -> Answer:
        return await self.gather(scope, priority)


class Looks(Whole):
    """Evidence in the order of a script; the last of it repeats."""

    def __init__(self, *evidence: Evidence) -> None:
        self._evidence = list(evidence)

    async def gather(self, scope: Scope, priority: Priority = Priority.VERIFY) -> Answer:
        return Answer(self._evidence.pop(0) if len(self._evidence) > 1 else self._evidence[0])


async def test_a_cancel_that_the_last_look_proves_is_not_told_by_an_earlier_one(rig: Rig) -> None:
    panel = await rig.start()
    held = await panel.position()
    await panel.until(lambda: panel.session.snapshot.orders_of(MES))
    order = (panel.session.snapshot.orders_of(MES) or ())[0]
    # The cancel is still pending at first; then a row among the positions cannot be read, and the order is gone.
    panel.session._verifier._reader = Looks(Evidence(True, held, (order,)), Evidence(False, None, ()))
    plan = plan_cancel_order(order)
    assert not isinstance(plan, Refusal)
    pressed = panel.session.send(plan)
    assert isinstance(pressed, str)
    command = await panel.ended(pressed)
    assert command.outcome is Outcome.VERIFIED_DONE
    assert "The position could not be read." in str(command.text)


class ProvenMeanwhile(Whole):
    """The watch sees the proof while the user's own look still waits for its answer."""

    def __init__(self) -> None:
        self.answer = asyncio.Event()

    async def gather(self, scope: Scope, priority: Priority = Priority.VERIFY) -> Answer:
        if priority is Priority.READ:
            return Answer(Evidence(True, None, ()))
        await self.answer.wait()
        return Answer(Evidence())


async def test_what_was_proven_while_the_user_gave_it_up_stays_told_as_proven(rig: Rig) -> None:
    panel = await rig.start()
    rig.control.set_faults("lost-request:close")
    pressed = (await panel.close(Wanted.all())).id
    reader = panel.session._verifier._reader = ProvenMeanwhile()
    giving = asyncio.ensure_future(panel.session.give_up_lease(pressed))
    await panel.until(lambda: panel.command(pressed).outcome is Outcome.VERIFIED_FLAT)
    reader.answer.set()
    assert "No position and no working order left." in str(await giving)
    assert "You allowed" not in str(panel.command(pressed).text)


class BetweenTwoReads(CrossTradeClient):
    """Another order brings the position to the planned size; the close itself fills before the orders are read."""

    def __init__(self, rig: Rig, token: Token) -> None:
        config = ServiceConfig(rig.server.base_url, rig.server.stream_url)
        super().__init__(config, token, RequestBudget(BudgetLimits(1000.0, 1000.0, 0.0)))
        self._rig = rig
        self._is_between = False

    async def read_positions(self, account: str | None = None, *, priority: Priority = Priority.READ) -> PositionsRead:
        if account is not None and self._rig.net() == 4:
            self._rig.control.place_order(*MES, "sell", 2, limit=Decimal(1))
            await until(lambda: self._rig.net() == 2)
            self._is_between = True
        return await super().read_positions(account, priority=priority)

    async def read_orders(self, account: str | None = None, *, priority: Priority = Priority.READ) -> OrdersRead:
        if self._is_between:
            self._is_between = False
            self._rig.control.advance(600.0)
        return await super().read_orders(account, priority=priority)


async def test_a_target_that_fills_while_one_look_is_made_is_not_taken_for_the_close(rig: Rig) -> None:
    client = BetweenTwoReads(rig, Token(TOKEN))
    panel = await rig.start(connector=lambda token: Connection(client, client))
    await panel.position()
    rig.server.engine.world.desk.pace = Pace(fill_s=(500.0, 500.0))
    command = await panel.close(Wanted.contracts(2))
    assert rig.net() == 0
    assert command.outcome is Outcome.PARTLY, command.text
