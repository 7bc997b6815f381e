"""Reading account by account, where the service has no call for all: who comes first, and what one failure stops."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from ctpanel.domain.faults import FaultKind, ServiceFault
from ctpanel.session.clock import Clock
from ctpanel.session.store import Store

#: Trouble of the link or the token: asking about the next account would end the same way.
_GENERAL: Final = (
    FaultKind.NO_NETWORK,
    FaultKind.TIMEOUT,
    FaultKind.DROPPED,
    FaultKind.TLS,
    FaultKind.UNAUTHORIZED,
    FaultKind.PLAN,
    FaultKind.FORBIDDEN,
    FaultKind.RATE_LIMITED,
)
#: So many accounts in a row without an answer mean that it is not the accounts.
_MOST_IN_A_ROW: Final = 3
_NEVER: Final = float("-inf")


class AccountTurns:
    """Remembers when each account was last asked, so that one that never answers cannot keep the others waiting."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._asked: dict[str, float] = {}

    async def each(self, read: Callable[[str], Awaitable[None]]) -> None:
        """Read every account. Raises the last ServiceFault, after the other accounts had their turn."""
        trouble: ServiceFault | None = None
        in_a_row = 0
        for account in self._most_urgent_first():
            self._asked[account] = self._clock.now()
            try:
                await read(account)
            except ServiceFault as fault:
                trouble, in_a_row = fault, in_a_row + 1
                if fault.kind in _GENERAL or in_a_row == _MOST_IN_A_ROW:
                    break
            else:
                in_a_row = 0
        if trouble is not None:
            raise trouble

    def _most_urgent_first(self) -> tuple[str, ...]:
        """Accounts with positions first, then the one that was asked longest ago."""
        snapshot = self._store.snapshot
        holding = {key.account for key in snapshot.positions}
        return tuple(sorted(snapshot.accounts, key=lambda name: (name not in holding, self._asked.get(name, _NEVER))))
