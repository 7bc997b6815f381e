"""The simulator in a process of its own, with a hand on it: one JSON line asks, one answers.

    python -m tests.soak.far_world TIMES

Runs the calm world so many times as fast. What a program is measured beside must not be in the program's own memory
and not on its interpreter.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from typing import Any

from ctpanel.sim.server import SimServer
from tests.bench.processes import CHECKOUT, module, variables
from tests.session.rig import MES, TOKEN, FastClock
from tests.soak.stage import set_scene

SCENARIO = "calm"


class FarWorld:
    """The near end. Every call returns when the simulator has done it."""

    def __init__(self, times: float) -> None:
        command = module("tests.soak.far_world", str(times))
        self._process = subprocess.Popen(
            command, env=variables(), cwd=CHECKOUT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.base_url, self.stream_url = self._answer()

    def set_scene(self, seed: int) -> int:
        """A new position under the panel's eyes; the signed contracts that are open now."""
        net: int = self._ask("scene", seed)
        return net

    def drop_stream(self) -> None:
        """Cut the stream without a closing handshake."""
        self._ask("drop")

    def addon_away(self, away: bool) -> None:
        """NT8 closed, or back."""
        self._ask("away", away)

    def jump(self, seconds: float) -> None:
        """Time that passes at once."""
        self._ask("jump", seconds)

    def stop(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(10.0)
        self._process.stdout.close()

    def _ask(self, what: str, *values: object) -> Any:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([what, *values]) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> Any:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the simulator's process has ended")
        return json.loads(line)


class _World:
    """The far end; what :func:`set_scene` wants of a rig, too."""

    def __init__(self, times: float) -> None:
        self._clock = FastClock(times)
        self.server = SimServer(SCENARIO, token=TOKEN, clock=self._clock.now, rate_capacity=None, keep_requests=200)
        self.control = self.server.control

    def serve(self) -> None:
        """Until nobody asks any more."""
        with self.server:
            self._say([self.server.base_url, self.server.stream_url])
            for line in sys.stdin:
                what, *values = json.loads(line)
                self._say(getattr(self, f"_{what}")(*values))

    def _say(self, answer: object) -> None:
        print(json.dumps(answer), flush=True)

    def _scene(self, seed: int) -> int:
        set_scene(self, MES, random.Random(seed))
        return self.control.position(*MES).net

    def _drop(self) -> None:
        self.control.drop_stream()

    def _away(self, away: bool) -> None:
        self.control.addon_away(away)

    def _jump(self, seconds: float) -> None:
        self._clock.jump(seconds)


if __name__ == "__main__":
    _World(float(sys.argv[1])).serve()
