"""The one read before a press that finds its position too old: what it tells is true of this user and this moment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ctpanel.domain.faults import Effect, FaultKind, ServiceFault
from ctpanel.domain.ids import PositionKey, Scope
from ctpanel.session.clock import SLEPT_S, Clock
from ctpanel.session.evidence import EvidenceReader, bounded
from ctpanel.session.view import FreshRead

#: How long a fresh read before a press may take, in seconds.
FRESH_READ_S: Final = 5.0


class FreshReader:
    """``user`` tells whose positions the picture shows."""

    def __init__(self, reader: EvidenceReader, clock: Clock, user: Callable[[], object]) -> None:
        self._reader = reader
        self._clock = clock
        self._user = user

    async def read(self, key: PositionKey, *, with_orders: bool) -> FreshRead:
        """One position, and its orders if they are wanted; a fault when nothing can be said of now."""
        user, began = self._user(), self._clock.now()
        gather = self._reader.gather if with_orders else self._reader.gather_position
        answer = await bounded(gather(Scope(*key)), FRESH_READ_S)
        if self._user() != user:
            return _nothing(FaultKind.DROPPED, "another user has signed in")
        if self._clock.now() - began > SLEPT_S:
            # What was pressed then is not sent now.
            return _nothing(FaultKind.SLEPT)
        if not answer.evidence.position_known:
            return FreshRead(fault=answer.fault) if answer.fault else _nothing(FaultKind.MALFORMED, "it does not tell")
        return FreshRead(answer.evidence.position, answer.evidence.orders)


def _nothing(kind: FaultKind, why: str = "") -> FreshRead:
    return FreshRead(fault=ServiceFault(kind, Effect.REFUSED, why))
