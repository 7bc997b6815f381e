"""The demo's service: the simulator inside the program, on loopback, with a token of its own for every start."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from ctpanel.domain.token import Token
from ctpanel.wiring.launch import Launch, LaunchRefused

if TYPE_CHECKING:
    from ctpanel.sim.server import SimServer
    from ctpanel.ui.dialogs.fire_drill import Drill

#: The demo runs all day: only the newest requests are kept for looking at.
KEEP_REQUESTS = 500


def start_demo(launch: Launch) -> SimServer:
    """Start the simulator. Raises LaunchRefused for an unknown scenario or a port that cannot be had."""
    # Imported here: only the demo pays for it.
    from ctpanel.sim.scenarios import UnknownScenario
    from ctpanel.sim.server import SimServer, SimServerError

    token = secrets.token_urlsafe(24)
    try:
        server = SimServer(launch.scenario, token=token, seed=launch.seed, keep_requests=KEEP_REQUESTS)
        return server.start()
    except (UnknownScenario, SimServerError) as error:
        raise LaunchRefused(str(error)) from error


def demo_token(server: SimServer) -> Token:
    """The token that this simulator accepts."""
    return Token(server.token)


def drills() -> tuple[Drill, ...]:
    """Every scenario of the simulator as a fire drill."""
    from ctpanel.sim.scenarios import SCENARIOS
    from ctpanel.ui.dialogs.fire_drill import Drill

    return tuple(Drill(name, scenario.title) for name, scenario in SCENARIOS.items())
