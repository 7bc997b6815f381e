"""What the start leaves out: the window stands before anything is loaded that it does not need."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.process import ROOT, environment

WHEN_SHOWN = """
import builtins, linecache, os, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

def look():
    if any(isinstance(window, QMainWindow) and window.isVisible() for window in QApplication.topLevelWidgets()):
        for name in sorted(sys.modules):
            print(name)
        print("sources", *(name for name in linecache.cache if "session" in name))
        print("plain import", builtins.__import__ is builtins.__orig_import__)
        sys.stdout.flush()
        os._exit(0)

application = QApplication(sys.argv[:1])
timer = QTimer()
timer.timeout.connect(look)
timer.start(0)
from ctpanel.cli import main
main(sys.argv[1:])
"""
DEMO = ("--demo",)
NOBODY_THERE = ("--no-stream", "--base-url", "http://127.0.0.1:9")


def when_shown(folder: Path, *arguments: str) -> list[str]:
    """Names of the modules that were loaded when the window appeared, and two lines about how."""
    command = [sys.executable, "-c", WHEN_SHOWN, "--state-dir", str(folder), "--log-level", "ERROR", *arguments]
    given = environment(folder, {"XTRADE_TOKEN": "token-of-nobody-0123456789"})
    done = subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True, timeout=200, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.parametrize("arguments", [DEMO, NOBODY_THERE], ids=["demo", "service"])
def test_the_window_waits_for_nothing_that_it_does_not_need(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    shown = when_shown(tmp_path, *arguments)
    dialogs = [name for name in shown if name.startswith("ctpanel.ui.dialogs.")]
    # What dialogs are made of and kept in, and none of them.
    assert dialogs == ["ctpanel.ui.dialogs.kit", "ctpanel.ui.dialogs.one_of_each"]
    unneeded = {"ctpanel.storage.casefile", "ctpanel.storage.export", "keyring", "jeepney", "secretstorage"}
    unneeded |= {"websockets.asyncio.client", "websockets.server"}
    assert not unneeded & set(shown)
    # The demo's service loads beside the program; nobody calls the HTTP library's own command line.
    assert not {"ctpanel.sim", "uvicorn", "click"} & set(shown)


def test_importing_a_module_does_not_read_its_source(tmp_path: Path) -> None:
    *_, sources, plain = when_shown(tmp_path, *DEMO)
    assert sources == "sources"
    assert plain == "plain import True"
