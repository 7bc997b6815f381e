"""Going from one profile to another, through the window and by another process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QPushButton

from ctpanel.app import Run
from ctpanel.errors import ErrorReporter
from ctpanel.sim.server import SimServer
from ctpanel.ui.dialogs.profiles import ProfilesDialog
from ctpanel.ui.theme.apply import Theme
from ctpanel.wiring.launch import Launch
from ctpanel.wiring.outside import Outside
from tests.e2e.conftest import OpenDesk
from tests.e2e.desk import TOKEN, Desk, click, named, told, until
from tests.e2e.process import ROOT, environment, log_of, wait_for
from tests.session.rig import MemoryVault


def profiles_of(desk: Desk) -> ProfilesDialog:
    desk.window.actions_by_key["open_profiles"].trigger()
    (dialog,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, ProfilesDialog) and one.isVisible())
    return dialog


def create(dialog: ProfilesDialog, name: str) -> None:
    named(dialog, QLineEdit, "Name of a new profile").setText(name)
    named(dialog, QLineEdit, "Name of a new profile").textEdited.emit(name)
    click(named(dialog, QPushButton, "Create profile"))


async def test_a_switch_ends_this_start_and_names_the_next(open_desk: OpenDesk) -> None:
    async with open_desk(rows=6) as desk:
        dialog = profiles_of(desk)
        assert desk.window.windowTitle().startswith("ctpanel – "), "there is nothing to tell apart"
        create(dialog, "Apex")
        await until(lambda: desk.window.windowTitle().startswith("ctpanel default – "), "the name of this one")
        assert desk.says("Profile") == "default"
        click(named(dialog, QPushButton, "Switch to profile"))
        await until(desk.ending.done, "the end of this start")
        following = desk.ending.result()
        assert isinstance(following, Launch)
        assert (following.profile, following.switched, following.base_url) == ("Apex", True, None)
        assert desk.changing() == []


async def test_no_switch_while_a_close_is_on_its_way(open_desk: OpenDesk) -> None:
    async with open_desk(rows=6) as desk:
        desk.control.set_faults("latency:2")
        close = desk.open_close()
        close.preset("All")
        close.press_send()
        await until(lambda: desk.changing() or desk.session.commands, "a command")
        dialog = profiles_of(desk)
        create(dialog, "Apex")
        click(named(dialog, QPushButton, "Switch to profile"))
        assert "no clear outcome" in told(dialog, "Told")
        assert not desk.ending.done()
        row = named(dialog, QListWidget, "Profiles").item(0).text()
        assert row.startswith("default  (this window, 1 command")
        desk.control.set_faults()
        await close.ends()


async def test_another_profile_does_not_get_the_token_of_this_run(theme: Theme, tmp_path: Path) -> None:
    with SimServer("calm", token=TOKEN) as server:
        launch = Launch(base_url=server.base_url, no_stream=True, profile="Apex", state_dir=tmp_path, switched=True)
        outside = Outside({"XTRADE_TOKEN": TOKEN}, vault=lambda disk: MemoryVault())
        desk = Desk.start(server, Run(launch, theme, ErrorReporter(), outside), tmp_path)
        await desk.shown()
        assert not desk.session.signed_in
        assert desk.says("Profile") == "Apex"
        assert desk.window.windowTitle().startswith("ctpanel Apex")
        await desk.stop()
        assert server.control.requests() == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks at the process through /proc")
def test_another_window_is_a_process_of_its_own(tmp_path: Path) -> None:
    state = tmp_path / "state"
    script = (
        "import pathlib, sys\n"
        "from ctpanel.wiring.another_window import start_window\n"
        "from ctpanel.wiring.launch import Launch\n"
        "sys.exit(0 if start_window(Launch(state_dir=pathlib.Path(sys.argv[1])), 'Apex') else 1)\n"
    )
    started = subprocess.run(
        [sys.executable, "-c", script, str(state)],
        cwd=ROOT,
        env=environment(tmp_path, {"XTRADE_TOKEN": TOKEN}),
        timeout=30,
        check=False,
    )
    assert started.returncode == 0
    wait_for(lambda: "window shown" in log_of(state), "the other window")
    number = int((state / "profile-apex.lock").read_text().split()[0])
    try:
        assert b"XTRADE_TOKEN" not in Path(f"/proc/{number}/environ").read_bytes()
    finally:
        os.kill(number, signal.SIGTERM)
    wait_for(lambda: log_of(state).rstrip().endswith("ctpanel ends"), "its end")
    assert "profile Apex" in log_of(state)
