"""Immutable values: what ``dataclass(frozen=True, slots=True)`` makes, in a third of the time.

The standard decorator writes and compiles six functions for every class, and the nearly two hundred of this program
took a tenth of its start. Here only ``__init__`` is compiled, and not before it is called for the first time; the
others are the same for every class.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(kind: type[T]) -> type[T]:
    """The class with slots, an ``__init__`` of its fields, equality, a hash and a repr; its instances never change.

    A class that builds on a record is decorated too. ``dataclasses.fields``, ``replace`` and ``asdict`` work on it.
    Methods that the class defines itself stay. Of ``field()`` it knows defaults, ``repr``, ``metadata``, and
    ``init=False`` for what ``__post_init__`` sets; another option is a :class:`TypeError` when the class is made.
    """
    own = set(vars(kind))
    # For a class that says nothing about itself the standard decorator works out a signature, which takes milliseconds.
    kind.__doc__ = kind.__doc__ or kind.__qualname__
    made: Any = dataclass(init=False, repr=False, eq=False, slots=True)(kind)
    parts = fields(made)
    _refuse_unknown_options(kind, parts)
    values = attrgetter(*(part.name for part in parts)) if parts else lambda _: ()
    methods: dict[str, Callable[..., Any]] = {
        "__init__": _init_at_first_call(made),
        "__repr__": _repr,
        "__eq__": _equal(values),
        "__hash__": lambda self: hash(values(self)),
        "__setattr__": _refuse,
        "__delattr__": _refuse,
        "__getstate__": _state,
        "__setstate__": _set_state,
    }
    for name, method in methods.items():
        # Python itself puts None for the hash of a class that defines its own equality.
        if name not in own or (name == "__hash__" and vars(kind)[name] is None):
            setattr(made, name, method)
    found: type[T] = made
    return found


def _init_at_first_call(made: Any) -> Callable[..., None]:
    def __init__(self: object, *given: object, **named: object) -> None:
        made.__init__ = _init(made, fields(made))
        made.__init__(self, *given, **named)

    return __init__


def _refuse_unknown_options(kind: type[object], parts: tuple[Field[Any], ...]) -> None:
    for part in parts:
        preset = part.default is not MISSING or part.default_factory is not MISSING
        if not part.compare or part.hash is not None or part.kw_only or (preset and not part.init):
            raise TypeError(
                f"{kind.__qualname__}.{part.name}: a record has no compare=False, no hash=, no kw_only=True, and no "
                "default together with init=False"
            )


def _init(kind: type[object], parts: tuple[Field[Any], ...]) -> Callable[..., None]:
    """The constructor: each field by its name and in its order, a default where it has one."""
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
    init.__qualname__ = f"{kind.__qualname__}.__init__"
    init.__module__ = kind.__module__
    init.__annotations__ = {part.name: part.type for part in parts if part.init} | {"return": None}
    return init


def _equal(values: Callable[[Any], object]) -> Callable[[object, object], bool]:
    def __eq__(self: object, other: object) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    return __eq__


def _repr(self: Any) -> str:
    shown = ", ".join(f"{part.name}={getattr(self, part.name)!r}" for part in fields(self) if part.repr)
    return f"{type(self).__qualname__}({shown})"


def _refuse(self: object, name: str, *_value: object) -> None:
    raise FrozenInstanceError(f"{name!r} of a {type(self).__qualname__} never changes")


def _state(self: Any) -> list[object]:
    return [getattr(self, part.name) for part in fields(self)]


def _set_state(self: Any, state: list[object]) -> None:
    for part, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, part.name, value)
