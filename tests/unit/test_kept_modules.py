"""A module that is taken from the file is the one that Python would load, or it is not taken."""

import importlib
import importlib.machinery
import importlib.util
import inspect
import marshal
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ctpanel.kept_modules import kept_modules

NAMES = ("kept_alpha", "kept_beta", "kept_beta.gamma")


class Desk:
    """A folder of modules on Python's path, and the file that keeps them."""

    def __init__(self, folder: Path, place: Path) -> None:
        self.folder, self.place = folder, place
        (folder / "kept_beta").mkdir(parents=True)
        for name in ("kept_alpha.py", "kept_beta/__init__.py", "kept_beta/gamma.py"):
            (folder / name).write_text("x = 1\n")

    def load(self, *names: str, place: Path | None = None) -> list[ModuleType]:
        forget()
        importlib.invalidate_caches()
        with kept_modules(place or self.place):
            return [importlib.import_module(name) for name in names]

    def write_unseen(self, name: str, text: str = "x = 2\n") -> None:
        """Another text of the same date and size, of which Python itself has no byte code."""
        file = self.folder / name
        old = file.stat()
        file.write_text(text)
        os.utime(file, ns=(old.st_atime_ns, old.st_mtime_ns))
        self.drop_pythons_own()

    def drop_pythons_own(self) -> None:
        for kept in self.folder.rglob("__pycache__"):
            state = kept.parent.stat()
            shutil.rmtree(kept)
            os.utime(kept.parent, ns=(state.st_atime_ns, state.st_mtime_ns))


def forget() -> None:
    for name in NAMES:
        sys.modules.pop(name, None)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    found = Desk(tmp_path / "modules", tmp_path / "start.pyc")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.syspath_prepend(found.folder)
    yield found
    forget()


def values(modules: list[ModuleType]) -> list[int]:
    return [module.x for module in modules]


def test_a_second_time_modules_come_out_of_the_file(desk: Desk) -> None:
    assert values(desk.load(*NAMES)) == [1, 1, 1]
    for name in ("kept_alpha.py", "kept_beta/__init__.py", "kept_beta/gamma.py"):
        desk.write_unseen(name)
    assert values(desk.load(*NAMES)) == [1, 1, 1]
    forget()
    assert importlib.import_module("kept_alpha").x == 2


def test_such_a_module_says_of_itself_what_any_other_says(desk: Desk) -> None:
    def said(module: ModuleType) -> list[Any]:
        spec = module.__spec__
        assert spec is not None
        names = ("__name__", "__file__", "__cached__", "__package__", "__path__")
        own = [getattr(module, name, None) for name in names]
        of_spec = [spec.name, spec.origin, spec.has_location, spec.cached, spec.submodule_search_locations]
        loader: Any = spec.loader
        code = loader.get_code(spec.name).co_code
        return [*own, *of_spec, code, inspect.getsource(module), repr(module), module.__dict__.keys()]

    ordinary = [said(module) for module in desk.load(*NAMES)]
    assert [said(module) for module in desk.load(*NAMES)] == ordinary


@pytest.mark.parametrize("longer", [False, True], ids=["another date", "another size"])
def test_a_source_that_changed_is_loaded_anew_and_kept(desk: Desk, longer: bool) -> None:
    desk.load(*NAMES)
    source = desk.folder / "kept_beta" / "gamma.py"
    date = source.stat().st_mtime_ns
    source.write_text("x = 2" + "\n" * (2 if longer else 1))
    os.utime(source, ns=(date, date + (0 if longer else 1_000_000)))
    desk.drop_pythons_own()
    assert values(desk.load(*NAMES)) == [1, 1, 2]
    desk.write_unseen("kept_beta/gamma.py", "x = 3" + "\n" * (2 if longer else 1))
    assert values(desk.load(*NAMES)) == [1, 1, 2]


def test_a_source_that_is_gone_is_not_there(desk: Desk) -> None:
    desk.load(*NAMES)
    (desk.folder / "kept_beta" / "gamma.py").unlink()
    with pytest.raises(ModuleNotFoundError):
        desk.load(*NAMES)


def test_what_comes_earlier_on_the_path_comes_first(desk: Desk, tmp_path: Path) -> None:
    earlier = tmp_path / "earlier"
    earlier.mkdir()
    sys.path.insert(0, str(earlier))
    desk.load("kept_alpha")
    (earlier / "kept_alpha.py").write_text("x = 5\n")
    assert values(desk.load("kept_alpha")) == [5]


def test_a_part_of_a_package_is_looked_for_where_the_package_says(desk: Desk, tmp_path: Path) -> None:
    desk.load(*NAMES)
    (tmp_path / "gamma.py").write_text("x = 7\n")
    forget()
    with kept_modules(desk.place):
        importlib.import_module("kept_beta").__path__ = [str(tmp_path)]
        assert importlib.import_module("kept_beta.gamma").x == 7


def test_starts_that_need_other_modules_add_theirs(desk: Desk) -> None:
    desk.load("kept_alpha")
    desk.load("kept_beta")
    for name in ("kept_alpha.py", "kept_beta/__init__.py"):
        desk.write_unseen(name)
    assert values(desk.load("kept_alpha", "kept_beta")) == [1, 1]


def test_nothing_is_written_when_nothing_is_new(desk: Desk) -> None:
    desk.load(*NAMES)
    before = desk.place.stat()
    desk.load("kept_alpha")
    assert desk.place.stat().st_ino == before.st_ino


def test_modules_without_a_file_or_under_another_name_are_not_kept(desk: Desk) -> None:
    """The Qt binding carries modules as text and gives them Python's own loader; others are there under two names."""
    nowhere = desk.folder / "carried.py"
    carried = importlib.util.spec_from_file_location("kept_carried", nowhere)
    assert carried is not None
    with kept_modules(desk.place):
        alpha = importlib.import_module("kept_alpha")
        sys.modules["kept_second"] = alpha
        sys.modules["kept_carried"] = importlib.util.module_from_spec(carried)
    before = desk.place.stat()
    for name in ("kept_second", "kept_carried"):
        del sys.modules[name]
    with kept_modules(desk.place):
        sys.modules["kept_carried"] = importlib.util.module_from_spec(carried)
        with pytest.raises(ModuleNotFoundError):
            importlib.import_module("kept_second")
    assert desk.place.stat().st_ino == before.st_ino
    del sys.modules["kept_carried"]


def test_a_module_that_another_loader_made_is_not_kept(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    class Changing(importlib.machinery.SourceFileLoader):
        def source_to_code(self, data: Any, path: Any, *, _optimize: int = -1) -> Any:  # type: ignore[override]
            return super().source_to_code(bytes(data).replace(b"1", b"9"), path)

    class Hook:
        @staticmethod
        def find_spec(name: str, *_: object) -> importlib.machinery.ModuleSpec | None:
            file = str(desk.folder / "kept_alpha.py")
            changing = Changing(name, file)
            return importlib.util.spec_from_file_location(name, file, loader=changing) if "alpha" in name else None

    with monkeypatch.context() as hooked:
        hooked.setattr(sys, "meta_path", [Hook, *sys.meta_path])
        assert values(desk.load("kept_alpha")) == [9]
    desk.drop_pythons_own()
    assert values(desk.load("kept_alpha")) == [1]


@pytest.mark.parametrize(
    "damage",
    [
        lambda kept: kept[:-5],
        lambda kept: kept[:9],
        lambda _: b"",
        lambda kept: b"\0\0\0\0" + kept[4:],
        lambda kept: kept[:40] + b"?" + kept[41:],
    ],
    ids=["cut off", "only a head", "empty", "of another Python", "overwritten"],
)
def test_a_file_that_is_of_no_use_is_made_anew(desk: Desk, damage: Callable[[bytes], bytes]) -> None:
    desk.load(*NAMES)
    whole = desk.place.read_bytes()
    desk.place.write_bytes(damage(whole))
    desk.write_unseen("kept_alpha.py")
    assert values(desk.load(*NAMES)) == [2, 1, 1]
    assert len(desk.place.read_bytes()) == len(whole)


def test_byte_code_that_was_lost_is_read_where_python_keeps_it(desk: Desk) -> None:
    desk.load(*NAMES)
    whole = desk.place.read_bytes()
    lost = len(whole) // 5
    desk.place.write_bytes(whole[:-lost] + bytes(lost))
    assert values(desk.load(*NAMES)) == [1, 1, 1]


def test_a_source_that_somebody_writes_meanwhile_is_not_kept(desk: Desk) -> None:
    with kept_modules(desk.place):
        importlib.import_module("kept_alpha")
        (desk.folder / "kept_alpha.py").write_text("x = (")
        desk.drop_pythons_own()
    (desk.folder / "kept_alpha.py").write_text("x = 4\n")
    assert values(desk.load("kept_alpha")) == [4]


def test_where_nothing_can_be_kept_modules_load_as_ever(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.load(*NAMES)
    desk.place.unlink()

    def refuse(_: object) -> bytes:
        raise AssertionError("for a folder of somebody else nothing is packed at every start")

    monkeypatch.setattr(marshal, "dumps", refuse)
    assert values(desk.load(*NAMES, place=tmp_path / "gone" / "start.pyc")) == [1, 1, 1]
    forget()
    with kept_modules(None):
        assert importlib.import_module("kept_alpha").x == 1
    assert sorted(one.name for one in tmp_path.iterdir()) == ["modules"]


def test_nothing_is_written_where_python_writes_no_byte_code(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    desk.load(*NAMES)
    assert not desk.place.exists()


def test_a_start_that_fails_keeps_nothing_and_leaves_nothing_behind(desk: Desk) -> None:
    before = list(sys.meta_path)
    (desk.folder / "kept_alpha.py").write_text("x =")
    with pytest.raises(SyntaxError):
        desk.load("kept_beta", "kept_alpha")
    assert sys.meta_path == before
    assert not desk.place.exists()
