"""The command line: arguments in, exit code out. 0 fine, 2 usage, 1 failure with one line on standard error."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence
from pathlib import Path

from ctpanel import __version__
from ctpanel.kept_code import place_for
from ctpanel.kept_modules import kept_modules
from ctpanel.wiring.demo import Demo
from ctpanel.wiring.demo_process import SERVE
from ctpanel.wiring.launch import Launch, LaunchRefused

#: The byte code of the modules of a start is kept as that of this file would be, if it were there.
KEPT = Path(__file__).with_name("start_modules.py")
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


def parser() -> argparse.ArgumentParser:
    """Everything that can be said on the command line."""
    found = argparse.ArgumentParser(
        prog="ctpanel",
        description="Close futures positions in NinjaTrader 8 through CrossTrade: exactly, once, and verified.",
    )
    found.add_argument("--demo", action="store_true", help="simulated accounts; nothing leaves this machine")
    # Without a default, so that one that was given without --demo is seen.
    found.add_argument("--scenario", metavar="NAME", help="with --demo: the market and its faults; default: calm")
    found.add_argument("--seed", type=int, metavar="N", help="with --demo: same seed, same market; default: 1")
    found.add_argument("--base-url", type=_given, metavar="URL", help="address of the service for requests")
    found.add_argument("--stream-url", type=_given, metavar="URL", help="address of the service for streaming")
    found.add_argument("--no-stream", action="store_true", help="leave the one streaming session to other programs")
    found.add_argument("--profile", metavar="NAME", help="which user of the service; default: the last one")
    found.add_argument("--state-dir", type=Path, metavar="DIR", help="one folder for settings, journal, logs and lock")
    found.add_argument("--screenshot", type=Path, metavar="FILE", help="draw the window into a PNG file and leave")
    found.add_argument("--log-level", default="INFO", type=str.upper, choices=LEVELS, help="how much is logged")
    found.add_argument(SERVE, action="store_true", help=argparse.SUPPRESS)
    found.add_argument("--version", action="version", version=f"ctpanel {__version__}")
    return found


def _given(address: str) -> str:
    """Empty is what a variable that is not set gives; the profile's own address would not be what was meant."""
    if not address.strip():
        raise argparse.ArgumentTypeError("it is empty")
    return address


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program. Usage errors leave with 2 by themselves."""
    known = parser()
    given = known.parse_args(arguments)
    if vars(given).pop("serve_demo"):
        # The demo starts itself once more for its service.
        from ctpanel.sim.serving import serve

        return serve()
    if given.demo and (given.base_url or given.stream_url):
        known.error("--demo has a service of its own: leave --base-url and --stream-url away")
    if not given.demo and (given.scenario is not None or given.seed is not None):
        # Who forgot it would land in accounts of real money.
        known.error("--scenario and --seed are for --demo, which is not there")
    launch = Launch(**{name: value for name, value in vars(given).items() if value is not None})
    # Before anything of Qt is loaded: it gets ready meanwhile.
    demo = Demo(launch) if launch.demo else None
    # Until the window stands: collecting garbage among modules and widgets that stay costs a tenth of the start.
    gc.disable()
    try:
        # Only now, so that --version and usage errors need no window system.
        with kept_modules(place_for(KEPT)):
            from ctpanel.ui.binding import load_binding

            load_binding()
            from ctpanel.app import run

        return run(launch, demo)
    except LaunchRefused as refused:
        print(f"ctpanel: {refused}", file=sys.stderr)
        return 1
    finally:
        if demo is not None:
            demo.stop()
