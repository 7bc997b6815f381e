"""Slow calls on a thread of their own: a keyring that waits for the user never holds up the loop or the exit."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


async def off_loop(call: Callable[[], T], name: str) -> T:
    """The result of ``call``, run on a daemon thread. A cancelled caller leaves the thread to itself."""
    loop = asyncio.get_running_loop()
    result: asyncio.Future[T] = loop.create_future()

    def settle(value: T | None, error: BaseException | None) -> None:
        if result.done():
            return
        if error is not None:
            result.set_exception(error)
        else:
            result.set_result(value)  # type: ignore[arg-type]  # None only where T allows it

    def run() -> None:
        try:
            outcome: tuple[T | None, BaseException | None] = (call(), None)
        except StopIteration as error:
            # A future refuses this one, and the caller would wait for ever.
            refused = RuntimeError(f"{name} raised StopIteration")
            refused.__cause__ = error
            outcome = (None, refused)
        except BaseException as error:  # noqa: BLE001 - handed to the caller, whatever it is
            outcome = (None, error)
        try:
            loop.call_soon_threadsafe(settle, *outcome)
        except RuntimeError:
            # The loop has ended meanwhile: nobody waits any more.
            return

    threading.Thread(target=run, name=name, daemon=True).start()
    return await result
