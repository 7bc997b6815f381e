"""What each named world promises."""

from decimal import Decimal

import pytest

from ctpanel.sim.book import Quirks
from ctpanel.sim.scenarios import LIVE_ACCOUNT, PROP_ACCOUNT, SCENARIOS, scenario_named
from ctpanel.sim.world import World
from tests.sim.conftest import StartSim
from tests.sim.worlds import MES, contract, move, net


def built(name: str) -> World:
    return scenario_named(name).build(seed=1)


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_world_runs_for_a_minute(name: str) -> None:
    world = built(name)
    world.advance(60)
    assert world.now_us == 60_000_000


def test_calm_has_the_cast_that_tests_and_demo_rely_on() -> None:
    world = built("calm")
    world.advance(600)
    assert {(held.account, held.contract.name): held.net for held in world.positions()} == {
        ("Sim101", MES): 4,
        ("Sim101", "MNQ 12-25"): 3,
        ("Sim102", "MGC 12-25"): -2,
        ("Sim102", "6E 12-25"): 1,
        (PROP_ACCOUNT, "MNQ 12-25"): 2,
        (LIVE_ACCOUNT, "MCL 01-26"): -3,
    }
    orders = world.desk.working("Sim101", contract(world))
    assert [(order.ticket.type.value, order.quantity) for order in orders] == [("StopMarket", 4), ("Limit", 4)]
    assert orders[0].ticket.oco == orders[1].ticket.oco != ""
    prop = world.ledger.accounts[PROP_ACCOUNT]
    assert (prop.daily_loss_limit, prop.trailing_max_drawdown) == (Decimal(1100), Decimal(2500))
    assert [account.provider for account in world.ledger.accounts.values()] == [
        "Simulator", "Simulator", "Rithmic", "Tradovate", "Playback",
    ]  # fmt: skip


def test_busy_changes_by_itself() -> None:
    world = built("busy")
    before = {(held.account, held.contract.name): held.net for held in world.positions()}
    world.advance(600)
    after = {(held.account, held.contract.name): held.net for held in world.positions()}
    assert before != after
    assert len(world.desk.fills) > 100


def test_lag_takes_eight_seconds_to_fill(start_sim: StartSim) -> None:
    sim = start_sim("lag")
    sim.control.clear_faults()
    sim.close_position("Sim101", instrument=MES)
    sim.control.advance(7)
    assert sim.control.position("Sim101", MES).net == 4
    sim.control.advance(2)
    assert sim.control.position("Sim101", MES).net == 0


def test_the_addon_comes_and_goes(start_sim: StartSim) -> None:
    sim = start_sim("addon-drops")
    statuses = []
    for _ in range(8):
        statuses.append(sim.http.get("/v1/api/accounts").status_code)
        sim.control.advance(10)
    assert statuses == [200, 200, 408, 408, 200, 200, 408, 200]


def test_expiry_settles_the_front_month_while_roots_mean_the_next() -> None:
    world = built("expiry-day")
    assert net(world) == 4
    root = world.catalog.resolve("MES")
    assert root is not None
    assert root.name == "MES 03-26"
    world.advance(121)
    assert (net(world), net(world, name="MES 03-26")) == (0, 1)
    assert world.desk.working("Sim101", contract(world)) == []
    assert world.market(contract(world)).closed


def test_a_hundred_accounts_with_twenty_positions_each() -> None:
    world = built("hundred-accounts")
    assert len(world.ledger.accounts) == 100
    assert {len(world.ledger.positions(name)) for name in world.ledger.accounts} == {20}
    assert {account.provider for account in world.ledger.accounts.values()} == {"Simulator", "Rithmic"}


def test_single_flat_over_hang_and_copied() -> None:
    assert [held.net for held in built("single").positions()] == [4]
    assert built("flat").positions() == []
    world = built("over-hang")
    world.advance(1)
    move(world, -60)
    assert net(world) == -2
    copied = built("copied")
    copied.flatten("Sim101", contract(copied), Quirks())
    copied.advance(1)
    assert copied.positions() == []
