"""The market by itself: fills, triggers, groups, reversal, and time that does not depend on how it is cut."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctpanel.sim.book import Account, OrderState, Position, Quirks
from ctpanel.sim.desk import Pace
from ctpanel.sim.market import Walk
from ctpanel.sim.scenarios import scenario_named
from ctpanel.sim.world import Setup, World
from tests.sim.worlds import MES, contract, dollars, hold, move, net, rest, still_world

FILLED = 1.0  # longer than any default fill delay


def fingerprint(world: World) -> list[Any]:
    """Everything that two equal runs must agree on."""
    return [
        world.now_us,
        [(market.last, market.volume) for market in world.markets.values()],
        world.desk.fills,
        [(order.id, order.state, order.filled) for order in world.desk.orders.values()],
        [(held.account, held.contract.name, held.net, held.average) for held in world.positions()],
        [(account.realized, account.commission) for account in world.ledger.accounts.values()],
    ]


@settings(max_examples=15, deadline=None)
@given(cuts=st.lists(st.integers(1, 4_000_000), min_size=1, max_size=12), seed=st.integers(0, 999))
def test_a_long_wait_equals_many_short_ones(cuts: list[int], seed: int) -> None:
    one, many = scenario_named("busy").build(seed), scenario_named("busy").build(seed)
    one.advance(sum(cuts) / 1_000_000)
    for cut in cuts:
        many.advance(cut / 1_000_000)
    assert fingerprint(one) == fingerprint(many)


def test_another_seed_is_another_run() -> None:
    runs = [scenario_named("busy").build(seed) for seed in (1, 2)]
    for run in runs:
        run.advance(5)
    assert fingerprint(runs[0])[1] != fingerprint(runs[1])[1]


def test_a_quiet_market_moves_but_stays_near() -> None:
    world = World(Setup(walk=Walk(stride=1, bound=12)))
    market = world.market(contract(world))
    seen = set()
    for _ in range(2000):
        world.advance(0.25)
        seen.add(market.last - market.opened)
    assert len(seen) > 5
    assert max(map(abs, seen)) <= 12


@given(st.lists(st.tuples(st.integers(-9, 9).filter(bool), st.integers(1, 10_000)), max_size=30))
def test_positions_conserve_money(trades: list[tuple[int, int]]) -> None:
    position = Position("Sim101", contract(still_world()))
    mark = 5000
    realized = sum((position.apply(signed, price) for signed, price in trades), Fraction(0))
    assert position.net == sum(signed for signed, _ in trades)
    open_result = (mark - position.average) * position.net
    assert realized + open_result == sum((mark - price) * signed for signed, price in trades)


def test_results_are_booked_in_dollars_with_commission() -> None:
    world = still_world()
    hold(world, 2)
    move(world, 10)
    rest(world, "sell", 2)
    world.advance(FILLED)
    account = world.ledger.accounts["Sim101"]
    assert account.realized == dollars(world, 20) == Decimal(25)
    assert account.commission == Decimal("1.24")


def test_a_market_order_fills_after_a_delay_at_the_price_of_that_moment() -> None:
    world = still_world()
    world.desk.pace = Pace(fill_s=(0.5, 0.5))
    order = rest(world, "buy", 3)
    world.advance(0.4)
    assert (net(world), order.state) == (0, OrderState.SUBMITTED)
    move(world, 7)
    world.advance(0.2)
    assert (net(world), order.state) == (3, OrderState.FILLED)
    assert world.desk.fills[-1].price == contract(world).to_price(world.market(contract(world)).last)
    assert world.desk.fills[-1].position_after == 3


@pytest.mark.parametrize(("held", "side", "stop", "away"), [(2, "sell", -4, -4), (-2, "buy", 4, 4)])
def test_a_stop_triggers_at_its_price_and_not_before(held: int, side: str, stop: int, away: int) -> None:
    world = still_world()
    hold(world, held)
    order = rest(world, side, 2, stop=stop)
    assert order.state is OrderState.ACCEPTED
    move(world, away - (1 if away > 0 else -1))
    assert net(world) == held
    move(world, 1 if away > 0 else -1)
    assert (net(world), order.state) == (0, OrderState.FILLED)


@pytest.mark.parametrize(("held", "side", "limit"), [(2, "sell", 5), (-2, "buy", -5)])
def test_a_target_fills_at_its_price_and_not_before(held: int, side: str, limit: int) -> None:
    world = still_world()
    hold(world, held)
    order = rest(world, side, 2, limit=limit)
    assert order.state is OrderState.WORKING
    move(world, limit - (1 if limit > 0 else -1))
    assert net(world) == held
    move(world, 1 if limit > 0 else -1)
    assert net(world) == 0


def test_a_stop_limit_waits_for_its_limit_once_triggered() -> None:
    world = still_world()
    hold(world, 1)
    order = rest(world, "sell", 1, stop=-4, limit=-2)
    move(world, -4)
    assert (net(world), order.state) == (1, OrderState.WORKING)
    move(world, 2)
    assert net(world) == 0


def test_a_limit_that_is_reached_already_fills_at_once() -> None:
    world = still_world()
    rest(world, "buy", 1, limit=3)
    world.advance(0.001)
    assert net(world) == 1


def test_a_stop_larger_than_the_position_reverses_it() -> None:
    world = still_world()
    hold(world, 2)
    rest(world, "sell", 4, stop=-4, oco="pair")
    target = rest(world, "sell", 4, limit=6, oco="pair")
    move(world, -4)
    assert net(world) == -2
    assert target.state is OrderState.CANCELLED


@pytest.mark.parametrize("away", [-4, 6])
def test_one_of_a_group_cancels_the_other(away: int) -> None:
    world = still_world("Sim101", "Sim102")
    hold(world, 2)
    pair = [rest(world, "sell", 2, stop=-4, oco="pair"), rest(world, "sell", 2, limit=6, oco="pair")]
    bystanders = [
        rest(world, "sell", 2, stop=-40, oco="other"),
        rest(world, "sell", 2, stop=-40, oco="pair", account="Sim102"),
    ]
    move(world, away)
    assert sorted(order.state.value for order in pair) == ["Cancelled", "Filled"]
    assert all(order.is_working for order in bystanders)
    move(world, -away)
    assert net(world) == 0


def test_cancelling_one_of_a_group_cancels_the_other() -> None:
    world = still_world()
    stop, target = rest(world, "sell", 2, stop=-4, oco="pair"), rest(world, "sell", 2, limit=6, oco="pair")
    world.desk.cancel(stop)
    assert (stop.state, target.state) == (OrderState.CANCEL_PENDING, OrderState.WORKING)
    world.advance(0.1)
    assert (stop.state, target.state) == (OrderState.CANCELLED, OrderState.CANCELLED)


def test_an_order_may_fill_while_its_cancel_is_under_way() -> None:
    world = still_world()
    hold(world, 1)
    order = rest(world, "sell", 1, stop=-4)
    world.desk.cancel(order)
    move(world, -4)
    assert order.state is OrderState.FILLED
    world.advance(0.1)
    assert order.state is OrderState.FILLED


def test_partial_fills_come_in_two_parts() -> None:
    world = still_world()
    order = rest(world, "buy", 5)
    world.advance(FILLED)
    assert [fill.quantity for fill in world.desk.fills] == [5]
    world.desk.place(order.ticket, Quirks(partial_fill=True))
    world.advance(0.2)
    assert net(world) == 8
    world.advance(FILLED)
    assert [fill.quantity for fill in world.desk.fills] == [5, 3, 2]


def test_a_rejected_order_leaves_the_position_alone() -> None:
    world = still_world()
    hold(world, 4)
    order = world.close_at_market(world.positions()[0], 2, Quirks(reject=True))
    assert order.state is OrderState.SUBMITTED
    world.advance(FILLED)
    assert (net(world), order.state) == (4, OrderState.REJECTED)


def test_delayed_execution_waits_so_long() -> None:
    world = still_world()
    hold(world, 4)
    world.close_at_market(world.positions()[0], 2, Quirks(delay_s=5))
    world.advance(5)
    assert net(world) == 4
    world.advance(FILLED)
    assert net(world) == 2


def test_a_copier_repeats_the_leader_but_nobody_repeats_the_follower() -> None:
    world = still_world("Sim101")
    world.ledger.add(Account(2, "Follower", copies_of="Sim101"))
    rest(world, "buy", 2)
    world.advance(FILLED)
    assert (net(world), net(world, "Follower")) == (2, 2)
    rest(world, "sell", 1, account="Follower")
    world.advance(FILLED)
    assert (net(world), net(world, "Follower")) == (2, 1)


def test_expiry_settles_the_position_and_ends_trading() -> None:
    world = still_world()
    hold(world, 3)
    move(world, 4)
    order = rest(world, "sell", 3, stop=-9)
    world.expire(contract(world))
    world.advance(1)
    assert (net(world), order.state) == (0, OrderState.CANCELLED)
    assert world.ledger.accounts["Sim101"].realized == dollars(world, 12)
    assert [event.account for event in world.desk.events if event.kind == "position"] == ["Sim101"]
    rest(world, "buy", 1)
    world.advance(FILLED)
    assert net(world) == 0


def test_broker_accounts_number_their_orders_and_simulated_ones_use_hex() -> None:
    world = still_world()
    world.ledger.add(Account(2, "Live1", provider="Rithmic"))
    simulated, live = rest(world, "buy", 1), rest(world, "buy", 1, account="Live1")
    assert len(simulated.id) == 32
    assert int(simulated.id, 16) >= 0
    assert live.id.isdigit()


def test_time_does_not_run_backwards() -> None:
    with pytest.raises(ValueError, match="go back"):
        still_world().advance(-1)


def test_the_name_of_the_test_contract_is_listed() -> None:
    assert contract(still_world()).name == MES


def test_a_price_that_is_set_is_where_the_walk_goes_on() -> None:
    world = World(Setup(walk=Walk(stride=1, bound=12)))
    market = world.market(contract(world))
    world.set_price(contract(world), market.last + 500)
    world.advance(3600)
    assert 488 <= market.last - market.opened <= 512
    assert market.volume > 100
    assert market.high - market.opened >= 500
