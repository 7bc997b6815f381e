"""An answer from a cache is as old as when it came first, by the service's own clock alone."""

from datetime import UTC, datetime, timedelta

import pytest

from ctpanel.domain.first_told import FirstTold
from tests.fakes.pictures import stamp

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
KNOWN = FirstTold().told(NOON, stamp(100))


def seconds(count: float) -> timedelta:
    return timedelta(seconds=count)


@pytest.mark.parametrize("as_of", [NOON + seconds(0.001), NOON - seconds(61), None])
def test_what_is_young_or_tells_no_time_is_of_its_request(as_of: datetime | None) -> None:
    assert KNOWN.true_at(as_of, stamp(130)) == stamp(130)


def test_the_first_answer_of_all_is_of_its_request() -> None:
    assert FirstTold().true_at(NOON, stamp(130)) == stamp(130)


@pytest.mark.parametrize(("behind_s", "at"), [(0, 100), (10, 90), (60, 40)])
def test_what_is_no_younger_is_as_old_as_when_it_came_first(behind_s: int, at: int) -> None:
    assert KNOWN.true_at(NOON - seconds(behind_s), stamp(130)) == stamp(at)
    assert KNOWN.told(NOON - seconds(behind_s), stamp(130)) == KNOWN


def test_the_youngest_is_remembered_and_a_clock_that_was_set_back_begins_anew() -> None:
    assert KNOWN.told(NOON + seconds(5), stamp(106)) == FirstTold(NOON + seconds(5), stamp(106))
    assert KNOWN.told(NOON - seconds(3600), stamp(106)) == FirstTold(NOON - seconds(3600), stamp(106))
    assert KNOWN.told(None, stamp(106)) == KNOWN
