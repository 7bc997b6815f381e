"""One program per folder; the second start raises the first one's window."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDir
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ctpanel.ui.single_instance import SingleInstance, socket_name

OTHER_PROCESS = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from ctpanel.ui.single_instance import SingleInstance
app = QCoreApplication([])
one = SingleInstance(Path(sys.argv[1]) / "one.lock")
if sys.argv[2] == "claim":
    print(one.claim(), flush=True)
    if len(sys.argv) > 3:
        import os
        os._exit(1)
else:
    print(one.claim(), flush=True)
    print(one.ask_other_to_show(100_000))
one.release()
"""


@pytest.fixture
def instance(qapp: QApplication, tmp_path: Path) -> Iterator[SingleInstance]:
    made = SingleInstance(tmp_path / "one.lock")
    yield made
    made.release()


def other(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", OTHER_PROCESS, str(folder), *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[3])


def test_the_first_claims_and_the_second_does_not(instance: SingleInstance, tmp_path: Path) -> None:
    second = SingleInstance(tmp_path / "one.lock")
    assert instance.claim()
    instance.listen()
    assert instance.listening
    assert not second.claim()
    second.release()
    assert instance.listening, "a start that did not get the folder takes nothing away"


@pytest.mark.parametrize("window_there", [True, False])
def test_another_process_raises_the_window(
    instance: SingleInstance, tmp_path: Path, qtbot: QtBot, window_there: bool
) -> None:
    assert instance.claim()
    if window_there:
        instance.listen()
    process = other(tmp_path, "show")
    if not window_there:
        assert process.stdout is not None and process.stdout.readline() == "False\n"
        instance.listen()
    with qtbot.waitSignal(instance.show_requested, timeout=100_000):
        pass
    assert process.communicate(timeout=100)[0].split()[-1] == "True"


def test_a_crash_gives_the_lock_free(instance: SingleInstance, tmp_path: Path) -> None:
    process = other(tmp_path, "claim", "crash")
    assert process.communicate(timeout=100)[0].strip() == "True"
    assert (tmp_path / "one.lock").exists()
    assert instance.claim()
    instance.listen()
    assert instance.listening


def test_after_release_the_next_one_may(instance: SingleInstance, tmp_path: Path) -> None:
    assert instance.claim()
    instance.release()
    second = SingleInstance(tmp_path / "one.lock")
    assert second.claim()
    second.release()


def test_nobody_there_is_an_answer(instance: SingleInstance) -> None:
    assert not instance.ask_other_to_show(within_ms=1)


def test_two_lock_files_are_two_programs(tmp_path: Path) -> None:
    names = {socket_name(tmp_path / name) for name in ("one", "two", "x" * 200)}
    assert len(names) == 3
    assert max(map(len, names)) < 40


def test_what_a_killed_program_leaves_lies_in_the_folder_of_this_test_run() -> None:
    assert Path(QDir.tempPath()) == Path(tempfile.gettempdir())
    assert Path(QDir.tempPath()).name.startswith("ctp-"), "the system's folder would fill with sockets of dead programs"
