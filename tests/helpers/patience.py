"""Time that a loop tells its tests: seconds count only while everybody who takes part is awake.

A test that plays minutes of a session in seconds would otherwise see a slow machine as a slow network: a process that
is not scheduled for half a second loses ten seconds of a session that runs twenty times as fast. So the loop beats,
and a beat is over when the loop itself and every server of the test have come round. However long one takes, no
more than :data:`LONGEST_S` of it counts. On a machine that keeps up this is the machine's own clock.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import Callable, Iterator

BEAT_S = 0.005
LONGEST_S = 0.03
GIVEN_UP_AFTER_S = 5.0

#: Calls what it is given in the loop of a peer, from any thread.
Peer = Callable[[Callable[[], None]], None]


class Patience:
    """The seconds of one loop. Only :meth:`time` may be called from other threads."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        now = time.monotonic()
        self._loop = loop
        self._peers: list[Peer] = []
        self._counted = (now, now)
        self._number = 0
        self._awaited = 0
        self._next: asyncio.Handle | None = None
        self._watch: asyncio.Handle | None = None

    def time(self) -> float:
        """Seconds that count, on the scale of the machine's monotonic clock."""
        counted, since = self._counted
        passed = time.monotonic() - since
        # Whoever does not come round for so long will not: time goes on, so that the limits of a test can end it.
        return counted + min(passed, LONGEST_S) + max(0.0, passed - GIVEN_UP_AFTER_S)

    def attend(self, peer: Peer) -> None:
        """From the next beat on, time waits for this one too."""
        self._peers.append(peer)

    def begin(self) -> None:
        """The loop begins to turn; while it stood still nothing counted."""
        self._come_round()

    def rest(self) -> None:
        """The loop stands still."""
        self._number += 1
        for handle in (self._next, self._watch):
            if handle is not None:
                handle.cancel()

    def _come_round(self) -> None:
        if self._watch is not None:
            self._watch.cancel()
        self._counted = (self.time(), time.monotonic())
        self._next = self._loop.call_later(BEAT_S, self._beat)

    def _beat(self) -> None:
        self._number += 1
        self._awaited = len(self._peers)
        if not self._peers:
            self._come_round()
            return
        # So much time passes in one beat only after a peer was given up.
        self._watch = self._loop.call_later(2 * LONGEST_S, self._come_round)
        for peer in self._peers:
            peer(lambda number=self._number: self._tell(number))  # type: ignore[misc]

    def _tell(self, number: int) -> None:
        """Called in a peer's thread."""
        with contextlib.suppress(RuntimeError):  # the loop of the test has ended
            self._loop.call_soon_threadsafe(self._heard, number)

    def _heard(self, number: int) -> None:
        # What answers a beat from before the loop last stood still is late and counts for nothing.
        if number == self._number:
            self._awaited -= 1
            if not self._awaited:
                self._come_round()


@contextlib.contextmanager
def stopwatch() -> Iterator[Callable[[], float]]:
    """Tells the seconds since then that count, for a test without a loop: a thread beats, and is late when all are."""
    counted, ended = [0.0], threading.Event()

    def beat() -> None:
        last = time.monotonic()
        while not ended.wait(BEAT_S):
            now = time.monotonic()
            counted[0] += min(now - last, LONGEST_S)
            last = now

    thread = threading.Thread(target=beat, name="stopwatch", daemon=True)
    thread.start()
    try:
        yield lambda: counted[0]
    finally:
        ended.set()
        thread.join()
