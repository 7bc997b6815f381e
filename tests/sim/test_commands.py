"""The trading calls against the market: how much closes, what happens to orders, and what is refused."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctpanel.sim.book import Account, OrderState, Quirks
from ctpanel.sim.inputs import Refusal
from ctpanel.sim.world import World
from ctpanel.sim.writes import contracts_to_close
from tests.sim.worlds import MES, contract, hold, move, net, order_command, price_at, rest, still_world

SETTLED = 1.0


def protected(held: int = 4, orders: int = 4) -> World:
    """A long position under a stop and a target in one group."""
    world = still_world()
    hold(world, held)
    rest(world, "sell", orders, stop=-8, oco="pair")
    rest(world, "sell", orders, limit=8, oco="pair")
    world.advance(0.1)
    return world


def working(world: World, account: str = "Sim101") -> list[str]:
    return [order.state.value for order in world.desk.working(account)]


def refusal(world: World, api: str, **arguments: Any) -> str:
    with pytest.raises(Refusal) as caught:
        order_command(world, api, **arguments)
    assert caught.value.status == 400
    return str(caught.value.body["error"])


@given(size=st.integers(1, 10_000), quantity=st.integers(1, 20_000), percent=st.floats(1e-6, 1.0))
def test_quantity_is_capped_and_wins_over_percent(size: int, quantity: int, percent: float) -> None:
    assert contracts_to_close(size, quantity, percent) == min(quantity, size)
    assert contracts_to_close(size, None, percent) == min(size, math.ceil(size * percent))
    assert contracts_to_close(size, None, None) == size


def test_percent_rounds_up_on_binary_doubles() -> None:
    assert contracts_to_close(25, None, 0.28) == 8
    assert contracts_to_close(1, None, 0.1) == 1
    assert contracts_to_close(3, None, 0.5) == 2


@pytest.mark.parametrize(
    "body", [{}, {"quantity": 4}, {"quantity": 9}, {"percent": 1.0}, {"percent": 0.76}, {"percent": 50}]
)
def test_a_full_close_flattens_and_cancels(body: dict[str, Any]) -> None:
    world = protected()
    answer = order_command(world, "ClosePosition", instrument=MES, **body)
    assert answer["closedPositions"][0]["quantity"] == 4
    assert net(world) == 4
    world.advance(SETTLED)
    assert (net(world), working(world)) == (0, [])


@pytest.mark.parametrize(("body", "left"), [({"quantity": 1}, 3), ({"percent": 0.5}, 2), ({"percent": 0.51}, 1)])
def test_a_partial_close_leaves_the_orders(body: dict[str, Any], left: int) -> None:
    world = protected()
    order_command(world, "ClosePosition", instrument=MES, **body)
    world.advance(SETTLED)
    assert (net(world), working(world)) == (left, ["Accepted", "Working"])


def test_an_over_hang_reverses_the_position_when_it_is_hit() -> None:
    world = protected()
    order_command(world, "ClosePosition", instrument=MES, quantity=2)
    world.advance(SETTLED)
    move(world, -8)
    assert (net(world), working(world)) == (-2, [])


def test_a_close_leaves_other_accounts_and_instruments_alone() -> None:
    world = protected()
    world.ledger.add(Account(2, "Sim102"))
    hold(world, 2, "Sim102")
    hold(world, 1, name="MNQ 12-25")
    other = rest(world, "sell", 2, stop=-8, account="Sim102")
    order_command(world, "ClosePosition", instrument=MES)
    world.advance(SETTLED)
    assert (net(world, "Sim102"), net(world, name="MNQ 12-25")) == (2, 1)
    assert other.is_working


def test_closing_again_before_the_fill_overshoots() -> None:
    world = still_world()
    hold(world, 4)
    order_command(world, "ClosePosition", instrument=MES)
    order_command(world, "ClosePosition", instrument=MES)
    world.advance(SETTLED)
    assert net(world) == -4


def test_an_order_can_survive_the_flatten_but_not_the_next_cancel() -> None:
    world = protected()
    order_command(world, "ClosePosition", Quirks(survivor=True), instrument=MES)
    world.advance(SETTLED)
    assert (net(world), working(world)) == (0, ["Accepted"])
    order_command(world, "CancelOrders", instrument=MES)
    world.advance(SETTLED)
    assert working(world) == []


@pytest.mark.parametrize(
    "body",
    [{"quantity": "1e999999"},
     {"quantity": 0}, {"quantity": -1}, {"quantity": 1.5}, {"quantity": "two"}, {"quantity": True},
     {"percent": True}, {"percent": 0}, {"percent": -0.5}, {"percent": "half"}, {"percent": float("nan")}],
)  # fmt: skip
def test_sizes_that_make_no_sense_are_refused_and_close_nothing(body: dict[str, Any]) -> None:
    world = protected()
    assert refusal(world, "ClosePosition", instrument=MES, **body)
    world.advance(SETTLED)
    assert net(world) == 4


def test_a_size_as_text_passes_as_in_dotnet() -> None:
    world = protected()
    order_command(world, "ClosePosition", instrument=MES, quantity="1")
    world.advance(SETTLED)
    assert net(world) == 3


def test_refusals_of_a_close() -> None:
    world = still_world()
    assert refusal(world, "ClosePosition", instrument=MES) == f"No positions found for instrument '{MES}'"
    assert refusal(world, "ClosePosition", instrument="XX 12-25") == "No positions found for instrument 'XX 12-25'"
    assert refusal(world, "ClosePosition", account="nobody", instrument=MES) == "invalid_account"


def test_instrument_and_account_are_understood_loosely_and_echoed_exactly() -> None:
    world = protected()
    answer = order_command(world, "ClosePosition", account="SIM101", instrument="MESZ25", quantity=1)
    row = answer["closedPositions"][0]
    assert (row["account"], row["instrument"]) == ("Sim101", MES)


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        ({"account": "Sim101"}, [0, 0, -1]),
        ({"account": "Sim101", "instrument": MES}, [0, -2, -1]),
        ({"account": "", "marketPosition": "short"}, [4, 0, 0]),
        ({"account": None, "instrument": MES}, [0, -2, 0]),
        ({"account": None}, [0, 0, 0]),
    ],
)
def test_flatten_takes_what_the_filters_leave(filters: dict[str, Any], left: list[int]) -> None:
    world = still_world("Sim101", "Sim102")
    hold(world, 4)
    hold(world, -2, name="MNQ 12-25")
    hold(world, -1, "Sim102")
    order_command(world, "Flatten", **filters)
    world.advance(SETTLED)
    assert [net(world), net(world, name="MNQ 12-25"), net(world, "Sim102")] == left


def test_flatten_leaves_an_entry_order_of_a_flat_instrument_but_flatten_everything_does_not() -> None:
    world = still_world()
    hold(world, 1, name="MNQ 12-25")
    entry = rest(world, "buy", 1, limit=-20)
    answer = order_command(world, "Flatten")
    assert [row["instrument"] for row in answer["closedPositions"]] == ["MNQ 12-25"]
    world.advance(SETTLED)
    assert entry.is_working
    assert order_command(world, "FlattenEverything")["warning"] == "nothing_to_flatten"
    world.advance(SETTLED)
    assert not entry.is_working


def test_reverse_turns_the_position_over() -> None:
    world = still_world()
    hold(world, 3)
    assert len(order_command(world, "Reverse", instrument=MES)["orderId"]) == 32
    world.advance(SETTLED)
    assert net(world) == -3
    assert refusal(still_world(), "Reverse", instrument=MES).startswith("No position found for instrument")


def test_placed_orders_need_their_prices_and_the_side_that_they_require() -> None:
    world = still_world()
    order: dict[str, Any] = {"instrument": MES, "action": "BUY", "quantity": 1, "timeInForce": "DAY"}
    assert "price" in refusal(world, "PlaceOrder", orderType="LIMIT", **order)
    assert "quantity" in refusal(world, "PlaceOrder", **(order | {"quantity": None}), orderType="MARKET")
    assert "action" in refusal(world, "PlaceOrder", **(order | {"action": "HOLD"}), orderType="MARKET")
    assert "required" in refusal(world, "PlaceOrder", orderType="Market", requireMarketPosition="long", **order)
    assert "price" in refusal(world, "PlaceOrder", orderType="LIMIT", limitPrice=0.0, **order)
    placed = order_command(world, "PlaceOrder", orderType="stop_market", stopPrice=price_at(world, 8), **order)
    assert world.desk.orders[placed["orderId"]].stop == world.market(contract(world)).last + 8


def test_cancel_of_one_order() -> None:
    world = still_world()
    order = rest(world, "sell", 2, stop=-8)
    assert order_command(world, "Cancel", orderId=order.id) == {"orderId": order.id, "success": True}
    world.advance(SETTLED)
    assert "not found or already terminal" in refusal(world, "Cancel", orderId=order.id)
    assert "not found or already terminal" in refusal(world, "Cancel", orderId="0" * 32)


def test_an_order_is_not_found_under_a_foreign_account() -> None:
    world = still_world("Sim101", "Sim102")
    order = rest(world, "sell", 2, stop=-8)
    assert refusal(world, "Cancel", account="Sim102", orderId=order.id)
    assert order.state is OrderState.ACCEPTED


def test_cancel_orders_without_an_instrument_takes_the_whole_account() -> None:
    world = protected()
    world.ledger.add(Account(2, "Sim102"))
    other = rest(world, "sell", 1, stop=-8, account="Sim102")
    world.ledger.position("Sim101", contract(world, "MNQ 12-25"))
    assert order_command(world, "CancelOrders", instrument="MNQ 12-25")["orderIds"] == []
    assert len(order_command(world, "CancelOrders")["orderIds"]) == 2
    world.advance(SETTLED)
    assert (working(world), other.is_working) == ([], True)
    assert order_command(world, "CancelAllOrders")["orderIds"] == [other.id]


def test_change_moves_a_stop_and_its_size() -> None:
    world = still_world()
    hold(world, 2)
    order = rest(world, "sell", 4, stop=-8)
    order_command(world, "Change", orderId=order.id, quantity=2, stopPrice=price_at(world, -3))
    move(world, -3)
    assert (net(world), order.state) == (0, OrderState.FILLED)


def bracket(world: World, quantity: int) -> dict[str, Any]:
    return order_command(
        world,
        "CancelAndBracket",
        instrument=MES,
        action="BUY",
        quantity=quantity,
        stopPrice=price_at(world, -8),
        limitPrice=price_at(world, 8),
    )


def test_cancel_and_bracket_replaces_the_orders_and_clamps_to_the_position() -> None:
    world = protected(held=2, orders=4)
    entry = rest(world, "buy", 1, limit=-30)
    bracket(world, quantity=4)
    world.advance(SETTLED)
    assert not entry.is_working
    placed = world.desk.working("Sim101")
    assert [(order.quantity, order.ticket.action.value) for order in placed] == [(2, "Sell"), (2, "Sell")]
    assert len({order.ticket.oco for order in placed}) == 1
    move(world, -8)
    assert (net(world), working(world)) == (0, [])


def test_cancel_and_bracket_places_nothing_when_the_position_went_flat_meanwhile() -> None:
    world = protected(held=2)
    bracket(world, quantity=2)
    world.desk.fill(rest(world, "sell", 2), 2, 100)
    world.advance(SETTLED)
    assert (net(world), working(world)) == (0, [])


def test_cancel_and_bracket_without_a_position_is_an_entry_straddle() -> None:
    world = still_world()
    bracket(world, quantity=2)
    world.advance(SETTLED)
    assert len(working(world)) == 2
    assert "needs" in refusal(world, "CancelAndBracket", instrument=MES, action="BUY", quantity=2)


def test_nothing_can_be_ordered_in_an_expired_contract() -> None:
    world = still_world()
    world.expire(contract(world))
    order = {"instrument": MES, "action": "BUY", "quantity": 1, "orderType": "MARKET"}
    assert "not trading" in refusal(world, "PlaceOrder", **order)


@pytest.mark.parametrize(
    ("prices", "types"),
    [
        ({"stopLoss": -8}, ["StopMarket"]),
        ({"takeProfit": 8}, ["Limit"]),
        ({"stopLoss": -8, "takeProfit": 8}, ["StopMarket", "Limit"]),
    ],
)
def test_a_bracket_may_have_one_leg(prices: dict[str, int], types: list[str]) -> None:
    world = protected(held=2)
    legs: dict[str, Any] = {name: price_at(world, ticks) for name, ticks in prices.items()}
    order_command(world, "CancelAndBracket", instrument=MES, action="BUY", quantity=2, **legs)
    world.advance(SETTLED)
    placed = [order.ticket.type.value for order in world.desk.working("Sim101")]
    assert placed == types
