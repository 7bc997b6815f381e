"""The guards themselves: each fault that they are there for must fail a test, and nothing else may."""

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

CHECKOUT = Path(__file__).parents[2]

SETTINGS = f"""
[pytest]
pythonpath = {CHECKOUT.as_posix()}
asyncio_mode = auto
asyncio_default_fixture_loop_scope = function
qt_api = pyside6
filterwarnings = error
addopts = -p no:cacheprovider --no-xvfb
"""

FAULTS = {
    "a warning in the log": (
        "import logging\ndef test(): logging.getLogger('x').warning('low on air')",
        "*unexpected log record: WARNING x: low on air*",
    ),
    "an announced record that does not come": (
        "def test(expected_log): expected_log('low on air')",
        "*announced log record did not come*",
    ),
    "a record of another level than announced": (
        "import logging\ndef test(expected_log):\n    expected_log('low on air')\n    logging.error('low on air')",
        "*unexpected log record: ERROR*",
    ),
    "a task left running": (
        "import asyncio\n"
        "async def test():\n"
        "    test.kept = asyncio.get_running_loop().create_task(asyncio.sleep(99), name='sleeper')",
        "*task left running: sleeper*",
    ),
    "a task whose exception nobody fetched": (
        "import asyncio\n"
        "async def fall(): raise KeyError('lost')\n"
        "async def test():\n    asyncio.get_running_loop().create_task(fall())\n    await asyncio.sleep(0.01)",
        "*Task exception was never retrieved*",
    ),
    "an exception in a callback of the loop": (
        "import asyncio\n"
        "async def test():\n    asyncio.get_running_loop().call_soon(lambda: 1 / 0)\n    await asyncio.sleep(0.01)",
        "*unexpected log record: ERROR asyncio*",
    ),
    "a window left open": (
        "from PySide6.QtWidgets import QWidget\n"
        "def test(qapp):\n    test.kept = QWidget()\n    test.kept.setObjectName('forgotten')",
        "*top-level widget left: QWidget 'forgotten'*",
    ),
    "a connection to another machine": (
        "import socket\ndef test():\n    with socket.socket() as s: s.connect(('192.0.2.1', 80))",
        "*tests reach loopback only*",
    ),
    "a swallowed connection to another machine": (
        "import socket\n"
        "def test():\n    try: socket.create_connection(('example.invalid', 80))\n    except Exception: pass",
        "*connection to another machine: 'example.invalid'*",
    ),
    "a datagram to another machine": (
        "import socket\n"
        "def test():\n    with socket.socket(type=socket.SOCK_DGRAM) as s: s.sendto(b'x', ('192.0.2.1', 9))",
        "*tests reach loopback only*",
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


def run(pytester: pytest.Pytester, source: str) -> pytest.RunResult:
    """Runs one file of tests under this project's conftest, in a process of its own."""
    pytester.makeini(SETTINGS)
    pytester.makeconftest("from tests.conftest import *")
    pytester.makepyfile(source)
    return pytester.runpytest_subprocess(timeout=50)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_fails_the_test(pytester: pytest.Pytester, fault: str) -> None:
    source, message = FAULTS[fault]
    result = run(pytester, source)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines([message])


def test_what_is_in_order_passes(pytester: pytest.Pytester) -> None:
    run(pytester, WELCOME).assert_outcomes(passed=4)


def test_an_unfetched_exception_is_blamed_on_its_own_test(pytester: pytest.Pytester) -> None:
    source, _ = FAULTS["a task whose exception nobody fetched"]
    result = run(pytester, source + "\ndef test_after(): pass")
    result.assert_outcomes(passed=2, errors=1)
    result.stdout.fnmatch_lines(["ERROR *::test*[[]plain[]]*"])
