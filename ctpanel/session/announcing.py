"""Commands are announced once their request has left: painting a window takes longer than sending."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from typing import Final

from ctpanel.domain.command import Command
from ctpanel.domain.ids import CommandId
from ctpanel.domain.outcome import Stage

#: Long enough for a request to reach the socket, too short to be noticed.
HOLD_BACK_S: Final = 0.015

_BEFORE_THE_SOCKET: Final = (Stage.PRESSED, Stage.JOURNALED, Stage.SENDING)


class Announcer:
    """Passes every step of every command on to ``tell``, in order; those up to sending come a moment later.

    Whoever listens may repaint at once, and the loop would be busy with that instead of with the request. What a
    command holds back is known without it: the session's own lease is taken before anything is announced.
    """

    def __init__(self, tell: Callable[[Command], None]) -> None:
        self._tell = tell
        self._waiting: dict[CommandId, list[Command]] = {}
        self._holding = 0

    @contextlib.contextmanager
    def holding_back(self) -> Iterator[None]:
        """Whoever presses inside this block hears of the new command afterwards: it has no id for it before."""
        self._holding += 1
        try:
            yield
        finally:
            self._holding -= 1

    def take(self, command: Command) -> None:
        """A command made a step."""
        is_early = command.stage in _BEFORE_THE_SOCKET and command.outcome is None
        if is_early or (self._holding and command.id in self._waiting):
            if command.id not in self._waiting:
                asyncio.get_running_loop().call_later(HOLD_BACK_S, self._pass_on, command.id)
            self._waiting.setdefault(command.id, []).append(command)
            return
        self._pass_on(command.id)
        self._tell(command)

    def _pass_on(self, command: CommandId) -> None:
        for waiting in self._waiting.pop(command, ()):
            self._tell(waiting)
