"""Runs work that must not be cancelled half-way, in tasks that cannot get lost."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class Shield:
    """Keeps tasks alive when the one who waits for them goes away.

    The HTTP library loses a connection slot when a request is cancelled in the middle, and a command whose request was
    cut off has an unknown outcome; so a caller that is cancelled only stops waiting. Its result is dropped, and an
    exception in it counts as seen.
    """

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()

    def spawn(self, work: Coroutine[Any, Any, T], name: str) -> asyncio.Task[T]:
        """Starts a task and holds it until it is done. Whoever spawns looks at how it ended: nobody else is told."""
        task = asyncio.create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._forget)
        return task

    async def run(self, work: Coroutine[Any, Any, T], name: str) -> T | None:
        """The result of the work, whose exceptions are passed on; None when :meth:`drain` had to cut it off."""
        task = self.spawn(work, name)
        # Unlike awaiting the task, this passes no cancellation on to it.
        await asyncio.wait({task})
        return None if task.cancelled() else task.result()

    async def drain(self, patience_s: float) -> None:
        """Waits so many seconds for what is running, then cancels the rest and waits for its end."""
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=patience_s)
        cut = set(self._tasks)
        for task in cut:
            task.cancel()
        if cut:
            await asyncio.wait(cut)

    def _forget(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            task.exception()
