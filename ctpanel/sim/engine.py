"""The world behind one lock, with real time, the add-on's presence and the request budget."""

import threading
from typing import Any

from ctpanel.domain.record import record
from ctpanel.sim.book import Quirks
from ctpanel.sim.budget import TokenBucket
from ctpanel.sim.faults import FaultPlan
from ctpanel.sim.inputs import Args, Refusal
from ctpanel.sim.options import Options
from ctpanel.sim.reads import Reads
from ctpanel.sim.records import Recorder
from ctpanel.sim.scenarios import Scenario
from ctpanel.sim.walltime import WallTime
from ctpanel.sim.writes import Writes

_NEEDS_NEW_ADDON = frozenset({"GetAllPositions", "GetAllOrders", "GetAccountSummary", "CancelAndBracket"})
# After the computer slept, the world goes on from where it was rather than living through the night at once.
_LONGEST_GAP_S = 60.0
ANSWERED_WITHOUT_ADDON = frozenset({"GetWatermarks"})


@record
class Reply:
    """What the service says; `executed` is True when the call took effect or was read."""

    status: int
    body: Any
    executed: bool = False


class Engine:
    """Shared by the server's threads; take `lock` around any use of `world`."""

    def __init__(self, scenario: Scenario, options: Options) -> None:
        self.lock = threading.RLock()
        self.scenario = scenario
        self.options = options
        self.world = scenario.build(options.seed)
        self.wall = WallTime(options.began)
        self.recorder = Recorder(options.keep_requests)
        self.plan = FaultPlan(options.seed, (*scenario.faults, *options.faults))
        self.budget = TokenBucket(options.rate_capacity or 1.0, options.rate_refill, options.clock)
        self._reads = Reads(self.world, self.wall).table()
        self._writes = Writes(self.world).table()
        self._snapshot: tuple[int, Any] | None = None
        self._ticked_at = options.clock()
        self._sent_away = False
        self._away_until: float | None = None

    def catch_up(self) -> None:
        """Let the time that has really passed pass in the world, unless time is driven by hand."""
        with self.lock:
            now = self.options.clock()
            elapsed, self._ticked_at = now - self._ticked_at, now
            if self.scenario.spent_per_s:
                self.budget.spend(self.scenario.spent_per_s * elapsed)
            if self.options.auto_tick:
                self.world.advance(min(elapsed, _LONGEST_GAP_S) * self.options.speed)

    def admit(self) -> bool:
        """Spend one request of the budget, if there is one left."""
        return self.options.rate_capacity is None or self.budget.take()

    def perform(self, api: str, arguments: dict[str, Any], quirks: Quirks) -> Reply:
        """Carry the call out in the world."""
        with self.lock:
            if self.options.old_addon and api in _NEEDS_NEW_ADDON:
                return Reply(400, {"error": f"Unknown API command: {api}"})
            args = Args(self.world, arguments)
            try:
                return Reply(200, self._dispatch(api, args, quirks), executed=True)
            except Refusal as refusal:
                return Reply(refusal.status, refusal.body)

    def _dispatch(self, api: str, args: Args, quirks: Quirks) -> Any:
        if api == "GetAccountSummary":
            return self._cached_snapshot(args)
        if api in self._reads:
            return self._reads[api](args)
        if api in self._writes:
            return self._writes[api](args, quirks)
        raise Refusal(400, {"error": f"Unknown API command: {api}"})

    def _cached_snapshot(self, args: Args) -> Any:
        """The snapshot of up to `snapshot_cache_s` simulated seconds ago, as the service answers it."""
        now = self.world.now_us
        if self._snapshot is None or now - self._snapshot[0] >= self.options.snapshot_cache_s * 1_000_000:
            self._snapshot = (now, self._reads["GetAccountSummary"](args))
        return self._snapshot[1]

    @property
    def addon_is_away(self) -> bool:
        """Whether NT8 cannot be reached at this moment."""
        with self.lock:
            until = self._away_until
            if self._sent_away or (until is not None and self.options.clock() < until):
                return True
            cycle = self.scenario.addon
            if cycle is None:
                return False
            return self.world.now_us / 1_000_000 % (cycle.up_s + cycle.away_s) >= cycle.up_s

    def send_addon_away(self, away: bool) -> None:
        """Until told otherwise; False also ends a timed absence."""
        with self.lock:
            self._sent_away = away
            self._away_until = None

    def send_addon_away_for(self, seconds: float) -> None:
        with self.lock:
            self._away_until = self.options.clock() + seconds
