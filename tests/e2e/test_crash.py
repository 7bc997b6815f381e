"""Killed in the middle of a close, then started again on the same state."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ctpanel.sim.server import SimServer
from tests.e2e.conftest import OpenDesk
from tests.e2e.desk import TOKEN, Desk, until
from tests.e2e.process import log_of, running

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills in the manner of other systems")


async def killed_when(server: SimServer, home: Path, true: Callable[[], object]) -> None:
    """A program that presses *close all*, killed as soon as it is true."""
    addresses = ("--base-url", server.base_url, "--stream-url", server.stream_url, "--state-dir", str(home))
    with running(home, *addresses, module="tests.e2e.presses", more={"XTRADE_TOKEN": TOKEN}) as program:
        await until(lambda: true() or program.poll() is not None, "the moment to kill it", 25)
        program.send_signal(signal.SIGKILL)
        program.communicate()
        assert program.returncode == -signal.SIGKILL, log_of(home)


def outcomes(desk: Desk) -> list[str]:
    return [str(command.outcome and command.outcome.value) for command in desk.session.commands]


async def test_the_next_start_says_unknown_then_the_truth_and_sends_nothing(
    open_desk: OpenDesk, tmp_path: Path
) -> None:
    with SimServer("calm", token=TOKEN, rate_capacity=None) as server:
        # Carried out, and the answer held back until nobody is there to hear it.
        server.control.set_faults("latency:close:seconds=2")
        await killed_when(server, tmp_path, lambda: server.control.requests("ClosePosition"))
        await until(lambda: server.control.position("Sim101", "MES 12-25").net == 0, "carried out")
        server.control.set_faults("503:reads")
        async with open_desk(served=server) as desk:
            await until(lambda: desk.session.commands, "the command of the run before")
            assert outcomes(desk) == ["UNKNOWN"]
            await until(lambda: any("UNKNOWN" in cell for cell in desk.rows("Activity")[0]), "told in Activity")
            assert len(desk.changing()) == 1
            server.control.clear_faults()
            desk.session.refresh()
            await until(lambda: outcomes(desk) == ["VERIFIED flat and clean"], f"the truth; {outcomes(desk)}")
            await until(lambda: any("VERIFIED" in cell for cell in desk.rows("Activity")[0]), "told in Activity")
            assert len(desk.changing()) == 1
            # Changes of the picture are told together, a moment after the outcome.
            await desk.positions_shown(5)


async def test_the_next_start_frees_what_never_happened_only_by_hand(open_desk: OpenDesk, tmp_path: Path) -> None:
    with SimServer("calm", token=TOKEN, rate_capacity=None) as server:
        server.control.set_faults("lost-request:close:mode=hang")
        await killed_when(server, tmp_path, lambda: server.control.requests("ClosePosition"))
        server.control.clear_faults()
        async with open_desk(served=server, rows=6) as desk:
            assert outcomes(desk) == ["UNKNOWN"]
            dialog = desk.open_close()
            assert "From an earlier run" in dialog.says("Outcome detail")
            dialog.preset("All")
            assert not dialog.send.isEnabled(), "the position is kept back until its fate is settled"
            dialog.press_send()
            await asyncio.sleep(0.2)
            assert (len(desk.changing()), desk.net()) == (1, 4)
