"""When Python looks for garbage: rarely by itself, and once a minute; what is free then goes back to the system."""

from __future__ import annotations

import gc
import sys
from typing import Final

from PySide6.QtCore import QObject, QTimer

EVERY_MS: Final = 60_000


def collect_rarely() -> None:
    """What stands now stays: it is no longer looked through for garbage, and neither is every frame of a stream.

    With the usual thresholds a crowded stream spends a third of its time on looking.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    gc.enable()


def collect_now_and_then(parent: QObject, every_ms: int = EVERY_MS) -> QTimer:
    """A look every minute, as long as ``parent`` lives.

    Python counts objects, not their size: a closed dialog is a hundred of them, and pictures and fonts of two hundred
    kilobytes hang on these. It would wait for days for the thresholds above.
    """
    timer = QTimer(parent, interval=every_ms)
    timer.timeout.connect(_collect)
    timer.start()
    return timer


def _collect() -> None:
    # By itself, because the number that gc.collect returns is nothing to a signal.
    gc.collect()
    _give_back()


def _give_back() -> None:
    """The picture of a closed dialog leaves a hole of megabytes in the heap, which glibc keeps unless it is asked."""
    if sys.platform != "linux":
        return
    import ctypes

    # Other C libraries have no such call.
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
