"""What can be said of bundles without making one: names that two files have to share, and what is taken out."""

import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from ctpanel.wiring import menu
from ctpanel.wiring.windows_shell import APP_USER_MODEL_ID, RUNNING_MUTEX

PACKAGING = Path(__file__).parents[2] / "packaging"
INSTALLER = (PACKAGING / "windows" / "ctpanel.iss").read_text(encoding="utf-8")


@pytest.fixture
def bundle(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(PACKAGING)
    import bundle

    return bundle


@pytest.fixture
def linux_libraries(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(PACKAGING)
    import linux_libraries

    return linux_libraries


def test_the_installer_waits_for_the_mutex_that_the_program_holds() -> None:
    assert f"\nAppMutex={RUNNING_MUTEX}\n" in INSTALLER


def test_every_shortcut_has_the_name_that_the_program_gives_itself() -> None:
    icons = INSTALLER.partition("[Icons]")[2].partition("\n[")[0]
    names = re.findall(r'^Name: .*AppUserModelID: "([^"]*)"', icons, re.MULTILINE)
    assert len(names) == icons.count("\nName: ") == 3
    assert set(names) == {APP_USER_MODEL_ID}


def test_a_bundle_knows_the_versions_that_the_about_window_tells() -> None:
    spec = (PACKAGING / "ctpanel.spec").read_text(encoding="utf-8")
    taken = re.search(r"^for library in \((.*)\):\n    data \+= copy_metadata\(library\)$", spec, re.MULTILINE)
    assert taken is not None
    assert set(re.findall(r'"(\w+)"', taken[1])) == set(menu._LIBRARIES)


@pytest.mark.skipif(sys.platform != "linux", reason="a shell script stands for Python")
def test_byte_code_is_put_and_looked_for_in_the_checkout_whatever_the_builder_prefers(
    bundle: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    python, told = tmp_path / "python", tmp_path / "told"
    python.write_text(f'#!/bin/sh\necho "$PYTHONPYCACHEPREFIX,$PYTHONOPTIMIZE" >> {told}\n')
    python.chmod(0o755)
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", "/elsewhere")
    monkeypatch.setenv("PYTHONOPTIMIZE", "1")
    bundle.freeze(python)
    assert told.read_text().split() == [",", ","]


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_where_it_cannot_be_run_that_is_said_before_it_is_made(
    bundle: ModuleType, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    monkeypatch.setattr(bundle.environment, "ensure", pytest.fail)
    monkeypatch.setattr(sys, "platform", system)
    with pytest.raises(bundle.BundleFailed, match="Linux only"):
        bundle.make(["--smoke"])


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other packages")
def test_without_the_packer_of_debian_the_archive_is_ready_and_that_is_said(
    bundle: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(bundle, "DIST", tmp_path)
    (tmp_path / "ctpanel").mkdir()
    with pytest.raises(
        bundle.BundleFailed, match=r"dpkg-deb.* was not found; (ctpanel-\S+\.tar\.gz) in dist/ is ready"
    ):
        bundle.pack(tmp_path / "ctpanel")
    assert len(list(tmp_path.glob("ctpanel-*.tar.gz"))) == 1


def test_a_bundle_that_has_grown_is_refused(
    bundle: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(bundle.LARGEST_MB, sys.platform, 1)
    (tmp_path / "library").write_bytes(bytes(1_000_000))
    bundle.check_size(tmp_path)
    (tmp_path / "another").write_bytes(b"more")
    with pytest.raises(bundle.BundleFailed, match="more than the 1 MB"):
        bundle.check_size(tmp_path)


def test_a_library_forgets_where_it_was_built_and_nothing_else(linux_libraries: ModuleType, tmp_path: Path) -> None:
    library = tmp_path / "math.so"
    before = b"\0libc.so.6\0/home/builder/python/lib\0/home/builder/python/lib/more\0"
    library.write_bytes(before)
    linux_libraries.forget_place(library, Path("/home/builder/python/lib"))
    after = library.read_bytes()
    assert len(after) == len(before)
    assert after == before.replace(b"\0/home/builder/python/lib\0", b"\0$ORIGIN" + bytes(18))


@pytest.mark.parametrize("variable", ["ProgramFiles(x86)", "ProgramFiles", "LOCALAPPDATA"])
def test_inno_setup_is_found_where_it_installs_itself(
    bundle: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    for name in ("PATH", "ProgramFiles(x86)", "ProgramFiles", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "nowhere"))
    assert bundle.inno_setup() is None
    monkeypatch.setenv(variable, str(tmp_path))
    folder = tmp_path / ("Programs" if variable == "LOCALAPPDATA" else "") / "Inno Setup 6"
    folder.mkdir(parents=True)
    (folder / "ISCC.exe").touch()
    assert bundle.inno_setup() == str(folder / "ISCC.exe")
