"""The binding is loaded with less work, and is the same to everybody who uses it."""

import enum
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctpanel.ui.enum_making import EnumMaker
from tests.ui.enum_dump import shape

ROOT = Path(__file__).resolve().parents[2]


def output_of(*command: str, **variables: str) -> str:
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=os.environ | variables,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert not done.returncode, done.stderr
    return done.stdout


def test_no_enum_class_of_the_binding_differs_from_what_the_standard_library_makes() -> None:
    theirs, ours = (output_of("-m", "tests.ui.enum_dump", who).splitlines() for who in ("theirs", "ours"))
    assert len(theirs) > 600
    assert ours == theirs


def test_the_binding_says_the_same_whether_its_code_was_compiled_or_kept(tmp_path: Path) -> None:
    """Its signatures and messages are made by the modules that it carries as text."""
    own = {"PYTHONPYCACHEPREFIX": str(tmp_path), "PYTHONDONTWRITEBYTECODE": ""}
    theirs = output_of("-m", "tests.ui.binding_says", "theirs")
    assert "called with wrong argument types" in theirs
    assert output_of("-m", "tests.ui.binding_says", "ours", **own) == theirs
    (kept,) = tmp_path.rglob("binding_modules.*")
    written = kept.stat().st_mtime_ns
    assert output_of("-m", "tests.ui.binding_says", "ours", **own) == theirs
    assert kept.stat().st_mtime_ns == written


def test_loading_it_leaves_its_import_and_its_tools_out() -> None:
    facts = (
        "import builtins, enum, sys\n"
        "making = enum.EnumType.__dict__['_create_']\n"
        "from ctpanel.ui.binding import load_binding\n"
        "load_binding()\n"
        "print('feature' in builtins.__import__.__name__, enum.EnumType.__dict__['_create_'] is making)\n"
        "tool = next(one for name, one in sys.modules.items() if name.endswith('pyi_generator'))\n"
        "print([name for name in vars(tool) if not name.startswith('__')])"
    )
    assert output_of("-c", facts).split("\n")[:2] == ["False False", "[]"]


def made_by_both(kind: Any, names: Any, **more: Any) -> list[object]:
    """What each of the two makes, or how it fails."""
    maker = EnumMaker()
    found: list[object] = []
    for make in (maker._ordinary.__get__(kind), lambda *asked, **named: maker.make(kind, *asked, **named)):
        try:
            made = make("Made", names, **more)
            # The binding says itself where its classes live.
            made.__module__ = made.__qualname__ = "somewhere"
            found.append(shape(made))
        except (TypeError, ValueError) as error:
            found.append((type(error), str(error)))
    return found


PLAIN = st.dictionaries(
    st.sampled_from(("A", "B", "C", "D", "E", "F", "G", "name", "value", "mro", "real", "_x", "__y__", "_z_")),
    st.one_of(st.integers(-3, 40), st.sampled_from([1 << bit for bit in range(12)])),
)


@given(
    st.sampled_from((enum.Enum, enum.IntEnum, enum.Flag, enum.IntFlag)),
    PLAIN.map(lambda names: list(names.items())),
    st.sampled_from((None, enum.KEEP, enum.CONFORM, enum.STRICT, enum.EJECT)),
)
def test_it_makes_what_the_standard_library_makes(kind: Any, names: Any, boundary: Any) -> None:
    theirs, ours = made_by_both(kind, names, boundary=boundary)
    assert ours == theirs


@pytest.mark.parametrize(
    ("names", "more"),
    [
        ("A B C", {}),
        ({"A": 1, "B": 2}, {}),
        ([("A", "text"), ("B", 2.5)], {}),
        (["A", "B"], {"start": 5}),
        ([("A", 1)], {"type": str}),
        ([("A", True), ("B", False)], {}),
    ],
    ids=["words", "mapping", "other values", "counted", "mixed", "truth"],
)
def test_what_the_binding_never_asks_for_is_left_to_the_standard_library(names: Any, more: Any) -> None:
    theirs, ours = made_by_both(enum.Enum, names, **more)
    assert ours == theirs


KINDS = (enum.Enum, enum.IntEnum, enum.Flag, enum.IntFlag)


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_is_left_to_the_library_without_need(kind: Any) -> None:
    maker = EnumMaker()
    maker.make(kind, "First", [("A", 1)])
    maker._ordinary = None
    assert [each.name for each in maker.make(kind, "Made", [("A", 1), ("B", 2)])] == ["A", "B"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_library_that_keeps_its_members_otherwise_makes_its_classes_itself(kind: Any) -> None:
    maker = EnumMaker()
    known = maker._ordinary

    def newer(*asked: Any, **more: Any) -> Any:
        made = known(*asked, **more)
        made._order_ = [each.name for each in made]
        return made

    maker._ordinary = newer
    for names in ([("A", 1)], [("A", 1), ("B", 2)]):
        assert maker.make(kind, "Made", names)._order_ == [name for name, _ in names]


def test_in_place_it_makes_the_classes_of_the_whole_process_and_can_be_taken_out_again() -> None:
    before, maker = enum.EnumType.__dict__["_create_"], EnumMaker()
    try:
        maker.install()
        made = enum.IntFlag("Made", [("A", 1), ("B", 2), ("BOTH", 3)])  # type: ignore[misc]
    finally:
        maker.uninstall()
    assert enum.EnumType.__dict__["_create_"] is before
    assert [one.name for one in made] == ["A", "B"]
    assert made.A | made.B is made.BOTH
    assert made(3) is made["BOTH"]
