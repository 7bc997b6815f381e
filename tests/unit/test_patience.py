"""The time of the loop that tests run on: it passes as the machine's does, but not while somebody is not there."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable

import pytest

from tests.helpers import loops, patience
from tests.helpers.patience import BEAT_S, LONGEST_S, stopwatch


async def test_a_pause_takes_its_time_by_both_clocks() -> None:
    loop = asyncio.get_running_loop()
    counted, really = loop.time(), time.monotonic()
    await asyncio.sleep(10 * BEAT_S)
    assert loop.time() - counted >= 9.9 * BEAT_S
    assert time.monotonic() - really >= 9.9 * BEAT_S


async def test_what_holds_the_loop_up_does_not_count() -> None:
    loop = asyncio.get_running_loop()
    counted = loop.time()
    time.sleep(20 * LONGEST_S)  # noqa: ASYNC251 - this is what is to be seen
    assert loop.time() - counted <= 2 * LONGEST_S


async def test_time_waits_for_a_peer_that_does_not_come_round() -> None:
    loop = asyncio.get_running_loop()
    asked: list[Callable[[], None]] = []
    loops.attend(asked.append)
    pause = asyncio.ensure_future(asyncio.sleep(20 * LONGEST_S))
    # A beat begins by itself and then waits for the peer.
    for _ in range(30):
        await _really(LONGEST_S)
    assert len(asked) == 1 and not pause.done()
    counted = loop.time()
    await _really(LONGEST_S)
    assert loop.time() == counted
    asked.pop()()
    while not asked:
        await _really(BEAT_S)
    assert not pause.done()
    assert 0 < loop.time() - counted <= 2 * LONGEST_S
    pause.cancel()


async def test_a_peer_that_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "GIVEN_UP_AFTER_S", 10 * LONGEST_S)
    asked: list[Callable[[], None]] = []
    loops.attend(asked.append)
    async with asyncio.timeout(60):
        await asyncio.sleep(4 * LONGEST_S)
    assert len(asked) >= 2, "the next beat asks again"


async def test_a_peer_may_answer_from_a_thread_of_its_own() -> None:
    loops.attend(lambda done: threading.Thread(target=done).start())
    async with asyncio.timeout(60):
        await asyncio.sleep(5 * LONGEST_S)


def test_time_goes_on_where_it_stood_when_the_loop_stood_still() -> None:
    with asyncio.Runner(loop_factory=loops.PatientLoop) as runner:

        async def now() -> float:
            return asyncio.get_running_loop().time()

        first = runner.run(now())
        time.sleep(20 * LONGEST_S)
        assert 0 <= runner.run(now()) - first <= 3 * LONGEST_S


def test_a_stopwatch_does_not_count_what_keeps_it_from_beating() -> None:
    with stopwatch() as seconds:
        time.sleep(20 * BEAT_S)
        before, really = seconds(), time.monotonic()
        assert before > 0
        # One long call into the interpreter lets no other thread run.
        numbers = 10**6
        while time.monotonic() - really < 8 * LONGEST_S:
            really = time.monotonic()
            before = seconds()
            max(range(numbers))
            numbers *= 2
        assert seconds() - before <= 3 * LONGEST_S


async def _really(seconds: float) -> None:
    """Seconds of the machine's clock, in which the loop goes round."""
    await asyncio.get_running_loop().run_in_executor(None, time.sleep, seconds)
