"""What the service's stream can tell, as values. The connection that delivers them lives elsewhere."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import NamedTuple, TypeAlias

from ctpanel.domain.faults import ServiceFault
from ctpanel.domain.order import WorkingOrder
from ctpanel.domain.position import Position
from ctpanel.domain.record import record


class StreamEnd(Enum):
    """Why a connection ended, as finely as the reaction differs."""

    DROPPED = "dropped"
    """Network or server trouble: connect again after a pause."""
    ELSEWHERE = "session active elsewhere"
    """Another program of the user took the one session: stop and say so, never fight for it."""
    RATE_VIOLATION = "rate violation"
    """Closed with 1008 after repeated violations: stop and say so."""
    UNAUTHORIZED = "unauthorized"
    """The token or the plan was refused: stop and say so."""
    STOPPED = "stopped"
    """This program closed it."""


@record
class StreamConnecting:
    """A try to connect has begun."""


@record
class StreamOpened:
    """Connected and subscribed; everything must be read again, because news before this moment are lost."""


@record
class StreamEnded:
    """The connection ended. ``retry_in_s`` is the pause before the next try, None when there will be none."""

    end: StreamEnd
    detail: str = ""
    retry_in_s: float | None = None


@record
class AccountPnl:
    """Streamed figures of one account; None where the frame had none."""

    account: str
    realized: Decimal | None = None
    unrealized: Decimal | None = None
    net_liquidation: Decimal | None = None
    cash: Decimal | None = None
    positions: tuple[PositionPnl, ...] = ()


class PositionPnl(NamedTuple):
    """Streamed figures of one position. They never create or remove a position.

    A tuple, because one is made for every position of every frame.
    """

    account: str
    instrument: str
    mark_price: Decimal | None = None
    unrealized: Decimal | None = None


@record
class PnlNews:
    """A ``pnlUpdate`` frame. ``epoch_ms`` is the service's clock, None when the frame had none."""

    accounts: tuple[AccountPnl, ...]
    epoch_ms: int | None = None


@record
class PositionNews:
    """A position event: the row as pushed, or flat when ``position`` is None."""

    account: str
    instrument: str
    position: Position | None
    epoch_ms: int | None = None


@record
class OrderNews:
    """An order event: the order as pushed (its ``life`` says whether it can still fill)."""

    order: WorkingOrder
    epoch_ms: int | None = None


@record
class ExecutionNews:
    """Something filled on this account and instrument (either may be missing): positions are worth a read."""

    account: str | None = None
    instrument: str | None = None
    epoch_ms: int | None = None


@record
class ServiceStatus:
    """A status frame: ``syncing``, ``ready``, ``stalled``, ``stopped``, ``disconnected`` or a word not known yet."""

    state: str


@record
class GapNews:
    """News were lost (``resync``, ``dropped``, or a hole in ``seq``): read again. Empty ``accounts`` means all."""

    reason: str
    accounts: tuple[str, ...] = ()


@record
class OddFrame:
    """A frame of an unknown kind or that could not be read; it says nothing that could be shown."""

    kind: str
    fault: ServiceFault | None = None


StreamEvent: TypeAlias = (
    StreamConnecting
    | StreamOpened
    | StreamEnded
    | PnlNews
    | PositionNews
    | OrderNews
    | ExecutionNews
    | ServiceStatus
    | GapNews
    | OddFrame
)
