"""The demo's service runs beside the program, ends with it, and runs inside it where there is no other way."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from ctpanel.wiring import demo_process, own_program
from ctpanel.wiring.demo import Demo
from ctpanel.wiring.launch import Launch, LaunchRefused
from tests.helpers.log_guard import ExpectedLog

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import sys
from ctpanel.wiring.demo import Demo
from ctpanel.wiring.launch import Launch
demo = Demo(Launch(demo=True))
demo.start()
print(demo._beside._process.pid, demo.base_url, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def demo() -> Iterator[Demo]:
    demo = Demo(Launch(demo=True))
    yield demo
    demo.stop()


def answers(demo: Demo) -> bool:
    asked = urllib.request.Request(
        f"{demo.base_url}/v1/api/accounts", headers={"Authorization": f"Bearer {demo.token}"}
    )
    with urllib.request.urlopen(asked, timeout=20) as answer:
        return bool(json.load(answer))


def process_of(demo: Demo) -> "subprocess.Popen[str]":
    process = demo._beside._process
    assert process is not None
    return process


def test_it_answers_from_a_process_of_its_own_until_it_is_stopped(demo: Demo) -> None:
    demo.start()
    process = process_of(demo)
    assert process.pid != os.getpid()
    assert answers(demo)
    demo.stop()
    assert process.returncode == 0
    with pytest.raises(OSError):
        answers(demo)


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="the system shows processes in another way")
def test_no_token_is_seen_from_outside(demo: Demo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(own_program.TOKEN_VARIABLE, "token-of-the-user-0123456789")
    with_variable = Demo(Launch(demo=True))
    try:
        for one in (demo, with_variable):
            one.start()
            process = Path("/proc", str(process_of(one).pid))
            seen = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
            assert b"serve-demo" in seen
            assert one.token.encode() not in seen
            assert b"token-of-the-user" not in seen
    finally:
        with_variable.stop()


@pytest.mark.skipif(sys.platform == "win32", reason="signals of this kind are not known there")
def test_it_ends_with_a_program_that_is_killed() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        pid, url = program.stdout.readline().split()
        assert _is_served(url)
        program.kill()
    until = time.monotonic() + 20
    while _is_served(url) and time.monotonic() < until:
        time.sleep(0.02)
    assert not _is_served(url), f"process {pid} still serves"


def _is_served(url: str) -> bool:
    """Whether somebody takes connections there; what is said at the door leads to another machine."""
    there = urlsplit(url)
    try:
        socket.create_connection((there.hostname, there.port), timeout=5).close()
    except OSError:
        return False
    return True


def test_ctrl_c_in_a_terminal_reaches_the_program_only(demo: Demo) -> None:
    demo.start()
    process_of(demo).send_signal(signal.SIGINT)
    assert answers(demo)


def test_an_unknown_scenario_is_refused_with_the_names_of_the_known_ones() -> None:
    demo = Demo(Launch(demo=True, scenario="storm"))
    with pytest.raises(LaunchRefused, match=r"storm.*calm"):
        demo.start()
    demo.stop()
    assert demo._inside is None


@pytest.mark.parametrize("typed", ["", "calm\n", "5\n"])
def test_who_starts_it_by_hand_is_told_how_the_demo_is_started(typed: str) -> None:
    command = [sys.executable, "-m", "ctpanel", demo_process.SERVE]
    done = subprocess.run(command, cwd=ROOT, input=typed, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "This option is for ctpanel itself. Start the demo with --demo.\n"


@pytest.mark.parametrize(
    ("program", "why"),
    [
        (("/no/such/program",), "is not started"),
        ((sys.executable, "-c", "pass"), "and not where it is"),
        ((sys.executable, "-c", "print('not what was asked for')"), "and not where it is"),
        ((sys.executable, "-c", "print('[1, 2]')"), "and not where it is"),
        ((sys.executable, "-c", "import sys; sys.stdin.read()"), "and not where it is"),
    ],
    ids=["no program", "silent end", "other words", "another form", "silence"],
)
def test_where_no_process_serves_it_runs_inside(
    program: tuple[str, ...], why: str, monkeypatch: pytest.MonkeyPatch, expected_log: ExpectedLog
) -> None:
    expected_log(why)
    expected_log("runs inside the program")
    monkeypatch.setattr(demo_process, "own_program", lambda: program)
    monkeypatch.setattr(demo_process, "_STARTS_WITHIN_S", 0.5)
    demo = Demo(Launch(demo=True))
    try:
        demo.start()
        assert demo._inside is not None
        assert demo._beside._process is None
        assert answers(demo)
    finally:
        demo.stop()
    with pytest.raises(OSError):
        answers(demo)
