"""What a test of a dialog works with."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget

from ctpanel.ui.dialogs.kit import DialogKit
from tests.fakes.scripted_session import ScriptedPreferences, ScriptedSession


@dataclass
class Bench:
    """Everything that a test of a dialog works with; ``tasks`` holds what the dialogs started."""

    session: ScriptedSession
    preferences: ScriptedPreferences
    kit: DialogKit
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

    async def settle(self) -> None:
        """Let every task that was started come to its end."""
        while self.tasks:
            await self.tasks.pop()


def dispose(widget: QWidget) -> None:
    """Close and delete now."""
    if shiboken6.isValid(widget):
        widget.close()
    if shiboken6.isValid(widget):
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
