"""What was closed is not kept until thousands of objects have come together."""

from __future__ import annotations

import asyncio
import ctypes
import gc
import sys
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject

from ctpanel.collecting import EVERY_MS, collect_now_and_then
from tests.bench.panel import rss_mb


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


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take freed memory back by themselves")
async def test_a_hole_in_the_heap_goes_back_to_the_system() -> None:
    library = ctypes.CDLL(None)
    library.malloc.restype = ctypes.c_void_p
    library.free.argtypes = [ctypes.c_void_p]
    # Small enough to lie in the heap and not on pages of their own, as the pictures of dialogs do after the first one.
    blocks = [library.malloc(64_000) for _ in range(500)]
    for block in blocks:
        ctypes.memset(block, 1, 64_000)
    # What stays lies above the hole, or the heap would shrink by itself.
    top = blocks.pop()
    filled = rss_mb()
    for block in blocks:
        library.free(block)
    assert rss_mb() > filled - 5, "the hole is kept, or else this test proves nothing"
    parent = QObject()
    timer = collect_now_and_then(parent, every_ms=1)
    async with asyncio.timeout(10):
        while rss_mb() > filled - 20:  # noqa: ASYNC110 - the system tells nobody
            await asyncio.sleep(0.005)
    timer.stop()
    library.free(top)
