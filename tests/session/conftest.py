"""Rigs for stories: each test gets its own world and its own state folder."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Protocol, Unpack

import pytest

from ctpanel.sim.options import MoreOptions
from tests.session.rig import Rig, stopped_on_error


class MakeRig(Protocol):
    def __call__(self, scenario: str = "calm", times: float = 20.0, **options: Unpack[MoreOptions]) -> Rig: ...


@pytest.fixture
async def make_rig(tmp_path: Path) -> AsyncIterator[MakeRig]:
    rigs: list[Rig] = []

    def make(scenario: str = "calm", times: float = 20.0, **options: Unpack[MoreOptions]) -> Rig:
        folder = tmp_path / f"state{len(rigs)}"
        folder.mkdir()
        rig = Rig(folder, scenario, times, **options)
        rigs.append(rig)
        return rig

    yield make
    for rig in rigs:
        with stopped_on_error(rig):
            await rig.stop()


@pytest.fixture
async def rig(make_rig: MakeRig) -> Rig:
    """The calm world without a request budget, twenty times as fast."""
    return make_rig(rate_capacity=None)
