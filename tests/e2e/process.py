"""Programs as processes, with nothing of this machine's user in their environment."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
_OF_THE_USER = ("XTRADE_TOKEN", "DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY")


def environment(home: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """A home of its own, no screen, no keyring, no token."""
    kept = {name: value for name, value in os.environ.items() if name not in _OF_THE_USER and name[:4] != "XDG_"}
    return {**kept, "HOME": str(home), "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8", **(more or {})}


def finished(
    home: Path, *arguments: str, more: Mapping[str, str] | None = None, within_s: float = 200
) -> subprocess.CompletedProcess[str]:
    """Run the program to its end."""
    command = [sys.executable, "-m", "ctpanel", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment(home, more), capture_output=True, text=True, timeout=within_s, check=False
    )


@contextmanager
def running(
    home: Path, *arguments: str, module: str = "ctpanel", more: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[str]]:
    """A program that goes on; it is killed at the end if it still lives."""
    process = subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env=environment(home, more),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def wait_for(true: Callable[[], object], what: str, within_s: float = 90.0) -> None:
    """Return once it is true; look twenty times a second."""
    ends = time.monotonic() + within_s
    while not true():
        if time.monotonic() > ends:
            raise AssertionError(f"did not come true within {within_s} s: {what}")
        time.sleep(0.05)


def starved_s(process: subprocess.Popen[str]) -> float:
    """Seconds in which it could have run and the machine did not let it; 0 where nobody counts them."""
    counted = Path(f"/proc/{process.pid}/schedstat")
    return int(counted.read_text().split()[1]) / 1e9 if counted.exists() else 0.0


def log_of(state: Path) -> str:
    """The program's log in this state folder, all profiles."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((state / "logs").glob("*.log")))
