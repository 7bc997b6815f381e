"""Tests of windows run on Qt's loop, so that an awaited answer and a painted widget share one thread."""

import asyncio

import qasync


async def test_windows_are_tested_on_qts_loop() -> None:
    assert isinstance(asyncio.get_running_loop(), qasync.QEventLoop)
