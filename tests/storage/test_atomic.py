"""Files are replaced whole, also where another program looks at them for a moment."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ctpanel.storage import atomic

PATIENT = (0.0, 0.0, 0.0)


def looked_at(times: int) -> Callable[[Path, Path], None]:
    """A rename as on Windows while a virus scanner has the file open: refused so many times."""
    left = times
    really = os.replace

    def replace(source: Path, target: Path) -> None:
        nonlocal left
        left -= 1
        if left >= 0:
            raise PermissionError(13, "Access is denied")
        really(source, target)

    return replace


def test_a_file_that_is_looked_at_for_a_moment_is_replaced_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(atomic, "_PAUSES_S", PATIENT)
    monkeypatch.setattr(os, "replace", looked_at(len(PATIENT)))
    (tmp_path / "settings.json").write_bytes(b"old")
    atomic.write_atomic(tmp_path / "settings.json", b"new")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"new"]


def test_one_that_stays_open_is_told_and_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic, "_PAUSES_S", PATIENT)
    monkeypatch.setattr(os, "replace", looked_at(len(PATIENT) + 1))
    (tmp_path / "settings.json").write_bytes(b"old")
    with pytest.raises(PermissionError):
        atomic.write_atomic(tmp_path / "settings.json", b"new")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


def test_where_files_can_be_replaced_while_they_are_open_nobody_waits() -> None:
    assert (atomic._PAUSES_S == ()) == (os.name != "nt")
    assert sum(atomic._PAUSES_S) < 0.5, "it is the window that waits"
