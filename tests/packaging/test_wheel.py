"""The wheel holds the whole program, and the program finds its resources wherever it runs."""

import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from ctpanel import __version__
from ctpanel.resources import resource

CHECKOUT = Path(__file__).parents[2]


def run(*command: str | Path, cwd: Path) -> str:
    """Runs to success within a bound and returns what was printed."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=200, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built with what the development environment has: no network, no isolation."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder, cwd=CHECKOUT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python_with_wheel(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python that has the wheel installed, and borrows the dependencies from the one that runs the tests."""
    folder = tmp_path_factory.mktemp("environment with a space")
    venv.create(folder, with_pip=False)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    install = ("-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index", wheel)
    run(sys.executable, *install, cwd=folder)
    own = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder))
    (own / "borrowed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return python


def shipped(folder: str) -> set[str]:
    """The files below a folder of the checkout that belong into the wheel, with forward slashes."""
    files = (path for path in (CHECKOUT / folder).rglob("*") if path.is_file() and path.suffix != ".pyc")
    return {path.relative_to(CHECKOUT).as_posix() for path in files}


def test_the_wheel_holds_all_modules_and_resources_and_nothing_else(wheel: Path) -> None:
    resources = {name.replace("resources/", "ctpanel/_resources/", 1) for name in shipped("resources")}
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert held == shipped("ctpanel") | resources


def test_an_installed_program_finds_its_own_resources(python_with_wheel: Path, tmp_path: Path) -> None:
    ask = "import ctpanel.resources as r; print(r.resource('icons'))"
    found = Path(run(python_with_wheel, "-P", "-c", ask, cwd=tmp_path))
    assert found.is_dir()
    assert found.parent.name == "_resources"
    assert found.is_relative_to(python_with_wheel.parents[1])


@pytest.mark.skipif(not (CHECKOUT / "ctpanel" / "cli.py").exists(), reason="the command line is not there yet")
def test_the_installed_command_tells_its_version(python_with_wheel: Path, tmp_path: Path) -> None:
    command = python_with_wheel.with_name("ctpanel" + python_with_wheel.suffix)
    assert __version__ in run(command, "--version", cwd=tmp_path)


def test_a_checkout_finds_its_own_resources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert resource("icons") == CHECKOUT / "resources" / "icons"


def test_a_frozen_program_looks_into_its_bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    icon = tmp_path / "resources" / "icons" / "only-in-the-bundle.svg"
    icon.parent.mkdir(parents=True)
    icon.touch()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource("icons/only-in-the-bundle.svg") == icon


def test_a_missing_resource_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"icons/none\.svg"):
        resource("icons/none.svg")
