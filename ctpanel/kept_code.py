"""Keeps the byte code of modules that a library carries as source text, as Python does it for modules in files."""

from __future__ import annotations
import __future__

import builtins
import contextlib
import importlib.util
import marshal
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType
from typing import Any, Final

#: What ``compile`` takes over from the code that calls it.
_TAKEN_OVER: Final = __future__.annotations.compiler_flag
_Key = tuple[str, int, bytes]
_HASH_BYTES: Final = 8


def place_for(source: Path) -> Path | None:
    """Where Python would keep the byte code of this file; None where it keeps none."""
    try:
        return Path(importlib.util.cache_from_source(str(source)))
    except NotImplementedError:
        return None


@contextlib.contextmanager
def kept_code(place: Path | None, names: tuple[str, ...], unused: frozenset[str] = frozenset()) -> Iterator[None]:
    """Inside, whole modules whose file names begin so are compiled only if ``place`` does not hold them.

    A module is known by its source text, so that another version of the library is compiled anew. Written under
    Python's own rules for byte code: not if that is switched off, and in silence not where it cannot be written.
    Empty modules take the place of the ``unused`` ones.
    """
    known = _read(place) if place else {}
    used: dict[_Key, CodeType] = {}
    compiling: Any = builtins.compile

    def taken_or_compiled(  # noqa: PLR0913 - what the function takes whose place it has
        source: Any,
        filename: Any,
        mode: str,
        flags: int = 0,
        dont_inherit: bool = False,
        optimize: int = -1,
        **more: Any,
    ) -> Any:
        if not dont_inherit:
            # From its caller, and not from this module.
            flags |= sys._getframe(1).f_code.co_flags & _TAKEN_OVER
        whole = mode == "exec" and str(filename).startswith(names)
        if not whole or flags & ~_TAKEN_OVER or optimize != -1 or more:
            return compiling(source, filename, mode, flags, True, optimize, **more)
        if filename in unused:
            source = b""
        text = source.encode() if isinstance(source, str) else source
        key = (filename, flags, importlib.util.source_hash(text))
        used[key] = known.get(key) or compiling(source, filename, mode, flags, True)
        return used[key]

    builtins.compile = taken_or_compiled
    try:
        yield
    finally:
        builtins.compile = compiling
    if place and used.keys() - known.keys() and not sys.dont_write_bytecode:
        _write(place, used)


def _read(place: Path) -> dict[_Key, CodeType]:
    try:
        found = place.read_bytes()
    except OSError:
        return {}
    head = len(importlib.util.MAGIC_NUMBER)
    magic, hashed, packed = found[:head], found[head : head + _HASH_BYTES], found[head + _HASH_BYTES :]
    if magic != importlib.util.MAGIC_NUMBER or hashed != importlib.util.source_hash(packed):
        # Of another Python, or cut off: like none.
        return {}
    known: dict[_Key, CodeType] = marshal.loads(packed)  # noqa: S302 - as Python loads what lies beside it
    return known


def _write(place: Path, used: dict[_Key, CodeType]) -> None:
    packed = marshal.dumps(used)
    write_whole(place, lambda: importlib.util.MAGIC_NUMBER + importlib.util.source_hash(packed) + packed)


def write_whole(place: Path, content: Callable[[], bytes]) -> None:
    """Put the file there in one step. Where it cannot be written nothing happens, and nothing is asked for."""
    # Two programs that start together must not see each other's halves.
    half = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        with half.open("wb") as file:
            file.write(content())
        half.replace(place)
    except OSError:
        # A folder of somebody else: the next start compiles again.
        with contextlib.suppress(OSError):
            half.unlink(missing_ok=True)
