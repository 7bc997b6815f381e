"""Where the session gets its time from: monotonic seconds for every decision, zone-aware wall time for display."""

from __future__ import annotations

import asyncio
import time
from datetime import datetime
from typing import Final, Protocol

from ctpanel.domain.snapshot import Source, Stamp

#: Between a press and its request, and between two looks of anything that waits, lie moments. After so many seconds
#: the computer has slept, and what was meant before may be wrong now.
SLEPT_S: Final = 60.0


class Clock(Protocol):
    """Time as the session needs it."""

    def now(self) -> float:
        """Monotonic seconds."""
        ...

    def wall(self) -> datetime:
        """The time of day, with its zone."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Return after so many seconds of this clock."""
        ...


#: Linux has a clock of its own that counts suspended time; the plain one of macOS does, unlike Python's there.
_AWAKE_OR_NOT: Final = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))


class SystemClock:
    """The machine's clocks."""

    def now(self) -> float:
        """Monotonic seconds of this machine, those in which it was suspended included: what it knew has aged too."""
        # Windows has no such choice: its counter goes on while it sleeps. Its plain clock moves in steps of 16 ms, in
        # which what came first could not be told from what came after.
        return time.perf_counter() if _AWAKE_OR_NOT is None else time.clock_gettime(_AWAKE_OR_NOT)

    def wall(self) -> datetime:
        """Local time with its zone."""
        return datetime.now().astimezone()

    async def sleep(self, seconds: float) -> None:
        """Sleep on the running loop."""
        await asyncio.sleep(seconds)


def stamp_now(clock: Clock, source: Source = Source.REST) -> Stamp:
    """A stamp for something that is read or arrives at this moment."""
    return Stamp(clock.now(), clock.wall(), source)
