"""Events become signals: pictures in at most four flushes a second, everything else at once."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from ctpanel.domain.command import Command
from ctpanel.domain.diff import Diff
from ctpanel.domain.instrument import InstrumentSpec
from ctpanel.domain.link import Link
from ctpanel.domain.snapshot import Snapshot
from ctpanel.session.events import PictureChanged
from ctpanel.ui.bridge import FLUSH_MS, TICK_MS, Bridge, Touched
from tests.fakes.pictures import MES, close_plan, command, notice, picture, position
from tests.fakes.scripted_session import ScriptedSession


@pytest.fixture
def session() -> ScriptedSession:
    """Of one account, which holds nothing so far."""
    return ScriptedSession(picture([]))


@pytest.fixture
def bridge(session: ScriptedSession, qtbot: QtBot) -> Iterator[Bridge]:
    bridge = Bridge(session)
    yield bridge
    bridge.close()
    bridge.deleteLater()


@pytest.fixture
def flushes(bridge: Bridge) -> list[Touched]:
    heard: list[Touched] = []
    bridge.flushed.connect(heard.append)
    return heard


def test_the_first_change_is_told_at_once(session: ScriptedSession, flushes: list[Touched]) -> None:
    session.show(picture([position()]))
    (touched,) = flushes
    assert (touched.positions, touched.accounts, touched.orders) == ({MES}, {"Sim101"}, {"Sim101"})


async def test_what_follows_is_gathered_into_one_flush(
    session: ScriptedSession, bridge: Bridge, flushes: list[Touched]
) -> None:
    session.show(picture([position()]))
    for mark in range(20):
        session.show(picture([position(mark=str(mark)), position("MNQ 12-25")]))
    session.show(picture([position("MNQ 12-25")]))
    assert len(flushes) == 1
    second = asyncio.Event()
    bridge.flushed.connect(lambda _touched: second.set())
    await asyncio.wait_for(second.wait(), 5)
    assert {key.instrument for key in flushes[1].positions} == {"MES 12-25", "MNQ 12-25"}
    await asyncio.sleep(2 * FLUSH_MS / 1000)
    assert len(flushes) == 2


def test_a_picture_that_begins_anew_waits_for_no_other(session: ScriptedSession, flushes: list[Touched]) -> None:
    """Told together with the next user's, the end of the old one would not be seen."""
    session.show(picture([position()]))
    session.show(Snapshot())
    session.show(picture([position(quantity=2)]))
    assert [touched.positions for touched in flushes] == [{MES}, {MES}]


def test_other_news_does_not_wait(session: ScriptedSession, bridge: Bridge, flushes: list[Touched]) -> None:
    heard: list[object] = []
    bridge.link_changed.connect(lambda: heard.append("link"))
    bridge.notices_changed.connect(lambda: heard.append("notices"))
    bridge.command_changed.connect(heard.append)
    bridge.spec_known.connect(heard.append)
    session.set_link(Link())
    session.set_notices(notice())
    sent: Command = command(close_plan(position()))
    session.put_command(sent)
    session.set_spec(InstrumentSpec("MES 12-25", Decimal("0.25"), Decimal(5)))
    assert heard == ["link", "notices", sent, "MES 12-25"]
    assert not flushes


def test_nothing_is_heard_after_the_end(session: ScriptedSession, bridge: Bridge, flushes: list[Touched]) -> None:
    bridge.close()
    bridge.close()
    bridge.set_visible(False)
    bridge.set_visible(True)
    assert session.watched == []
    assert not any(timer.isActive() for timer in bridge.findChildren(QTimer))
    session.show(picture([position()]))
    assert not flushes
    assert session.listeners == 0


async def test_ages_are_not_counted_while_nobody_looks(session: ScriptedSession, bridge: Bridge) -> None:
    ticks: list[None] = []
    bridge.ticked.connect(lambda: ticks.append(None))
    bridge.set_visible(False)
    assert session.watched == [False]
    await asyncio.sleep(1.3)
    assert not ticks
    bridge.set_visible(True)
    assert len(ticks) == 1
    assert session.watched == [False, True]


@pytest.mark.parametrize(("left_ms", "ticked"), [(50, True), (60_000, False)])
def test_a_second_that_is_nearly_over_is_told_with_the_flush(
    session: ScriptedSession, bridge: Bridge, left_ms: int, ticked: bool
) -> None:
    ticks: list[None] = []
    bridge.ticked.connect(lambda: ticks.append(None))
    (seconds,) = (timer for timer in bridge.findChildren(QTimer) if not timer.isSingleShot())
    seconds.start(left_ms)
    session.show(picture([position()]))
    assert bool(ticks) == ticked
    # Never much longer than a second until the next: a row past its limit grays in time.
    assert not ticked or seconds.interval() == TICK_MS + FLUSH_MS


def test_a_second_waits_a_moment_for_the_next_changes_and_no_longer(
    session: ScriptedSession, bridge: Bridge, flushes: list[Touched]
) -> None:
    ticks: list[None] = []
    bridge.ticked.connect(lambda: ticks.append(None))
    (seconds,) = (timer for timer in bridge.findChildren(QTimer) if not timer.isSingleShot())
    (pause,) = (timer for timer in bridge.findChildren(QTimer) if timer.isSingleShot())

    def flush(number: int) -> None:
        session.show(picture([position(quantity=number)]))
        pause.timeout.emit()

    flush(1)
    lasts = seconds.interval()
    assert TICK_MS < lasts <= TICK_MS + FLUSH_MS
    flush(2)
    assert (len(flushes), seconds.interval(), ticks) == (2, lasts, [])
    # As much is left of it as it was made to wait: without that it would be over.
    seconds.start(FLUSH_MS)
    flush(3)
    assert (len(ticks), seconds.interval()) == (1, TICK_MS + FLUSH_MS)
    seconds.timeout.emit()
    assert (len(ticks), seconds.interval()) == (2, TICK_MS)
    seconds.start(FLUSH_MS)
    flush(4)
    assert len(ticks) == 2


async def test_without_changes_every_second_is_told(bridge: Bridge) -> None:
    (seconds,) = (timer for timer in bridge.findChildren(QTimer) if not timer.isSingleShot())
    told = asyncio.Event()
    bridge.ticked.connect(told.set)
    seconds.start(1)
    await asyncio.wait_for(told.wait(), 5)
    assert seconds.interval() == TICK_MS


def confirmed(session: ScriptedSession) -> None:
    """A read that says what is known already."""
    session.announce(PictureChanged(positions=Diff(changed=(MES,)), confirms=True))


def test_what_only_confirms_waits_for_the_second(
    session: ScriptedSession, bridge: Bridge, flushes: list[Touched]
) -> None:
    confirmed(session)
    assert not flushes
    (seconds,) = (timer for timer in bridge.findChildren(QTimer) if not timer.isSingleShot())
    told: list[str] = []
    bridge.flushed.connect(lambda _touched: told.append("flush"))
    bridge.ticked.connect(lambda: told.append("second"))
    seconds.timeout.emit()
    assert told == ["flush", "second"]
    assert flushes[0].positions == {MES}
    seconds.timeout.emit()
    assert told == ["flush", "second", "second"]


def test_what_only_confirms_is_told_with_the_next_news(session: ScriptedSession, flushes: list[Touched]) -> None:
    confirmed(session)
    session.show(picture([position("MNQ 12-25")]))
    (touched,) = flushes
    assert {key.instrument for key in touched.positions} == {"MES 12-25", "MNQ 12-25"}


async def test_what_only_confirms_does_not_end_a_pause(
    session: ScriptedSession, bridge: Bridge, flushes: list[Touched]
) -> None:
    session.show(picture([position()]))
    confirmed(session)
    (pause,) = (timer for timer in bridge.findChildren(QTimer) if timer.isSingleShot())
    pause.timeout.emit()
    assert len(flushes) == 1
    session.show(picture([position(mark="1")]))
    confirmed(session)
    pause.timeout.emit()
    assert len(flushes) == 2


def test_nothing_waits_while_no_seconds_are_told(
    session: ScriptedSession, bridge: Bridge, flushes: list[Touched]
) -> None:
    bridge.set_visible(False)
    confirmed(session)
    assert len(flushes) == 1
