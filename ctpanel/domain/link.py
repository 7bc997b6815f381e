"""The state of the link to the service: pure transitions over what the last reads and the stream said."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum

from ctpanel.domain.faults import FaultKind, ServiceFault
from ctpanel.domain.record import record
from ctpanel.domain.stream import StreamEnd


class LinkState(Enum):
    """What the link bar says."""

    OFFLINE = "offline"
    CONNECTING = "connecting"
    LIVE = "live"
    DEGRADED = "degraded"
    NT8_AWAY = "NT8 away"
    NOT_AUTHORIZED = "not authorized"
    ELSEWHERE = "session active elsewhere"


class StreamState(Enum):
    """How far the stream is."""

    OFF = "off"
    CONNECTING = "connecting"
    OPEN = "open"
    BROKEN = "broken"
    ELSEWHERE = "elsewhere"
    ENDED = "ended"


#: So many failed reads in a row make a link offline rather than degraded.
OFFLINE_AFTER = 3

_ACCESS = (FaultKind.UNAUTHORIZED, FaultKind.PLAN, FaultKind.FORBIDDEN)
_NETWORK = (FaultKind.NO_NETWORK, FaultKind.TLS, FaultKind.DROPPED, FaultKind.TIMEOUT)


@record
class Link:
    """What is known about the link. ``failures`` counts failed reads since the last good one."""

    started: bool = False
    answered: bool = False
    failures: int = 0
    fault: ServiceFault | None = None
    accounts_away: bool = False
    stream: StreamState = StreamState.OFF

    @property
    def state(self) -> LinkState:
        """The one word for the link bar."""
        if not self.started:
            return LinkState.OFFLINE
        if self.fault is not None:
            return self._failing(self.fault.kind)
        if not self.answered:
            return LinkState.CONNECTING
        if self.accounts_away:
            return LinkState.NT8_AWAY
        if self.stream is StreamState.ELSEWHERE:
            return LinkState.ELSEWHERE
        return LinkState.DEGRADED if self.stream in (StreamState.BROKEN, StreamState.ENDED) else LinkState.LIVE

    def _failing(self, kind: FaultKind) -> LinkState:
        if kind in _ACCESS:
            return LinkState.NOT_AUTHORIZED
        if kind is FaultKind.NT8_AWAY:
            return LinkState.NT8_AWAY
        if kind in _NETWORK and (not self.answered or self.failures >= OFFLINE_AFTER):
            return LinkState.OFFLINE if self.failures >= OFFLINE_AFTER else LinkState.CONNECTING
        # One stumble of a service whose NinjaTrader is gone must not hide that nothing can be closed.
        return LinkState.NT8_AWAY if self.accounts_away else LinkState.DEGRADED

    def begun(self) -> Link:
        """The session has started to read."""
        return replace(self, started=True)

    def stopped(self) -> Link:
        """The session has stopped."""
        return Link()

    def read_succeeded(self) -> Link:
        """A read was answered in full."""
        return replace(self, answered=True, failures=0, fault=None)

    def read_failed(self, fault: ServiceFault) -> Link:
        """A read failed. A rate refusal is a word from a working service and changes nothing here."""
        if fault.kind is FaultKind.RATE_LIMITED:
            return self
        return replace(self, failures=self.failures + 1, fault=fault)

    def accounts_gone(self, gone: bool) -> Link:
        """The account list is empty after there were accounts (or is back)."""
        return replace(self, accounts_away=gone)

    def stream_is(self, stream: StreamState) -> Link:
        """The stream changed its state."""
        return replace(self, stream=stream)


def stream_state_after(end: StreamEnd) -> StreamState:
    """What the stream's state is after a connection ended."""
    if end is StreamEnd.ELSEWHERE:
        return StreamState.ELSEWHERE
    if end is StreamEnd.DROPPED:
        return StreamState.BROKEN
    return StreamState.OFF if end is StreamEnd.STOPPED else StreamState.ENDED
