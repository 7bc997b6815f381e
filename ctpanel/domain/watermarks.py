"""The highest figures of an account that the service itself keeps."""

from __future__ import annotations

from decimal import Decimal

from ctpanel.domain.record import record


@record
class Watermarks:
    """Session highs in the account's currency; None when no monitor runs or nothing came yet."""

    account: str
    pnl_high: Decimal | None = None
    net_liquidation_high: Decimal | None = None
