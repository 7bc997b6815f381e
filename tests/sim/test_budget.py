"""The request budget: how it empties, fills, and says when to come back."""

from hypothesis import given
from hypothesis import strategies as st

from ctpanel.sim.budget import TokenBucket
from tests.sim.conftest import StartSim


class Hand:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_twenty_at_once_then_three_a_second() -> None:
    clock = Hand()
    bucket = TokenBucket(20, 3, clock)
    assert [bucket.take() for _ in range(21)] == [True] * 20 + [False]
    clock.now += 1.0
    assert [bucket.take() for _ in range(4)] == [True, True, True, False]


@given(st.lists(st.floats(0, 5), max_size=60))
def test_never_more_than_capacity_plus_refill(waits: list[float]) -> None:
    clock = Hand()
    bucket = TokenBucket(20, 3, clock)
    granted = 0
    for wait in waits:
        clock.now += wait
        granted += bucket.take()
        assert bucket.tokens() <= 20
    assert granted <= 20 + 3 * sum(waits) + 1e-6


def test_the_wait_is_until_the_next_token() -> None:
    clock = Hand()
    bucket = TokenBucket(20, 3, clock)
    bucket.spend(25)
    assert bucket.tokens() == 0
    assert abs(bucket.wait_s() - 1 / 3) < 1e-9
    clock.now += bucket.wait_s() + 1e-9
    assert bucket.take()


def test_over_budget_is_a_429_that_says_when_to_come_back(start_sim: StartSim) -> None:
    clock = Hand()
    sim = start_sim(clock=clock)
    sim.control.spend_budget(19)
    assert sim.close_position("Sim101", instrument="MES 12-25", quantity=1).status_code == 200
    refused = sim.close_position("Sim101", instrument="MES 12-25", quantity=1)
    assert (refused.status_code, refused.json()) == (429, {"error": "Rate limit exceeded"})
    assert refused.headers["retry-after"] == "1"
    sim.control.advance(1)
    assert sim.control.position("Sim101", "MES 12-25").net == 3
    clock.now += 1
    assert sim.http.get("/v1/api/accounts").status_code == 200


def test_the_pinch_lets_another_program_eat_the_budget(start_sim: StartSim) -> None:
    clock = Hand()
    sim = start_sim("rate-pinch", clock=clock)
    sim.control.spend_budget(20)
    clock.now += 4
    sim.server.engine.catch_up()
    assert 1.5 < sim.control.budget_left() < 2.5
