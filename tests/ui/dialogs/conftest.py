"""A kit around the scripted session; tasks run on the loop of the test."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from datetime import UTC
from typing import Any

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication

from ctpanel.ui.dialogs.kit import DialogKit
from ctpanel.ui.format import Formatter
from ctpanel.ui.icons import Icons
from ctpanel.ui.theme.apply import Look, Scheme, Theme
from tests.fakes.pictures import order, picture, position
from tests.fakes.scripted_session import ScriptedPreferences, ScriptedSession
from tests.ui.dialogs.bench import Bench


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, Look(scheme=Scheme.LIGHT))
    yield made
    if shiboken6.isValid(made):
        shiboken6.delete(made)


@pytest.fixture
def bench(theme: Theme) -> Bench:
    """Long 4 MES 12-25 in Sim101 with a stop; everything read just now."""
    session = ScriptedSession(picture([position()], orders=[order()]))
    preferences = ScriptedPreferences()
    tasks: list[asyncio.Task[None]] = []

    def spawn(work: Coroutine[Any, Any, None], name: str) -> asyncio.Task[None]:
        tasks.append(asyncio.get_running_loop().create_task(work, name=name))
        return tasks[-1]

    kit = DialogKit(session, preferences, theme, Icons(theme), Formatter(zone=UTC), spawn)
    return Bench(session, preferences, kit, tasks)
