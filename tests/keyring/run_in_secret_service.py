"""Runs a command with a Secret Service of its own: a fresh bus, a fresh home, and an unlocked, empty keyring.

    python tests/keyring/run_in_secret_service.py python -m pytest tests/keyring -m secret_service

Linux only. Nothing of the user's own session is seen or changed, and nothing is left behind.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

TOOLS = ("dbus-run-session", "gnome-keyring-daemon")
#: Set inside, so that tests know that the keyring they reach is one to play with.
INSIDE = "CTPANEL_TEST_SECRET_SERVICE"
PASS_PHRASE = b"only for tests"
BOUND_S = 120.0

# Of the user's own session; each would lead back into it.
LEFT_OUT = ("DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY", "GNOME_KEYRING_CONTROL", "PYTHON_KEYRING_BACKEND")


def missing_tools() -> list[str]:
    """The programs that this needs and that are not installed."""
    return [tool for tool in TOOLS if shutil.which(tool) is None]


def variables_for(home: Path) -> dict[str, str]:
    """The caller's environment, moved into an empty home."""
    kept = {k: v for k, v in os.environ.items() if k not in LEFT_OUT and not k.startswith("XDG_")}
    runtime = home / "runtime"
    runtime.mkdir(mode=0o700)
    return {**kept, "HOME": str(home), "XDG_RUNTIME_DIR": str(runtime), INSIDE: "1"}


def run(command: list[str], bound_s: float = BOUND_S) -> int:
    """Runs the command and returns its exit code; 124 when it had to be ended after ``bound_s`` seconds."""
    with tempfile.TemporaryDirectory(prefix="ctpanel-secrets-", ignore_cleanup_errors=True) as home:
        session = ["dbus-run-session", "--", sys.executable, __file__, "--inside", *command]
        process = subprocess.Popen(session, env=variables_for(Path(home)), start_new_session=True)
        try:
            return process.wait(timeout=bound_s)
        except subprocess.TimeoutExpired:
            print(f"ended after {bound_s:.0f} s: {' '.join(command)}", file=sys.stderr)
            return 124
        finally:
            # The bus, the daemon and whatever the command left: all are in this process group.
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            process.wait()


def run_inside(command: list[str]) -> int:
    """Within the fresh session: unlocks the keyring and runs the command. The daemon ends with its bus."""
    # Returns when the service is on the bus. Asking the bus earlier would start a second, locked one.
    start = ["gnome-keyring-daemon", "--unlock", "--components=secrets"]
    quiet = subprocess.DEVNULL
    subprocess.run(start, input=PASS_PHRASE, check=True, stdout=quiet, stderr=quiet, timeout=100)
    return subprocess.call(command)


def main(arguments: list[str]) -> int:
    """Returns the exit code of the command that the arguments name."""
    if arguments[:1] == ["--inside"]:
        return run_inside(arguments[1:])
    if missing := missing_tools():
        print(f"not installed: {', '.join(missing)}", file=sys.stderr)
        return 1
    return run(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
