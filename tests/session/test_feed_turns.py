"""Which read makes another one early."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import cast

from ctpanel.domain.budget import Priority
from ctpanel.domain.link import Link
from ctpanel.domain.reads import OrdersRead, PositionsRead
from ctpanel.session.feed import Feed, FeedHooks
from ctpanel.session.ports import Service
from ctpanel.session.store import Store
from ctpanel.session.tasks import TaskScope
from tests.fakes.pictures import WALL, order, position


class Steps:
    """A clock that is ten seconds on whenever somebody looks."""

    def __init__(self) -> None:
        self.time_s = 0.0

    def now(self) -> float:
        self.time_s += 10.0
        return self.time_s

    def wall(self) -> datetime:
        return WALL

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class Shrinking:
    """Four contracts at the first read, three from the second on. Notes the reads; has no other answers."""

    def __init__(self) -> None:
        self.reads: list[str] = []
        self.third = asyncio.Event()

    def __getattr__(self, name: str) -> Callable[..., Awaitable[None]]:
        async def never(*_: object, **__: object) -> None:
            await asyncio.Event().wait()

        return never

    async def read_positions(self, account: str | None = None, *, priority: Priority = Priority.READ) -> PositionsRead:
        self.reads.append("positions")
        if self.reads.count("positions") == 3:
            self.third.set()
        return PositionsRead((position(quantity=4 if self.reads.count("positions") == 1 else 3),))

    async def read_orders(self, account: str | None = None, *, priority: Priority = Priority.READ) -> OrdersRead:
        self.reads.append("orders")
        # So that its own next turn comes after the third read of positions.
        await asyncio.sleep(0.5)
        return OrdersRead((order(),))


async def test_a_size_that_changed_has_its_orders_read_at_once() -> None:
    """Until then nothing is claimed about its protection."""
    service, lost = Shrinking(), list[str]()
    hooks = FeedHooks(
        lambda faults: None,
        lambda fault: None,
        lambda spec: None,
        Link,
        lambda what, error: lost.append(what),
        lambda: 0.0,
        lambda account, unreadable: None,
    )
    feed = Feed(cast(Service, service), Store(lambda change: None), Steps(), hooks)
    tasks = TaskScope(lambda what, error: lost.append(what))
    feed.start(tasks)
    try:
        async with asyncio.timeout(30):
            await service.third.wait()
    finally:
        await tasks.close()
    assert [each for each in service.reads if each == "orders"] == ["orders"] * 2
    assert lost == []
