"""The documented payloads, field by field, for the quick way through a large body.

A body that is documented in every respect is decoded straight into these. Anything else about it (another spelling,
a missing key, a number as text that is none) sends the whole body the tolerant way, which fills the same rows.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

import msgspec
from msgspec import UNSET, Struct, UnsetType


class PositionRow(Struct, rename="camel", gc=False):
    """One position as listed. ``quantity`` is unsigned there; a sign is judged by the parser."""

    account: str | None = None
    instrument: str | None = None
    instrument_type: str | None = None
    market_position: str | None = None
    quantity: int | None = None
    average_price: Decimal | None = None
    market_price: Decimal | None = None
    unrealized_profit_loss: Decimal | None = None


class PositionList(Struct, gc=False):
    """``{"positions": […], "count": n, "success": true}``."""

    positions: list[PositionRow]
    success: bool | UnsetType = UNSET
    error: msgspec.Raw | UnsetType = UNSET
    count: int | UnsetType = UNSET


class BalanceItem(Struct, rename="camel", gc=False):
    """The amounts below ``item`` that the program shows."""

    cash_value: Decimal | None = None
    net_liquidation: Decimal | None = None
    realized_profit_loss: Decimal | None = None
    unrealized_profit_loss: Decimal | None = None
    daily_loss_limit: Decimal | None = None
    trailing_max_drawdown: Decimal | None = None
    weekly_loss_limit: Decimal | None = None


class AccountBody(Struct, rename="camel", gc=False):
    """One account. In a short row ``broker`` stands for ``provider``."""

    name: str | None = None
    display_name: str | None = None
    provider: str | None = None
    denomination: str | None = None
    connection_status: str | None = None
    daily_loss_limit: Decimal | None = None
    max_order_size: int | None = None
    max_position_size: int | None = None
    item: BalanceItem | None = None


class SnapshotElement(Struct, gc=False):
    """``{"account": {…}, "positions": […]}``."""

    account: AccountBody
    positions: list[PositionRow]


class Snapshot(Struct, gc=False):
    """The combined read of all accounts."""

    accounts: list[SnapshotElement]
    timestamp: str | None = None
    epoch: int | None = None
    success: bool | UnsetType = UNSET
    error: msgspec.Raw | UnsetType = UNSET
    positions: msgspec.Raw | UnsetType = UNSET


#: What a decoder may raise for a body that needs the tolerant way.
NEEDS_TOLERANCE: Final = (msgspec.MsgspecError, ValueError, ArithmeticError, RecursionError)

POSITION_LIST: Final = msgspec.json.Decoder(PositionList)
SNAPSHOT: Final = msgspec.json.Decoder(Snapshot)
