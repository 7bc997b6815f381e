"""What the session takes for the time."""

from __future__ import annotations

import sys
import time

import pytest

from ctpanel.domain.freshness import Freshness, freshness
from ctpanel.session import clock as clock_module
from ctpanel.session.clock import SystemClock, stamp_now


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
