"""Whether NT8 answers for an account: asked of the account itself, never of a list that may come from a cache."""

from __future__ import annotations

from ctpanel.domain.budget import Priority
from ctpanel.domain.faults import FaultKind, ServiceFault
from ctpanel.domain.reconcile import apply_accounts, is_up, note_life
from ctpanel.session.clock import Clock, stamp_now
from ctpanel.session.ports import Service
from ctpanel.session.store import Store

#: How a service answers that knows the list of accounts only.
_CANNOT_TELL = (FaultKind.NOT_FOUND, FaultKind.UNSUPPORTED, FaultKind.MALFORMED)


class LifeReader:
    """Asks about one account and merges what it says into the picture."""

    def __init__(self, service: Service, store: Store, clock: Clock) -> None:
        self._service = service
        self._store = store
        self._clock = clock

    async def is_up(self, account: str, priority: Priority) -> bool:
        """Whether the account is there with its broker link up. Raises ServiceFault."""
        stamp = stamp_now(self._clock)
        try:
            found = await self._service.read_account(account, priority=priority)
        except ServiceFault as fault:
            if fault.kind not in _CANNOT_TELL:
                raise
            return await self._is_listed(account, priority)
        self._store.replace(note_life(self._store.snapshot, found, stamp))
        return is_up(found)

    async def _is_listed(self, account: str, priority: Priority) -> bool:
        stamp = stamp_now(self._clock)
        read = await self._service.read_accounts(priority=priority)
        self._store.replace(apply_accounts(self._store.snapshot, read, stamp))
        return any(each.name.casefold() == account.casefold() and is_up(each) for each in read.accounts)
