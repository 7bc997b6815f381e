"""The service's request budget: one token bucket per user."""

from collections.abc import Callable


class TokenBucket:
    """Starts full; `clock` gives monotonic seconds, `refill` is tokens per second."""

    def __init__(self, capacity: float, refill: float, clock: Callable[[], float]) -> None:
        self._capacity = capacity
        self._refill = refill
        self._clock = clock
        self._tokens = capacity
        self._at = clock()

    def take(self, count: float = 1) -> bool:
        """Spend tokens if there are enough."""
        self._fill_up()
        if self._tokens < count:
            return False
        self._tokens -= count
        return True

    def spend(self, count: float) -> None:
        """Take tokens away as another program of the same user would, at most what is there."""
        self._fill_up()
        self._tokens = max(0.0, self._tokens - count)

    def tokens(self) -> float:
        self._fill_up()
        return self._tokens

    def wait_s(self) -> float:
        """Seconds until the next token."""
        self._fill_up()
        return max(0.0, (1 - self._tokens) / self._refill)

    def _fill_up(self) -> None:
        now = self._clock()
        self._tokens = min(self._capacity, self._tokens + (now - self._at) * self._refill)
        self._at = now
