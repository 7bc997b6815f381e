"""The whole program against a simulator in a process of its own: event-loop delay, idle CPU, memory at start."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from ctpanel.storage.paths import StatePaths
from ctpanel.storage.settings import Profile
from ctpanel.storage.settings_file import SettingsFile
from tests.bench.processes import TOKEN, module, output_of, simulator
from tests.bench.report import Figure, at_most, emit, percentile

DELAY_S = 20.0
IDLE_S = 20.0


def watch(scenario: str, seconds: float, interval_ms: int, probe: bool) -> dict[str, Any]:
    """What the watcher in the program's process counted."""
    with simulator(scenario) as (base_url, stream_url), tempfile.TemporaryDirectory(prefix="ctpanel-bench-") as folder:
        with_stream(Path(folder))
        addresses = ("--base-url", base_url, "--stream-url", stream_url, "--state-dir", folder, "--log-level", "ERROR")
        command = module("tests.bench.panel", "watch", str(seconds), str(interval_ms), *addresses)
        printed = output_of(command, XTRADE_TOKEN=TOKEN, CTPANEL_BENCH_PROBE=str(int(probe)))
    found: dict[str, Any] = json.loads(printed.splitlines()[-1])
    return found


def with_stream(folder: Path) -> None:
    """Settings in which the user has said yes to streaming."""
    file = SettingsFile(StatePaths.locate("default", state_dir=folder).settings)
    file.update(lambda settings: replace(settings, profiles=(Profile("default", use_stream=True),)))


def measure() -> list[Figure]:
    """First the crowd, then the calm."""
    crowd = watch("hundred-accounts", DELAY_S, 100, probe=True)
    delays = crowd["delays_ms"]
    per_s = crowd["events"] / crowd["seconds"]
    calm = watch("calm", IDLE_S, 1000, probe=False)
    return [
        at_most(
            "event-loop delay, 100 × 20 positions at 10 frames/s, 99th percentile",
            percentile(delays, 0.99),
            "ms",
            16,
            median_ms=percentile(delays, 0.5),
            p999_ms=percentile(delays, 0.999),
            worst_ms=max(delays),
            pictures_per_s=per_s,
            updates_per_s=crowd["updates"] / crowd["seconds"],
            cpu_percent=100 * crowd["cpu_s"] / crowd["seconds"],
            rss_mb=crowd["rss_mb"],
            load=os.getloadavg()[0],
        ),
        at_most(
            "idle CPU, about 5 positions at 1 frame/s",
            100 * calm["cpu_s"] / calm["seconds"],
            "% of a core",
            1.0,
            pictures_per_s=calm["events"] / calm["seconds"],
            rss_mb=calm["rss_mb"],
        ),
    ]


if __name__ == "__main__":
    emit(measure())
