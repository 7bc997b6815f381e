"""What one read of the service said, before it is merged into the picture."""

from __future__ import annotations

from datetime import datetime

from ctpanel.domain.account import Account
from ctpanel.domain.order import WorkingOrder
from ctpanel.domain.position import Position
from ctpanel.domain.record import record


@record
class AccountsRead:
    """The account list. ``unreadable`` counts rows that had to be dropped."""

    accounts: tuple[Account, ...]
    unreadable: int = 0


@record
class PositionsRead:
    """Open positions of one account, or of all when ``account`` is None.

    Flat rows are left out. With ``unreadable`` rows the list proves nothing about a position that it does not name.
    """

    positions: tuple[Position, ...]
    account: str | None = None
    unreadable: int = 0

    @property
    def complete(self) -> bool:
        """Whether a position that is missing here is really not there."""
        return self.unreadable == 0


@record
class OrdersRead:
    """Orders that can still fill (or whose state is unreadable) of one account, or of all when ``account`` is None."""

    orders: tuple[WorkingOrder, ...]
    account: str | None = None
    unreadable: int = 0

    @property
    def complete(self) -> bool:
        """Whether an order that is missing here is really gone."""
        return self.unreadable == 0


@record
class BookRead:
    """Accounts and positions from the combined read. ``as_of`` is the service's own time of it, if it gave one.

    The service may answer from a cache that is some seconds old, so this read never verifies a close.
    """

    accounts: AccountsRead
    positions: PositionsRead
    as_of: datetime | None = None


@record
class CloseReply:
    """The service accepted a close. The rows of its reply show positions as they were before, so they prove nothing.

    ``names_other`` is set when a row names another account or instrument than the request did; that is still a success.
    """

    names_other: str | None = None
    warning: str | None = None
    raw: str = ""
