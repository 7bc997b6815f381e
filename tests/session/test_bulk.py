"""Many exits from one press: within the budget, each with its own fate, stoppable in between."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal

import pytest

from ctpanel.domain.cancelling import plan_cancel_instrument
from ctpanel.domain.closing import Wanted
from ctpanel.domain.exit_lists import cancels_of_orders
from ctpanel.domain.flattening import FlattenAccountPlan, plan_flatten_account, plan_flatten_instrument
from ctpanel.domain.ids import PositionKey
from ctpanel.domain.outcome import Outcome
from ctpanel.domain.plan import Plan
from ctpanel.domain.position import Position
from ctpanel.domain.refusal import Reason, Refusal
from ctpanel.domain.token import Token
from ctpanel.session.bulk import BulkRun, BulkState
from tests.session.conftest import MakeRig
from tests.session.rig import MES, Panel, Rig

#: Reads of the positions or the orders of one account.
_BY_NAME = re.compile(r"/v1/api/accounts/[^/]+/(positions|orders)")

Groups = dict[str, list[Position]]


def held(panel: Panel) -> Groups:
    by_account: Groups = defaultdict(list)
    for key, row in panel.session.snapshot.positions.items():
        by_account[key.account].append(row.position)
    return by_account


def account_plans(groups: Groups) -> list[Plan]:
    plans: list[Plan] = []
    for account, positions in sorted(groups.items()):
        plan = plan_flatten_account(account, tuple(positions))
        assert isinstance(plan, FlattenAccountPlan)
        plans.append(plan)
    return plans


async def ended(panel: Panel, run: BulkRun, within_s: float = 30.0) -> list[Outcome | None]:
    """The outcome of every command of a run."""
    await panel.until(lambda: run.state is not BulkState.SENDING and len(run.results) == len(run.plans), within_s)
    taken = [each for each in run.results if not isinstance(each, Refusal)]
    await panel.until(lambda: not any(panel.command(each).is_running for each in taken), within_s)
    return [panel.command(each).outcome for each in taken]


async def loaded(rig: Rig, positions: int) -> Panel:
    panel = await rig.start()
    await panel.until(lambda: len(panel.session.snapshot.positions) == positions)
    return panel


@pytest.mark.parametrize(("accounts", "speed"), [(30, 3.0), pytest.param(100, 3.0, marks=pytest.mark.slow)])
async def test_a_group_of_accounts_is_flattened_within_the_budget(
    make_rig: MakeRig, accounts: int, speed: float
) -> None:
    """Against the budget's own limit: every request that the service got, less the burst, at three a second."""
    rig = make_rig("hundred-accounts", times=speed)
    panel = await loaded(rig, 2000)
    chosen = dict(sorted(held(panel).items())[:accounts])
    # A full purse, so that the figure does not depend on what was read before.
    await panel.until(lambda: panel.session.budget_estimate() >= 15)
    before, began = max(each.number for each in rig.control.requests()), rig.clock.now()
    run = panel.session.send_all(account_plans(chosen))
    outcomes = await ended(panel, run, 60.0)
    news = [each for each in rig.control.requests() if each.number > before]
    took, spent = rig.clock.now() - began, len(news)
    assert outcomes == [Outcome.VERIFIED_FLAT] * accounts
    # This program's purse is an estimate: a read may be refused once, a command never is.
    refused = [each.api for each in news if each.status == 429]
    assert "Flatten" not in refused and len(refused) <= 3
    flattens = rig.control.requests("Flatten")
    assert len(flattens) == accounts
    assert len({each.path for each in flattens}) == accounts
    for account, positions in chosen.items():
        assert all(rig.net(PositionKey(account, each.key.instrument)) == 0 for each in positions)
    print(f"{accounts} accounts: {took:.1f} s, {spent} requests, the limit is {spent / 3:.1f} s")
    assert took <= 1.25 * spent / 3 + 5.0
    # Verification is shared: only the first few commands are looked at one by one, whatever else was read meanwhile.
    one_by_one = [each for each in news if _BY_NAME.fullmatch(each.path)]
    assert len(one_by_one) <= 12 + accounts // 10


async def test_rows_are_sent_each_by_name_and_nothing_else_is_touched(make_rig: MakeRig) -> None:
    rig = make_rig()
    panel = await loaded(rig, 6)
    longs = [row.position for row in panel.session.snapshot.positions.values() if row.position.side.value == "long"]
    plans = [plan_flatten_instrument(each) for each in longs]
    run = panel.session.send_all([each for each in plans if not isinstance(each, Refusal)])
    assert await ended(panel, run) == [Outcome.VERIFIED_FLAT] * len(longs)
    assert all(b"instrument" in each.raw for each in rig.control.requests("Flatten"))
    left = {key for key in panel.session.snapshot.positions if rig.net(key) != 0}
    assert all(rig.net(key) < 0 for key in left) and len(left) == 2


async def test_who_flattens_the_account_while_a_part_is_still_closed_gets_out(make_rig: MakeRig) -> None:
    rig = make_rig(rate_capacity=None)
    panel = await loaded(rig, 6)
    rig.control.set_faults("latency:close:seconds=0.5")
    part = await panel.press(Wanted.contracts(1))
    run = panel.session.send_all([each for each in account_plans(held(panel)) if each.scope.account == MES.account])
    assert await ended(panel, run) == [Outcome.VERIFIED_FLAT]
    assert panel.command(part).outcome is Outcome.VERIFIED_LEFT, "each of the two is proven by itself"
    assert [each.api for each in rig.control.requests() if each.method == "POST"] == ["ClosePosition", "Flatten"]


async def test_one_failure_hides_no_success(make_rig: MakeRig) -> None:
    rig = make_rig(rate_capacity=None)
    panel = await loaded(rig, 6)
    rig.control.set_faults("400:Flatten:count=1")
    outcomes = await ended(panel, panel.session.send_all(account_plans(held(panel))))
    assert sorted(str(each) for each in outcomes) == sorted(
        str(each) for each in [Outcome.REFUSED, *[Outcome.VERIFIED_FLAT] * (len(outcomes) - 1)]
    )


async def test_a_run_stops_between_requests(make_rig: MakeRig) -> None:
    rig = make_rig("hundred-accounts", times=10.0)
    panel = await loaded(rig, 2000)
    run = panel.session.send_all(account_plans(held(panel)))
    run.listen(lambda: run.stop() if len(run.results) == 3 else None)
    outcomes = await ended(panel, run)
    assert run.state is BulkState.STOPPED
    assert outcomes == [Outcome.VERIFIED_FLAT] * 3 and len(rig.control.requests("Flatten")) == 3
    rest = [each for each in run.results[3:] if isinstance(each, Refusal)]
    assert len(rest) == 97 and {each.reason for each in rest} == {Reason.STOPPED}


async def test_a_run_for_one_user_sends_nothing_for_the_next_one(rig: Rig) -> None:
    """Their accounts may have the same names."""
    panel = await loaded(rig, 6)
    run = panel.session.send_all(account_plans(held(panel)))

    def taken_over() -> None:
        if len(run.results) == 1:
            panel.session._keeper.pictured = Token("tok_of-another-user-0123456789abcdef")

    run.listen(taken_over)
    assert await ended(panel, run) == [Outcome.VERIFIED_FLAT]
    assert run.state is BulkState.STOPPED and len(rig.control.requests("Flatten")) == 1


async def test_an_empty_list_is_no_proof_while_nt8_is_away(make_rig: MakeRig) -> None:
    """Shared lists say "flat" only of accounts that are seen up."""
    rig = make_rig(rate_capacity=None)
    panel = await loaded(rig, 6)
    rig.control.set_faults("rejected-order:Flatten", "empty-list:GetAllPositions", "empty-list:ListPositions")
    for account in held(panel):
        rig.control.set_connection(account, "ConnectionLost")
    outcomes = await ended(panel, panel.session.send_all(account_plans(held(panel))))
    assert Outcome.VERIFIED_FLAT not in outcomes


async def test_an_empty_list_of_orders_is_no_proof_while_nt8_is_away(make_rig: MakeRig) -> None:
    """The positions are listed still, and shared lists without orders would call every order cancelled."""
    rig = make_rig(rate_capacity=None)
    panel = await loaded(rig, 6)
    protected = [
        PositionKey("Sim101", "MES 12-25"),
        PositionKey("Sim102", "MGC 12-25"),
        PositionKey("APEX-204817-03", "MNQ 12-25"),
    ]
    await panel.until(lambda: all(panel.session.snapshot.orders_of(key) for key in protected))
    for key in protected:
        rig.control.set_connection(key.account, "ConnectionLost")
    rig.control.set_faults("surviving-order:CancelOrders", "empty-list:GetAllOrders", "empty-list:ListOrders")
    plans = [plan_cancel_instrument(key, panel.session.snapshot.orders_of(key) or ()) for key in protected]
    run = panel.session.send_all([each for each in plans if not isinstance(each, Refusal)])
    outcomes = await ended(panel, run)
    assert all(rig.orders(key) for key in protected)
    assert Outcome.VERIFIED_DONE not in outcomes


async def test_several_orders_of_one_instrument_are_all_cancelled(make_rig: MakeRig) -> None:
    """They share a scope, and each waits for the one before it."""
    rig = make_rig("single", rate_capacity=None)
    key = PositionKey("Sim101", "MES 12-25")
    for price in (5000, 5001, 5002):
        rig.control.place_order(*key, "buy", 1, limit=Decimal(price))
    panel = await loaded(rig, 1)
    await panel.until(lambda: len(panel.session.snapshot.orders_of(key) or ()) == 3)
    wanted = panel.session.snapshot.orders_of(key) or ()
    run = panel.session.send_all([each.plan for each in cancels_of_orders(panel.session.snapshot, wanted).listed])
    assert await ended(panel, run) == [Outcome.VERIFIED_DONE] * 3
    assert rig.orders(key) == 0


async def test_the_second_of_a_group_is_gone_with_the_first_and_that_is_verified(rig: Rig) -> None:
    """NT8 cancels the other order of an OCO pair itself, and refuses to cancel it once more."""
    panel = await rig.start()
    key = PositionKey("Sim101", "MES 12-25")
    await panel.until(lambda: len(panel.session.snapshot.orders_of(key) or ()) == 2)
    wanted = panel.session.snapshot.orders_of(key) or ()
    run = panel.session.send_all([each.plan for each in cancels_of_orders(panel.session.snapshot, wanted).listed])
    assert await ended(panel, run) == [Outcome.VERIFIED_DONE] * 2
    assert [each.status for each in rig.control.requests("Cancel")] == [200, 400]


async def test_a_cancel_that_hangs_holds_back_only_orders_of_its_own_instrument(make_rig: MakeRig) -> None:
    rig = make_rig(rate_capacity=None)
    here, there = PositionKey("Sim101", "MES 12-25"), PositionKey("Sim102", "MGC 12-25")
    panel = await loaded(rig, 6)
    await panel.until(lambda: all(panel.session.snapshot.orders_of(key) for key in (here, there)))
    wanted = [each for key in (here, there) for each in panel.session.snapshot.orders_of(key) or ()]
    held_back = sum(each.key == here for each in wanted) - 1
    assert held_back
    rig.control.set_faults("lost-request:Cancel:mode=hang:count=1")
    run = panel.session.send_all([each.plan for each in cancels_of_orders(panel.session.snapshot, wanted).listed])
    await panel.until(lambda: len(run.turns) == len(wanted) - held_back)
    assert run.unsent == held_back and rig.orders(there) == 0
    first = run.results[0]
    assert isinstance(first, str) and panel.command(first).is_running
    await ended(panel, run)
    paths = [each.path for each in rig.control.requests("Cancel")]
    assert len(paths) == len(set(paths)) == len(wanted)
    assert run.unsent == 0


async def test_a_run_does_not_go_on_after_the_computer_slept(make_rig: MakeRig) -> None:
    """What was meant when the lid was closed is not sent hours later."""
    rig = make_rig("hundred-accounts", times=10.0)
    panel = await loaded(rig, 2000)
    run = panel.session.send_all(account_plans(held(panel)))
    # In the loop's own turn: nothing of the program runs while the machine sleeps.
    run.listen(lambda: rig.clock.jump(8 * 3600.0) if len(run.turns) == 3 else None)
    await panel.until(lambda: run.state is not BulkState.SENDING)
    await panel.until(lambda: len(run.turns) == len(run.plans))
    rest = [each for each in run.results[3:] if isinstance(each, Refusal)]
    assert len(rest) == 97 and {each.reason for each in rest} == {Reason.STOPPED}
    assert all("slept" in str(each.text) for each in rest)
    # The lid came down in the moment of the third; the other two may have left by then.
    *before, third = await ended(panel, run)
    assert third is Outcome.NOT_SENT
    assert len(rig.control.requests("Flatten")) == 2 - before.count(Outcome.NOT_SENT)
