"""The hand on the simulator: for tests, benchmarks and the fire drill. Every method may be called from any thread."""

import asyncio
import contextlib
from collections.abc import Callable
from decimal import Decimal
from typing import Protocol, TypedDict, Unpack

from ctpanel.sim.book import Action, OrderType, Ticket
from ctpanel.sim.engine import Engine
from ctpanel.sim.faults import Fault, parse_fault
from ctpanel.sim.looking import Looking, OrderView, order_view


class Terms(TypedDict, total=False):
    """What may be said about an order beyond side and size."""

    limit: Decimal | None
    stop: Decimal | None
    oco: str


class StreamHandle(Protocol):
    """What the control needs of the stream; called in the server's loop."""

    def steal(self) -> None: ...

    def freeze(self, seconds: float) -> None: ...

    def drop(self) -> None: ...

    def resync(self) -> None: ...


class Control(Looking):
    """Looks into the world and changes it behind the service's back. Nothing here costs request budget."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stream: StreamHandle | None = None

    def attach(self, loop: asyncio.AbstractEventLoop, stream: StreamHandle) -> None:
        """Called by the server when it listens."""
        self._loop, self._stream = loop, stream

    def detach(self) -> None:
        self._loop = self._stream = None

    # Changing the world

    def advance(self, seconds: float) -> None:
        """Let simulated time pass at once; the way to move it when `auto_tick` is off."""
        with self._engine.lock:
            self._engine.world.advance(seconds)

    def set_price(self, instrument: str, price: Decimal, hold: bool = False) -> None:
        """Trade at this price now; `hold` keeps it there until set again."""
        with self._engine.lock:
            contract = self._contract(instrument)
            self._engine.world.set_price(contract, contract.to_ticks(price), hold)

    def place_order(
        self, account: str, instrument: str, action: str, quantity: int, **terms: Unpack[Terms]
    ) -> OrderView:
        """An order that somebody else enters, `action` buy or sell; its type follows from the prices given."""
        limit, stop = terms.get("limit"), terms.get("stop")
        with self._engine.lock:
            owner, contract = self._find(account, instrument)
            kind = _order_type(limit is not None, stop is not None)
            order = self._engine.world.desk.place(
                Ticket(
                    account=owner.name,
                    contract=contract,
                    action=Action[action.upper()],
                    quantity=quantity,
                    type=kind,
                    limit=None if limit is None else contract.to_ticks(limit),
                    stop=None if stop is None else contract.to_ticks(stop),
                    oco=terms.get("oco", ""),
                    name="Manual",
                )
            )
            return order_view(order)

    def fill_target(self, account: str, instrument: str) -> None:
        """Let the price reach the first working limit order of this instrument; raises LookupError without one."""
        with self._engine.lock:
            owner, contract = self._find(account, instrument)
            for order in self._engine.world.desk.working(owner.name, contract):
                if order.limit is not None:
                    self._engine.world.set_price(contract, order.limit)
                    return
            raise LookupError(f"No working limit order for {contract.name} in {owner.name}.")

    def set_connection(self, account: str, status: str) -> None:
        """NT8's ConnectionStatus of one account, such as ConnectionLost."""
        with self._engine.lock:
            self._account(account).connection_status = status

    def renew_order_ids(self) -> None:
        """Every working order goes on under a new id, as after a restart of NT8; nobody knows the old ones then."""
        with self._engine.lock:
            self._engine.world.desk.renew_ids()

    # Trouble

    def set_faults(self, *faults: Fault | str) -> None:
        """Arm these, as objects or specifications, instead of all armed before; raises FaultError."""
        armed = [fault if isinstance(fault, Fault) else parse_fault(fault) for fault in faults]
        with self._engine.lock:
            self._engine.plan.set(armed)

    def clear_faults(self) -> None:
        self.set_faults()

    def addon_away(self, away: bool) -> None:
        """NT8 closed, or back."""
        self._engine.send_addon_away(away)

    def spend_budget(self, count: float) -> None:
        """What another program of the same user takes from the request budget."""
        with self._engine.lock:
            self._engine.budget.spend(count)

    def budget_left(self) -> float:
        with self._engine.lock:
            return self._engine.budget.tokens()

    def steal_session(self) -> None:
        """Another client takes the stream: the present connection is closed with the documented reason."""
        self._in_loop(lambda stream: stream.steal())

    def freeze_stream(self, seconds: float) -> None:
        """The socket stays up but no byte passes either way."""
        self._in_loop(lambda stream: stream.freeze(seconds))

    def drop_stream(self) -> None:
        """Cut the connection without a closing handshake."""
        self._in_loop(lambda stream: stream.drop())

    def send_resync(self) -> None:
        """Tell the connected client to read everything again."""
        self._in_loop(lambda stream: stream.resync())

    def come_round(self, done: Callable[[], None]) -> None:
        """Call this in the server's loop when that gets round to it; at once when the server does not listen."""
        loop = self._loop
        try:
            if loop is not None:
                loop.call_soon_threadsafe(done)
                return
        except RuntimeError:
            pass  # the loop closed between the two lines
        done()

    def _in_loop(self, errand: Callable[[StreamHandle], None]) -> None:
        loop, stream = self._loop, self._stream
        if loop is not None and stream is not None:
            with contextlib.suppress(RuntimeError):  # the loop closed between the two lines
                loop.call_soon_threadsafe(errand, stream)


def _order_type(has_limit: bool, has_stop: bool) -> OrderType:
    """The type that goes with the prices given."""
    if has_stop:
        return OrderType.STOP_LIMIT if has_limit else OrderType.STOP_MARKET
    return OrderType.LIMIT if has_limit else OrderType.MARKET
