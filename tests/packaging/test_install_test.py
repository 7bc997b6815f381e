"""The installation test says what is missing before it makes a root: a root takes a minute and the rights of root."""

import importlib
from pathlib import Path
from types import ModuleType

import pytest

PACKAGING = Path(__file__).parents[2] / "packaging"


@pytest.fixture
def install_test(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(PACKAGING)
    return importlib.import_module("install_test")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    made = tmp_path / "ctpanel.deb"
    made.write_bytes(b"!<arch>\n")
    return made


def test_a_package_that_is_not_there_is_named_with_how_to_make_it(install_test: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(install_test.TestFailed, match=r"there is no .*none\.deb; make it with: .*dev\.py bundle"):
        install_test.check_means(tmp_path / "none.deb", tmp_path)


def test_without_debootstrap_the_command_that_gets_it_is_told(
    install_test: ModuleType, package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(install_test.TestFailed, match="sudo apt-get install debootstrap"):
        install_test.check_means(package, None)


def test_a_base_that_is_no_folder_is_named(install_test: ModuleType, package: Path, tmp_path: Path) -> None:
    with pytest.raises(install_test.TestFailed, match=r"there is no folder .*absent"):
        install_test.check_means(package, tmp_path / "absent")


def test_with_a_base_debootstrap_is_not_asked_for(
    install_test: ModuleType, package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    install_test.check_means(package, tmp_path)
