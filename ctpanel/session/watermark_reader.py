"""Asks for the service's own highs of each account, so sparingly that nothing else ever waits for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ctpanel.domain.budget import Priority
from ctpanel.domain.faults import FaultKind, ServiceFault
from ctpanel.domain.reconcile import apply_watermarks
from ctpanel.session.clock import Clock, stamp_now
from ctpanel.session.ports import Service
from ctpanel.session.store import Store

#: Seconds between two questions about the same account.
EVERY_S: Final = 180.0
#: Seconds between two questions, whatever accounts they are about.
PAUSE_S: Final = 2.0
#: So many requests must be free: twice what ordinary reads leave over, so that no read of positions has to wait.
PLENTY: Final = 12.0


class WatermarkReader:
    """One question at a time, and only while the request budget is nearly untouched.

    Trouble is not told: the highs are an extra, and whatever is wrong shows in the reads that matter. An account that
    the service does not find is not asked about again, and none is where it has no such call.
    """

    def __init__(self, service: Service, store: Store, clock: Clock, budget: Callable[[], float]) -> None:
        self._service = service
        self._store = store
        self._clock = clock
        self._budget = budget
        self._due: dict[str, float] = {}
        self._supported = True

    async def keep_asking(self, defect: Callable[[str, BaseException], None]) -> None:
        """Until cancelled, or until it is known that there is nothing to ask for."""
        while self._supported:
            await self._clock.sleep(PAUSE_S)
            account = self._next()
            if account is None or self._budget() < PLENTY:
                continue
            self._due[account] = self._clock.now() + EVERY_S
            try:
                await self._ask(account)
            except Exception as error:  # noqa: BLE001 - one odd answer must not end the asking
                defect("ask for watermarks", error)

    def _next(self) -> str | None:
        """The account that has waited longest."""
        now = self._clock.now()
        waiting = [(self._due.get(name, float("-inf")), name) for name in self._store.snapshot.accounts]
        return next((name for at, name in sorted(waiting) if at <= now), None)

    async def _ask(self, account: str) -> None:
        stamp = stamp_now(self._clock)
        try:
            told = await self._service.read_watermarks(account, priority=Priority.READ)
        except ServiceFault as fault:
            if fault.kind is FaultKind.NOT_FOUND:
                self._due[account] = float("inf")
            self._supported = fault.kind is not FaultKind.UNSUPPORTED
            return
        self._store.replace(apply_watermarks(self._store.snapshot, told, stamp))
