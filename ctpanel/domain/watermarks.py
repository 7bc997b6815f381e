"""The highest figures of an account that the service itself keeps."""

from __future__ import annotations

from decimal import Decimal

from ctpanel.domain.record import record


@record
class Watermarks:
    """Session highs and current figures in the account's currency; None when no monitor runs or nothing came yet."""

    account: str
    pnl_high: Decimal | None = None
    net_liquidation_high: Decimal | None = None
    unrealized_high: Decimal | None = None
    pnl: Decimal | None = None
    total: Decimal | None = None
    unrealized: Decimal | None = None
    net_liquidation: Decimal | None = None
    position_count: int | None = None
