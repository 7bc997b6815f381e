"""The only place that starts tasks: every one is named, strongly referenced, and reports its exception at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

#: Told of every exception that no caller awaits: what was running, and the exception.
Reporter = Callable[[str, BaseException], None]


class TaskScope:
    """The tasks of one owner. When the owner closes it, none is left."""

    def __init__(self, report: Reporter) -> None:
        self._report = report
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False

    def spawn(self, work: Coroutine[Any, Any, None], name: str) -> asyncio.Task[None]:
        """Start a task. Raises RuntimeError after :meth:`close`, so that nothing starts behind a shutdown."""
        if self._closed:
            work.close()
            raise RuntimeError(f"{name} was started after the end")
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def report(self, what: str, error: BaseException) -> None:
        """Tell of an exception that was caught so that the work could go on."""
        self._report(what, error)

    async def close(self, patience_s: float = 3.0) -> tuple[str, ...]:
        """Cancel what runs and wait for it; returns the names of those that did not end in time."""
        self._closed = True
        tasks = {task for task in self._tasks if task is not asyncio.current_task()}
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=patience_s)
        return tuple(task.get_name() for task in tasks if not task.done())

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if task.cancelled():
            return
        error = task.exception()
        if error is not None:
            self._report(task.get_name(), error)
