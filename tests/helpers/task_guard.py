"""A task that outlives its test fails the test: whoever starts one has to end it."""

from __future__ import annotations

import asyncio
import gc

# A task that was told to end needs a turn of the loop to do so, and one more for who waits for it.
TURNS_OF_GRACE = 4


async def _let_the_loop_turn() -> None:
    for _ in range(TURNS_OF_GRACE):
        await asyncio.sleep(0)


def left_running(runner: asyncio.Runner) -> list[str]:
    """Names the tasks that the loop still holds after all fixtures of the test have been torn down."""
    runner.run(_let_the_loop_turn())
    # An exception that nobody fetched is reported, to the log, when its task is collected: now, not in a later test.
    gc.collect()
    tasks = asyncio.all_tasks(runner.get_loop())
    return [f"task left running: {task.get_name()}, {task.get_coro()!r}" for task in tasks]
