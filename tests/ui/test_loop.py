"""Tests of windows run on Qt's loop, so that an awaited answer and a painted widget share one thread."""

import asyncio
import time

import qasync

from tests.helpers.patience import LONGEST_S


async def test_windows_are_tested_on_qts_loop() -> None:
    assert isinstance(asyncio.get_running_loop(), qasync.QEventLoop)


async def test_what_holds_qts_loop_up_does_not_count() -> None:
    loop = asyncio.get_running_loop()
    counted, really = loop.time(), time.monotonic()
    pause = asyncio.ensure_future(asyncio.sleep(15 * LONGEST_S))
    time.sleep(20 * LONGEST_S)  # noqa: ASYNC251 - this is what is to be seen
    assert loop.time() - counted <= 2 * LONGEST_S
    await pause
    assert loop.time() - counted >= 14.9 * LONGEST_S
    assert time.monotonic() - really >= 33 * LONGEST_S


async def test_a_cancelled_call_of_qts_loop_does_not_come() -> None:
    loop, came = asyncio.get_running_loop(), list[str]()
    loop.call_later(0.01, came.append, "cancelled").cancel()
    loop.call_later(0.02, came.append, "kept")
    await asyncio.sleep(0.04)
    assert came == ["kept"]
