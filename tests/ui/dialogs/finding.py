"""Finds controls the way automation does: by accessible name."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QWidget

W = TypeVar("W", bound=QWidget)


def named(root: QWidget, kind: type[W], name: str) -> W:
    """The one descendant of this kind with exactly this accessible name."""
    found = [one for one in root.findChildren(kind) if one.accessibleName() == name]
    assert len(found) == 1, f"{len(found)} × {kind.__name__} {name!r} among {names(root)}"
    return found[0]


def starting(root: QWidget, kind: type[W], head: str) -> W:
    """The one descendant whose accessible name starts with ``head``."""
    found = [one for one in root.findChildren(kind) if one.accessibleName().startswith(head)]
    assert len(found) == 1, f"{len(found)} × {kind.__name__} {head!r}… among {names(root)}"
    return found[0]


def names(root: QWidget) -> list[str]:
    return sorted(filter(None, (one.accessibleName() for one in root.findChildren(QWidget))))
