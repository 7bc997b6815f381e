"""Atomic replacement, and the window state that stands on it."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ctpanel.storage.atomic import aside_name, replacing, write_atomic
from ctpanel.storage.window_state import WindowStateFile


def test_readers_see_the_old_file_until_the_new_one_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    with replacing(path) as file:
        file.write(b"ne")
        file.flush()
        assert path.read_bytes() == b"old"
        file.write(b"w")
    assert path.read_bytes() == b"new"


def test_an_interrupted_write_leaves_the_old_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt), replacing(path) as file:
        file.write(b"half")
        raise KeyboardInterrupt
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["file"]


def test_the_data_is_on_the_disk_before_it_has_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    for name in ("fsync", "replace"):
        real = getattr(os, name)

        def recorded(*arguments: object, name: str = name, real: object = real) -> None:
            calls.append(name)
            real(*arguments)  # type: ignore[operator]

        monkeypatch.setattr(os, name, recorded)
    write_atomic(tmp_path / "file", b"x")
    assert calls == (["fsync", "replace"] if os.name == "nt" else ["fsync", "replace", "fsync"])


def test_a_name_aside_is_free(tmp_path: Path) -> None:
    at = datetime(2026, 11, 23, 14, 32, 7, tzinfo=UTC)
    names = []
    for _ in range(3):
        path = aside_name(tmp_path / "a.json", "broken", at)
        path.write_text("")
        names.append(path.name)
    assert names == [f"a.json.broken-20261123T143207{end}" for end in ("", "-2", "-3")]


def test_window_state_comes_back(tmp_path: Path) -> None:
    file = WindowStateFile(tmp_path / "window.json")
    assert file.read() == {}
    assert file.write({"geometry": "AdnQywAD", "splitter": "1"}) is None
    assert WindowStateFile(tmp_path / "window.json").read() == {"geometry": "AdnQywAD", "splitter": "1"}


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"a": 1, "b": null}', b"\xff", b"[" * 100_000])
def test_a_broken_window_state_is_begun_anew(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "window.json"
    path.write_bytes(content)
    assert WindowStateFile(path).read() == {}
    assert WindowStateFile(path).write({"a": "b"}) is None
    assert json.loads(path.read_bytes()) == {"a": "b"}


def test_a_window_state_that_cannot_be_saved_is_a_sentence(tmp_path: Path) -> None:
    problem = WindowStateFile(tmp_path / "missing" / "window.json").write({"a": "b"})
    assert str(problem) == "The place of the window could not be saved: No such file or directory."
