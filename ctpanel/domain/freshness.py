"""How far a value may be trusted, as a function of two times."""

from __future__ import annotations

from enum import Enum
from typing import Final

from ctpanel.domain.record import record


class Freshness(Enum):
    """LIVE and AGEING may be acted on; STALE is shown gray with its time; UNKNOWN was never read."""

    LIVE = "live"
    AGEING = "ageing"
    STALE = "stale"
    UNKNOWN = "unknown"


@record
class Limits:
    """Ages in seconds from which a value counts as ageing, and as stale."""

    ageing_s: float = 5.0
    stale_s: float = 15.0


#: A row older than this at the press is read again before the close is sent.
PRESS_LIMIT_S = 2.0


_USUAL: Final = Limits()


def freshness(observed_at: float | None, now: float, limits: Limits = _USUAL) -> Freshness:
    """The freshness at ``now`` of a value observed at ``observed_at``, both in monotonic seconds."""
    if observed_at is None:
        return Freshness.UNKNOWN
    age = now - observed_at
    if age >= limits.stale_s:
        return Freshness.STALE
    return Freshness.AGEING if age >= limits.ageing_s else Freshness.LIVE
