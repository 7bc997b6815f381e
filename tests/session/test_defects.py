"""A defect of the program itself: reads go on, a command still gets its outcome, and the defect is told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from dataclasses import replace
from typing import Any, cast

from ctpanel.domain.budget import Priority
from ctpanel.domain.closing import Wanted
from ctpanel.domain.faults import ServiceFault
from ctpanel.domain.link import Link, StreamState
from ctpanel.domain.outcome import Outcome
from ctpanel.domain.reads import CloseReply, PositionsRead
from ctpanel.domain.requests import CloseRequest
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
from ctpanel.session.clock import SystemClock
from ctpanel.session.feed import Feed, FeedHooks
from ctpanel.session.ports import Connection, Service
from ctpanel.session.store import Store
from ctpanel.session.tasks import TaskScope
from tests.session.rig import Panel, Rig, Ways


class Broken:
    """A service that raises what it must never raise, for reads of one priority or for the close."""

    def __init__(self, real: Service) -> None:
        self._real = real
        self.reads: Priority | None = None
        self.close_fails = ""
        self.asked: list[Priority] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    async def read_positions(self, account: str | None = None, *, priority: Priority = Priority.READ) -> PositionsRead:
        if account is not None:
            self.asked.append(priority)
        if priority is self.reads:
            raise RuntimeError("a defect")
        return await self._real.read_positions(account, priority=priority)

    async def close_position(self, request: CloseRequest) -> CloseReply:
        if self.close_fails == "before":
            raise RuntimeError("a defect")
        reply = await self._real.close_position(request)
        if self.close_fails == "after":
            raise RuntimeError("a defect")
        return reply


async def start(rig: Rig) -> tuple[Panel, Broken]:
    made: list[Broken] = []

    def breaking(real: Callable[[Token], Connection]) -> Callable[[Token], Connection]:
        def connect(token: Token) -> Connection:
            broken = Broken(real(token).service)
            made.append(broken)
            return Connection(broken, broken)

        return connect

    panel = rig.panel()
    parts = panel.session._parts
    rig.panels.remove(panel)
    panel = await rig.start(disk=panel.disk, connector=breaking(parts.connector))
    await panel.position()
    return panel, made[0]


def defects(panel: Panel) -> set[str]:
    """What was reported, taken off the list."""
    found = {f"{what.split()[0]}: {error}" for what, error in panel.lost}
    panel.lost.clear()
    return found


async def test_reads_go_on_after_a_defect(rig: Rig) -> None:
    panel, service = await start(rig)
    service.reads = Priority.READ
    panel.session.refresh()
    await panel.until(lambda: panel.lost)
    service.reads = None
    assert defects(panel) == {"read: a defect"}
    rig.control.place_order("Sim101", "MES 12-25", "sell", 1)
    panel.session.refresh()
    await panel.until(lambda: any(row.position.quantity == 3 for row in panel.session.snapshot.positions.values()))


async def test_a_command_has_an_outcome_even_when_it_cannot_be_verified(rig: Rig) -> None:
    panel, service = await start(rig)
    service.reads = Priority.VERIFY
    ended = await panel.close(Wanted.contracts(1))
    assert ended.outcome is Outcome.NOT_VERIFIED and ended.holds_lease
    service.reads = None
    await panel.until(lambda: panel.command(ended.id).outcome is Outcome.VERIFIED_LEFT)
    assert defects(panel) == {"verify: a defect"}


async def test_a_watch_leaves_the_reserve_of_the_budget_alone(rig: Rig) -> None:
    panel, service = await start(rig)
    rig.control.set_faults("lost-request:close")
    ended = await panel.close(Wanted.contracts(1))
    assert ended.outcome is Outcome.UNKNOWN and set(service.asked) == {Priority.VERIFY}
    service.asked.clear()
    await panel.until(lambda: len(service.asked) > 1)
    assert set(service.asked) == {Priority.READ}


async def test_a_defect_in_the_sending_is_an_unknown_effect(rig: Rig) -> None:
    panel, service = await start(rig)
    for way, left in (("after", 3), ("before", 3)):
        service.close_fails = way
        pressed = await panel.press(Wanted.contracts(1))
        ended = await panel.ended(pressed)
        assert rig.net() == left
        assert ended.outcome is (Outcome.VERIFIED_LEFT if way == "after" else Outcome.UNKNOWN)
        await panel.until(lambda: panel.lost)
        assert defects(panel) == {"close: a defect"}
    assert len(rig.closes()) == 1


async def test_a_stream_whose_follower_failed_is_not_called_open(rig: Rig) -> None:
    class Bad:
        async def events(self) -> AsyncIterator[StreamEvent]:
            yield StreamConnecting()
            yield StreamOpened()
            raise RuntimeError("a defect")

        def subscribe(self, instruments: Iterable[str]) -> None:
            """Nothing to ask for."""

        async def close(self) -> None:
            """Nothing to close."""

    panel = rig.panel()
    real = panel.session._parts.connector
    rig.panels.remove(panel)
    panel = rig.panel(disk=panel.disk, connector=lambda token: replace(real(token), stream=Bad()))
    await panel.session.start(Token(Ways().token))
    await panel.until(lambda: panel.lost)
    assert panel.session.link.stream is StreamState.BROKEN
    assert defects(panel) == {"stream: a defect"}


async def test_one_defect_in_one_piece_of_news_does_not_end_the_stream(rig: Rig) -> None:
    odd, after = asyncio.Event(), asyncio.Event()

    class Odd:
        async def events(self) -> AsyncIterator[StreamEvent]:
            yield StreamConnecting()
            yield StreamOpened()
            await odd.wait()
            yield PnlNews(cast(tuple[AccountPnl, ...], 5))
            await after.wait()
            yield StreamEnded(StreamEnd.ELSEWHERE)

        def subscribe(self, instruments: Iterable[str]) -> None:
            """Nothing to ask for."""

        async def close(self) -> None:
            """Nothing to close."""

    panel = rig.panel()
    real = panel.session._parts.connector
    rig.panels.remove(panel)
    panel = rig.panel(disk=panel.disk, connector=lambda token: replace(real(token), stream=Odd()))
    await panel.session.start(Token(Ways().token))
    await panel.until(lambda: panel.session.link.stream is StreamState.OPEN)
    panel.session.set_watched(visible=False)
    await asyncio.sleep(0.3)
    rig.control.forget_requests()
    odd.set()
    await panel.until(lambda: panel.lost)
    assert defects(panel) == {"stream: 'int' object is not iterable"}
    await panel.until(lambda: rig.control.requests("GetAllPositions"), within_s=0.4)
    after.set()
    await panel.until(lambda: panel.session.link.stream is StreamState.ELSEWHERE)


class StumblingClock(SystemClock):
    """Fails once when told to."""

    def __init__(self) -> None:
        self.fails_next = False

    def now(self) -> float:
        if self.fails_next:
            self.fails_next = False
            raise ValueError("no time")
        return super().now()


class OnlyPositions:
    """A service whose position lists are empty; all other reads are never answered. ``asked`` hears of each."""

    def __init__(self, asked: Callable[[], None]) -> None:
        self._asked = asked

    def __getattr__(self, name: str) -> Callable[..., Awaitable[None]]:
        async def never(*_: object) -> None:
            await asyncio.Event().wait()

        return never

    async def read_positions(self, account: str | None = None) -> PositionsRead:
        self._asked()
        return PositionsRead(())


async def test_a_defect_in_what_follows_a_read_does_not_end_the_reading() -> None:
    clock, lost, asked = StumblingClock(), list[str](), 0
    good = asyncio.Event()

    def ask() -> None:
        nonlocal asked
        asked += 1
        # The next to look at the clock is what follows the read.
        clock.fails_next = asked == 1

    failed: list[ServiceFault] = []
    hooks = FeedHooks(
        lambda faults: good.set(),
        failed.append,
        lambda spec: None,
        Link,
        lambda what, error: lost.append(what),
        lambda: 0.0,
        lambda account, unreadable: None,
    )
    feed = Feed(cast(Service, OnlyPositions(ask)), Store(lambda change: None), clock, hooks)
    tasks = TaskScope(lambda what, error: lost.append(f"task {what}"))
    feed.start(tasks)
    try:
        async with asyncio.timeout(10):
            while not failed:  # noqa: ASYNC110 - the feed calls back
                await asyncio.sleep(0.01)
            assert not good.is_set(), "what could not be followed up was no good read"
            feed.look_soon()
            await good.wait()
    finally:
        await tasks.close()
    assert (asked, lost) == (2, ["read positions"])
