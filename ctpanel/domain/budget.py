"""The user's request budget as the service counts it: a bucket that refills steadily. Pure; the time is given."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import Final

from ctpanel.domain.record import record

_ROUNDING: Final = 1e-9


class Priority(Enum):
    """Who may spend how much of the budget."""

    COMMAND = "command"
    """Closes, cancels: leave at once, whatever is left."""
    VERIFY = "verify"
    """Reads that prove or disprove a command, or guard a press: may spend everything."""
    READ = "read"
    """All other reads: leave the reserve alone."""


@record
class BudgetLimits:
    """The service's documented limit (burst of 20, 3 a second, one user for all programs) and what reads leave over."""

    capacity: float = 20.0
    refill_per_s: float = 3.0
    reserve: float = 5.0


@record
class TokenBucket:
    """``tokens`` requests could be sent at monotonic second ``at``. An estimate: other programs spend from it too."""

    limits: BudgetLimits = BudgetLimits()
    tokens: float = 20.0
    at: float = 0.0

    def refilled(self, now: float) -> TokenBucket:
        """The bucket at a later time. A clock that runs backwards adds nothing."""
        if now <= self.at:
            return self
        tokens = min(self.limits.capacity, self.tokens + (now - self.at) * self.limits.refill_per_s)
        return replace(self, tokens=tokens, at=now)

    def wait_s(self, priority: Priority, now: float) -> float:
        """Seconds until a request of this priority may leave; always 0 for a command."""
        if priority is Priority.COMMAND:
            return 0.0
        needed = 1.0 + (self.limits.reserve if priority is Priority.READ else 0.0)
        missing = needed - self.refilled(now).tokens
        return missing / self.limits.refill_per_s if missing > _ROUNDING else 0.0

    def spent(self, now: float) -> TokenBucket:
        """After one request. A command on an empty bucket owes nothing: the service refuses without taking."""
        bucket = self.refilled(now)
        return replace(bucket, tokens=max(0.0, bucket.tokens - 1.0))

    def emptied(self, now: float) -> TokenBucket:
        """After the service said that nothing is left."""
        return replace(self, tokens=0.0, at=max(now, self.at))
