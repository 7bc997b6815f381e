"""Some minutes of the accelerated day; the whole of it is run by hand."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

CHECKOUT = Path(__file__).parents[2]


@pytest.mark.slow
def test_some_minutes_of_a_day_lose_nothing_and_leave_nothing_behind() -> None:
    # In a process of its own, because threads, files and timers of other tests would be counted too.
    command = [sys.executable, "-m", "tests.soak.day", "--hours", "0.2", "--times", "120"]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, timeout=230, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    found: dict[str, Any] = {}
    for line in done.stdout.splitlines():
        if line.startswith("{"):
            figure = json.loads(line)
            found[figure["what"]] = figure
    # Memory and delays depend on the machine; what is counted does not.
    assert found["lost exceptions and tasks"]["value"] == 0
    # How much of the day's trouble fits in depends on the machine as well.
    happened = found["lost exceptions and tasks"]["notes"]
    assert happened.get("close", 0) + happened.get("drop", 0) >= 1
    for what in ("open files, growth", "threads, growth", "tasks, growth"):
        assert found[what]["met"], found[what]
