"""Small worlds for tests of the market without a server."""

from decimal import Decimal
from typing import Any

from ctpanel.sim.book import Account, Action, Order, OrderType, Quirks, Ticket
from ctpanel.sim.inputs import Args
from ctpanel.sim.instruments import Contract
from ctpanel.sim.market import Walk
from ctpanel.sim.world import Setup, World
from ctpanel.sim.writes import Writes

MES = "MES 12-25"


def still_world(*accounts: str, seed: int = 1) -> World:
    """Prices that move only when set."""
    world = World(Setup(seed=seed, walk=Walk(stride=0)))
    for number, name in enumerate(accounts or ("Sim101",)):
        world.ledger.add(Account(number, name))
    return world


def contract(world: World, name: str = MES) -> Contract:
    return world.catalog[name]


def hold(world: World, net: int, account: str = "Sim101", name: str = MES) -> None:
    """Give the account a position at the present price."""
    mine = contract(world, name)
    world.ledger.position(account, mine).apply(net, world.market(mine).last)


def rest(
    world: World,
    action: str,
    quantity: int,
    *,
    stop: int | None = None,
    limit: int | None = None,
    oco: str = "",
    account: str = "Sim101",
) -> Order:
    """An order so many ticks from the present price."""
    mine = contract(world)
    last = world.market(mine).last
    kind = {
        (True, False): OrderType.STOP_MARKET,
        (False, True): OrderType.LIMIT,
        (True, True): OrderType.STOP_LIMIT,
    }.get((stop is not None, limit is not None), OrderType.MARKET)
    return world.desk.place(
        Ticket(
            account=account,
            contract=mine,
            action=Action[action.upper()],
            quantity=quantity,
            type=kind,
            stop=None if stop is None else last + stop,
            limit=None if limit is None else last + limit,
            oco=oco,
        )
    )


def move(world: World, ticks: int, name: str = MES) -> None:
    """Trade so many ticks away from the present price."""
    mine = contract(world, name)
    world.set_price(mine, world.market(mine).last + ticks)


def net(world: World, account: str = "Sim101", name: str = MES) -> int:
    return world.ledger.net(account, contract(world, name))


def order_command(world: World, api: str, quirks: Quirks | None = None, **arguments: Any) -> dict[str, Any]:
    """Carry out a trading call as the service would."""
    arguments.setdefault("account", "Sim101")
    return Writes(world).table()[api](Args(world, arguments), quirks or Quirks())


def price_at(world: World, ticks_away: int) -> float:
    """The price so many ticks from the present one, as it stands in JSON."""
    mine = contract(world)
    return float(mine.to_price(world.market(mine).last + ticks_away))


def dollars(world: World, ticks: int, name: str = MES) -> Decimal:
    return ticks * contract(world, name).tick_value
