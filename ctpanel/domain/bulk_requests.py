"""Changing requests beyond the close of one position.

Each type has one reach and no optional field that could widen it: an order, an instrument of an account, or an account.
What reaches further is another type, so that no empty input can turn one into another; the service's calls for all
accounts at once cannot be said at all.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from ctpanel.domain.ids import OrderId
from ctpanel.domain.position import Side
from ctpanel.domain.record import record
from ctpanel.domain.requests import refuse_blank

#: Hex digits or plain digits by all accounts; anything that could be read as part of a path is refused.
_ORDER_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_:-]{0,99}")


@record
class _OnAccount:
    account: str

    def __post_init__(self) -> None:
        refuse_blank("account", self.account)


@record
class _OnInstrument(_OnAccount):
    instrument: str

    def __post_init__(self) -> None:
        refuse_blank("account", self.account)
        refuse_blank("instrument", self.instrument)


@record
class CancelOrderRequest(_OnAccount):
    """Cancel one order. Raises ValueError for a blank account or an id that is not one."""

    order_id: OrderId

    def __post_init__(self) -> None:
        refuse_blank("account", self.account)
        if not _ORDER_ID.fullmatch(self.order_id):
            raise ValueError("order id must consist of letters and digits")


@record
class CancelInstrumentOrdersRequest(_OnInstrument):
    """Cancel all working orders of one instrument in one account, entries included."""


@record
class CancelAccountOrdersRequest(_OnAccount):
    """Cancel every working order of one account, protection of open positions included."""


@record
class FlattenInstrumentRequest(_OnInstrument):
    """Flatten one instrument in one account: close its position and cancel its working orders."""


@record
class FlattenAccountRequest(_OnAccount):
    """Flatten one account: close all its positions and cancel their working orders."""


@record
class ReverseRequest(_OnInstrument):
    """Turn one position over: same size, other side."""


@record
class BracketRequest(_OnInstrument):
    """Cancel all working orders of an instrument, then place a stop and a target around ``protects`` (long or short).

    ``contracts`` is at least 1; the service clamps it to the position. At least one of the two prices is given; with
    both, the orders cancel each other. Entry orders of the instrument die too. With no position left from the start
    the pair would be an entry, so this is only for a position that was just read.
    """

    protects: Side
    contracts: int
    stop: Decimal | None = None
    target: Decimal | None = None

    def __post_init__(self) -> None:
        refuse_blank("account", self.account)
        refuse_blank("instrument", self.instrument)
        if self.protects not in (Side.LONG, Side.SHORT):
            raise ValueError("the side of the position must be known")
        if type(self.contracts) is not int or self.contracts < 1:
            raise ValueError("contracts must be a whole number, at least 1")
        prices = [price for price in (self.stop, self.target) if price is not None]
        if not prices or not all(type(price) is Decimal and price.is_finite() for price in prices):
            raise ValueError("a stop or a target price is needed")
        if self.stop is not None and self.target is not None:
            apart = self.target - self.stop if self.protects is Side.LONG else self.stop - self.target
            if apart <= 0:
                raise ValueError("stop and target are on the wrong sides")


@record
class CommandReply:
    """The service accepted a command. Nothing in its reply proves that anything filled or ended; a later read does.

    ``failed_ids`` are orders that it says it could not cancel. ``names_other`` as in
    :class:`ctpanel.domain.reads.CloseReply`.
    """

    failed_ids: tuple[OrderId, ...] = ()
    warning: str | None = None
    raw: str = ""
    names_other: str | None = None
