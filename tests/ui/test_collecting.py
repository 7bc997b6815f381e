"""What was closed is not kept until thousands of objects have come together."""

from __future__ import annotations

import asyncio
import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject

from ctpanel.collecting import EVERY_MS, collect_now_and_then


class Closed:
    """Something that holds itself, as dialogs and their callbacks do."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture(autouse=True)
def nobody_else_collects() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()


async def test_garbage_goes_with_the_next_look() -> None:
    parent = QObject()
    gone = weakref.ref(Closed())
    assert gone() is not None
    timer = collect_now_and_then(parent, every_ms=1)
    async with asyncio.timeout(10):
        while gone() is not None:  # noqa: ASYNC110 - the collector tells nobody
            await asyncio.sleep(0.005)
    timer.stop()


def test_a_look_is_rare_enough_not_to_be_felt() -> None:
    parent = QObject()
    timer = collect_now_and_then(parent)
    assert timer.parent() is parent
    assert timer.interval() == EVERY_MS
    timer.stop()
