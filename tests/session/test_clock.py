"""What the session takes for the time."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime, timedelta

import pytest

from ctpanel.domain.freshness import Freshness, freshness
from ctpanel.domain.notice import Severity
from ctpanel.domain.text import Text
from ctpanel.session import clock as clock_module
from ctpanel.session.clock import SystemClock, stamp_now
from ctpanel.session.notices import Message, NoticeBoard


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere another clock counts the time of a suspended machine")
def test_a_night_in_which_the_machine_slept_makes_values_old(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's clock of waking hours stands still meanwhile."""
    clock = SystemClock()
    read = stamp_now(clock)
    asked = time.clock_gettime
    monkeypatch.setattr(time, "clock_gettime", lambda which: asked(which) + 8 * 3600 * (which == time.CLOCK_BOOTTIME))
    assert freshness(read.at, clock.now()) is Freshness.STALE


def test_two_moments_can_be_told_apart_where_the_plain_clock_moves_in_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows: sixteen milliseconds are enough for a read and the answer to a command."""
    monkeypatch.setattr(clock_module, "_AWAKE_OR_NOT", None)
    monkeypatch.setattr(time, "monotonic", lambda: 100.0)
    clock = SystemClock()
    first = clock.now()
    assert any(clock.now() > first for _ in range(1000))


class SetBack(SystemClock):
    """Somebody sets the clock on the wall back by some hours."""

    def __init__(self) -> None:
        self.hours = 0

    def wall(self) -> datetime:
        return datetime(2026, 11, 24, 14, tzinfo=UTC) - timedelta(hours=self.hours)


def test_the_notice_that_happened_last_comes_first_whatever_the_clock_was_set_to() -> None:
    clock = SetBack()
    board = NoticeBoard(clock, lambda: None)
    told = Text("told")
    for hours, identity in ((0, "first"), (0, "second"), (3, "third"), (5, "first")):
        clock.hours = hours
        board.post(Message(identity, Severity.MONEY, told, told, told))
    assert [notice.identity for notice in board.notices] == ["first", "third", "second"]
