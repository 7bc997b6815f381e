"""What the build machine left in the libraries of a Linux bundle: debugger's notes, and its own folders."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

#: Qt's makers deliver theirs as they are meant to be.
UNTOUCHED = "PySide6"
_MOST_AT_ONCE = 100


def slim(folder: Path) -> None:
    """Takes out of every library below the folder what only a debugger reads, and where Python was built."""
    found = [path for path in sorted(folder.rglob("*.so*")) if path.is_file() and not path.is_symlink()]
    own = [path for path in found if UNTOUCHED not in path.relative_to(folder).parts]
    for start in range(0, len(own), _MOST_AT_ONCE):
        subprocess.run(["strip", "--strip-unneeded", *own[start : start + _MOST_AT_ONCE]], check=True)
    for path in own:
        forget_place(path, Path(sys.base_prefix) / "lib")


def forget_place(library: Path, place: Path) -> None:
    """The loader shall not look for libraries where the build machine has its Python: elsewhere it may be anybody's.

    The entry is overwritten in place, with the library's own folder and zeros to the same length.
    """
    entry = bytes(place) + b"\0"
    content = library.read_bytes()
    if b"\0" + entry in content and len(entry) > len(b"$ORIGIN"):
        library.write_bytes(content.replace(b"\0" + entry, b"\0" + b"$ORIGIN".ljust(len(entry), b"\0")))
