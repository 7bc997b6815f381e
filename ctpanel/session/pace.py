"""How often to read: pure arithmetic over what is open, whether anybody looks, and how reads fare."""

from __future__ import annotations

from typing import Final

from ctpanel.domain.faults import FaultKind, ServiceFault
from ctpanel.domain.record import record

#: Seconds between reads: positions, orders, combined read. One and a half a second leave half of the budget free.
_POSITIONS_S: Final = 1.5
_ORDERS_S: Final = 3.0
_BOOK_S: Final = 6.0
#: With nothing open, or nobody looking, the same reads are rarer by these factors.
_NOTHING_OPEN: Final = 2.0
_NOT_SEEN: Final = 3.0
#: So are those of positions and orders while the stream tells prices and fills and no press is expected.
_STREAMED: Final = 4 / 3
#: The longest pause after failures, in seconds.
_LONGEST_S: Final = 15.0
_ACCESS_S: Final = 30.0


@record
class Pace:
    """What the pauses depend on. ``failures`` counts failed reads in a row, ``fault`` is the last of them.

    ``streamed`` says that the stream is open, ``press_expected`` that a window is open in which something may be sent
    at any moment: what is old at a press has to be read before anything leaves.
    """

    any_open: bool = False
    seen: bool = True
    failures: int = 0
    fault: ServiceFault | None = None
    streamed: bool = False
    press_expected: bool = False

    def positions_s(self) -> float:
        """Seconds until positions are read again."""
        return self._slowed(_POSITIONS_S * self._calm())

    def orders_s(self) -> float:
        """Seconds until working orders are read again."""
        return self._slowed(_ORDERS_S * self._calm())

    def book_s(self) -> float:
        """Seconds until accounts are read again."""
        return self._slowed(_BOOK_S)

    def _calm(self) -> float:
        return _STREAMED if self.streamed and not self.press_expected else 1.0

    def _slowed(self, usual_s: float) -> float:
        if self.fault is not None and self.fault.kind in (FaultKind.UNAUTHORIZED, FaultKind.PLAN, FaultKind.FORBIDDEN):
            return _ACCESS_S
        calm = usual_s * (1.0 if self.any_open else _NOTHING_OPEN) * (1.0 if self.seen else _NOT_SEEN)
        if not self.failures:
            return calm
        return float(min(max(calm, _LONGEST_S), calm * 2 ** min(self.failures - 1, 5)))
