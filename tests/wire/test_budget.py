"""The request budget: who may spend what, and who waits how long. Time is played by hand."""

import asyncio
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctpanel.api.ratelimit import RequestBudget
from ctpanel.domain.budget import BudgetLimits, Priority, TokenBucket
from ctpanel.domain.faults import FaultKind, ServiceFault
from tests.wire.conftest import Connect, Serve
from tests.wire.peers import always, answer


class HandClock:
    """Time that moves only while somebody sleeps; sleeping is remembered."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def budget(clock: HandClock) -> RequestBudget:
    return RequestBudget(clock=clock, sleep=clock.sleep)


async def spend(budget: RequestBudget, priority: Priority, count: int) -> None:
    for _ in range(count):
        await budget.acquire(priority)


async def test_the_limits_are_the_documented_ones(budget: RequestBudget) -> None:
    assert (budget.limits.capacity, budget.limits.refill_per_s, budget.limits.reserve) == (20.0, 3.0, 5.0)
    assert budget.estimate() == 20.0


async def test_reads_leave_the_reserve_alone(budget: RequestBudget, clock: HandClock) -> None:
    await spend(budget, Priority.READ, 15)
    assert clock.slept == []
    assert budget.estimate() == 5.0
    await budget.acquire(Priority.READ)
    assert clock.slept == [pytest.approx(1 / 3)]


async def test_verifying_reads_spend_the_reserve_and_then_wait_for_one_token(
    budget: RequestBudget, clock: HandClock
) -> None:
    await spend(budget, Priority.READ, 15)
    await spend(budget, Priority.VERIFY, 5)
    assert clock.slept == []
    await budget.acquire(Priority.VERIFY)
    assert clock.slept == [pytest.approx(1 / 3)]


async def test_a_command_never_waits(budget: RequestBudget, clock: HandClock) -> None:
    budget.punish(60.0)
    await spend(budget, Priority.COMMAND, 50)
    assert clock.slept == []
    assert budget.estimate() == 0.0


async def test_after_a_refusal_reads_wait_as_long_as_was_asked(budget: RequestBudget, clock: HandClock) -> None:
    budget.punish(30.0)
    await budget.acquire(Priority.VERIFY)
    assert clock.now == pytest.approx(100 + 1 / 3)
    await budget.acquire(Priority.READ)
    assert clock.now == pytest.approx(130.0)


async def test_a_shorter_penalty_does_not_end_a_longer_one(budget: RequestBudget, clock: HandClock) -> None:
    budget.punish(30.0)
    budget.punish(1.0)
    budget.punish()
    await budget.acquire(Priority.READ)
    assert clock.now == pytest.approx(130.0)


async def test_a_refusal_without_a_time_empties_the_purse(budget: RequestBudget, clock: HandClock) -> None:
    budget.punish()
    await budget.acquire(Priority.READ)
    assert clock.now == pytest.approx(102.0)


async def test_first_to_ask_is_first_to_go_and_a_reader_who_left_spends_nothing() -> None:
    gate = asyncio.Event()
    now = 0.0

    async def sleep(seconds: float) -> None:
        nonlocal now
        await gate.wait()
        now += seconds

    budget = RequestBudget(BudgetLimits(1, 1, 0), clock=lambda: now, sleep=sleep)
    await budget.acquire(Priority.READ)
    order: list[str] = []

    async def read(name: str) -> None:
        await budget.acquire(Priority.READ)
        order.append(name)

    tasks: list[asyncio.Task[Any]] = [asyncio.create_task(read(name)) for name in ("a", "b", "c")]
    await asyncio.sleep(0)
    tasks[0].cancel()
    gate.set()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert order == ["b", "c"]
    assert now == pytest.approx(2.0)


@given(st.lists(st.tuples(st.sampled_from([Priority.VERIFY, Priority.READ]), st.floats(0, 20)), max_size=60))
def test_what_leaves_on_time_is_never_more_than_the_service_allows(asks: list[tuple[Priority, float]]) -> None:
    bucket, now, server, at = TokenBucket(), 0.0, 20.0, 0.0
    for priority, pause in asks:
        now += pause
        now += bucket.wait_s(priority, now)
        bucket = bucket.spent(now)
        server = min(20.0, server + (now - at) * 3) - 1
        at = now
        assert server > -1e-6


def test_a_clock_that_runs_backwards_adds_nothing() -> None:
    bucket = TokenBucket(at=10.0).spent(10.0)
    assert bucket.refilled(5.0).tokens == 19.0
    assert bucket.spent(5.0).at == 10.0
    assert bucket.emptied(5.0).at == 10.0


async def test_a_refusal_that_comes_as_a_success_empties_the_purse_too(serve: Serve, connect: Connect) -> None:
    """The service answers some refusals with 200; without this, reads would go on at full speed."""
    refused = answer({"success": False, "error": "Rate limit exceeded", "retryAfter": 7})
    purse = RequestBudget(clock=lambda: 100.0)
    client = connect(await serve(always(refused)), budget=purse)
    with pytest.raises(ServiceFault) as caught:
        await client.read_positions()
    assert (caught.value.kind, caught.value.retry_after_s) == (FaultKind.RATE_LIMITED, 7.0)
    assert purse.estimate() == 0.0 and purse._wait_s(Priority.READ) == pytest.approx(7.0)
