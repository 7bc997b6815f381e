"""Runs a finished bundle as a user would, against the simulator, and says what it did.

    python packaging/smoke.py dist/ctpanel/ctpanel

Linux, in the development environment, with what `packaging/dev.py test` installs: a virtual screen with a window
manager, and a Secret Service of its own. The token lies in that keyring: only a bundle that finds the keyring's backend
gets past the first read. The close is made with keys, and the simulator tells whether it came, once, and whether the
position is gone.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from ctpanel.domain.token import Token  # noqa: E402
from ctpanel.sim.server import SimServer  # noqa: E402
from ctpanel.storage.secrets import SecretStore  # noqa: E402
from tests.e2e.x_hand import XHand, missing_libraries  # noqa: E402
from tests.helpers.virtual_screen import missing_tools, virtual_screen  # noqa: E402
from tests.keyring import run_in_secret_service  # noqa: E402

TOKEN = "smoke-0123456789abcdefghijklmnopqrstuv"  # noqa: S105 - good for the simulator alone
PATIENCE_S = 60.0
PNG = b"\x89PNG\r\n\x1a\n"
_INSIDE = "--inside"


class SmokeFailed(Exception):
    """What did not happen; the message is the line for the user."""


def until(true: Callable[[], object], what: str) -> None:
    """Return once it is true. Raises SmokeFailed."""
    pause = threading.Event()
    begin = time.monotonic()
    while not true():
        if time.monotonic() - begin > PATIENCE_S:
            raise SmokeFailed(f"did not happen within {PATIENCE_S:.0f} s: {what}")
        pause.wait(0.02)


class Bundle:
    """The program with its own state folder, on the screen and the service that it is told."""

    def __init__(self, program: Path, folder: Path, server: SimServer, variables: dict[str, str]) -> None:
        self._command = [str(program), "--base-url", server.base_url, "--stream-url", server.stream_url]
        self._command += ["--state-dir", str(folder / "state")]
        self._folder = folder
        self._server = server
        self._variables = variables

    def draw(self) -> None:
        """Its window with positions, in a picture."""
        picture = self._folder / "window.png"
        command = [*self._command, "--screenshot", str(picture)]
        done = subprocess.run(command, env=self._variables, capture_output=True, text=True, timeout=120, check=False)
        if done.returncode or not picture.read_bytes().startswith(PNG):
            raise SmokeFailed(f"it drew no picture and left with {done.returncode}: {done.stderr[-3000:]}")
        print(f"drew its window with positions: {picture.stat().st_size} bytes of picture")

    def use(self, hand: XHand) -> None:
        """Open it, close a position with keys, and end it. Raises SmokeFailed."""
        output = self._folder / "output.txt"
        self._server.control.forget_requests()
        begin = time.monotonic()
        with output.open("wb") as stream:
            process = subprocess.Popen(self._command, env=self._variables, stdout=stream, stderr=stream)
        try:
            until(lambda: hand.active_title().startswith("ctpanel"), "a window")
            print(f"window after {time.monotonic() - begin:.2f} s")
            until(self._has_read, "a read with the keyring's token")
            print(f"keyring backend found, positions read after {time.monotonic() - begin:.2f} s")
            self._close_first(hand)
            process.send_signal(signal.SIGTERM)
            code = process.wait(PATIENCE_S)
        finally:
            process.kill()
            process.wait()
        said = output.read_text(encoding="utf-8", errors="replace")
        if code or said:
            raise SmokeFailed(f"the program left with exit code {code} and said: {said[-3000:]}")
        print("left with exit code 0 and without a word")

    def _has_read(self) -> bool:
        return any(each.status == 200 for each in self._server.control.requests("GetAllPositions"))

    def _close_first(self, hand: XHand) -> None:
        """The first row, its close dialog, all of it, and the button that sends."""
        control = self._server.control
        begin = time.monotonic()
        while not hand.active_title().startswith("Close position"):
            if time.monotonic() - begin > PATIENCE_S:
                raise SmokeFailed(f"no close dialog; {hand.active_title()!r} is active")
            # On a table that is not filled yet, these keys do nothing.
            hand.tap("Control_L+Home", "space", "Return")
            threading.Event().wait(2.0)
        if "MES 12-25, Sim101" not in hand.active_title():
            raise SmokeFailed(f"the dialog is called {hand.active_title()!r}")
        hand.tap("Alt_L+a")
        # A button that is pressed by its letter takes the focus when it comes up again, a tenth of a second later.
        threading.Event().wait(1.0)
        pressed = time.monotonic()
        # From the preset over the orders to the button that sends.
        hand.tap("Tab", "Tab", "Return")
        until(lambda: control.position("Sim101", "MES 12-25").net == 0, "a flat position")
        took = time.monotonic() - pressed
        sent = control.requests("ClosePosition")
        if len(sent) != 1:
            raise SmokeFailed(f"{len(sent)} close requests were sent instead of one")
        print(f"closed once, flat in the simulator {took:.2f} s after the first key: {sent[0].raw!r}")


def inside(program: Path) -> int:
    """Within the keyring session; 0 when the bundle did everything."""
    with tempfile.TemporaryDirectory(prefix="ctpanel-smoke-") as name, virtual_screen() as variables:
        folder = Path(name)
        SecretStore().save("default", Token(TOKEN))
        hand = XHand(variables["DISPLAY"])
        try:
            with SimServer("single", token=TOKEN) as server:
                bundle = Bundle(program, folder, server, dict(variables))
                bundle.draw()
                bundle.use(hand)
        except SmokeFailed as failed:
            print(failed, file=sys.stderr)
            return 1
        finally:
            hand.close()
        files = [path for path in (folder / "state").rglob("*") if path.is_file()]
        if any(TOKEN.encode() in path.read_bytes() for path in files):
            print("the token is in a file of the state folder", file=sys.stderr)
            return 1
        print(f"none of {len(files)} files of the state folder holds the token")
    print("the bundle works")
    return 0


def main() -> int:
    """0 when the bundle did everything, 2 for wrong usage."""
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    if sys.argv[1] == _INSIDE:
        return inside(Path(sys.argv[2]))
    if not Path(sys.argv[1]).is_file():
        print(f"there is no {sys.argv[1]}; make it with: python3 packaging/dev.py bundle", file=sys.stderr)
        return 1
    missing = missing_tools() + missing_libraries() + run_in_secret_service.missing_tools()
    if missing:
        print(f"not installed: {', '.join(missing)}", file=sys.stderr)
        return 1
    for name in ("QT_QPA_PLATFORM", "PYTHONPATH", "XTRADE_TOKEN"):
        os.environ.pop(name, None)
    # Windows are found by their English titles.
    os.environ["LC_ALL"] = "C.UTF-8"
    command = [sys.executable, "-P", str(Path(__file__).resolve()), _INSIDE, str(Path(sys.argv[1]).resolve())]
    return run_in_secret_service.run(command, bound_s=300.0)


if __name__ == "__main__":
    sys.exit(main())
