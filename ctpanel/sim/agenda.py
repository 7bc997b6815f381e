"""Simulated time: what is due, in which order."""

import heapq
from collections.abc import Callable

MICROSECONDS = 1_000_000

_Entry = tuple[int, int, Callable[[], None]]


class Agenda:
    """Runs actions when their time comes; one long advance does exactly what many short ones do."""

    def __init__(self) -> None:
        self.now_us = 0
        self._entries: list[_Entry] = []
        self._count = 0

    def after(self, seconds: float, action: Callable[[], None]) -> None:
        """Run `action` once; equal times run in the order of asking."""
        due = self.now_us + round(seconds * MICROSECONDS)
        heapq.heappush(self._entries, (due, self._count, action))
        self._count += 1

    def every(self, seconds: float, action: Callable[[], None]) -> None:
        """Run `action` again and again, first after one period."""

        def run() -> None:
            action()
            self.after(seconds, run)

        self.after(seconds, run)

    def advance(self, seconds: float) -> None:
        """Move time on; raises ValueError when asked to go back."""
        if seconds < 0:
            raise ValueError(f"Time cannot go back by {-seconds} s.")
        target = self.now_us + round(seconds * MICROSECONDS)
        while self._entries and self._entries[0][0] <= target:
            self.now_us, _, action = heapq.heappop(self._entries)
            action()
        self.now_us = target
