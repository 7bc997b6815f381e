"""The demo's service: the simulator on loopback, with a token of its own for every start."""

from __future__ import annotations

import logging
import secrets
from typing import TYPE_CHECKING, Final

from ctpanel.wiring.demo_process import DemoProcess
from ctpanel.wiring.launch import Launch, LaunchRefused

if TYPE_CHECKING:
    from ctpanel.sim.server import SimServer
    from ctpanel.ui.dialogs.fire_drill import Drill

#: The demo runs all day: only the newest requests are kept for looking at.
KEEP_REQUESTS: Final = 500

_LOG = logging.getLogger(__name__)


class Demo:
    """Begins to start when it is made, beside the program, which loads its window meanwhile.

    ``base_url`` and ``stream_url`` are known after :meth:`start`; ``token`` is what it accepts.
    """

    def __init__(self, launch: Launch) -> None:
        self.base_url = self.stream_url = ""
        self.token = secrets.token_urlsafe(24)
        self._launch = launch
        wanted = {"scenario": launch.scenario, "token": self.token, "seed": launch.seed, "keep_requests": KEEP_REQUESTS}
        self._beside = DemoProcess(wanted)
        self._inside: SimServer | None = None

    def start(self) -> None:
        """Blocks until it answers. Raises LaunchRefused for an unknown scenario or a port that cannot be had."""
        found = self._beside.told()
        if "refused" in found:
            raise LaunchRefused(found["refused"])
        if "base_url" not in found:
            self._beside.stop()
            _LOG.warning("the demo's service runs inside the program")
            self._inside = _serve(self._launch, self.token)
            found = {"base_url": self._inside.base_url, "stream_url": self._inside.stream_url}
        self.base_url, self.stream_url = found["base_url"], found["stream_url"]

    def stop(self) -> None:
        """Within a few seconds; a second time does nothing."""
        self._beside.stop()
        if self._inside is not None:
            self._inside.stop()


def _serve(launch: Launch, token: str) -> SimServer:
    """Inside the program, where the system starts no process for it."""
    # Imported here: hardly anybody needs it.
    from ctpanel.sim.scenarios import UnknownScenario
    from ctpanel.sim.server import SimServer, SimServerError

    try:
        return SimServer(launch.scenario, token=token, seed=launch.seed, keep_requests=KEEP_REQUESTS).start()
    except (UnknownScenario, SimServerError) as error:
        raise LaunchRefused(str(error)) from error


def drills() -> tuple[Drill, ...]:
    """Every scenario of the simulator as a fire drill."""
    from ctpanel.sim.scenarios import SCENARIOS
    from ctpanel.ui.dialogs.fire_drill import Drill

    return tuple(Drill(name, scenario.title) for name, scenario in SCENARIOS.items())
