"""What the program asks of the system that it runs on: a screen, and to be told when it shall end."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterator

from ctpanel.wiring.launch import LaunchRefused


def require_screen() -> None:
    """Without one Qt aborts the process; this way there is a sentence. Raises LaunchRefused."""
    if sys.platform != "linux" or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")):
        return
    if os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in ("", "xcb", "wayland"):
        raise LaunchRefused("there is no screen: neither DISPLAY nor WAYLAND_DISPLAY is set")


def _endings() -> list[signal.Signals]:
    """A program that was started to outlive its terminal (nohup) stays deaf to the end of that."""
    hang_up = getattr(signal, "SIGHUP", None)
    deaf = hang_up is None or signal.getsignal(hang_up) is signal.SIG_IGN
    return [signal.SIGINT, signal.SIGTERM, *(() if deaf else (hang_up,))]


@contextlib.contextmanager
def signals(stop: Callable[[], None]) -> Iterator[None]:
    """End in order on Ctrl+C, on the system's request and with the terminal, where the loop can listen for them."""
    loop = asyncio.get_running_loop()
    heard = []
    for number in _endings():
        with contextlib.suppress(NotImplementedError, RuntimeError):
            loop.add_signal_handler(number, stop)
            heard.append(number)
    try:
        yield
    finally:
        for number in heard:
            loop.remove_signal_handler(number)
