"""Files that are either the old ones or the new ones, never half of each."""

from __future__ import annotations

import contextlib
import os
import tempfile
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final

#: On Windows a file cannot be replaced while a virus scanner, an indexer or a backup looks at it, which takes moments.
_PAUSES_S: Final = (0.01, 0.02, 0.05, 0.1, 0.2) if os.name == "nt" else ()


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A binary file that takes the place of ``path`` when the block ends well, and vanishes when it does not.

    The data is on the disk before the name changes, and the folder entry after it. Only its owner can read the
    file. Raises OSError.
    """
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def _replace(temporary: Path, path: Path) -> None:
    """Waits for whoever has the file open for a moment; raises PermissionError when that takes longer."""
    for pause_s in _PAUSES_S:
        try:
            os.replace(temporary, path)
            return
        except PermissionError:
            threading.Event().wait(pause_s)
    os.replace(temporary, path)


def write_atomic(path: Path, content: bytes) -> None:
    """Replace ``path`` by ``content``, durable on return. Raises OSError; the old file then stays."""
    with replacing(path) as file:
        file.write(content)


def sync_folder(folder: Path) -> None:
    """Make a changed folder entry durable, where the system can (Windows has no such call)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def aside_name(path: Path, word: str, at: datetime) -> Path:
    """A free name beside ``path`` such as ``settings.json.broken-20261123T143207``; ``at`` knows its zone."""
    stem = f"{path.name}.{word}-{at:%Y%m%dT%H%M%S}"
    candidate = path.with_name(stem)
    count = 1
    while candidate.exists():
        count += 1
        candidate = path.with_name(f"{stem}-{count}")
    return candidate


def keep_aside(path: Path, word: str, at: datetime) -> Path:
    """Move ``path`` to a dated name beside it and return that name. Raises OSError."""
    target = aside_name(path, word, at)
    os.replace(path, target)
    return target
