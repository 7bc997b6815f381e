"""From a close to the ears: the sound that the user chose is played by what the system has for that."""

from __future__ import annotations

import os
import stat
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from ctpanel.domain.alert import Alert, AlertChoice, AlertKind
from ctpanel.session.alert_watch import AlertWatch
from ctpanel.ui.sounds import PLAYERS
from tests.e2e.conftest import OpenDesk
from tests.e2e.desk import SIM101, until


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


async def test_the_market_and_ninjatrader_are_told_of_and_a_close_of_one_s_own_is_not_a_change(
    open_desk: OpenDesk,
) -> None:
    async with open_desk(rows=6) as desk:
        told: list[Alert] = []
        watch = AlertWatch(desk.session, told.append, lambda: True)
        await until(lambda: watch._sizes, "a first look at the positions")
        desk.control.fill_target("Sim101", "MES 12-25")
        desk.session.refresh()
        await until(lambda: told, "the position that a target closed")
        (change,) = told
        assert (change.kind, str(change.what)) == (AlertKind.CHANGED, "long 4 → flat")
        assert (change.account, change.instrument) == SIM101
        told.clear()
        close = desk.open_close("Sim101", "MNQ 12-25")
        close.preset("All")
        close.press_send()
        await close.ends("VERIFIED flat")
        desk.control.addon_away(True)
        desk.session.refresh()
        await until(lambda: len(told) >= 2, "NinjaTrader went away")
        desk.control.addon_away(False)
        desk.session.refresh()
        await until(lambda: len(told) >= 3, "and came back")
        assert [one.kind for one in told] == [AlertKind.VERIFIED, AlertKind.NT8_AWAY, AlertKind.LINK_BACK]
        watch.close()
