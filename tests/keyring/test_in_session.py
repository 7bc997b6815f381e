"""Runs the tests that need a real Secret Service, in a session of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers import system_tools
from tests.keyring.run_in_secret_service import INSIDE, missing_tools

CHECKOUT = Path(__file__).parents[2]
HELPER = Path(__file__).with_name("run_in_secret_service.py")

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="the Secret Service is Linux's keyring"),
    pytest.mark.skipif(bool(os.environ.get(INSIDE)), reason="already inside the session"),
]


@pytest.fixture(autouse=True)
def _tools() -> None:
    system_tools.require(missing_tools())


def in_session(*command: str) -> subprocess.CompletedProcess[str]:
    """Runs a command with an unlocked keyring of its own."""
    line = [sys.executable, str(HELPER), *command]
    return subprocess.run(line, cwd=CHECKOUT, capture_output=True, text=True, timeout=200, check=False)


def test_what_needs_a_secret_service_holds_inside_one() -> None:
    command = (sys.executable, "-m", "pytest", "-m", "secret_service", "-q", "-p", "no:cacheprovider", "tests/keyring")
    done = in_session(*command)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_session_passes_the_exit_code_on() -> None:
    assert in_session("sh", "-c", "exit 3").returncode == 3


def test_the_session_has_nothing_of_the_users_own() -> None:
    done = in_session("sh", "-c", 'echo "$HOME"; echo "$XDG_RUNTIME_DIR"; echo "$DISPLAY"')
    home, runtime, display = done.stdout.splitlines()
    assert home != os.environ.get("HOME")
    assert runtime.startswith(home)
    assert display == ""
    assert not Path(home).exists()
