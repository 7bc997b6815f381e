"""The screen that tests of real windows use has what such a test needs: a window there becomes active."""

import subprocess
import sys

import pytest

from tests.helpers import system_tools
from tests.helpers.virtual_screen import missing_tools, virtual_screen

BECOME_ACTIVE = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication(["active"])
window = QWidget()
window.show()
look = QTimer(interval=20)
look.timeout.connect(lambda: window.isActiveWindow() and app.quit())
look.start()
app.exec()
print(app.platformName())
"""


@pytest.fixture
def screen_tools() -> None:
    system_tools.require(missing_tools())


@pytest.mark.x11
@pytest.mark.skipif(sys.platform != "linux", reason="X is Linux's window system")
@pytest.mark.usefixtures("screen_tools")
def test_a_window_on_it_becomes_active() -> None:
    command = [sys.executable, "-c", BECOME_ACTIVE]
    with virtual_screen() as variables:
        done = subprocess.run(command, env=variables, capture_output=True, text=True, timeout=200, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "xcb"
