"""Many closes through the real session against the simulator, each with a trouble of its own.

As a program: ``python -m tests.soak.faulted_closes --count 10000 --processes 2``; prints the table, and with ``--json``
a file for other tools.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any

from ctpanel.api.config import Timeouts
from ctpanel.domain.closing import ClosePlan, Wanted, plan_close
from ctpanel.domain.command import Command
from ctpanel.domain.ids import CommandId, PositionKey
from ctpanel.domain.link import StreamState
from ctpanel.domain.outcome import Outcome
from ctpanel.domain.position import Position
from ctpanel.domain.refusal import Refusal
from ctpanel.domain.token import Token
from ctpanel.session.events import CommandChanged, SessionEvent
from ctpanel.sim.routes import STREAM_PATH
from tests.session.rig import Panel, Rig, Ways
from tests.soak.mixes import Mix, draw
from tests.soak.stage import close_fills, set_scene
from tests.soak.tally import Tally

KEYS = (
    PositionKey("Sim101", "MES 12-25"),
    PositionKey("Sim101", "MNQ 12-25"),
    PositionKey("Sim102", "6E 12-25"),
    PositionKey("APEX-204817-03", "MNQ 12-25"),
)
WAYS = Ways(timeouts=Timeouts(connect_s=0.5, read_s=0.25, total_s=0.4, drain_s=0.05))
#: Closes through one session before it is replaced, so that the journal and the world start anew now and then.
BATCH = 100
_LONGEST_S = 12.0


class Soak:
    """One world and one session after the other, and what came of every close."""

    def __init__(self, rig: Rig, panel: Panel, ways: Ways, dice: random.Random, tally: Tally) -> None:
        self._rig = rig
        self._ways = ways
        self._dice = dice
        self._tally = tally
        self._mix = Mix("none", (), False)
        self._case = ""
        self._use(panel)

    def _use(self, panel: Panel) -> None:
        self._panel = panel
        panel.session.listen(self._heard)

    async def close_once(self, number: int) -> None:
        """One close from a fresh position to its outcome, judged by the world."""
        key = self._dice.choice(KEYS)
        self._rig.control.clear_faults()
        self._rig.control.addon_away(False)
        set_scene(self._rig, key, self._dice)
        if self._ways.rpc:
            await self._panel.until(lambda: self._panel.session.link.stream is StreamState.OPEN)
        position = await self._read(key)
        plan = plan_close(position, self._wanted(position.quantity))
        assert isinstance(plan, ClosePlan)
        self._mix = draw(self._dice)
        self._case = f"#{number} {self._mix} {plan.wanted} of {plan.position.quantity} {key}"
        fills = len(self._rig.control.fills())
        self._rig.control.forget_requests()
        self._rig.control.set_faults(*self._mix.faults)
        pressed = await self._press(plan)
        if self._mix.kill:
            await asyncio.sleep(self._dice.random() * 0.04)
            await self._kill()
        await self._judge(plan, pressed, fills)

    async def _press(self, plan: ClosePlan) -> CommandId:
        """As a window delivers it, outside of any task; a nervous hand presses more than once."""
        more = self._dice.choice((0, 0, 2))
        taken: asyncio.Future[CommandId | Refusal] = asyncio.get_running_loop().create_future()

        def press() -> None:
            taken.set_result(self._panel.session.close(plan))
            for _ in range(more):
                self._panel.session.close(plan)

        asyncio.get_running_loop().call_soon(press)
        pressed = await taken
        assert not isinstance(pressed, Refusal), pressed
        return pressed

    async def _read(self, key: PositionKey) -> Position:
        """As the dialog does it before a press; what still hangs from the last trouble may cost a try."""
        read = await self._panel.session.read_fresh(key, with_orders=False)
        for _ in range(20):
            if read.position is not None:
                return read.position
            read = await self._panel.session.read_fresh(key, with_orders=False)
        raise AssertionError(f"{key} cannot be read: {read.fault}")

    def _wanted(self, open_size: int) -> Wanted:
        form = self._dice.randrange(3)
        if form == 0:
            return Wanted.all()
        if form == 1:
            return Wanted.contracts(self._dice.randint(1, open_size))
        return Wanted.percent(self._dice.randint(1, 100))

    async def _kill(self) -> None:
        await self._rig.crash(self._panel)
        panel = self._rig.panel(ways=self._ways)
        self._use(panel)
        await panel.session.start(Token(WAYS.token))

    async def _judge(self, plan: ClosePlan, pressed: CommandId, fills: int) -> None:
        tally = self._tally
        tally.closes += 1
        ended = await self._outcome(pressed)
        tally.outcome(self._mix.name, "none" if ended is None else ended.value)
        if ended is None:
            tally.sin("no named outcome", self._case)
        self._rig.control.clear_faults()
        self._rig.control.addon_away(False)
        # Whatever the broker still holds back is carried out before the contracts are counted.
        self._rig.control.advance(30.0)
        self._count_requests(plan, ended)
        closed = close_fills(self._rig, fills)
        if any(key != plan.key for key in closed):
            tally.sin("other account or instrument", f"{self._case}: {closed}")
        if closed[plan.key] > plan.contracts:
            tally.sin("wrong size", f"{self._case}: {closed}")
        if ended in (Outcome.REFUSED, Outcome.NOT_SENT) and closed:
            tally.sin("not done, but done", f"{self._case}: {closed}")
        await self._free(pressed)
        for what, error in self._panel.lost:
            tally.sin("lost exception", f"{self._case}: {what} {error!r}")
        self._panel.lost.clear()

    def _count_requests(self, plan: ClosePlan, ended: Outcome | None) -> None:
        requests = self._rig.closes()
        self._tally.requests += len(requests)
        if len(requests) > 1:
            self._tally.sin("sent twice", self._case)
        if ended is Outcome.NOT_SENT and requests:
            self._tally.sin("sent although said not to be", self._case)
        path, body = f"/v1/api/accounts/{plan.key.account}/positions/close", plan.request().body()
        if self._ways.rpc:
            path, body = STREAM_PATH, {"account": plan.key.account, **body}
        for each in requests:
            if each.path != path or each.body != body:
                self._tally.sin("other account or instrument", f"{self._case}: {each}")

    async def _outcome(self, pressed: CommandId) -> Outcome | None:
        """The first outcome; after a kill the one that the next start finds, or that was told before it."""
        with contextlib.suppress(AssertionError):
            await self._panel.until(lambda: not self._is_running(pressed), _LONGEST_S)
            word = self._panel.journaled(pressed).outcome
            return None if word is None else Outcome(word)
        return None

    def _known(self, pressed: CommandId) -> Command | None:
        return next((each for each in self._panel.session.commands if each.id == pressed), None)

    def _is_running(self, pressed: CommandId) -> bool:
        known = self._known(pressed)
        # A command of an earlier run is told as unknown at once, and has its outcome when the reads have spoken.
        return known is not None and (known.is_running or self._panel.journaled(pressed).outcome is None)

    def _holds(self, pressed: CommandId) -> bool:
        return self._panel.holds_lease(pressed)

    async def _free(self, pressed: CommandId) -> None:
        if self._holds(pressed):
            await self._panel.session.give_up_lease(pressed)
        await self._panel.until(lambda: not self._holds(pressed))

    def _heard(self, event: SessionEvent) -> None:
        """Compare a proof with the world in the moment in which it is told."""
        if not isinstance(event, CommandChanged) or event.command.outcome is None or event.command.is_running:
            return
        command = event.command
        if command.outcome is None or not command.outcome.is_verified:
            return
        assert isinstance(command.plan, ClosePlan)
        net, orders = abs(self._rig.net(command.key)), self._rig.orders(command.key)
        if net != command.plan.remaining or (command.plan.is_full and orders):
            self._tally.sin("VERIFIED contradicted", f"{self._case}: {net} open, {orders} orders, {command.text}")


async def run(count: int, seed: int, folder: Path, times: float = 60.0, *, rpc: bool = False) -> Tally:
    """So many closes one after the other; ``times`` is how fast the time of session and world runs.

    With ``rpc`` they leave over the stream.
    """
    ways = replace(WAYS, stream=rpc, rpc=rpc)
    dice = random.Random(seed)
    tally = Tally()
    for first in range(0, count, BATCH):
        state = folder / f"state-{first}"
        state.mkdir()
        rig = Rig(state, "calm", times, rate_capacity=None, seed=dice.randrange(10**6))
        try:
            soak = Soak(rig, await rig.start(ways), ways, dice, tally)
            for number in range(first, min(count, first + BATCH)):
                await soak.close_once(number)
            await rig.stop()
        finally:
            rig.server.stop()
    return tally


def _in_window_loop(work: Coroutine[Any, Any, Tally]) -> Tally:
    """On the loop of the program, with Qt and its fast lane for presses."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Only asked for by hand: the sessions of the other runs need no Qt.
    from PySide6.QtWidgets import QApplication

    from ctpanel.press_loop import PressLoop

    with PressLoop(QApplication([])) as loop:
        found: Tally = loop.run_until_complete(work)
        return found


def main() -> int:
    """Run in several processes and print the table; 1 when anything was counted that must not be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--times", type=float, default=60.0)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--rpc", action="store_true", help="over the stream")
    parser.add_argument("--window-loop", action="store_true", help="on Qt's loop, in one process")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if asked.processes == 1:
            start = _in_window_loop if asked.window_loop else asyncio.run
            tally = start(run(asked.count, asked.seed, Path(folder), asked.times, rpc=asked.rpc))
        else:
            tally = _in_parallel(asked, Path(folder))
    if asked.json:
        asked.json.write_text(json.dumps(tally.plain(), indent=1))
    print(tally.table())
    return 1 if any(tally.sins.values()) else 0


def _in_parallel(asked: argparse.Namespace, folder: Path) -> Tally:
    share = -(-asked.count // asked.processes)
    files = [folder / f"{number}.json" for number in range(asked.processes)]
    command = [sys.executable, "-m", "tests.soak.faulted_closes", "--count", str(share), "--times", str(asked.times)]
    command += ["--rpc"] if asked.rpc else []
    running = [
        subprocess.Popen([*command, "--seed", str(asked.seed + number), "--json", str(file)], stdout=subprocess.DEVNULL)
        for number, file in enumerate(files)
    ]
    for process in running:
        process.wait()
    tally = Tally()
    for file in files:
        tally.add(json.loads(file.read_text()))
    return tally


if __name__ == "__main__":
    sys.exit(main())
