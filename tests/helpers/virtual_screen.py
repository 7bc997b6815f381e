"""A screen that nobody sees: an X server with a window manager, for tests of focus, shortcuts and real windows."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

TOOLS = ("Xvfb", "openbox")


def missing_tools() -> list[str]:
    """The programs that this needs and that are not installed."""
    return [tool for tool in TOOLS if shutil.which(tool) is None]


@contextmanager
def virtual_screen(size: str = "1600x1000x24") -> Iterator[Mapping[str, str]]:
    """The environment for a process that shall draw on this screen; ``size`` is width x height x color depth.

    For another process only: the one that runs the tests keeps its offscreen Qt. Raises RuntimeError when the server
    does not come up.
    """
    read_end, write_end = os.pipe()
    # The server picks a free display itself and writes its number when it is ready for clients.
    command = ["Xvfb", "-displayfd", str(write_end), "-screen", "0", size, "-nolisten", "tcp", "-noreset"]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, pass_fds=[write_end], stdout=quiet, stderr=quiet)
    os.close(write_end)
    with os.fdopen(read_end) as pipe:
        display = pipe.readline().strip()
    try:
        if not display:
            raise RuntimeError("Xvfb did not start")
        kept = {name: value for name, value in os.environ.items() if name != "WAYLAND_DISPLAY"}
        variables = {**kept, "DISPLAY": f":{display}", "QT_QPA_PLATFORM": "xcb"}
        # Without one, no window is ever active, and keys go nowhere.
        manager = subprocess.Popen(["openbox", "--sm-disable"], env=variables, stdout=quiet, stderr=quiet)
        try:
            yield variables
        finally:
            manager.terminate()
            manager.wait()
    finally:
        server.terminate()
        server.wait()
