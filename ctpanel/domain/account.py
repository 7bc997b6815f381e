"""An account as NT8 and its broker describe it."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import Final

from ctpanel.domain.record import record

#: Characters of the user's own names: what can be typed can be saved.
LONGEST_NICKNAME: Final = 40
LONGEST_GROUP_NAME: Final = 40


class ConnectionStatus(Enum):
    """NT8's connection status of the account's broker link."""

    CONNECTED = "Connected"
    CONNECTING = "Connecting"
    CONNECTION_LOST = "ConnectionLost"
    DISCONNECTING = "Disconnecting"
    DISCONNECTED = "Disconnected"
    UNKNOWN = "Unknown"

    @classmethod
    def from_text(cls, text: str | None) -> ConnectionStatus:
        """The status with this name, case ignored; UNKNOWN for anything else."""
        wanted = (text or "").strip().casefold()
        return next((status for status in cls if status.value.casefold() == wanted), cls.UNKNOWN)


class AccountClass(Enum):
    """Whether real money is behind an account."""

    SIM = "sim"
    LIVE = "live"
    UNKNOWN = "unknown"


#: The order in which accounts are told where there may be no room for all.
REAL_MONEY_FIRST: Final = (AccountClass.LIVE, AccountClass.UNKNOWN, AccountClass.SIM)

#: NT8's own providers that never reach a broker.
_SIMULATED_PROVIDERS: Final = frozenset({"simulator", "playback", "backtest"})


@record
class Account:
    """One account. Amounts are in ``currency``; None means that the provider supplies no value (never 0)."""

    name: str
    display_name: str | None = None
    provider: str | None = None
    currency: str = "USD"
    connection: ConnectionStatus = ConnectionStatus.UNKNOWN
    cash: Decimal | None = None
    net_liquidation: Decimal | None = None
    realized: Decimal | None = None
    unrealized: Decimal | None = None
    daily_loss_limit: Decimal | None = None
    trailing_max_drawdown: Decimal | None = None
    weekly_loss_limit: Decimal | None = None
    max_order_size: int | None = None
    max_position_size: int | None = None

    @property
    def session_pnl(self) -> Decimal | None:
        """Realized and unrealized together; None unless both are known."""
        return None if self.realized is None or self.unrealized is None else self.realized + self.unrealized

    @property
    def room_to_daily_limit(self) -> Decimal | None:
        """What may still be lost today; None without a limit or without the P&L.

        The service documents no sign of the limit: it is an amount that may be lost, whichever it has.
        """
        pnl = self.session_pnl
        return None if not self.daily_loss_limit or pnl is None else abs(self.daily_loss_limit) + pnl

    @property
    def account_class(self) -> AccountClass:
        """The class that the provider implies; a user's override is applied by the session."""
        if not self.provider:
            return AccountClass.UNKNOWN
        if self.provider.strip().casefold() in _SIMULATED_PROVIDERS:
            return AccountClass.SIM
        return AccountClass.LIVE
