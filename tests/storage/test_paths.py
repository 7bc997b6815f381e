"""Folders and file names of a profile."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctpanel.storage.errors import PathRefused
from ctpanel.storage.paths import StatePaths, checked_profile_name


def _all_of(paths: StatePaths) -> list[Path]:
    return [paths.settings, paths.window_state, paths.journal, paths.instances, paths.lock, paths.log]


def test_one_folder_for_everything(tmp_path: Path) -> None:
    paths = StatePaths.locate("Main", state_dir=tmp_path / "here")
    paths.create()
    for path in _all_of(paths):
        assert path.is_relative_to(tmp_path / "here")
        assert path.parent.is_dir()


def test_without_a_folder_the_system_says_where(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / name))
    for path in _all_of(StatePaths.locate("Main")):
        assert "ctpanel" in path.parts or path.name.startswith("ctpanel")


@pytest.mark.parametrize("in_one_folder", [True, False])
def test_the_demo_shares_no_file_with_any_profile(tmp_path: Path, in_one_folder: bool) -> None:
    folder = tmp_path if in_one_folder else None
    real = {
        *_all_of(StatePaths.locate("Main", state_dir=folder)),
        *_all_of(StatePaths.locate("demo", state_dir=folder)),
    }
    demo = _all_of(StatePaths.locate("Main", state_dir=folder, demo=True))
    assert real.isdisjoint(demo)
    folders = {StatePaths.locate("Main", state_dir=folder).state, StatePaths.locate("Main", state_dir=folder).config}
    assert all(path.parent not in folders for path in demo)


def test_profiles_have_their_own_lock_log_and_window_but_one_journal(tmp_path: Path) -> None:
    first, second = (StatePaths.locate(name, state_dir=tmp_path) for name in ("Main", "Second"))
    assert first.journal == second.journal
    assert first.settings == second.settings
    assert {first.lock, first.log, first.window_state}.isdisjoint({second.lock, second.log, second.window_state})


def test_case_does_not_make_a_second_profile(tmp_path: Path) -> None:
    assert StatePaths.locate("LIVE", state_dir=tmp_path).lock == StatePaths.locate("live", state_dir=tmp_path).lock


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_new_folders_are_for_this_user_only(tmp_path: Path) -> None:
    paths = StatePaths.locate("Main", state_dir=tmp_path / "new")
    paths.create()
    for folder in (paths.state, paths.logs, paths.instances):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_made_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(PathRefused, match="cannot be used: Not a directory"):
        StatePaths.locate("Main", state_dir=tmp_path / "file" / "below").create()


@pytest.mark.parametrize("name", ["Main", "Apex 50k", "a", "x" * 40, "Büro-2_b", "口座"])
def test_ordinary_names_are_fine(name: str) -> None:
    assert checked_profile_name(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        " a",
        "a ",
        "x" * 41,
        "a/b",
        "a\\b",
        "..",
        "a.b",
        "C:",
        "a\0",
        "a\nb",
        "con",
        "NUL",
        "Com1",
        "lpt9",
        "a²",
    ],
)
def test_names_that_could_leave_the_folder_or_open_a_device_are_refused(name: str) -> None:
    with pytest.raises(PathRefused):
        checked_profile_name(name)


@given(st.text(max_size=60))
def test_an_accepted_name_stays_inside_its_folder(name: str) -> None:
    try:
        paths = StatePaths.locate(name, state_dir=Path("/base"))
    except PathRefused:
        return
    for path in _all_of(paths):
        assert path.parent in {Path("/base"), Path("/base/logs")}
        assert len(path.name.encode()) < 255
