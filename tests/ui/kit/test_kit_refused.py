"""A start that is refused does not vanish without a word where there is no console."""

from __future__ import annotations

import asyncio
import io
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox

from ctpanel.wiring import refused
from ctpanel.wiring.refused import is_read, tell_refused
from tests.e2e.process import ROOT, environment


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_standard_error_is_read_unless_there_is_none_or_a_menu_started_the_bundle() -> None:
    assert not is_read(None, bundled=True)
    assert not is_read(None, bundled=False)
    assert not is_read(io.StringIO(), bundled=True)
    assert is_read(Terminal(), bundled=True)
    assert is_read(io.StringIO(), bundled=False)


def boxes() -> list[QMessageBox]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox) and each.isVisible()]


async def test_without_a_console_the_reason_stands_in_a_window_until_it_is_put_away(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refused, "_WITHOUT_SCREEN", frozenset())
    monkeypatch.setattr(sys, "stderr", None)
    telling = asyncio.create_task(tell_refused("The journal was written by a newer version of ctpanel."))
    for _ in range(10_000):
        if boxes():
            break
        await asyncio.sleep(0)
    (box,) = boxes()
    assert "newer version" in box.text()
    assert not telling.done()
    box.buttons()[0].click()
    await telling
    assert not boxes()


async def test_where_somebody_reads_standard_error_there_is_no_window(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refused, "_WITHOUT_SCREEN", frozenset())
    await tell_refused("no")
    assert not boxes()


WITHOUT_CONSOLE = """
import os, sys
errors = sys.stderr
sys.stdin = sys.stdout = sys.stderr = None
from ctpanel.cli import main
try:
    code = main(sys.argv[1:])
except BaseException as error:
    print(repr(error), file=errors)
    raise
os._exit(code)
"""


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("--demo", "--screenshot", "demo.png"), 0), (("--screenshot", "nowhere/demo.png"), 1)],
    ids=["starts", "is refused"],
)
def test_a_program_without_any_console_starts_draws_and_ends(
    tmp_path: Path, arguments: tuple[str, ...], code: int
) -> None:
    command = [sys.executable, "-c", WITHOUT_CONSOLE, "--state-dir", "state", *arguments]
    given = environment(tmp_path, {"PYTHONPATH": str(ROOT)})
    done = subprocess.run(command, cwd=tmp_path, env=given, capture_output=True, text=True, timeout=200, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (code, "", "")
    assert (tmp_path / "demo.png").exists() == (code == 0)
