"""A second program on the same state folder: run with a folder, an address and a seed; talks over standard streams.

``ready`` once it knows the position; then for every line on its input it presses, and says what came of the press
and, later, how it ended.
"""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

from ctpanel.domain.closing import ClosePlan, Wanted, plan_close
from ctpanel.domain.token import Token
from tests.helpers.loops import PatientLoop
from tests.session.rig import MES, TOKEN, Disk, FastClock, Panel, Ways, build


async def live(folder: Path, base_url: str, times: float) -> None:
    """Start, and press whenever told to."""
    clock = FastClock(times, asyncio.get_running_loop().time)
    panel = build(Disk.open(folder), clock, Ways(base_url=base_url))
    await panel.session.start(Token(TOKEN))
    await panel.position()
    print("ready", flush=True)
    loop = asyncio.get_running_loop()
    while await loop.run_in_executor(None, sys.stdin.readline):
        await _press(panel)
    await panel.session.stop()


async def _press(panel: Panel) -> None:
    read = await panel.session.read_fresh(MES)
    assert read.position is not None
    plan = plan_close(read.position, Wanted.contracts(1))
    assert isinstance(plan, ClosePlan)
    pressed = panel.session.close(plan)
    if not isinstance(pressed, str):
        print(f"refused {pressed.reason.value}", flush=True)
        return
    print(f"pressed {pressed}", flush=True)
    ended = await panel.ended(pressed)
    print(f"ended {ended.outcome.value if ended.outcome else None}", flush=True)


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=PatientLoop) as runner:
        runner.run(live(Path(sys.argv[1]), sys.argv[2], float(sys.argv[3])))
    os._exit(0)
