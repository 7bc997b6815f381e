"""What a screen reader or a tool for automation can do: find by name, close, and hear the outcome."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ctpanel.sim.server import SimServer
from tests.e2e.desk import TOKEN
from tests.e2e.process import ROOT, environment
from tests.helpers import system_tools
from tests.helpers.virtual_screen import missing_tools, virtual_screen

TOOLS = ("dbus-run-session", "/usr/libexec/at-spi-bus-launcher")


@pytest.fixture
def tools() -> None:
    system_tools.require(missing_tools() + [tool for tool in TOOLS if shutil.which(tool) is None])


@pytest.mark.x11
@pytest.mark.skipif(sys.platform != "linux", reason="this accessibility bus is Linux's")
@pytest.mark.usefixtures("tools")
def test_two_of_four_are_closed_by_names_alone(tmp_path: Path) -> None:
    runtime = tmp_path / "runtime"
    runtime.mkdir(mode=0o700)
    with virtual_screen() as screen, SimServer("calm", token=TOKEN, rate_capacity=None) as server:
        variables = {
            "DISPLAY": screen["DISPLAY"],
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "XDG_RUNTIME_DIR": str(runtime),
            "XTRADE_TOKEN": TOKEN,
        }
        done = subprocess.run(
            [
                *("dbus-run-session", "--", sys.executable, "-m", "tests.e2e.assistive"),
                *("--base-url", server.base_url, "--stream-url", server.stream_url, "--state-dir", str(tmp_path / "s")),
            ],
            cwd=ROOT,
            env=environment(tmp_path, variables),
            capture_output=True,
            text=True,
            timeout=200,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        told = done.stdout.splitlines()
        assert told[-3] == "dialog Close position: MES 12-25, Sim101"
        assert told[-2].startswith("Outcome: VERIFIED 2 left"), told
        assert told[-1].startswith("said ['Outcome: VERIFIED 2 left"), "said once, without being asked"
        assert told[-1].count("Outcome:") == 1
        (record,) = server.control.requests("ClosePosition")
        assert record.raw == b'{"instrument":"MES 12-25","quantity":2}'
        assert server.control.position("Sim101", "MES 12-25").net == 2
