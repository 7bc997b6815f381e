"""How one simulator differs from the default one."""

import secrets
import time
from collections.abc import Callable
from dataclasses import field
from datetime import UTC, datetime
from typing import TypedDict

from ctpanel.domain.record import record
from ctpanel.sim.faults import Fault


@record
class Options:
    """Everything but the world itself.

    `auto_tick=False` stops simulated time: only `control.advance` moves it. `speed` is simulated seconds per real
    second. `rate_capacity=None` switches the request budget off. `clock` is monotonic seconds and serves budget,
    records and ticking. `began` is the wall time of the world's second zero.
    """

    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    seed: int = 1
    faults: tuple[Fault, ...] = ()
    auto_tick: bool = True
    speed: float = 1.0
    rate_capacity: float | None = 20.0
    rate_refill: float = 3.0
    snapshot_cache_s: float = 3.0
    old_addon: bool = False
    orders_endpoint: bool = True
    plan_has_api: bool = True
    session_close_code: int = 4001
    quote_every_s: float = 1.0
    keep_requests: int = 20_000
    clock: Callable[[], float] = time.monotonic
    began: datetime = field(default_factory=lambda: datetime.now(UTC))


class MoreOptions(TypedDict, total=False):
    """The fields of `Options` as keyword arguments."""

    token: str
    seed: int
    faults: tuple[Fault, ...]
    auto_tick: bool
    speed: float
    rate_capacity: float | None
    rate_refill: float
    snapshot_cache_s: float
    old_addon: bool
    orders_endpoint: bool
    plan_has_api: bool
    session_close_code: int
    quote_every_s: float
    keep_requests: int
    clock: Callable[[], float]
    began: datetime
