"""Byte code that is kept is the code of this source text for this Python, or it is not used."""

import ast
import builtins
import sys
from pathlib import Path
from types import CodeType
from typing import Any

import pytest

from ctpanel.kept_code import kept_code, place_for

NAMES = ("carried/",)
FUTURE = "def f(x: list[int]): pass\nkind = type(f.__annotations__['x'])"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "library.pyc"


def compiled_in(place: Path | None, *modules: tuple[str, str | bytes], **more: Any) -> list[CodeType]:
    with kept_code(place, NAMES, **more):
        return [compile(source, name, "exec") for name, source in modules]


def run(code: CodeType) -> dict[str, Any]:
    space: dict[str, Any] = {}
    exec(code, space)
    return space


def test_a_second_time_nothing_is_compiled(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = compiled_in(place, ("carried/a.py", "x = 1"), ("carried/b.py", b"x = 2"))

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("compiled again")

    monkeypatch.setattr(builtins, "compile", refuse)
    second = compiled_in(place, ("carried/a.py", "x = 1"), ("carried/b.py", b"x = 2"))
    assert [run(code)["x"] for code in second] == [run(code)["x"] for code in first] == [1, 2]
    assert builtins.compile is refuse


def test_another_text_under_the_same_name_is_compiled_and_kept(place: Path) -> None:
    compiled_in(place, ("carried/a.py", "x = 1"))
    assert run(compiled_in(place, ("carried/a.py", "x = 2"))[0])["x"] == 2
    kept = place.read_bytes()
    assert run(compiled_in(place, ("carried/a.py", "x = 2"))[0])["x"] == 2
    assert place.read_bytes() == kept


@pytest.mark.parametrize(
    "damage",
    [lambda kept: kept[:-5], lambda _: b"", lambda kept: b"\0\0\0\0" + kept[4:], lambda kept: kept[:40] + b"?" * 9],
    ids=["cut off", "empty", "of another Python", "overwritten"],
)
def test_a_damaged_file_is_made_anew(place: Path, damage: Any) -> None:
    compiled_in(place, ("carried/a.py", "x = 1"))
    whole = place.read_bytes()
    place.write_bytes(damage(whole))
    assert run(compiled_in(place, ("carried/a.py", "x = 1"))[0])["x"] == 1
    assert place.read_bytes() == whole


def test_what_is_not_of_the_library_is_neither_kept_nor_changed(place: Path) -> None:
    with kept_code(place, NAMES):
        assert run(compile("x = 1", "other.py", "exec"))["x"] == 1
        assert eval(compile("1 + 1", "carried/a.py", "eval")) == 2
        assert isinstance(compile("x = 1", "carried/a.py", "exec", ast.PyCF_ONLY_AST), ast.Module)
        with pytest.raises(SyntaxError):
            compile("x =", "carried/a.py", "exec")
    assert not place.exists()


def test_the_rules_of_the_code_that_asks_are_taken_over_and_told_apart(place: Path) -> None:
    """A caller with postponed annotations compiles with them, as it does without any of this."""
    ask = "kind = {}\nexec(compile(text, 'carried/a.py', 'exec'), kind)\nkind = kind['kind']"
    for _ in range(2):
        found = []
        with kept_code(place, NAMES):
            for head in ("", "from __future__ import annotations\n"):
                space: dict[str, Any] = {"text": FUTURE}
                exec(compile(head + ask, "asks.py", "exec"), space)
                found.append(space["kind"])
        assert found == [type(list[int]), str]


def test_a_module_that_is_not_used_is_empty(place: Path) -> None:
    for _ in range(2):
        code = compiled_in(place, ("carried/tool.py", "raise SystemExit"), unused=frozenset({"carried/tool.py"}))[0]
        run(code)


@pytest.mark.parametrize("missing", [True, False], ids=["no folder", "none wanted"])
def test_where_nothing_can_be_kept_it_is_compiled_each_time(tmp_path: Path, missing: bool) -> None:
    nowhere = tmp_path / "gone" / "library.pyc" if missing else None
    for _ in range(2):
        assert run(compiled_in(nowhere, ("carried/a.py", "x = 1"))[0])["x"] == 1
    assert not list(tmp_path.iterdir())


def test_a_place_that_cannot_be_taken_is_left_as_it_is(place: Path) -> None:
    place.mkdir()
    assert run(compiled_in(place, ("carried/a.py", "x = 1"))[0])["x"] == 1
    assert list(place.parent.iterdir()) == [place]


def test_nothing_is_written_where_python_writes_no_byte_code(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert run(compiled_in(place, ("carried/a.py", "x = 1"))[0])["x"] == 1
    assert not place.exists()


def test_it_stands_where_the_byte_code_of_the_file_would(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = place_for(tmp_path / "library.py")
    assert place is not None
    assert place.parent.name == "__pycache__"
    assert place.name == f"library.{sys.implementation.cache_tag}.pyc"
    monkeypatch.setattr(sys.implementation, "cache_tag", None)
    assert place_for(tmp_path / "library.py") is None
