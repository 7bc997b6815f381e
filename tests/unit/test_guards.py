"""The guards themselves: each fault that they are there for must fail a test, and nothing else may."""

import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

CHECKOUT = Path(__file__).parents[2]

SETTINGS = """
[pytest]
asyncio_mode = auto
asyncio_default_fixture_loop_scope = function
qt_api = pyside6
filterwarnings = error
addopts = -p no:cacheprovider --no-xvfb -p tests.conftest
"""

FAULTS = {
    "a warning in the log": (
        "import logging\ndef test(): logging.getLogger('x').warning('low on air')",
        "unexpected log record: WARNING x: low on air",
    ),
    "an announced record that does not come": (
        "def test(expected_log): expected_log('low on air')",
        "announced log record did not come",
    ),
    "a record of another level than announced": (
        "import logging\ndef test(expected_log):\n    expected_log('low on air')\n    logging.error('low on air')",
        "unexpected log record: ERROR",
    ),
    "a task left running": (
        "import asyncio\n"
        "async def test():\n"
        "    test.kept = asyncio.get_running_loop().create_task(asyncio.sleep(99), name='sleeper')",
        "task left running: sleeper",
    ),
    "a task whose exception nobody fetched": (
        "import asyncio\n"
        "async def fall(): raise KeyError('lost')\n"
        "async def test():\n    asyncio.get_running_loop().create_task(fall())\n    await asyncio.sleep(0.01)",
        "Task exception was never retrieved",
    ),
    "an exception in a callback of the loop": (
        "import asyncio\n"
        "async def test():\n    asyncio.get_running_loop().call_soon(lambda: 1 / 0)\n    await asyncio.sleep(0.01)",
        "unexpected log record: ERROR asyncio",
    ),
    "a window left open": (
        "from PySide6.QtWidgets import QWidget\n"
        "def test(qapp):\n    test.kept = QWidget()\n    test.kept.setObjectName('forgotten')",
        "top-level widget left: QWidget 'forgotten'",
    ),
    "a connection to another machine": (
        "import socket\ndef test():\n    with socket.socket() as s: s.connect(('192.0.2.1', 80))",
        "tests reach loopback only",
    ),
    "a swallowed connection to another machine": (
        "import socket\n"
        "def test():\n    try: socket.create_connection(('example.invalid', 80))\n    except Exception: pass",
        "connection to another machine: 'example.invalid'",
    ),
    "a datagram to another machine": (
        "import socket\n"
        "def test():\n    with socket.socket(type=socket.SOCK_DGRAM) as s: s.sendto(b'x', ('192.0.2.1', 9))",
        "tests reach loopback only",
    ),
}

WELCOME = """
import asyncio, logging, socket
from PySide6.QtWidgets import QWidget

def test_announced(expected_log):
    expected_log("low on a.r")
    logging.warning("low on air")

def test_closed_window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()

async def test_loopback():
    async def answer(reader, writer):
        writer.close()
        await writer.wait_closed()
    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname()[:2])
        assert await reader.read() == b""
        writer.close()
        await writer.wait_closed()

async def test_ended_task():
    task = asyncio.get_running_loop().create_task(asyncio.sleep(99))
    await asyncio.sleep(0)
    task.cancel()
"""


def run(folder: Path, sources: dict[str, str]) -> dict[str, str]:
    """Runs each source as a test file under this project's conftest; what each test said, empty when it passed."""
    (folder / "pytest.ini").write_text(SETTINGS)
    for name, source in sources.items():
        (folder / f"test_{name}.py").write_text(source)
    command = [sys.executable, "-m", "pytest", "-q", "--junitxml=report.xml"]
    # By environment, because a path list in the settings file is split at spaces.
    variables = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    subprocess.run(command, cwd=folder, env=variables, stdout=subprocess.DEVNULL, check=False, timeout=200)
    said: dict[str, str] = {}
    for case in ElementTree.parse(folder / "report.xml").iter("testcase"):
        faults = [child.get("message", "") + (child.text or "") for child in case if child.tag in ("failure", "error")]
        # A test that fails in its body and again in its teardown is listed twice.
        name = f"{case.get('classname')}.{case.get('name')}"
        said[name] = said.get(name, "") + "\n".join(faults)
    return said


@pytest.fixture(scope="module")
def said_of_faults(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """One run over all faults; each file has a second, innocent test after the guilty one."""
    sources = {f"{n:02}": source + "\ndef test_after(): pass\n" for n, (source, _) in enumerate(FAULTS.values())}
    return run(tmp_path_factory.mktemp("faults"), sources)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_fails_its_own_test(said_of_faults: dict[str, str], fault: str) -> None:
    number = list(FAULTS).index(fault)
    assert FAULTS[fault][1] in said_of_faults[f"test_{number:02}.test"]
    assert said_of_faults[f"test_{number:02}.test_after"] == ""


def test_what_is_in_order_passes(tmp_path: Path) -> None:
    said = run(tmp_path, {"welcome": WELCOME})
    assert len(said) == 4
    assert not any(said.values()), said
