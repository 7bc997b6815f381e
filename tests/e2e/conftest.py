"""Programs in the loop of the test, each with its own simulator and state folder."""

from __future__ import annotations

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
from tests.session.rig import FastClock, MemoryVault

PATIENCE = Timeouts(connect_s=1.0, read_s=1.2, total_s=3.0, drain_s=0.3)


class OpenDesk(Protocol):
    def __call__(
        self,
        scenario: str = "calm",
        *,
        speed: float = 8.0,
        token: str = TOKEN,
        rows: int | None = None,
        away: str = "",
        **options: Unpack[MoreOptions],
    ) -> AbstractAsyncContextManager[Desk]: ...


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp)
    yield made
    if shiboken6.isValid(made):
        shiboken6.delete(made)


@pytest.fixture
def open_desk(theme: Theme, tmp_path: Path) -> OpenDesk:
    """Programs that live as long as an ``async with``: between the phases of a test the loop stands still.

    ``token`` is what the user has; so many ``rows`` of positions are awaited; time runs ``speed`` times as fast.
    ``away`` is an address in the place of the simulator's.
    """

    @contextlib.asynccontextmanager
    async def open_one(
        scenario: str = "calm",
        *,
        speed: float = 8.0,
        token: str = TOKEN,
        rows: int | None = None,
        away: str = "",
        **options: Unpack[MoreOptions],
    ) -> AsyncIterator[Desk]:
        clock = FastClock(speed)
        given: MoreOptions = {"token": TOKEN, "clock": clock.now, "rate_capacity": None, **options}
        with SimServer(scenario, **given) as server:
            launch = Launch(base_url=away or server.base_url, stream_url=server.stream_url, state_dir=tmp_path)
            variables = {"XTRADE_TOKEN": token} if token else {}
            outside = Outside(variables, clock, PATIENCE, lambda disk: MemoryVault())
            desk = Desk.start(server, Run(launch, theme, ErrorReporter(), outside), tmp_path)
            try:
                await desk.shown()
                if rows is not None:
                    await desk.positions_shown(rows)
                    await desk.settled()
                yield desk
            finally:
                await desk.stop()

    return open_one
