"""Connects anew when the user changes by which ways this profile talks to the service."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from ctpanel.domain.command import Command
from ctpanel.session.events import CommandChanged, Listener, SessionEvent
from ctpanel.session.preferences import Preferences, PreferenceStore
from ctpanel.ui.dialogs.kit import Spawn


class Reconnectable(Protocol):
    """The part of a session that is needed here."""

    @property
    def commands(self) -> tuple[Command, ...]:
        """Commands of this run."""
        ...

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` with every event."""
        ...

    async def reconnect(self) -> bool:
        """Connect anew with the same token; False, and nothing is done, while a command is under way."""
        ...


class Reconnecting:
    """Listens for as long as session and preferences live. A command under way gets its outcome first."""

    def __init__(self, session: Reconnectable, preferences: PreferenceStore, spawn: Spawn) -> None:
        self._session = session
        self._spawn = spawn
        self._ways = _ways(preferences.current)
        self._wanted = False
        self._trying = False
        preferences.listen(self._chosen)
        session.listen(self._heard)

    def _chosen(self, now: Preferences) -> None:
        if _ways(now) != self._ways:
            self._ways, self._wanted = _ways(now), True
            self._reconnect()

    def _heard(self, event: SessionEvent) -> None:
        if isinstance(event, CommandChanged):
            self._reconnect()

    def _reconnect(self) -> None:
        if self._wanted and not self._trying and not any(command.is_running for command in self._session.commands):
            self._trying = True
            self._spawn(self._try(), "reconnect")

    async def _try(self) -> None:
        self._wanted = False
        try:
            done = await self._session.reconnect()
        finally:
            self._trying = False
        # Refused: another command was pressed in between. Or the choice was changed once more meanwhile.
        self._wanted = self._wanted or not done
        self._reconnect()


def _ways(preferences: Preferences) -> tuple[bool, bool]:
    return preferences.use_stream, preferences.commands_over_stream
