"""Programs in the loop of the test, each with its own simulator and state folder."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Protocol, Unpack

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication

from ctpanel.api.config import Timeouts
from ctpanel.app import Run
from ctpanel.errors import ErrorReporter
from ctpanel.sim.options import MoreOptions
from ctpanel.sim.server import SimServer
from ctpanel.ui.theme.apply import Theme
from ctpanel.wiring.launch import Launch
from ctpanel.wiring.outside import Outside
from tests.e2e.desk import TOKEN, Desk
from tests.helpers import loops
from tests.session.rig import FastClock, MemoryVault

PATIENCE = Timeouts(connect_s=1.0, read_s=1.2, total_s=3.0, drain_s=0.3)


class OpenDesk(Protocol):
    def __call__(
        self,
        scenario: str = "calm",
        *,
        faster: float = 8.0,
        typed: str = TOKEN,
        rows: int | None = None,
        away: str = "",
        served: SimServer | None = None,
        size: tuple[int, int] | None = (1500, 900),
        **options: Unpack[MoreOptions],
    ) -> AbstractAsyncContextManager[Desk]: ...


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    # As in the program: the last window to close does not end the loop.
    qapp.setQuitOnLastWindowClosed(False)
    made = Theme(qapp)
    yield made
    qapp.setQuitOnLastWindowClosed(True)
    if shiboken6.isValid(made):
        shiboken6.delete(made)


@pytest.fixture
def open_desk(theme: Theme, tmp_path: Path) -> OpenDesk:
    """Programs that live as long as an ``async with``: between the phases of a test the loop stands still.

    ``typed`` is the user's token; so many ``rows`` of positions are awaited; time runs ``faster`` times as fast.
    ``away`` is an address in the place of the simulator's; ``served`` is a simulator that runs already. The state
    folder is the test's own, so that a second program finds what the first one left.
    """

    @contextlib.asynccontextmanager
    async def open_one(
        scenario: str = "calm",
        *,
        faster: float = 8.0,
        typed: str = TOKEN,
        rows: int | None = None,
        away: str = "",
        served: SimServer | None = None,
        size: tuple[int, int] | None = (1500, 900),
        **options: Unpack[MoreOptions],
    ) -> AsyncIterator[Desk]:
        clock = FastClock(faster, asyncio.get_running_loop().time)
        options.setdefault("token", TOKEN)
        options.setdefault("clock", clock.now)
        options.setdefault("rate_capacity", None)
        with served or SimServer(scenario, **options) as server:
            loops.attend(server.control.come_round)
            launch = Launch(base_url=away or server.base_url, stream_url=server.stream_url, state_dir=tmp_path)
            variables = {"XTRADE_TOKEN": typed} if typed else {}
            outside = Outside(variables, clock, PATIENCE, lambda disk: MemoryVault())
            desk = Desk.start(server, Run(launch, theme, ErrorReporter(), outside), tmp_path)
            desk.jump = clock.jump
            try:
                await desk.shown(size)
                if rows is not None:
                    await desk.positions_shown(rows)
                    await desk.settled()
                yield desk
            finally:
                await desk.stop()

    return open_one
