"""The simulator as a process of its own beside the program that started it; ends with that one, however that ends.

The first line of standard input says what is wanted, ``{"scenario": …, "token": …, "seed": …, "keep_requests": …}``:
the token is in no list of processes that way. The one line that is printed is ``{"base_url": …, "stream_url": …}``
or ``{"refused": …}``. It serves until standard input ends.
"""

import json
import signal
import sys

from ctpanel.sim.scenarios import UnknownScenario
from ctpanel.sim.server import SimServer, SimServerError


def serve() -> int:
    """Exit codes: 0 the other program is done with it, 1 it could not serve, 2 nobody said what is wanted."""
    # Ctrl+C in a terminal, or its end, is meant for the program that it runs in, which ends this one too.
    for name in ("SIGINT", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    try:
        wanted = dict(json.loads(sys.stdin.readline()))
    except (ValueError, TypeError):
        sys.stderr.write("This option is for ctpanel itself. Start the demo with --demo.\n")
        return 2
    try:
        server = SimServer(wanted.pop("scenario"), **wanted).start()
    except (UnknownScenario, SimServerError) as error:
        _tell({"refused": str(error)})
        return 1
    _tell({"base_url": server.base_url, "stream_url": server.stream_url})
    sys.stdin.read()
    server.stop()
    return 0


def _tell(found: dict[str, str]) -> None:
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()
