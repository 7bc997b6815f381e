"""How a record is filled when it is made: the first few of a class field by field, the others by a compiled function.

Compiling takes as long as filling dozens, and most classes of the program are made a few times only: three quarters
of the compiling that a start took.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, fields
from typing import Any, Final

_FEW: Final = 5


def init_of(kind: Any) -> Callable[..., None]:
    """An ``__init__`` for the class, of its fields; it puts the compiled one in its own place when that is worth it."""
    made = 0

    def __init__(self: object, *given: object, **named: object) -> None:
        nonlocal made
        made += 1
        # The compiled one knows how to say what is wrong with the arguments.
        if made > _FEW or not _filled(kind, self, given, named):
            kind.__init__ = _compiled(kind, fields(kind))
            kind.__init__(self, *given, **named)

    return __init__


def _filled(kind: Any, made: Any, given: tuple[object, ...], named: dict[str, object]) -> bool:
    """Whether these are the arguments that it takes; if not nothing is done."""
    taken = {part.name: part for part in fields(kind) if part.init}
    values = dict(zip(taken, given, strict=False)) | named
    missing = [part for name, part in taken.items() if name not in values]
    wrong = len(values) < len(given) + len(named) or values.keys() - taken
    if wrong or any(part.default is MISSING and part.default_factory is MISSING for part in missing):
        return False
    for name, part in taken.items():
        if name in values:
            value = values[name]
        else:
            value = part.default if part.default_factory is MISSING else part.default_factory()
        object.__setattr__(made, name, value)
    # Of this class, as in the compiled one: what builds on it without being a record may have one of its own.
    if hasattr(kind, "__post_init__"):
        made.__post_init__()
    return True


def _compiled(kind: type[object], parts: tuple[Field[Any], ...]) -> Callable[..., None]:
    """Each field by its name and in its order, a default where it has one."""
    taken, body = ["self"], []
    given: dict[str, Any] = {"_set": object.__setattr__, "_MISSING": MISSING}
    for part in parts:
        if not part.init:
            continue
        name, default, value = part.name, f"_default_{part.name}", part.name
        if part.default_factory is not MISSING:
            given[default] = part.default_factory
            value = f"{default}() if {name} is _MISSING else {name}"
            taken.append(f"{name}=_MISSING")
        elif part.default is not MISSING:
            given[default] = part.default
            taken.append(f"{name}={default}")
        else:
            taken.append(name)
        body.append(f"_set(self, {name!r}, {value})")
    if hasattr(kind, "__post_init__"):
        body.append("self.__post_init__()")
    text = f"def __init__({', '.join(taken)}):\n " + "\n ".join(body or ["pass"])
    space: dict[str, Any] = {}
    exec(text, given, space)  # noqa: S102 - as the standard library does; the names are those of our own fields
    init: Callable[..., None] = space["__init__"]
    # Python says by this name what is wrong with the arguments.
    init.__qualname__ = f"{kind.__qualname__}.__init__"
    return init
