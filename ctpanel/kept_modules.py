"""Keeps the byte code of all modules of a start in one file, so that Python need not look for each of them.

For every module Python asks the folders of its path, reads the dates of the source and opens the file of its byte code:
a fifteenth of a start, which loads some five hundred. Here they come out of one file, by Python's own rule: the source
must have the date and the size that it had when its byte code was kept. Everything else is left to Python.
"""

from __future__ import annotations

import contextlib
import importlib.util
import marshal
import mmap
import os
import sys
from collections.abc import Iterator, Sequence
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Final

from ctpanel.kept_code import write_whole

_HEAD: Final = importlib.util.MAGIC_NUMBER
_HASH_BYTES: Final = 8
_LENGTH_BYTES: Final = 8
#: A module: its source with date (ns) and size, whether it is a package, and where its byte code begins and ends in the
#: file. No class of its own: hundreds of them are read and written as they are.
_Kept = tuple[str, int, int, bool, int, int]
_Part = tuple[tuple[str, int, int, bool], bytes]


@contextlib.contextmanager
def kept_modules(place: Path | None) -> Iterator[None]:
    """Inside, modules are taken from ``place`` if they are there, and put there afterwards if they are not.

    Written under Python's own rules for byte code: not if that is switched off, and in silence not where it cannot be.
    """
    if place is None:
        yield
        return
    before = set(sys.modules)
    with _Finder(place) as finder:
        yield
        new = {name: loader for name in sys.modules.keys() - before if (loader := _ordinary_loader(name))}
        wanted = bool(new) and not sys.dont_write_bytecode
        kept = finder.kept() if wanted else {}
    if wanted:
        # Not before the file is closed: Windows replaces none that is open.
        write_whole(place, lambda: _packed(finder.path, kept, new))


class _Loader(SourceFileLoader):
    """Python's own, but for the byte code, which it holds until it is asked for it: once."""

    def __init__(self, name: str, path: str, packed: bytes) -> None:
        super().__init__(name, path)
        self._packed: bytes | None = packed

    def get_code(self, fullname: str) -> CodeType | None:
        packed, self._packed = self._packed, None
        # After a loss of power parts of a file may be empty.
        with contextlib.suppress(EOFError, TypeError, ValueError):
            if packed is not None:
                found: CodeType = marshal.loads(packed)  # noqa: S302 - as Python loads what lies beside it
                return found
        return super().get_code(fullname)


class _Finder:
    """Asked before all others while it is entered. Knows nothing where the file is not there, or of no use."""

    def __init__(self, place: Path) -> None:
        self._open = contextlib.ExitStack()
        self.known: dict[str, _Kept] = {}
        self.codes = memoryview(b"")
        self.path = tuple(sys.path)
        # An empty file cannot be mapped: a ValueError.
        with contextlib.suppress(OSError, ValueError):
            file = self._open.enter_context(place.open("rb"))
            mapped = self._open.enter_context(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
            self._read(self._open.enter_context(memoryview(mapped)))

    def _read(self, found: memoryview) -> None:
        told, start = len(_HEAD) + _HASH_BYTES, len(_HEAD) + _HASH_BYTES + _LENGTH_BYTES
        end = start + int.from_bytes(found[told:start], "little")
        index = bytes(found[start:end])
        if found[:told] != _HEAD + importlib.util.source_hash(index):
            return
        around, size, known = marshal.loads(index)  # noqa: S302 - as above
        if around == _around(self.path) and len(found) - end == size:
            self.known, self.codes = known, self._open.enter_context(found[end:])

    def __enter__(self) -> _Finder:
        sys.meta_path.insert(0, self)
        return self

    def __exit__(self, *_: object) -> None:
        sys.meta_path.remove(self)
        self._open.close()

    def find_spec(
        self, name: str, path: Sequence[str] | None, _target: ModuleType | None = None, /
    ) -> ModuleSpec | None:
        """Called by Python for each module that is not loaded yet; ``path`` is that of the package that it is in."""
        kept = self.known.get(name)
        if kept is None:
            return None
        source, changed, size, is_package, begin, end = kept
        folder = os.path.dirname(source)
        if path is not None and (os.path.dirname(folder) if is_package else folder) not in path:
            return None
        if _state_of(source) != (changed, size):
            return None
        # A copy, so that the file can be closed whatever happens to the module.
        loader = _Loader(name, source, bytes(self.codes[begin:end]))
        spec = ModuleSpec(name, loader, origin=source, is_package=is_package)
        spec.has_location = True
        if is_package:
            spec.submodule_search_locations = [folder]
        return spec

    def kept(self) -> dict[str, _Part]:
        """All that is known, and its byte code."""
        return {name: (kept[:4], bytes(self.codes[kept[4] : kept[5]])) for name, kept in self.known.items()}


def _ordinary_loader(name: str) -> SourceFileLoader | None:
    """Python's own, if that loaded the module under this name from a file of source text."""
    spec = getattr(sys.modules[name], "__spec__", None)
    loader = getattr(spec, "loader", None)
    # One without a file (a library may carry it as text) would be new at every start.
    fits = spec is not None and spec.name == name and type(loader) is SourceFileLoader and _state_of(loader.path)
    return loader if fits else None


def _packed(path: Sequence[str], parts: dict[str, _Part], new: dict[str, SourceFileLoader]) -> bytes:
    """The whole file: the new modules, and what was there and is not replaced by them."""
    parts = dict(parts)
    for name, loader in new.items():
        state, code = _state_of(loader.path), None
        # Somebody may be writing the source just now.
        with contextlib.suppress(OSError, ImportError, SyntaxError, ValueError):
            code = loader.get_code(name)
        if state is not None and code is not None:
            parts[name] = ((loader.path, *state, loader.is_package(name)), marshal.dumps(code))
    known: dict[str, _Kept] = {}
    at = 0
    for name, (about, packed) in parts.items():
        known[name] = (*about, at, at + len(packed))
        at += len(packed)
    index = marshal.dumps((_around(path), at, known))
    head = _HEAD + importlib.util.source_hash(index) + len(index).to_bytes(_LENGTH_BYTES, "little")
    return b"".join((head, index, *(packed for _, packed in parts.values())))


def _around(folders: Sequence[str]) -> tuple[tuple[str, tuple[int, int] | None], ...]:
    """Where Python looks for modules, as it is now: something new in there may come before what is kept."""
    return tuple((folder, _state_of(folder or os.curdir)) for folder in folders)


def _state_of(path: str) -> tuple[int, int] | None:
    """When the file or folder was changed last (ns), and its size; None where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
