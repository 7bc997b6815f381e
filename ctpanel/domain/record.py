"""Immutable values: what ``dataclass(frozen=True, slots=True)`` makes, in a tenth of the time.

The standard decorator writes and compiles six functions for every class, and the nearly two hundred of this program
took a tenth of its start. Here only ``__init__`` is compiled, for classes that are made often; the others are the same
for every class.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, Final, TypeVar, dataclass_transform

from ctpanel.domain.record_init import init_of

T = TypeVar("T")


@dataclass
class _Sample:
    size: int


#: How the standard library marks a field that is one, and no class variable.
_FIELD: Final[Any] = vars(_Sample)["__dataclass_fields__"]["size"]._field_type
#: What a class without slots has instead of them.
_OF_DICTIONARY: Final = frozenset(("__dict__", "__weakref__"))


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(kind: type[T]) -> type[T]:
    """The class with slots, an ``__init__`` of its fields, equality, a hash and a repr; its instances never change.

    A class that builds on a record is decorated too. ``dataclasses.fields``, ``replace`` and ``asdict`` work on it.
    Methods that the class defines itself stay. Of ``field()`` it knows defaults, ``repr``, ``metadata``, and
    ``init=False`` for what ``__post_init__`` sets; another option is a :class:`TypeError` when the class is made.
    """
    parts = _parts_of(kind)
    _refuse_unfit(kind, parts.values())
    own = vars(kind)
    space = {name: value for name, value in own.items() if name not in parts and name not in _OF_DICTIONARY}
    inherited = {name for base in kind.__mro__[1:] for name in vars(base).get("__slots__", ())}
    space["__slots__"] = tuple(name for name in parts if name not in inherited)
    space["__dataclass_fields__"] = parts
    space["__match_args__"] = tuple(name for name, part in parts.items() if part.init)
    space["__qualname__"] = kind.__qualname__
    values = attrgetter(*parts) if parts else lambda _: ()
    for name, method in {**_METHODS, "__eq__": _equal(values), "__hash__": lambda self: hash(values(self))}.items():
        # Python itself puts None for the hash of a class that defines its own equality.
        if own.get(name) is None:
            space[name] = method
    # Slots can be given to a new class only.
    meta: Any = type(kind)
    made = meta(kind.__name__, kind.__bases__, space)
    if "__init__" not in own:
        made.__init__ = init_of(made)
    found: type[T] = made
    return found


def _parts_of(kind: type[object]) -> dict[str, Field[Any]]:
    """The fields by their names: those of the classes that it builds on first."""
    parts: dict[str, Field[Any]] = {}
    for base in reversed(kind.__mro__[1:]):
        parts |= vars(base).get("__dataclass_fields__", {})
    for name, annotation in kind.__annotations__.items():
        preset = vars(kind).get(name, MISSING)
        part: Any = preset if isinstance(preset, Field) else field(default=preset)
        part.name, part.type, part._field_type = name, annotation, _FIELD
        part.kw_only = part.kw_only is True
        parts[name] = part
    return parts


def _refuse_unfit(kind: type[object], parts: Iterable[Field[Any]]) -> None:
    optional = False
    for part in parts:
        preset = part.default is not MISSING or part.default_factory is not MISSING
        if not part.compare or part.hash is not None or part.kw_only or (preset and not part.init):
            raise TypeError(
                f"{kind.__qualname__}.{part.name}: a record has no compare=False, no hash=, no kw_only=True, and no "
                "default together with init=False"
            )
        if any(word in str(part.type) for word in ("ClassVar", "InitVar", "KW_ONLY")):
            raise TypeError(f"{kind.__qualname__}.{part.name}: a record has fields only")
        if type(part.default).__hash__ is None:
            raise TypeError(f"{kind.__qualname__}.{part.name}: all would share this default; use default_factory")
        if optional and part.init and not preset:
            # The compiled constructor would say so, which may be never.
            raise TypeError(f"{kind.__qualname__}: non-default argument {part.name!r} follows default argument")
        optional = optional or preset


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


_METHODS: Final = {
    "__repr__": _repr,
    "__setattr__": _refuse,
    "__delattr__": _refuse,
    "__getstate__": _state,
    "__setstate__": _set_state,
}
