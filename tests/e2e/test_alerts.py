"""From a close to the ears: the sound that the user chose is played by what the system has for that."""

from __future__ import annotations

import os
import stat
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from ctpanel.domain.alert import AlertChoice, AlertKind
from ctpanel.ui.sounds import PLAYERS
from tests.e2e.conftest import OpenDesk
from tests.e2e.desk import until


@pytest.mark.skipif(sys.platform == "win32", reason="Windows plays by itself")
async def test_a_verified_close_is_heard_once(
    open_desk: OpenDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log, player = tmp_path / "heard", tmp_path / "bin" / PLAYERS[0][0]
    player.parent.mkdir()
    player.write_text(f'#!/bin/sh\necho "$@" >> {log}\n')
    player.chmod(player.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{player.parent}{os.pathsep}{os.environ['PATH']}")
    async with open_desk(rows=6) as desk:
        preferences = desk.window.panes.positions.table.columns._preferences
        heard = {AlertKind.VERIFIED: AlertChoice(sound=True, message=True)}
        preferences.change(replace(preferences.current, alerts=heard))
        close = desk.open_close()
        close.preset("All")
        await close.press_again()
        await close.ends("VERIFIED flat")
        await until(log.exists, "a sound")
    (line,) = log.read_text().splitlines()
    assert line.endswith("good.wav")
