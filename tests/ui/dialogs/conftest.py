"""A kit around the scripted session; tasks run on the loop of the test."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from datetime import UTC
from typing import Any

import pytest

from ctpanel.ui.dialogs.close_position import ClosePositionDialog
from ctpanel.ui.dialogs.kit import DialogKit
from ctpanel.ui.format import Formatter
from ctpanel.ui.icons import Icons
from ctpanel.ui.theme.apply import Theme
from tests.fakes.pictures import MES, order, picture, position
from tests.fakes.scripted_session import ScriptedPreferences, ScriptedSession
from tests.ui.dialogs.bench import Bench, dispose


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


@pytest.fixture
def dialog(bench: Bench) -> Iterator[ClosePositionDialog]:
    made = ClosePositionDialog(bench.kit, MES)
    made.show()
    yield made
    dispose(made)
