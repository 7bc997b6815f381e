"""Run the benchmarks one after the other, each in a process of its own, and end with a table.

python -m tests.bench [NAME...]    all of them, or only these
"""

from __future__ import annotations

import subprocess
import sys

from tests.bench.processes import CHECKOUT, variables
from tests.bench.report import Figure, emit, read_lines, say, table

NAMES = ("startup", "updates", "press", "press_window", "pooled", "watched")
LONGEST_S = 400.0


def main() -> int:
    """0 when everything could be measured, whether the targets were met or not; they depend on the machine."""
    wanted = sys.argv[1:] or list(NAMES)
    unknown = set(wanted) - set(NAMES)
    if unknown:
        say(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
        return 2
    figures: list[Figure] = []
    failed = []
    for name in wanted:
        say(f"measuring: {name}")
        command = [sys.executable, "-P", "-m", f"tests.bench.{name}"]
        done = subprocess.run(
            command, env=variables(), cwd=CHECKOUT, stdout=subprocess.PIPE, text=True, timeout=LONGEST_S, check=False
        )
        found = read_lines(done.stdout)
        emit(found)
        figures += found
        if done.returncode:
            failed.append(name)
    print(table(figures), flush=True)
    for name in failed:
        say(f"{name} failed")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
