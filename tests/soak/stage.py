"""Setting the simulated world up for one close, and counting what closes did to it."""

from __future__ import annotations

import random
from collections import Counter
from decimal import Decimal
from typing import Protocol

from ctpanel.domain.ids import PositionKey
from ctpanel.sim.control import Control
from ctpanel.sim.server import SimServer
from tests.session.rig import Rig

#: What the simulator calls the orders by which it carries out a close.
CLOSE = "Close"


class Stage(Protocol):
    """A simulator and the hand on it."""

    server: SimServer
    control: Control


def set_scene(rig: Stage, key: PositionKey, dice: random.Random) -> None:
    """A position of 1 to 9 contracts, either side, with up to one stop and one target far away, and nothing else."""
    engine = rig.server.engine
    with engine.lock:
        world = engine.world
        contract = world.catalog[key.instrument]
        for order in world.desk.working(key.account, contract):
            order.immortal = False
            world.desk.cancel(order)
        world.advance(1.0)
        market = world.market(contract)
        wanted = dice.choice((1, -1)) * dice.randint(1, 9)
        world.ledger.book(key.account, contract, wanted - world.ledger.net(key.account, contract), market.last)
        tick, last = contract.product.tick, contract.to_price(market.last)
    far = Decimal(400) * tick * (1 if wanted > 0 else -1)
    action = "sell" if wanted > 0 else "buy"
    if dice.random() < 0.6:
        rig.control.place_order(*key, action, abs(wanted), stop=last - far)
    if dice.random() < 0.6:
        rig.control.place_order(*key, action, abs(wanted), limit=last + far)


def close_fills(rig: Rig, since: int) -> Counter[PositionKey]:
    """Contracts that closes filled, by position, after so many fills."""
    counted: Counter[PositionKey] = Counter()
    for fill in rig.control.fills()[since:]:
        if fill.name == CLOSE:
            counted[PositionKey(fill.account, fill.instrument)] += fill.quantity
    return counted
