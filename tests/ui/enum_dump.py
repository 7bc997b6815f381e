"""Prints all that there is to know of every enum class of the binding. The argument says who makes them."""

import enum
import importlib
import re
import sys
from collections.abc import Iterator
from typing import Any

MODULES = ("QtCore", "QtGui", "QtWidgets", "QtSvg", "QtNetwork", "QtTest")


def main() -> None:
    if sys.argv[1] == "ours":
        from ctpanel.ui.binding import load_binding

        load_binding()
    seen: set[type] = set()
    for name in MODULES:
        for path, kind in _inside(importlib.import_module(f"PySide6.{name}"), name, seen):
            if isinstance(kind, enum.EnumType):
                print(path, shape(kind))


def shape(kind: Any) -> tuple[object, ...]:
    """Equal for two classes that nobody could tell apart."""
    own = sorted((name, _plain(value)) for name, value in vars(kind).items())
    return kind.__module__, kind.__qualname__, str(kind.__mro__[1:]), own, repr(kind), [repr(one) for one in kind]


def _plain(value: object) -> object:
    if isinstance(value, enum.Enum):
        return [(name, _plain(one) if name != "__objclass__" else "") for name, one in vars(value).items()]
    if isinstance(value, dict):
        return [(_plain(name), _plain(one)) for name, one in value.items()]
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return getattr(getattr(value, "__func__", value), "__qualname__", re.sub(r" at 0x[0-9a-f]+", "", repr(value)))


def _inside(place: object, path: str, seen: set[type]) -> Iterator[tuple[str, type]]:
    for name in sorted(dir(place)):
        found = getattr(place, name, None)
        if isinstance(found, type) and found.__module__.startswith("PySide6") and found not in seen:
            seen.add(found)
            yield f"{path}.{name}", found
            yield from _inside(found, f"{path}.{name}", seen)


if __name__ == "__main__":
    main()
