"""Long work in slices, so that a large answer never keeps the loop from painting or sending for long."""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from typing import Final, TypeAlias, TypeVar

T = TypeVar("T")

#: Work that yields between its slices and returns its result.
Sliced: TypeAlias = Generator[None, None, T]

#: Rows of one slice: a millisecond or two on an ordinary machine.
ROWS: Final = 250


async def by_turns(work: Sliced[T]) -> T:
    """The result of the work, with a turn of the loop between any two slices."""
    while True:
        try:
            next(work)
        except StopIteration as done:
            result: T = done.value
            return result
        await asyncio.sleep(0)


def in_one_go(work: Sliced[T]) -> T:
    """The result of the work, at once."""
    while True:
        try:
            next(work)
        except StopIteration as done:
            result: T = done.value
            return result
