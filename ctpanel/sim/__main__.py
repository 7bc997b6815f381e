"""`python -m ctpanel.sim`: serve the simulator for any client until it is interrupted."""

import argparse
import signal
import sys
import threading
from collections.abc import Sequence

from ctpanel.sim.faults import KINDS, FaultError, parse_fault
from ctpanel.sim.scenarios import SCENARIOS, UnknownScenario
from ctpanel.sim.server import HOST, SimServer, SimServerError


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit codes: 0 interrupted by the user, 1 could not serve, 2 usage."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.host not in (HOST, "localhost"):
        parser.error(f"the simulator listens on {HOST} only, not on {options.host}")
    try:
        faults = tuple(parse_fault(spec) for spec in options.fault)
        server = SimServer(
            options.scenario,
            port=options.port,
            token=options.token,
            seed=options.seed,
            speed=options.speed,
            faults=faults,
        )
    except (FaultError, UnknownScenario) as error:
        parser.error(str(error))
    try:
        server.start()
    except SimServerError as error:
        print(error, file=sys.stderr)
        return 1
    _serve_until_interrupted(server, options.scenario)
    return 0


def _serve_until_interrupted(server: SimServer, scenario: str) -> None:
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    print(f"ctpanel simulator ({scenario}) on {server.base_url} and {server.stream_url}; Ctrl+C stops it", flush=True)
    # In slices, because Windows delivers Ctrl+C only between waits.
    while not stop.wait(0.5):
        pass
    server.stop()


def _parser() -> argparse.ArgumentParser:
    kinds = "\n".join(f"  {name:18} {text}" for name, text in KINDS.items())
    worlds = "\n".join(f"  {name:18} {scenario.title}" for name, scenario in SCENARIOS.items())
    parser = argparse.ArgumentParser(
        prog="python -m ctpanel.sim",
        description="A local look-alike of the CrossTrade service. No order leaves this computer.",
        epilog=f"scenarios:\n{worlds}\n\nfaults, as name[:target][:key=value]...\n{kinds}\n\n"
        'example: --fault "lost-answer:close:count=1" --fault "503:positions:p=0.2"',
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--port", type=int, required=True, help="0 picks a free one")
    parser.add_argument("--token", required=True, help="the bearer token that clients must send")
    parser.add_argument("--host", default=HOST, help=argparse.SUPPRESS)
    parser.add_argument("--scenario", default="calm", help="a world from the list below (default: calm)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same market")
    parser.add_argument("--fault", action="append", default=[], metavar="SPEC", help="may be given several times")
    parser.add_argument("--speed", type=float, default=1.0, help="simulated seconds per real second")
    return parser


if __name__ == "__main__":
    sys.exit(main())
