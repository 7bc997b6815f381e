"""Slow calls on threads of their own: whatever they end with reaches the one who waits."""

from __future__ import annotations

import asyncio
import threading

import pytest

from ctpanel.wiring.off_loop import off_loop


async def test_the_result_comes_from_another_thread() -> None:
    assert await off_loop(threading.current_thread, "elsewhere") is not threading.current_thread()


@pytest.mark.parametrize("raised", [ValueError, SystemExit])
async def test_what_it_raises_is_raised_here(raised: type[BaseException]) -> None:
    def fail() -> None:
        raise raised("x")

    with pytest.raises(raised):
        await off_loop(fail, "failing")


async def test_an_iterator_that_is_empty_does_not_hang_the_caller() -> None:
    with pytest.raises(RuntimeError, match="looking raised StopIteration") as caught:
        async with asyncio.timeout(5):
            await off_loop(lambda: next(iter(())), "looking")
    assert isinstance(caught.value.__cause__, StopIteration)
