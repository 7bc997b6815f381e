"""Finds the files that ship with the program: icons and demo texts."""

from __future__ import annotations

import sys
from pathlib import Path


def resource(name: str) -> Path:
    """The file or folder ``name``, a path below the resources folder with forward slashes such as ``icons/close.svg``.

    The same name works in a checkout, in an installed wheel and in a frozen bundle. Raises FileNotFoundError.
    """
    path = resources_folder() / name
    if not path.exists():
        raise FileNotFoundError(f"{name!r} is not among the program's resources in {path.parent}")
    return path


def resources_folder() -> Path:
    """Where this copy of the program keeps its resources."""
    bundle: str | None = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return Path(bundle) / "resources"
    package = Path(__file__).parent
    # The wheel carries them inside the package; beside an installed package, `resources` would be somebody else's.
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parent / "resources"
