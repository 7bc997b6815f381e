"""The real session with its real client, journal and stream, against the simulator over real sockets."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Unpack

from ctpanel.api.backoff import Backoff
from ctpanel.api.client import CrossTradeClient
from ctpanel.api.config import ServiceConfig, Timeouts
from ctpanel.api.ratelimit import RequestBudget
from ctpanel.api.stream import CrossTradeStream
from ctpanel.api.stream_rpc import RpcCommands
from ctpanel.domain.closing import ClosePlan, Wanted, plan_close
from ctpanel.domain.command import Command
from ctpanel.domain.ids import CommandId, PositionKey
from ctpanel.domain.position import Position
from ctpanel.domain.token import Token
from ctpanel.session.clock import SystemClock
from ctpanel.session.events import CommandChanged, SessionEvent
from ctpanel.session.parts import Parts
from ctpanel.session.ports import Connection, Connector
from ctpanel.session.preferences import Preferences
from ctpanel.session.session import Session
from ctpanel.sim.options import MoreOptions
from ctpanel.sim.records import RequestRecord
from ctpanel.sim.server import SimServer
from ctpanel.storage.instance import Instance
from ctpanel.storage.journal import Journal, open_journal
from ctpanel.storage.journal_records import CommandRecord
from ctpanel.storage.redaction import Redactor
from ctpanel.wiring.journal import JournalPlug
from tests.helpers import loops

TOKEN = "tok_Zx9/Qw+7k3mN0pLsVbRtYuIoAhJd42"
MES = PositionKey("Sim101", "MES 12-25")
PROFILE = "Main"
QUICK = Timeouts(connect_s=1.0, read_s=0.6, total_s=1.5, drain_s=0.3)


async def until(true: Callable[[], object], within_s: float = 60.0) -> None:
    """Return once it is true; fail when it takes longer than this, by the time of the loop."""
    try:
        async with asyncio.timeout(within_s):
            while not true():  # noqa: ASYNC110 - the simulator tells its truth in another thread
                await asyncio.sleep(0.003)
    except TimeoutError:
        raise AssertionError(f"did not come true within {within_s} s") from None


class FastClock(SystemClock):
    """A clock some times as fast as ``seconds``, and moved by hand on top of that.

    With the time of a patient loop for ``seconds`` it stands still while the machine is busy elsewhere.
    """

    def __init__(self, speed: float, seconds: Callable[[], float] = time.monotonic) -> None:
        self.speed = speed
        self._seconds = seconds
        self._began = seconds()
        self._jumped = 0.0

    def now(self) -> float:
        return (self._seconds() - self._began) * self.speed + self._jumped

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / self.speed)

    def jump(self, seconds: float) -> None:
        """What a suspended computer does."""
        self._jumped += seconds


class MemoryVault:
    """A keyring that lasts as long as its test."""

    def __init__(self) -> None:
        self.kept: Token | None = None

    async def load(self) -> Token | None:
        return self.kept

    async def store(self, token: Token) -> None:
        self.kept = token

    async def forget(self) -> None:
        self.kept = None


class PlainPreferences:
    """Choices that nobody changes."""

    def __init__(self) -> None:
        self.current = Preferences()

    def change(self, preferences: Preferences) -> None:
        self.current = preferences

    def listen(self, listener: Callable[[Preferences], None]) -> Callable[[], None]:
        return lambda: None


@dataclass(slots=True)
class Disk:
    """One process' view of a state folder."""

    instance: Instance
    journal: Journal

    @classmethod
    def open(cls, folder: Path, busy_timeout_s: float = 2.0) -> Disk:
        instance = Instance.start(folder / "instances")
        opened = open_journal(folder / "journal.sqlite3", instance, Redactor(), busy_timeout_s=busy_timeout_s)
        return cls(instance, opened.journal)

    def close(self) -> None:
        """As the end of the process would: the lock falls, leases stay."""
        self.journal.close()
        self.instance.stop()


@dataclass(frozen=True, slots=True)
class Ways:
    """How a session talks to the service."""

    stream: bool = False
    rpc: bool = False
    timeouts: Timeouts = QUICK
    base_url: str = ""
    stream_url: str = "ws://127.0.0.1:1"
    token: str = TOKEN


PLAINLY = Ways()


@dataclass(slots=True)
class Panel:
    """A session, the disk under it, and everything that it announced."""

    session: Session
    disk: Disk
    clock: FastClock
    lost: list[tuple[str, BaseException]]
    events: list[SessionEvent] = field(default_factory=list)

    def steps_of(self, command: CommandId) -> list[Command]:
        """Every announced value of a command."""
        return [each.command for each in self.events if isinstance(each, CommandChanged) and each.command.id == command]

    def command(self, command: CommandId) -> Command:
        known = {each.id: each for each in self.session.commands}
        return known[command]

    def journaled(self, command: CommandId) -> CommandRecord:
        record = self.disk.journal.command(command)
        assert record is not None
        return record

    def holds_lease(self, command: CommandId) -> bool:
        """Whether it keeps others back, by what is on disk."""
        return any(each.command_id == command for each in self.disk.journal.open_commands())

    async def until(self, true: Callable[[], object], within_s: float = 60.0) -> None:
        """Return once it is true; fail when it takes longer than this, by the time of the loop."""
        await until(true, within_s)

    async def position(self, key: PositionKey = MES) -> Position:
        """The position as the session knows it, as soon as it knows."""
        await self.until(lambda: key in self.session.snapshot.positions)
        return self.session.snapshot.positions[key].position

    async def plan(self, wanted: Wanted, key: PositionKey = MES) -> ClosePlan:
        plan = plan_close(await self.position(key), wanted)
        assert isinstance(plan, ClosePlan)
        return plan

    async def press(self, wanted: Wanted, key: PositionKey = MES) -> CommandId:
        """Close, as a user would; the command is on its way when this returns."""
        taken = self.session.close(await self.plan(wanted, key))
        assert isinstance(taken, str), taken
        return taken

    async def ended(self, command: CommandId, within_s: float = 60.0) -> Command:
        """The command with its first outcome."""
        await self.until(lambda: not self.command(command).is_running, within_s)
        return self.command(command)

    async def close(self, wanted: Wanted, key: PositionKey = MES) -> Command:
        """Press and wait for the outcome."""
        return await self.ended(await self.press(wanted, key))

    def notices(self) -> str:
        """What every notice says, in one text."""
        return "\n".join(f"{n.severity.value} {n.what} {n.meaning} {n.action}" for n in self.session.notices)


def connector(ways: Ways, budget: RequestBudget) -> Connector:
    """What the program makes of a token, with quick time-outs."""
    config = ServiceConfig(ways.base_url, ways.stream_url, ways.timeouts)

    def connect(token: Token) -> Connection:
        client = CrossTradeClient(config, token, budget)
        if not ways.stream:
            return Connection(client, client)
        stream = CrossTradeStream(config, token, backoff=Backoff(0.05, 0.2))
        return Connection(client, RpcCommands(stream, token, budget) if ways.rpc else client, stream)

    return connect


def _fast_lane() -> contextlib.AbstractContextManager[None]:
    """The window's loop has one for presses; asyncio's own has none."""
    lane: contextlib.AbstractContextManager[None] = getattr(
        asyncio.get_running_loop(), "at_once", contextlib.nullcontext
    )()
    return lane


def build(disk: Disk, clock: FastClock, ways: Ways, **parts: Any) -> Panel:
    """A session that is not started yet; ``parts`` replace what it is made of."""
    budget = RequestBudget(clock=clock.now, sleep=clock.sleep)
    lost: list[tuple[str, BaseException]] = []
    given: dict[str, Any] = {
        "connector": connector(ways, budget),
        "vault": MemoryVault(),
        "journal": JournalPlug(disk.journal, PROFILE),
        "preferences": PlainPreferences(),
        "at_once": _fast_lane,
        **parts,
    }
    session = Session(
        Parts(
            profile=PROFILE,
            gauge=budget,
            clock=clock,
            report=lambda what, error: lost.append((what, error)),
            **given,
        )
    )
    panel = Panel(session, disk, clock, lost)
    session.listen(panel.events.append)
    return panel


class Rig:
    """A simulator, a state folder, and the sessions of one test. Time runs ``times`` times as fast for all of them."""

    def __init__(self, folder: Path, scenario: str, times: float, **options: Unpack[MoreOptions]) -> None:
        self.folder = folder
        self.clock = FastClock(times, asyncio.get_running_loop().time)
        options.setdefault("token", TOKEN)
        options.setdefault("clock", self.clock.now)
        options.setdefault("snapshot_cache_s", 3.0)
        self.server = SimServer(scenario, **options).start()
        self.control = self.server.control
        loops.attend(self.control.come_round)
        self.panels: list[Panel] = []
        self._disks: list[Disk] = []
        self._dead: list[Panel] = []

    def disk(self) -> Disk:
        """What a program that starts now sees of the state folder."""
        disk = Disk.open(self.folder)
        self._disks.append(disk)
        return disk

    def panel(self, disk: Disk | None = None, ways: Ways = PLAINLY, **parts: Any) -> Panel:
        """A session that is not started yet."""
        stream_url = self.server.stream_url
        ways = replace(ways, base_url=ways.base_url or self.server.base_url, stream_url=stream_url)
        panel = build(disk or self.disk(), self.clock, ways, **parts)
        self.panels.append(panel)
        return panel

    async def start(self, ways: Ways = PLAINLY, disk: Disk | None = None, **parts: Any) -> Panel:
        """A running session that has seen its accounts."""
        panel = self.panel(disk, ways, **parts)
        await panel.session.start(Token(ways.token))
        await panel.until(lambda: panel.session.snapshot.accounts or panel.session.link.fault)
        return panel

    async def crash(self, panel: Panel) -> None:
        """The session's program is gone in the middle of whatever it did: nothing more is decided, told or written.

        Its lock has fallen; what it had sent stays sent.
        """
        for scope in (panel.session._keeper._tasks, panel.session._tasks):
            await scope.close(0.5)
        panel.disk.close()
        self._disks.remove(panel.disk)
        self.panels.remove(panel)
        self._dead.append(panel)

    def closes(self) -> list[RequestRecord]:
        """The close requests that reached the service."""
        return self.control.requests("ClosePosition")

    def bodies(self) -> list[bytes]:
        """The bodies of the close requests, byte for byte."""
        return [record.raw for record in self.closes()]

    def net(self, key: PositionKey = MES) -> int:
        """Signed contracts that are really open."""
        return self.control.position(*key).net

    def orders(self, key: PositionKey = MES) -> int:
        """Orders that can really still fill."""
        return len(self.control.orders(*key))

    async def stop(self) -> None:
        """Everything down; no task of a session may have lost an exception."""
        for panel in self._dead:
            await panel.session.stop()
        for panel in self.panels:
            assert await panel.session.stop() == ()
        for disk in self._disks:
            disk.close()
        self.server.stop()
        lost = [each for panel in self.panels for each in panel.lost]
        assert not lost, lost


@contextlib.contextmanager
def stopped_on_error(rig: Rig) -> Iterator[Rig]:
    """The server's thread ends even when taking down the sessions fails."""
    try:
        yield rig
    finally:
        rig.server.stop()
