"""The one command of a fresh checkout: what it refuses, and when it makes its environment again."""

import ast
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

PACKAGING = Path(__file__).parents[2] / "packaging"


def dev(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Runs the command with nothing in the environment that names a display."""
    kept = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    command = [sys.executable, str(PACKAGING / "dev.py"), *arguments]
    return subprocess.run(command, env={**kept, **variables}, capture_output=True, text=True, timeout=200, check=False)


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module that looks for system packages."""
    monkeypatch.syspath_prepend(PACKAGING)
    import system_packages

    return system_packages


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """The module that makes the environment, led to a folder of this test; ``calls`` lists what it would run."""
    monkeypatch.syspath_prepend(PACKAGING)
    import environment

    calls: list[list[str]] = []
    locks = tmp_path / "locks"
    locks.mkdir()
    for name in ("runtime.txt", "dev.txt"):
        (locks / name).write_text(f"pins of {name}")
    folder = tmp_path / ".venv"
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "python").touch()
    replaced = {"FOLDER": folder, "STAMP": folder / "stamp", "LOCKS": locks, "_call": calls.append, "calls": calls}
    replaced["script"] = lambda name, place=folder: place / "bin" / name
    replaced["_runs"] = lambda python: False
    for name, value in replaced.items():
        monkeypatch.setattr(environment, name, value, raising=False)
    return environment


@pytest.mark.parametrize("name", ["dev.py", "environment.py", "system_packages.py"])
def test_an_old_python_can_read_it_far_enough_to_be_told(name: str) -> None:
    source = (PACKAGING / name).read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 9))
    assert ast.unparse(tree.body[1]) == "from __future__ import annotations"


def test_an_old_python_is_told_which_one_is_needed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.syspath_prepend(PACKAGING)
    import dev

    monkeypatch.setattr(sys, "version_info", (3, 9, 18))
    assert dev.main() == 1
    assert "Python 3.11 or newer is needed; this is 3.9" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [(), ("--help",), ("tset",)])
def test_wrong_usage_shows_the_right_one(arguments: tuple[str, ...]) -> None:
    done = dev(*arguments)
    assert done.returncode == 2
    assert "packaging/dev.py demo" in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_a_demo_without_a_display_says_what_to_do_in_one_line() -> None:
    done = dev("demo")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "--screenshot" in done.stderr


def test_packages_that_may_not_be_installed_are_named_in_a_command(
    system: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system.shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)
    monkeypatch.setattr(system.os, "geteuid", lambda: 1000)
    with pytest.raises(system.SystemPackagesMissing, match=r"sudo apt-get install .* libegl1 xvfb$"):
        system.install({"libEGL.so.1": "libegl1", "Xvfb": "xvfb"})


def test_a_system_without_apt_is_told_what_is_missing(system: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system.shutil, "which", lambda name: None)
    with pytest.raises(system.SystemPackagesMissing, match=r"libEGL\.so\.1"):
        system.install({"libEGL.so.1": "libegl1"})


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has them apart")
def test_what_is_missing_is_found_by_loading_it(system: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "WINDOW_LIBRARIES", {"libnobodyhasthis.so.7": "libnobody7", "libc.so.6": "libc6"})
    monkeypatch.setattr(system, "TEST_PROGRAMS", {"no-such-program": "nothing", "sh": "dash"})
    missing = system.needed_for("test")
    assert {"libnobodyhasthis.so.7", "no-such-program"} <= missing.keys()
    assert not {"libc.so.6", "sh"} & missing.keys()
    assert "no-such-program" not in system.needed_for("demo")


def test_the_environment_is_made_once_for_a_lock(environment: ModuleType) -> None:
    environment.ensure("runtime.txt")
    assert ["venv" in call for call in environment.calls] == [True, False]
    assert "--require-hashes" in environment.calls[1]
    environment.calls.clear()
    environment.ensure("runtime.txt")
    assert environment.calls == []


def test_the_environment_is_made_again_when_the_lock_changed(environment: ModuleType) -> None:
    environment.ensure("runtime.txt")
    (environment.LOCKS / "runtime.txt").write_text("other pins")
    environment.calls.clear()
    environment.ensure("runtime.txt")
    assert "--clear" in environment.calls[0]


def test_the_development_environment_also_serves_the_demo(environment: ModuleType) -> None:
    environment.ensure("dev.txt")
    environment.calls.clear()
    environment.ensure("runtime.txt")
    assert environment.calls == []


def test_the_demo_environment_does_not_serve_the_tests(environment: ModuleType) -> None:
    environment.ensure("runtime.txt")
    environment.calls.clear()
    environment.ensure("dev.txt")
    assert environment.calls


def test_an_environment_that_somebody_made_is_filled_as_it_is(
    environment: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "_runs", lambda python: True)
    environment.ensure("dev.txt")
    assert len(environment.calls) == 1


def test_a_failed_installation_is_tried_again(environment: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(command: list[str]) -> None:
        raise environment.EnvironmentFailed(str(command))

    monkeypatch.setattr(environment, "_call", fail)
    for _ in range(2):
        with pytest.raises(environment.EnvironmentFailed):
            environment.ensure("dev.txt")


#: Tells what it was asked for, and fails when this name is among it.
STAND_IN = "import sys; print('asked', *sys.argv[2:]); sys.exit(any(sys.argv[1] in each for each in sys.argv[2:]))"


@pytest.mark.parametrize(("fails", "code"), [("nothing", 0), ("no:cacheprovider", 1), ("--ignore", 1)])
def test_the_two_halves_of_the_suite_are_all_of_it_and_either_can_fail(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], fails: str, code: int
) -> None:
    monkeypatch.syspath_prepend(PACKAGING)
    import dev

    folders = [f"tests/{name}" for name in dev.WAITING]
    assert all((PACKAGING.parent / folder).is_dir() for folder in folders)
    assert dev.in_halves([sys.executable, "-c", STAND_IN, fails]) == code
    asked = sorted(line for line in capfd.readouterr().out.splitlines() if line.startswith("asked"))
    others, waiting = (line.split()[1:] for line in asked)
    assert others == [f"--ignore={folder}" for folder in folders]
    assert waiting == ["-p", "no:cacheprovider", *folders]
