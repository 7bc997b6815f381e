"""Everything known at one time, each part with where it came from and when it was true."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from enum import Enum
from typing import Final, NamedTuple, TypeAlias

from ctpanel.domain.account import Account
from ctpanel.domain.ids import PositionKey
from ctpanel.domain.order import WorkingOrder
from ctpanel.domain.position import Position
from ctpanel.domain.record import record
from ctpanel.domain.watermarks import Watermarks

At: TypeAlias = float
"""A point in time in monotonic seconds of this run."""

NEVER_AT: Final = float("-inf")


class Source(Enum):
    """Which way a value came."""

    REST = "REST"
    STREAM = "stream"


class Stamp(NamedTuple):
    """When a value was true: ``at`` in monotonic seconds, ``wall`` the same moment as zone-aware time for display.

    For a read it is the moment when the request left, because the value cannot be younger than that for certain;
    for a pushed frame the moment of arrival.
    """

    at: float
    wall: datetime
    source: Source = Source.REST


class Marks(NamedTuple):
    """The highs of an account as the service keeps them, and when they were told."""

    told: Watermarks
    stamp: Stamp


class AccountRow(NamedTuple):
    """An account and when its figures were last told."""

    account: Account
    stamp: Stamp
    described: Stamp | None = None
    """When a read last described it, if that was not when the figures were told (streamed P&L, a list of names)."""
    marks: Marks | None = None

    @property
    def read_at(self) -> float:
        """Monotonic seconds of the last read that described the account."""
        return (self.described or self.stamp).at


class PositionRow(NamedTuple):
    """A position, when it was last confirmed by a read or event, and when this program first saw it."""

    position: Position
    stamp: Stamp
    first_seen: Stamp
    priced: Stamp | None = None
    """When mark price and unrealized P&L were last told, if later than the row itself (streamed P&L)."""
    sized: At = NEVER_AT
    """When side and size were first told as they are now."""


class OrderTouch(NamedTuple):
    """What an event told of one order, and when; its ``life`` says whether it ended it."""

    at: At
    order: WorkingOrder


class OrderBook(NamedTuple):
    """All known working orders of one account and whether that list is complete and believed.

    ``touched`` is when an event last changed a single order; ``doubted`` when a list first came back empty although
    orders were known and nothing yet proves that NT8 was there to answer. While doubted, ``complete`` is False.
    ``changed`` is when the orders were first told as they are now. ``news`` are the latest events, one for each order:
    a list that was asked for before them is true but for these.
    """

    orders: tuple[WorkingOrder, ...]
    stamp: Stamp
    complete: bool
    touched: At = NEVER_AT
    doubted: At | None = None
    changed: At = NEVER_AT
    news: tuple[OrderTouch, ...] = ()


class Presence(Enum):
    """Whether NT8 is answering for its accounts."""

    UNREAD = "unread"
    PRESENT = "present"
    AWAY = "away"


@record
class Snapshot:
    """The picture. A key that is absent from ``positions`` is flat only when its account is in ``positions_read``.

    ``positions_read`` maps an account to the last complete and believed read of its positions, ``everything_read`` is
    the oldest of these. ``life`` says when each account was last seen up. ``gone`` remembers when a position ended, so
    that late news cannot bring it back; ``absent`` when a read first missed a position without proof that it ended.
    ``presence_at`` is when the account list that decided about ``presence`` was asked for.
    """

    accounts: Mapping[str, AccountRow] = field(default_factory=dict)
    positions: Mapping[PositionKey, PositionRow] = field(default_factory=dict)
    orders: Mapping[str, OrderBook] = field(default_factory=dict)
    positions_read: Mapping[str, Stamp] = field(default_factory=dict)
    everything_read: Stamp | None = None
    life: Mapping[str, Stamp] = field(default_factory=dict)
    gone: Mapping[PositionKey, At] = field(default_factory=dict)
    absent: Mapping[PositionKey, At] = field(default_factory=dict)
    presence: Presence = Presence.UNREAD
    presence_at: At = NEVER_AT

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all has been told yet."""
        return self.presence is Presence.UNREAD and not (self.accounts or self.positions or self.positions_read)

    def currency_of(self, account: str) -> str:
        """ISO code of the account's currency; US dollars for an account that is not known, as nearly all have."""
        row = self.accounts.get(account)
        return "USD" if row is None else row.account.currency

    def position(self, key: PositionKey) -> Position | None:
        """The last known position of this key."""
        row = self.positions.get(key)
        return row.position if row else None

    def orders_of(self, key: PositionKey) -> tuple[WorkingOrder, ...] | None:
        """Working orders of one position's instrument; None when they are not known completely."""
        book = self.orders.get(key.account)
        if book is None or not book.complete:
            return None
        return tuple(order for order in book.orders if order.key == key)
