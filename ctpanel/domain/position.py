"""An open position as the service reports it."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from ctpanel.domain.ids import PositionKey


class Side(Enum):
    """Which way a position points. UNKNOWN is never turned into one of the others."""

    LONG = "long"
    SHORT = "short"
    UNKNOWN = "unknown"

    @property
    def opposite(self) -> Side:
        """The side that an over-hang would open."""
        return {Side.LONG: Side.SHORT, Side.SHORT: Side.LONG}.get(self, Side.UNKNOWN)


class Position(NamedTuple):
    """One open position. A tuple, so that comparing and hashing thousands of them a second stays cheap.

    ``quantity`` is in whole contracts and at least 1; ``unrealized`` is in the account's currency as NT8 computed it;
    None means that the service gave no usable value.
    """

    key: PositionKey
    side: Side
    quantity: int
    average_price: Decimal | None = None
    mark_price: Decimal | None = None
    unrealized: Decimal | None = None
    instrument_type: str | None = "Future"
