"""Runs a finished bundle as a user would, against the simulator, and says what it did.

    python packaging/smoke.py dist/ctpanel/ctpanel

Linux, with Xvfb, openbox, xdotool, dbus-run-session and gnome-keyring-daemon. The token lies in a keyring of its own:
only a bundle that finds the keyring's backend gets past the first read. The close is made with keys, and the simulator
tells whether it came, once, and whether the position is gone.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

TOKEN = "smoke-0123456789abcdefghijklmnopqrstuv"  # noqa: S105 - good for the simulator alone
PATIENCE_S = 30.0
TOOLS = ("Xvfb", "openbox", "xdotool", "dbus-run-session", "gnome-keyring-daemon")
_INSIDE = "--inside"


class SmokeFailed(Exception):
    """What did not happen; the message is the line for the user."""


def until(true, what: str, within_s: float = PATIENCE_S) -> float:  # type: ignore[no-untyped-def]
    """Seconds until it was true. Raises SmokeFailed."""
    pause = threading.Event()
    begin = time.monotonic()
    while not true():
        if time.monotonic() - begin > within_s:
            raise SmokeFailed(f"did not happen within {within_s:.0f} s: {what}")
        pause.wait(0.02)
    return time.monotonic() - begin


def keys(*names: str) -> None:
    """Press keys one after the other in the window that has the focus."""
    for name in names:
        subprocess.run(["xdotool", "key", "--clearmodifiers", name], check=True)
        threading.Event().wait(0.15)


def window(title: str) -> str:
    """The X window whose title begins like this, or an empty text."""
    command = ["xdotool", "search", "--onlyvisible", "--name", f"^{title}"]
    found = subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()
    return found[0] if found else ""


def drive(program: Path, folder: Path) -> None:
    """Everything inside the session: simulator, keyring, screen, program."""
    from ctpanel.domain.token import Token
    from ctpanel.sim.server import SimServer
    from ctpanel.storage.secrets import SecretStore

    SecretStore().save("default", Token(TOKEN))
    with SimServer("single", token=TOKEN) as server:
        addresses = ["--base-url", server.base_url, "--stream-url", server.stream_url]
        command = [str(program), *addresses, "--no-stream", "--state-dir", str(folder / "state")]
        begin = time.monotonic()
        with (folder / "output.txt").open("wb") as output:
            process = subprocess.Popen(command, stdout=output, stderr=output)
            try:
                until(lambda: window("ctpanel"), "a window")
                print(f"window after {time.monotonic() - begin:.2f} s")
                until(
                    lambda: any(r.status == 200 for r in server.control.requests()), "a read with the keyring's token"
                )
                print(f"keyring backend found, positions read after {time.monotonic() - begin:.2f} s")
                close_position(server)
                subprocess.run(["xdotool", "windowfocus", "--sync", window("ctpanel")], check=True)
                process.send_signal(signal.SIGTERM)
                code = process.wait(10.0)
            except BaseException:
                process.kill()
                process.wait()
                sys.stderr.write((folder / "output.txt").read_text(encoding="utf-8", errors="replace")[-3000:])
                raise
        if code:
            raise SmokeFailed(f"the program left with exit code {code}")
        print("left with exit code 0")
    if TOKEN.encode() in b"".join(path.read_bytes() for path in (folder / "state").rglob("*") if path.is_file()):
        raise SmokeFailed("the token is in a file of the state folder")
    print("no file of the state folder holds the token")


def close_position(server) -> None:  # type: ignore[no-untyped-def]
    """The first row, its close dialog, everything, and back."""
    control = server.control
    threading.Event().wait(2.0)
    subprocess.run(["xdotool", "windowfocus", "--sync", window("ctpanel")], check=True)
    keys("Home", "Down", "Up", "Return")
    until(lambda: window("Close position"), "the close dialog")
    subprocess.run(["xdotool", "windowfocus", "--sync", window("Close position")], check=True)
    pressed = time.monotonic()
    # Four contracts, then backwards past "Close window" to the button that sends.
    keys("4", "shift+Tab", "shift+Tab", "space")
    until(lambda: control.position("Sim101", "MES 12-25").net == 0, "a flat position")
    sent = control.requests("ClosePosition")
    if len(sent) != 1:
        raise SmokeFailed(f"{len(sent)} close requests were sent instead of one")
    print(f"closed once, flat in the simulator {time.monotonic() - pressed:.2f} s after the first key: {sent[0].raw!r}")


def inside(program: Path) -> int:
    """Within the keyring session: a screen and a window manager, then the drive."""
    with tempfile.TemporaryDirectory(prefix="ctpanel-smoke-") as name:
        reader, writer = os.pipe()
        screen = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
            pass_fds=(writer,), stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(writer)
        with os.fdopen(reader) as pipe:
            os.environ["DISPLAY"] = f":{pipe.readline().strip()}"
        manager = subprocess.Popen(["openbox"], stderr=subprocess.DEVNULL)
        try:
            drive(program, Path(name))
        except SmokeFailed as failed:
            print(failed, file=sys.stderr)
            return 1
        finally:
            for process in (manager, screen):
                process.terminate()
                process.wait()
    print("the bundle works")
    return 0


def main() -> int:
    """0 when the bundle did everything."""
    if sys.argv[1] == _INSIDE:
        return inside(Path(sys.argv[2]))
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        print(f"not installed: {', '.join(missing)}", file=sys.stderr)
        return 1
    from tests.keyring.run_in_secret_service import run

    os.environ.pop("QT_QPA_PLATFORM", None)
    os.environ.pop("PYTHONPATH", None)
    return run([sys.executable, "-P", str(Path(__file__).resolve()), _INSIDE, str(Path(sys.argv[1]).resolve())])


if __name__ == "__main__":
    sys.exit(main())
