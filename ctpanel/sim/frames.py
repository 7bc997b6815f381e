"""What a stream connection has to be told, and when."""

from collections.abc import Iterable, Iterator
from typing import Any

from ctpanel.sim import payloads, quotes
from ctpanel.sim.book import Fill, Order
from ctpanel.sim.desk import Event
from ctpanel.sim.engine import Engine
from ctpanel.sim.instruments import Contract

Frame = tuple[str, dict[str, Any]]
_SHORTEST_INTERVAL_MS = 100
_TOPICS = {"order": "orders", "execution": "executions", "position": "positions"}


class Feed:
    """Keeps what one connection subscribed to; `due` yields the frames whose time has come."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._clock = engine.options.clock
        self._began = self._clock()
        self._contracts: dict[str, Contract] = {}
        self._topics: set[str] = set()
        self._next_quotes = self._began
        self._next_results: float | None = None
        self._interval_s = 1.0
        self._state = "syncing"

    @property
    def age_s(self) -> float:
        """Seconds since the connection was accepted."""
        return self._clock() - self._began

    def subscribe(self, instruments: Iterable[Any], topics: Iterable[str], on: bool) -> list[str]:
        """Start or end quotes and event topics; returns the full names of the instruments that are known."""
        with self._engine.lock:
            found = [self._engine.world.catalog.resolve(str(text)) for text in instruments]
        known = {contract.name: contract for contract in found if contract is not None}
        for name, contract in known.items():
            if on:
                self._contracts[name] = contract
            else:
                self._contracts.pop(name, None)
        self._topics = self._topics | set(topics) if on else self._topics - set(topics)
        return list(known)

    def stream_results(self, enabled: bool, interval_ms: Any) -> int:
        """Switch P&L frames; returns the interval in effect, in milliseconds and never under 100."""
        wanted = interval_ms if isinstance(interval_ms, int) else 1000
        interval = max(_SHORTEST_INTERVAL_MS, wanted)
        self._interval_s = interval / 1000
        self._next_results = self._clock() if enabled else None
        return interval

    def due(self) -> Iterator[Frame]:
        """Frames to push now, oldest news first."""
        with self._engine.lock:
            frames = [*self._status(), *self._events()]
            if self._state == "ready":
                now = self._clock()
                frames += [*self._quotes(now), *self._results(now)]
        return iter(frames)

    def _status(self) -> Iterator[Frame]:
        away = self._engine.addon_is_away
        if away and self._state != "disconnected":
            self._state = "disconnected"
            yield "status", {"state": "disconnected"}
        elif not away and self._state != "ready":
            if self._state == "disconnected":
                yield "status", {"state": "syncing"}
                yield "resync", {}
            self._state = "ready"
            yield "status", {"state": "ready"}

    def _events(self) -> Iterator[Frame]:
        queue = self._engine.world.desk.events
        while queue:
            event = queue.popleft()
            if self._state == "ready" and _TOPICS[event.kind] in self._topics:
                yield f"{event.kind}Update", self._event_content(event)

    def _event_content(self, event: Event) -> dict[str, Any]:
        world, wall = self._engine.world, self._engine.wall
        head = {"origin": "nt8", "epoch": wall.epoch_ms(world.now_us), "account": event.account}
        if isinstance(event.subject, Order):
            return head | {"order": payloads.order_row(world, wall, event.subject)}
        if isinstance(event.subject, Fill):
            return head | {"execution": payloads.fill_row(world, wall, event.subject)}
        position = world.ledger.position(event.account, world.catalog[event.instrument])
        return head | {"position": payloads.position_row(world, position)}

    def _quotes(self, now: float) -> Iterator[Frame]:
        if not self._contracts or now < self._next_quotes:
            return
        self._next_quotes = max(now, self._next_quotes + self._engine.options.quote_every_s)
        rows = [quotes.tick_row(self._engine.world.market(contract)) for contract in self._contracts.values()]
        yield "marketData", {"epoch": self._epoch(), "quotes": rows}

    def _results(self, now: float) -> Iterator[Frame]:
        if self._next_results is None or now < self._next_results:
            return
        self._next_results = max(now, self._next_results + self._interval_s)
        world = self._engine.world
        accounts = [
            {"account": account.name}
            | payloads.balances(world, account)
            | dict.fromkeys(account.withheld)
            | {"positions": [payloads.position_row(world, held) for held in world.ledger.positions(account.name)]}
            for account in world.ledger.accounts.values()
        ]
        yield "pnlUpdate", {"epoch": self._epoch(), "accounts": accounts}

    def _epoch(self) -> int:
        return self._engine.wall.epoch_ms(self._engine.world.now_us)
