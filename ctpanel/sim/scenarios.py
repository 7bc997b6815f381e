"""Named worlds: who holds what, how the market moves, and what goes wrong by itself."""

from collections.abc import Callable, Mapping
from dataclasses import field
from decimal import Decimal

from ctpanel.domain.record import record
from ctpanel.domain.text import Phrase, phrase
from ctpanel.sim.book import Account, Action, OrderType, Ticket
from ctpanel.sim.desk import Pace
from ctpanel.sim.faults import Fault, parse_fault
from ctpanel.sim.market import Walk
from ctpanel.sim.payloads import track_highs
from ctpanel.sim.world import Setup, World


@record
class AddonCycle:
    """The add-on is reachable for `up_s`, then away for `away_s`, again and again, in simulated seconds."""

    up_s: float
    away_s: float


@record
class Scenario:
    """How a world begins and what it suffers from. `people` fills it with accounts, positions and orders."""

    title: Phrase
    people: Callable[[World], None]
    walk: Walk = field(default_factory=Walk)
    pace: Pace = field(default_factory=Pace)
    rolled: frozenset[str] = frozenset()
    faults: tuple[Fault, ...] = ()
    addon: AddonCycle | None = None
    spent_per_s: float = 0.0
    steal_every_s: float | None = None

    def build(self, seed: int) -> World:
        """The world of this scenario, at its second zero."""
        setup = Setup(seed=seed, walk=self.walk, pace=self.pace, rolled=self.rolled)
        world = World(setup)
        self.people(world)
        track_highs(world)
        world.at(1.0, track_highs, repeat=True)
        return world


class UnknownScenario(ValueError):
    """A name that no scenario has; the text lists those that exist."""


def scenario_named(name: str) -> Scenario:
    """Raises UnknownScenario."""
    found = SCENARIOS.get(name)
    if found is None:
        raise UnknownScenario(f"Unknown scenario '{name}'. Known scenarios: {', '.join(SCENARIOS)}.")
    return found


class _Cast:
    """Hands out accounts, positions and protection in the words of a trader."""

    def __init__(self, world: World) -> None:
        self._world = world

    def account(self, name: str, provider: str = "Simulator", **more: Decimal | str | frozenset[str]) -> Account:
        account = Account(len(self._world.ledger.accounts) + 1, name, provider, **more)  # type: ignore[arg-type]
        self._world.ledger.add(account)
        return account

    def hold(self, account: str, instrument: str, net: int, ticks_better: int = 6) -> None:
        """Open a position that is `ticks_better` ticks in profit (negative: in loss), with no fill on record."""
        contract = self._world.catalog[instrument]
        direction = 1 if net > 0 else -1
        entry = self._world.market(contract).last - ticks_better * direction
        self._world.ledger.position(account, contract).apply(net, entry)

    def protect(self, account: str, instrument: str, stop: int, target: int, ticks: int = 40) -> None:
        """A stop and a target of these sizes (0: none), `ticks` from the market, as OCO when there are both."""
        contract = self._world.catalog[instrument]
        long = self._world.ledger.net(account, contract) > 0
        last = self._world.market(contract).last
        away = ticks if long else -ticks
        oco = f"{account}-{contract.name}-1" if stop and target else ""
        base = Ticket(account, contract, Action.SELL if long else Action.BUY, max(stop, target), oco=oco)
        desk = self._world.desk
        if stop:
            desk.place(_ticket(base, OrderType.STOP_MARKET, stop, last - away))
        if target:
            desk.place(_ticket(base, OrderType.LIMIT, target, last + away))


def _ticket(base: Ticket, kind: OrderType, quantity: int, price: int) -> Ticket:
    stop = price if kind is OrderType.STOP_MARKET else None
    limit = price if kind is OrderType.LIMIT else None
    name = "Stop1" if kind is OrderType.STOP_MARKET else "Target1"
    return Ticket(
        base.account, base.contract, base.action, quantity, kind, limit=limit, stop=stop, oco=base.oco, name=name
    )


LIVE_ACCOUNT = "LFE050!7731/2"
PROP_ACCOUNT = "APEX-204817-03"


def _five_accounts(world: World) -> None:
    cast = _Cast(world)
    cast.account("Sim101")
    cast.account("Sim102", cash_at_start=Decimal("25000"))
    limits = {"daily_loss_limit": Decimal(1100), "trailing_max_drawdown": Decimal(2500)}
    cast.account(PROP_ACCOUNT, "Rithmic", **limits)
    cast.account(LIVE_ACCOUNT, "Tradovate", cash_at_start=Decimal("18250.40"))
    cast.account("Playback101", "Playback", withheld=frozenset({"netLiquidation", "cashValue"}))
    cast.hold("Sim101", "MES 12-25", 4)
    cast.protect("Sim101", "MES 12-25", stop=4, target=4)
    cast.hold("Sim101", "MNQ 12-25", 3, ticks_better=-9)
    cast.protect("Sim101", "MNQ 12-25", stop=3, target=0, ticks=60)
    cast.hold("Sim102", "MGC 12-25", -2)
    cast.protect("Sim102", "MGC 12-25", stop=2, target=2)
    cast.hold("Sim102", "6E 12-25", 1, ticks_better=3)
    cast.hold(PROP_ACCOUNT, "MNQ 12-25", 2, ticks_better=14)
    cast.protect(PROP_ACCOUNT, "MNQ 12-25", stop=2, target=2, ticks=60)
    cast.hold(LIVE_ACCOUNT, "MCL 01-26", -3, ticks_better=-4)
    cast.protect(LIVE_ACCOUNT, "MCL 01-26", stop=3, target=0)


def _over_hang(world: World) -> None:
    """A long of 2 whose stop and target are still the size of the 4 that it once was."""
    cast = _Cast(world)
    cast.account("Sim101")
    cast.hold("Sim101", "MES 12-25", 2)
    cast.protect("Sim101", "MES 12-25", stop=4, target=4)


def _single(world: World) -> None:
    cast = _Cast(world)
    cast.account("Sim101")
    cast.hold("Sim101", "MES 12-25", 4)


def _flat(world: World) -> None:
    cast = _Cast(world)
    cast.account("Sim101")
    cast.account("Sim102")


def _hundred(world: World) -> None:
    cast = _Cast(world)
    contracts = [contract.name for contract in world.catalog][:20]
    for number in range(1, 101):
        name = f"Sim{number:03d}" if number % 4 else f"PROP-{number:03d}"
        cast.account(name, "Simulator" if number % 4 else "Rithmic")
        for place, instrument in enumerate(contracts):
            size = 1 + (number + place) % 5
            cast.hold(name, instrument, size if (number + place) % 3 else -size, (number * place) % 21 - 10)


def _copied(world: World) -> None:
    """One leader and three accounts in which a copier repeats every fill of it."""
    cast = _Cast(world)
    cast.account("Sim101")
    cast.hold("Sim101", "MES 12-25", 4)
    for follower in ("SimCopy1", "SimCopy2", "SimCopy3"):
        cast.account(follower, copies_of="Sim101")
        cast.hold(follower, "MES 12-25", 4)


def _busy(world: World) -> None:
    _five_accounts(world)
    _Cast(world).account("SimBot")
    world.at(3.0, _bot_trades, repeat=True)


def _bot_trades(world: World) -> None:
    contract = world.catalog["MES 12-25"]
    net = world.ledger.net("SimBot", contract)
    side = Action.SELL if net > 0 else Action.BUY
    world.desk.place(Ticket("SimBot", contract, side, abs(net) or 1 + world.now_us // 1_000_000 % 3, name="Bot"))


def _expiry_day(world: World) -> None:
    """Roots already mean the next month; MES 12-25 stops trading after two minutes and is settled."""
    _five_accounts(world)
    _Cast(world).hold("Sim101", "MES 03-26", 1)
    world.at(120.0, lambda here: here.expire(here.catalog["MES 12-25"]))


def _faults(*specs: str) -> tuple[Fault, ...]:
    return tuple(parse_fault(spec) for spec in specs)


SCENARIOS: Mapping[str, Scenario] = {
    "calm": Scenario(phrase("Five accounts, a quiet market"), _five_accounts),
    "busy": Scenario(
        phrase("A wild market that hits stops and targets, a bot, and orders filling in parts"),
        _busy,
        walk=Walk(stride=4, bound=None),
        pace=Pace(always_partial=True),
    ),
    "lag": Scenario(
        phrase("The broker takes 8 s to fill and answers come late"),
        _five_accounts,
        pace=Pace(fill_s=(7.5, 8.5), cancel_s=0.5),
        faults=_faults("latency:*:seconds=0.7"),
    ),
    "lost-answers": Scenario(
        phrase("Commands are carried out but their answers get lost"),
        _five_accounts,
        faults=_faults("lost-answer:commands"),
    ),
    "addon-drops": Scenario(phrase("NT8 goes away now and then"), _five_accounts, addon=AddonCycle(20.0, 15.0)),
    "rate-pinch": Scenario(phrase("Another program eats the request budget"), _five_accounts, spent_per_s=2.5),
    "session-elsewhere": Scenario(
        phrase("Another program takes the stream over after a while"), _five_accounts, steal_every_s=10.0
    ),
    "expiry-day": Scenario(
        phrase("The front month stops trading after two minutes"),
        _expiry_day,
        rolled=frozenset({"ES", "MES", "NQ", "MNQ", "RTY", "M2K", "YM", "MYM"}),
    ),
    "hundred-accounts": Scenario(phrase("A hundred accounts with twenty positions each"), _hundred),
    "single": Scenario(phrase("One account, one position"), _single),
    "flat": Scenario(phrase("Two accounts, no position"), _flat),
    "over-hang": Scenario(phrase("A long of 2 under a stop and a target of 4"), _over_hang),
    "copied": Scenario(phrase("A leader and three copied accounts"), _copied),
}
