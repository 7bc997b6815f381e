"""Where the session gets its time from: monotonic seconds for every decision, zone-aware wall time for display."""

from __future__ import annotations

import asyncio
import time
from datetime import datetime
from typing import Protocol

from ctpanel.domain.snapshot import Source, Stamp


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


class SystemClock:
    """The machine's clocks."""

    def now(self) -> float:
        """Monotonic seconds of this machine."""
        return time.monotonic()

    def wall(self) -> datetime:
        """Local time with its zone."""
        return datetime.now().astimezone()

    async def sleep(self, seconds: float) -> None:
        """Sleep on the running loop."""
        await asyncio.sleep(seconds)


def stamp_now(clock: Clock, source: Source = Source.REST) -> Stamp:
    """A stamp for something that is read or arrives at this moment."""
    return Stamp(clock.now(), clock.wall(), source)
