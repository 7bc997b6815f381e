"""Makes the enum classes of the Qt binding several times faster than the standard library does, with the same result.

The binding makes all enum classes of a class, and all of the ``Qt`` namespace, as soon as that is touched: about 320
classes with 4,500 members before the first window stands. The standard library takes some 20 µs for a member, most of
it for questions that each of these members answers in the same way; together that is a tenth of the start.

How the standard library keeps members is its own affair, and may be another one in its next version. So each kind of
class is tried out before the first one is made: a small class that comes out otherwise than the library's own leaves
that kind to the library. A test compares every class of the binding.
"""

from __future__ import annotations

import enum
from collections.abc import Callable
from typing import Any, Final

_TYPE: Final[Any] = enum.EnumType
_FLAGS: Final = (enum.Flag, enum.IntFlag)
_NUMBERS: Final = (enum.IntEnum, enum.IntFlag)
_KINDS: Final[tuple[type, ...]] = (enum.Enum, enum.IntEnum, *_FLAGS)
_MEANT: Final = {
    kind: frozenset(name for one in (*kind.__mro__, *_TYPE.__mro__) for name in vars(one)) for kind in _KINDS
}
#: Two bits, their sum, and a second name: all that sets one class of a kind apart from another.
_SMALL: Final = [("A", 1), ("B", 2), ("C", 3), ("D", 1)]
#: What a class has of its own, and not of its kind.
_OWN: Final = frozenset((*dict(_SMALL), "__module__", "__qualname__", "__dict__", "__weakref__", "__doc__"))


class EnumMaker:
    """Takes the place of ``EnumType._create_``, which makes a class from a name and a list of members."""

    def __init__(self) -> None:
        self._ordinary = _TYPE.__dict__["_create_"]
        self._models: dict[tuple[type, object], dict[str, Any] | None] = {}

    def install(self) -> None:
        """Make all such classes of this process from now on."""
        # Only a function is given the class that it is called on.
        _replace(lambda kind, *asked, **more: self.make(kind, *asked, **more))

    def uninstall(self) -> None:
        """The standard library makes its classes by itself again."""
        _replace(self._ordinary)

    def make(self, kind: Any, class_name: str, names: Any, *, boundary: Any = None, **more: Any) -> Any:
        """The class. What is not asked for as the binding does it is left to the standard library."""
        usual = all(value is None or (key, value) == ("start", 1) for key, value in more.items())
        if kind not in _KINDS or not usual or not _are_plain(kind, names):
            return self._ordinary(kind, class_name, names, boundary=boundary, **more)
        if (kind, boundary) not in self._models:
            self._models[kind, boundary] = self._model(kind, boundary)
        model = self._models[kind, boundary]
        if model is None:
            return self._ordinary(kind, class_name, names, boundary=boundary, **more)
        return _filled(kind, class_name, model, names)

    def _model(self, kind: Any, boundary: Any) -> dict[str, Any] | None:
        """What all classes of this kind have in common; None where one that is made of it is not the library's own."""
        theirs = self._ordinary(kind, "Model", _SMALL, boundary=boundary)
        model = {name: value for name, value in vars(theirs).items() if name not in _OWN}
        return model if _told(_filled(kind, "Model", model, _SMALL)) == _told(theirs) else None


def _replace(create: Callable[..., Any]) -> None:
    _TYPE._create_ = create


def _are_plain(kind: type, names: Any) -> bool:
    """Whether these are numbers, at least one, under names that mean nothing else to a class of this kind."""
    if type(names) is not list or not names:
        return False
    meant = _MEANT[kind]
    return all(type(value) is int and name[:1] != "_" and name not in meant for name, value in names)


def _filled(kind: Any, class_name: str, model: dict[str, Any], names: list[tuple[str, int]]) -> Any:
    """A class like the model with these members; a second name of the same value is an alias."""
    canonical: list[str] = []
    members: dict[str, Any] = {}
    by_value: dict[int, Any] = {}
    space = {name: type(value)() if isinstance(value, list | dict) else value for name, value in model.items()}
    space |= {"_member_names_": canonical, "_member_map_": members, "_value2member_map_": by_value}
    made: Any = type.__new__(_TYPE, class_name, (kind,), space)
    is_flag = kind in _FLAGS
    new: Any = int.__new__ if kind in _NUMBERS else _bare
    # The library's own way asks first whether a member of this name stands already.
    put = type.__setattr__
    for name, value in names:
        member = by_value.get(value)
        if member is None:
            member = by_value[value] = new(made, value)
            member.__dict__ = {"_value_": value, "_name_": name, "__objclass__": made, "_sort_order_": len(canonical)}
            if not is_flag or (value > 0 and not value & (value - 1)):
                canonical.append(name)
        members[name] = member
        put(made, name, member)
    if is_flag:
        _sum_up(made, by_value, [members[name]._value_ for name in canonical])
    if "_hashable_values_" in space:
        # Since 3.13.1.
        made._hashable_values_.extend(by_value)
    return made


def _bare(made: type, _value: int) -> Any:
    return object.__new__(made)


def _sum_up(made: Any, values: Any, bits: list[int]) -> None:
    """What a class of flags knows of all its members together."""
    mask = single = 0
    for value in values:
        mask |= value
    for bit in bits:
        single |= bit
    type.__setattr__(made, "_flag_mask_", mask)
    type.__setattr__(made, "_singles_mask_", single)
    type.__setattr__(made, "_all_bits_", 2 ** mask.bit_length() - 1)
    if bits != sorted(bits):
        type.__setattr__(made, "_iter_member_", made._iter_member_by_def_)


def _told(kind: Any) -> dict[str, object]:
    """All that a class keeps, with its members as what they hold: equal for two that nobody could tell apart."""
    return {name: _plain(value) for name, value in vars(kind).items() if name not in ("__module__", "__dict__")}


def _plain(value: Any) -> object:
    if isinstance(value, dict):
        return [(name, _plain(one)) for name, one in value.items()]
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, enum.Enum):
        return [(name, one) for name, one in vars(value).items() if name != "__objclass__"]
    # Python itself wraps one method when a class is made, but not when it is given one.
    return getattr(value, "__func__", value)
