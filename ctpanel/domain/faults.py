"""What can go wrong with a request, along the one axis that matters for money: did it take effect?"""

from __future__ import annotations

from enum import Enum


class Effect(Enum):
    """What is known about the effect of a request that failed."""

    NOT_SENT = "not sent"
    """No byte of it reached the service: it may be offered again."""
    REFUSED = "refused"
    """The service answered and said no: nothing was done."""
    UNKNOWN = "outcome unknown"
    """It may have been carried out. Only a fresh read tells; nothing may resend it."""


class FaultKind(Enum):
    """What went wrong, as finely as the user's next step differs."""

    NO_NETWORK = "no network"
    TIMEOUT = "timeout"
    DROPPED = "connection dropped"
    TLS = "certificate"
    UNAUTHORIZED = "unauthorized"
    PLAN = "plan"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not found"
    UNSUPPORTED = "unsupported"
    NT8_AWAY = "nt8 away"
    RATE_LIMITED = "rate limited"
    REFUSED = "refused"
    ORDER_GONE = "order gone"
    SERVER = "server trouble"
    REDIRECT = "redirect"
    NOT_JSON = "not json"
    MALFORMED = "malformed"
    TOO_LARGE = "too large"
    SLEPT = "slept"
    CLIENT = "client"


class ServiceFault(Exception):
    """A request that did not succeed.

    ``detail`` is the service's own words or a technical note, already bounded, cleaned of control characters and free
    of the token; ``status`` the HTTP status, if there was one; ``retry_after_s`` the wait that the service asked for.
    """

    def __init__(
        self,
        kind: FaultKind,
        effect: Effect,
        detail: str = "",
        *,
        status: int | None = None,
        retry_after_s: float | None = None,
    ) -> None:
        super().__init__(f"{kind.value} ({effect.value}): {detail}" if detail else f"{kind.value} ({effect.value})")
        self.kind = kind
        self.effect = effect
        self.detail = detail
        self.status = status
        self.retry_after_s = retry_after_s
