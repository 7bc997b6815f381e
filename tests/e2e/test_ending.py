"""The end of a run: the folders, the locks, and the one line when it failed."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from ctpanel.app import Run
from ctpanel.errors import ErrorReporter
from ctpanel.storage.paths import StatePaths
from ctpanel.ui.theme.apply import Theme
from ctpanel.wiring.disk import open_disk
from ctpanel.wiring.launch import Launch, LaunchRefused
from ctpanel.wiring.outside import Outside


async def test_a_throwaway_folder_goes_after_the_lock_in_it(
    theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows removes no folder with an open file in it."""
    left: list[set[str]] = []

    class Folder(tempfile.TemporaryDirectory[str]):
        def cleanup(self) -> None:
            left.append({path.suffix for path in Path(self.name).rglob("*") if path.is_file()})
            super().cleanup()

    monkeypatch.setattr(tempfile, "TemporaryDirectory", Folder)
    picture = tmp_path / "window.png"
    launch = Launch(demo=True, screenshot=picture)
    assert await Run(launch, theme, ErrorReporter(), Outside({})).live() is None
    assert picture.exists()
    (kinds,) = left
    assert ".log" in kinds, "it was this run's folder"
    assert not kinds & {".lock", ".alive"}


async def test_a_screenshot_that_fails_in_an_unforeseen_way_ends_the_program_with_one_line(
    theme: Theme, tmp_path: Path
) -> None:
    class NoName(type(tmp_path)):  # type: ignore[misc]
        def absolute(self) -> Path:
            return tmp_path / "x"

        def __str__(self) -> str:
            raise OverflowError("too far away")

    run = Run(Launch(demo=True, state_dir=tmp_path, screenshot=NoName("x")), theme, ErrorReporter(), Outside({}))
    with pytest.raises(LaunchRefused) as refused:
        await run.live()
    assert str(refused.value) == "the screenshot failed: OverflowError: too far away"


async def test_a_step_of_the_end_that_fails_keeps_no_other_from_being_taken(
    theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Run(Launch(demo=True, state_dir=tmp_path, screenshot=tmp_path / "x.png"), theme, ErrorReporter(), Outside({}))

    def fail(self: object, layout: object) -> None:
        raise OverflowError("no layout")

    monkeypatch.setattr("ctpanel.storage.window_state.WindowStateFile.write", fail)
    with pytest.raises(OverflowError, match="no layout"):
        await run.live()
    assert run.window is not None and not run.window.isVisible()
    assert run.session is not None and not run.session.signed_in
    assert list((tmp_path / "demo" / "instances").iterdir()) == []


def test_a_start_without_a_journal_leaves_no_sign_of_life(tmp_path: Path) -> None:
    paths = StatePaths.locate("default", state_dir=tmp_path, demo=False)
    paths.create()
    paths.journal.mkdir()
    with pytest.raises(LaunchRefused):
        open_disk(Launch(state_dir=tmp_path), paths)
    assert list(paths.instances.iterdir()) == []
