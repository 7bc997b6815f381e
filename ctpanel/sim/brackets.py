"""Cancel-and-bracket: new protection in place of all orders of an instrument."""

from dataclasses import replace
from typing import Any

from ctpanel.sim.book import Action, OrderType, Ticket
from ctpanel.sim.inputs import Args, refused
from ctpanel.sim.world import World

_SETTLE_S = 0.05


def cancel_and_bracket(world: World, args: Args) -> dict[str, Any]:
    """Cancel every working order of the instrument, wait, then place one OCO pair of at most the position's size.

    One price alone gives one order. The price names are not documented, so every name that clients use is read.

    `action` is the side of the position to protect. If the position went flat (or over to the other side) in
    the meantime nothing is placed; with no position from the start the pair is an entry straddle.
    """
    account, contract = args.account(), args.contract()
    protected = args.choice(Action, "action")
    quantity = args.whole("quantity")
    stop = args.price(contract, "stopPrice", "stopLoss", "stopLossPrice")
    target = args.price(contract, "limitPrice", "targetPrice", "takeProfit", "takeProfitPrice")
    if quantity is None or (stop is None and target is None):
        raise refused("cancel_and_bracket needs quantity and a stop price or a target price")
    had_position = world.ledger.net(account.name, contract) != 0
    cancelled = world.desk.working(account.name, contract)
    for order in cancelled:
        world.desk.cancel(order)
    oco = f"bracket-{world.now_us}-{len(world.desk.orders)}"

    def place_pair() -> None:
        held = world.ledger.net(account.name, contract) * protected.sign
        if had_position and held <= 0:
            return
        size = min(quantity, held) if had_position else quantity
        base = Ticket(account.name, contract, protected.opposite, size, oco=oco)
        if stop is not None:
            world.desk.place(replace(base, type=OrderType.STOP_MARKET, stop=stop, name="Stop loss"))
        if target is not None:
            world.desk.place(replace(base, type=OrderType.LIMIT, limit=target, name="Profit target"))

    world.agenda.after(world.desk.pace.cancel_s + _SETTLE_S, place_pair)
    return {"cancelledOrderIds": [order.id for order in cancelled], "ocoId": oco, "success": True}
