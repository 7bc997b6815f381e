"""Since when an answer is known that the service may give from a cache, however often it gives it again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from ctpanel.domain.record import record
from ctpanel.domain.snapshot import Stamp

#: A service whose own time went back further than this has set its clock; its answers are not from an older cache.
_SET_BACK: Final = timedelta(minutes=1)


@record
class FirstTold:
    """The youngest answer so far: the service's own time of it, and the stamp of the request that brought it first.

    The service's clock is compared with nothing but itself.
    """

    as_of: datetime | None = None
    stamp: Stamp | None = None

    def told(self, as_of: datetime | None, asked: Stamp) -> FirstTold:
        """What is known after an answer with this time came to a request of the stamp ``asked``."""
        if as_of is None or (self._behind(as_of) is not None):
            return self
        return FirstTold(as_of, asked)

    def true_at(self, as_of: datetime | None, asked: Stamp) -> Stamp:
        """Since when such an answer is known; ``asked`` where nothing says that it is older."""
        behind = None if as_of is None else self._behind(as_of)
        if behind is None or self.stamp is None:
            return asked
        at, wall, source = self.stamp
        return Stamp(at - behind.total_seconds(), wall - behind, source)

    def _behind(self, as_of: datetime) -> timedelta | None:
        """By how much an answer is older than the youngest, 0 for the same one; None for a younger one."""
        if self.as_of is None or as_of > self.as_of or self.as_of - as_of > _SET_BACK:
            return None
        return self.as_of - as_of
