"""Lost exceptions: counted, told once each, on the loop's own thread, and a reporter that never adds one."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Iterator

import pytest

from ctpanel.errors import ErrorReporter
from ctpanel.wiring.telling import on_loop
from tests.helpers.log_guard import ExpectedLog


@pytest.fixture
def reporter() -> Iterator[ErrorReporter]:
    made = ErrorReporter()
    remove = made.install()
    yield made
    remove()


def fail_in_thread() -> None:
    def fall() -> None:
        raise KeyError("lost")

    thread = threading.Thread(target=fall, name="keyring")
    thread.start()
    thread.join()


async def test_a_failing_thread_is_told_on_the_thread_of_the_loop(
    reporter: ErrorReporter, expected_log: ExpectedLog
) -> None:
    logged = expected_log("lost exception in thread keyring", level=logging.ERROR)
    told: list[tuple[str, int, threading.Thread]] = []
    heard = asyncio.Event()

    def tell(what: str, count: int) -> None:
        told.append((what, count, threading.current_thread()))
        heard.set()

    reporter.shown = on_loop(tell)
    fail_in_thread()
    assert told == [], "nothing is told from the other thread"
    async with asyncio.timeout(5):
        await heard.wait()
    ((what, count, thread),) = told
    assert what.startswith("KeyError in test_errors.py:")
    assert (count, thread, logged.seen) == (1, threading.current_thread(), 1)


def test_it_never_raises(reporter: ErrorReporter, expected_log: ExpectedLog) -> None:
    def broken(what: str, where: str, count: int) -> None:
        raise RuntimeError("there is no window any more")

    reporter.shown = broken
    expected_log("^lost exception in here", level=logging.ERROR)
    expected_log("^a lost exception in here could not be told", level=logging.ERROR)
    reporter.report("here", ValueError("x"))


def test_a_fault_that_comes_again_and_again_is_told_now_and_then(
    reporter: ErrorReporter, expected_log: ExpectedLog
) -> None:
    logged = expected_log("lost exception in a paint event", level=logging.ERROR)
    expected_log("came 10 times", level=logging.ERROR)
    counts: list[int] = []
    reporter.shown = lambda what, where, count: counts.append(count)
    for _ in range(12):
        reporter.report("a paint event", ValueError("x"))
    assert (counts, logged.seen) == ([1, 10], 1)
