"""Press to the first bytes of the request at the service, journal write included; beside it a plain post."""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import IO

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import httpx
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from ctpanel.api.client import CrossTradeClient
from ctpanel.api.config import ServiceConfig
from ctpanel.api.ratelimit import RequestBudget
from ctpanel.collecting import collect_rarely
from ctpanel.domain.budget import BudgetLimits
from ctpanel.domain.closing import ClosePlan, Wanted, plan_close
from ctpanel.domain.ids import CommandId, PositionKey
from ctpanel.domain.refusal import Refusal
from ctpanel.domain.token import Token
from ctpanel.press_loop import PressLoop
from ctpanel.session.clock import SystemClock
from ctpanel.session.parts import Parts
from ctpanel.session.ports import Connection
from ctpanel.session.session import Session
from ctpanel.wiring.journal import JournalPlug
from tests.bench.processes import TOKEN, module, running
from tests.bench.report import Figure, at_most, emit, percentile, say
from tests.session.rig import Disk, MemoryVault, PlainPreferences

MES = PositionKey("Sim101", "MES 12-25")
CLOSES = 200
PLAIN = 200
BETWEEN_S = 0.2


def _session(base_url: str, stream_url: str, disk: Disk) -> Session:
    config = ServiceConfig(base_url, stream_url)
    budget = RequestBudget(BudgetLimits(capacity=1e6, refill_per_s=1e6, reserve=0.0))

    def connect(token: Token) -> Connection:
        client = CrossTradeClient(config, token, budget)
        return Connection(client, client)

    def report(what: str, error: BaseException) -> None:
        raise RuntimeError(what) from error

    journal, loop = JournalPlug(disk.journal, "Main"), asyncio.get_running_loop()
    assert isinstance(loop, PressLoop)
    parts = Parts("Main", connect, MemoryVault(), journal, PlainPreferences(), budget, SystemClock(), report)
    return Session(replace(parts, at_once=loop.at_once))


async def closes(session: Session, lines: IO[str]) -> list[float]:
    """Milliseconds from each press to the request's first bytes; one contract after the other, each seen through."""
    await session.start(Token(TOKEN))
    while MES not in session.snapshot.positions:  # noqa: ASYNC110 - the program announces it to its window only
        await asyncio.sleep(0.02)
    found = []
    for number in range(CLOSES + 5):
        await asyncio.sleep(BETWEEN_S)  # the reads after the close before are over when a person presses again
        plan = plan_close(session.snapshot.positions[MES].position, Wanted.contracts(1))
        assert isinstance(plan, ClosePlan)
        pressed, taken = await _press(session, plan)
        while next(one for one in session.commands if one.id == taken).is_running:  # noqa: ASYNC110
            await asyncio.sleep(0.005)
        if number >= 5:
            found.append((float(lines.readline()) - pressed) * 1000)
        else:
            lines.readline()
    await session.stop()
    return found


async def _press(session: Session, plan: ClosePlan) -> tuple[float, CommandId]:
    """When it was pressed, and the command. As the window system delivers a press: outside of any task."""
    pressed: asyncio.Future[tuple[float, CommandId | Refusal]] = asyncio.get_running_loop().create_future()
    QTimer.singleShot(0, lambda: pressed.set_result((time.monotonic(), session.close(plan))))
    at, taken = await pressed
    assert isinstance(taken, str), taken
    return at, taken


async def plain_posts(base_url: str, lines: IO[str]) -> list[float]:
    """The same request by the bare HTTP library over a kept connection: what cannot be undercut."""
    url = f"{base_url}/v1/api/accounts/Sim101/positions/close"
    headers = {"Authorization": f"Bearer {TOKEN}"}
    found = []
    async with httpx.AsyncClient(headers=headers, trust_env=False) as client:
        for number in range(PLAIN + 5):
            begin = time.monotonic()
            await client.post(url, json={"instrument": "MES 12-25", "quantity": 1})
            arrived = float(lines.readline())
            if number >= 5:
                found.append((arrived - begin) * 1000)
            await asyncio.sleep(0.01)
    return found


async def measure() -> list[Figure]:
    """One service for both; the session runs on the loop that the program uses."""
    with running(module("tests.bench.service", "single", str(CLOSES + PLAIN + 50))) as lines:
        base_url, stream_url = lines.readline().split()
        with tempfile.TemporaryDirectory(prefix="ctpanel-bench-") as folder:
            disk = Disk.open(Path(folder))
            collect_rarely()
            pressed = await closes(_session(base_url, stream_url, disk), lines)
            disk.close()
        plain = await plain_posts(base_url, lines)
    median, late = percentile(pressed, 0.5), percentile(pressed, 0.99)
    plain_median = percentile(plain, 0.5)
    say(f"{len(pressed)} closes, {len(plain)} plain posts")
    return [
        at_most("press to request bytes, journal write included, median", median, "ms", 5,
                plain_httpx_ms=plain_median, ratio=median / plain_median),
        at_most("press to request bytes, 99th percentile", late, "ms", 15,
                plain_httpx_ms=percentile(plain, 0.99), worst_ms=max(pressed)),
    ]  # fmt: skip


if __name__ == "__main__":
    _application = QApplication([])
    with PressLoop(_application) as _loop:
        _figures = _loop.run_until_complete(measure())
    emit(_figures)
