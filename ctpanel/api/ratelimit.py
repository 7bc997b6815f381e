"""Waits for the request budget; the counting itself is pure and lives in the domain."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Final

from ctpanel.domain.budget import BudgetLimits, Priority, TokenBucket

#: A shorter sleep would only turn the loop: timers of a window's event loop are coarse.
_SHORTEST_SLEEP_S: Final = 0.01


class RequestBudget:
    """One purse for every request of the program, over HTTP and over the stream.

    ``clock`` gives monotonic seconds; ``sleep`` waits for so many of them. Commands never wait. Verifying reads wait
    for a token, other reads for a token above the reserve and for the end of a penalty. Within one priority the first
    to ask is the first to go.
    """

    def __init__(
        self,
        limits: BudgetLimits | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        limits = limits or BudgetLimits()
        self._bucket = TokenBucket(limits, limits.capacity, clock())
        self._penalty_ends: float | None = None
        self._queues = {Priority.VERIFY: asyncio.Lock(), Priority.READ: asyncio.Lock()}

    @property
    def limits(self) -> BudgetLimits:
        """The numbers that this budget mirrors."""
        return self._bucket.limits

    def now(self) -> float:
        """Seconds of the clock that it counts by."""
        return self._clock()

    def estimate(self, now: float | None = None) -> float:
        """Requests that could leave at once, as far as this program can know."""
        return self._bucket.refilled(self._clock() if now is None else now).tokens

    def punish(self, retry_after_s: float | None = None) -> None:
        """The service refused a request for its rate: nothing is left, and reads wait as long as it asked for.

        A verifying read waits for the next token only, because the user is waiting for its answer.
        """
        now = self._clock()
        self._bucket = self._bucket.emptied(now)
        if retry_after_s is not None:
            self._penalty_ends = max(self._penalty_ends or now, now + max(0.0, retry_after_s))

    async def acquire(self, priority: Priority) -> None:
        """Returns when a request of this priority may leave, and counts it."""
        queue = self._queues.get(priority)
        if queue is None:
            self._spend()
            return
        async with queue:
            while (wait := self._wait_s(priority)) > 0:
                await self._sleep(max(wait, _SHORTEST_SLEEP_S))
            self._spend()

    def _wait_s(self, priority: Priority) -> float:
        now = self._clock()
        wait = self._bucket.wait_s(priority, now)
        if priority is Priority.READ and self._penalty_ends is not None:
            wait = max(wait, self._penalty_ends - now)
        return wait

    def _spend(self) -> None:
        self._bucket = self._bucket.spent(self._clock())
