"""What the session takes for the time."""

from __future__ import annotations

import sys
import time

import pytest

from ctpanel.domain.freshness import Freshness, freshness
from ctpanel.session.clock import SystemClock, stamp_now


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere another clock counts the time of a suspended machine")
def test_a_night_in_which_the_machine_slept_makes_values_old(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's clock of waking hours stands still meanwhile."""
    clock = SystemClock()
    read = stamp_now(clock)
    asked = time.clock_gettime
    monkeypatch.setattr(time, "clock_gettime", lambda which: asked(which) + 8 * 3600 * (which == time.CLOCK_BOOTTIME))
    assert freshness(read.at, clock.now()) is Freshness.STALE
