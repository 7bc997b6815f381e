"""The service counts its time anew on every connection of the stream, as far as this program knows."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from decimal import Decimal

from ctpanel.domain.stream import (
    AccountPnl,
    PnlNews,
    StreamConnecting,
    StreamEnd,
    StreamEnded,
    StreamEvent,
    StreamOpened,
)
from ctpanel.domain.token import Token
from tests.session.rig import Rig, Ways

NOW_MS, HOUR_MS = 1_764_000_000_000, 3_600_000


Told = tuple[tuple[int, int], ...]


class Twice:
    """Connected twice; each time it tells figures with the epochs that the service gives them."""

    def __init__(self, *connections: Told) -> None:
        self.ready = asyncio.Event()
        self._connections = connections

    async def events(self) -> AsyncIterator[StreamEvent]:
        await self.ready.wait()
        for told in self._connections:
            yield StreamConnecting()
            yield StreamOpened()
            await asyncio.sleep(0)
            for epoch_ms, realized in told:
                yield PnlNews((AccountPnl("Sim101", realized=Decimal(realized)),), epoch_ms)
            yield StreamEnded(StreamEnd.DROPPED, "", 0.1)
        await asyncio.Event().wait()

    def subscribe(self, instruments: Iterable[str]) -> None:
        """Nothing to ask for."""

    async def close(self) -> None:
        """Nothing to close."""


async def figures_seen(rig: Rig, stream: Twice) -> set[Decimal | None]:
    """Every figure that was shown, until those of the last connection are."""
    panel = rig.panel()
    real = panel.session._parts.connector
    rig.panels.remove(panel)
    panel = rig.panel(disk=panel.disk, connector=lambda token: replace(real(token), stream=stream))
    seen: set[Decimal | None] = set()

    def look(_event: object) -> None:
        row = panel.session.snapshot.accounts.get("Sim101")
        seen.add(None if row is None else row.account.realized)

    panel.session.listen(look)
    await panel.session.start(Token(Ways().token))
    await panel.until(lambda: "Sim101" in panel.session.snapshot.accounts)
    stream.ready.set()
    await panel.until(lambda: {Decimal(11), Decimal(22)} <= seen)
    return seen


async def test_news_of_a_new_connection_are_not_measured_by_the_clock_of_the_old_one(rig: Rig) -> None:
    """Between the two the clock of the service's machine was set back by an hour."""
    await figures_seen(rig, Twice(((NOW_MS, 11),), ((NOW_MS - HOUR_MS, 22),)))


async def test_what_a_new_connection_tells_once_more_is_not_shown_as_of_now(rig: Rig) -> None:
    seen = await figures_seen(rig, Twice(((NOW_MS, 11),), ((NOW_MS - 30_000, 5), (NOW_MS + 1000, 22))))
    assert Decimal(5) not in seen
