"""Pauses between tries: growing, bounded, spread."""

from hypothesis import given
from hypothesis import strategies as st

from ctpanel.api.backoff import Backoff


def test_pauses_double_up_to_the_longest() -> None:
    assert [Backoff(1.0, 30.0).pause_s(failures, 1.0) for failures in range(1, 8)] == [1, 2, 4, 8, 16, 30, 30]


def test_chance_spreads_a_pause_over_its_upper_half() -> None:
    assert [Backoff(1.0, 30.0).pause_s(3, chance) for chance in (0.0, 0.5, 1.0)] == [2.0, 3.0, 4.0]


@given(st.integers(-5, 10**9), st.floats(0, 1))
def test_a_pause_is_never_longer_or_shorter_than_its_bounds(failures: int, chance: float) -> None:
    assert 0.5 <= Backoff(1.0, 30.0).pause_s(failures, chance) <= 30.0
