"""The session's P&L of each account over time, kept small."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

MOST_POINTS: Final = 300
FIRST_INTERVAL_S: Final = 2.0


class Curve:
    """At most 300 points, evenly spaced: when full, every second one is dropped and the spacing doubles.

    The last point is always the newest value, so that the curve ends where the number beside it stands.
    """

    def __init__(self) -> None:
        self._points: list[Decimal] = []
        self._interval_s = FIRST_INTERVAL_S
        self._next_at: float | None = None
        self.values: tuple[Decimal, ...] = ()

    def add(self, value: Decimal, now: float) -> bool:
        """Take the value of this moment; whether the curve looks different now."""
        before = self.values
        if self._next_at is None or now >= self._next_at:
            self._points.append(value)
            self._next_at = now + self._interval_s
        if len(self._points) > MOST_POINTS:
            self._points = self._points[::2]
            self._interval_s *= 2
        self.values = (*self._points, value) if self._points[-1] != value else tuple(self._points)
        return self.values != before
