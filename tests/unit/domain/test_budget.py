"""The request budget: it never promises more than the service gives, and never holds a command back."""

from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from ctpanel.domain.budget import BudgetLimits, Priority, TokenBucket

SPENDING = st.lists(st.tuples(st.sampled_from(Priority), st.floats(0, 5)), max_size=60)


def after(count: int, now: float = 0.0, bucket: TokenBucket | None = None) -> TokenBucket:
    bucket = bucket or TokenBucket()
    for _ in range(count):
        bucket = bucket.spent(now)
    return bucket


def test_a_full_bucket_gives_a_burst_down_to_the_reserve() -> None:
    assert TokenBucket().wait_s(Priority.READ, 0.0) == 0.0
    assert after(14).wait_s(Priority.READ, 0.0) == 0.0
    assert after(15).wait_s(Priority.READ, 0.0) == approx(1 / 3)
    assert after(15).wait_s(Priority.READ, 0.2) == approx(1 / 3 - 0.2)
    assert after(19).wait_s(Priority.VERIFY, 0.0) == 0.0
    assert after(20).wait_s(Priority.VERIFY, 0.0) == approx(1 / 3)
    assert after(20).wait_s(Priority.READ, 0.0) == approx(2.0)


def test_a_command_never_waits_and_an_empty_bucket_owes_nothing() -> None:
    assert after(50).wait_s(Priority.COMMAND, 0.0) == 0.0
    assert after(50) == after(20)


def test_it_refills_up_to_its_size() -> None:
    assert after(20).refilled(2.0).tokens == approx(6.0)
    assert after(20).refilled(2.0).at == 2.0
    assert after(1).refilled(1e9).tokens == 20.0


def test_a_clock_that_runs_backwards_adds_nothing() -> None:
    bucket = after(10, now=100.0)
    assert bucket.refilled(50.0) == bucket
    assert bucket.refilled(100.0) is bucket
    assert bucket.spent(50.0).at == 100.0
    assert bucket.emptied(50.0).at == 100.0


def test_the_service_may_say_that_nothing_is_left() -> None:
    empty = TokenBucket().emptied(7.0)
    assert (empty.tokens, empty.at) == (0.0, 7.0)
    assert empty.wait_s(Priority.VERIFY, 7.0) == approx(1 / 3)


def test_other_limits() -> None:
    small = TokenBucket(BudgetLimits(capacity=2.0, refill_per_s=1.0, reserve=1.0), tokens=2.0)
    assert after(1, bucket=small).wait_s(Priority.READ, 0.0) == approx(1.0)
    assert small.refilled(60.0).tokens == 2.0


@given(SPENDING)
def test_who_waits_as_told_is_never_refused(steps: list[tuple[Priority, float]]) -> None:
    """A second bucket plays the service; reads also leave the reserve alone."""
    bucket, now, tokens, at = TokenBucket(), 0.0, 20.0, 0.0
    for priority, pause in steps:
        if priority is Priority.COMMAND:
            continue
        now += pause
        now += bucket.wait_s(priority, now)
        tokens, at = min(20.0, tokens + (now - at) * 3.0), now
        assert tokens > 1.0 - 1e-6
        assert priority is Priority.VERIFY or tokens > 6.0 - 1e-6
        bucket, tokens = bucket.spent(now), tokens - 1.0
        assert 0.0 <= bucket.tokens <= 20.0
