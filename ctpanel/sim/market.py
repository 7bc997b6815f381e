"""Prices: one seeded random walk in whole ticks per contract."""

import random
from dataclasses import dataclass

from ctpanel.domain.record import record
from ctpanel.sim.instruments import Contract


@record
class Walk:
    """How a price moves: at most `stride` ticks a step, never further than `bound` ticks from where it began.

    A bound keeps a quiet world quiet: orders beyond it cannot trigger by chance. `bound=None` lets it wander.
    """

    stride: int = 1
    bound: int | None = 12


@dataclass(slots=True)
class Market:
    """The tape of one contract; prices are counted in ticks."""

    contract: Contract
    walk: Walk
    rng: random.Random
    last: int = 0
    anchor: int = 0
    opened: int = 0
    high: int = 0
    low: int = 0
    volume: int = 0
    held: bool = False
    closed: bool = False

    @classmethod
    def opening(cls, contract: Contract, walk: Walk, seed: int) -> "Market":
        """A market at the product's base price; each contract draws from its own stream of the seed."""
        start = contract.to_ticks(contract.product.base_price)
        market = cls(contract, walk, random.Random(f"{seed}/{contract.name}"))
        market.last = market.anchor = market.opened = market.high = market.low = start
        return market

    @property
    def bid(self) -> int:
        return self.last

    @property
    def ask(self) -> int:
        return self.last + 1

    def step(self) -> bool:
        """Move once; tells whether the price changed."""
        move = self.rng.randint(-self.walk.stride, self.walk.stride)
        traded = self.rng.randint(0, 9)
        if self.closed or self.held:
            return False
        self.volume += traded
        bound = self.walk.bound
        if bound is not None and abs(self.last + move - self.anchor) > bound:
            move = -move
        return self._trade_at(max(1, self.last + move))

    def jump(self, ticks: int, hold: bool) -> bool:
        """Trade at exactly this price, from which the walk goes on (or stays, when held)."""
        self.anchor = ticks
        self.held = hold
        return self._trade_at(ticks)

    def _trade_at(self, ticks: int) -> bool:
        changed = ticks != self.last
        self.last = ticks
        self.high = max(self.high, ticks)
        self.low = min(self.low, ticks)
        return changed
