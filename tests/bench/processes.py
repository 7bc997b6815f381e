"""Processes that benchmarks start: always in an environment of their own, always ended."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

CHECKOUT = Path(__file__).resolve().parent.parent.parent
TOKEN = "bench-0123456789abcdefghijklmnopqrstuv"

#: Development packages that the HTTP library imports when it finds them; a user's installation has none of them.
_NOT_SHIPPED = "import sys; sys.modules.update(dict.fromkeys(('rich', 'pygments')))"


def variables(**more: str) -> dict[str, str]:
    """The environment of a measured process: no screen, no desktop session, this checkout."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "SYSTEMROOT") if name in os.environ}
    return {**kept, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(CHECKOUT), **more}


def module(name: str, *arguments: str) -> list[str]:
    """The command for a module as a user's installation would run it, without development packages."""
    start = f"sys.argv[1:] = {list(arguments)!r}; runpy.run_module({name!r}, None, '__main__', True)"
    return [sys.executable, "-P", "-c", f"{_NOT_SHIPPED}; import runpy; {start}"]


def output_of(command: list[str], within_s: float = 120.0, **more: str) -> str:
    """What it printed; raises CalledProcessError with its last words when it failed."""
    done = subprocess.run(
        command, env=variables(**more), cwd=CHECKOUT, capture_output=True, text=True, timeout=within_s, check=False
    )
    if done.returncode:
        sys.stderr.write(done.stderr[-2000:])
        done.check_returncode()
    return done.stdout


@contextlib.contextmanager
def running(command: list[str], **more: str) -> Iterator[IO[str]]:
    """A process that runs as long as the block; yields what it prints."""
    process = subprocess.Popen(command, env=variables(**more), cwd=CHECKOUT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield process.stdout
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(10.0)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()


@contextlib.contextmanager
def simulator(scenario: str) -> Iterator[tuple[str, str]]:
    """The simulator in a process of its own, without a request budget; yields its two addresses."""
    with running(module("tests.bench.service", scenario)) as lines:
        base_url, stream_url = lines.readline().split()
        yield base_url, stream_url
