"""The difference between two pictures, as keys."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from operator import is_
from typing import Generic, TypeVar

from ctpanel.domain.record import record

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


@record
class Diff(Generic[K]):
    """Keys that came, changed or went. Unchanged keys are not named."""

    added: tuple[K, ...] = ()
    changed: tuple[K, ...] = ()
    removed: tuple[K, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def diff(before: Mapping[K, V], after: Mapping[K, V]) -> Diff[K]:
    """What turns ``before`` into ``after``; values are compared by identity first, then by equality."""
    if before is after:
        return Diff()
    if same_keys(before, after):
        pairs = zip(after, before.values(), after.values(), strict=True)
        return Diff(changed=tuple([key for key, old, value in pairs if old is not value and old != value]))
    added: list[K] = []
    changed: list[K] = []
    missing = object()
    for key, value in after.items():
        old = before.get(key, missing)
        if old is missing:
            added.append(key)
        elif old is not value and old != value:
            changed.append(key)
    removed = tuple(key for key in before if key not in after) if len(before) + len(added) != len(after) else ()
    return Diff(tuple(added), tuple(changed), removed)


def same_keys(before: Mapping[K, V], after: Mapping[K, V]) -> bool:
    """Whether both name the very same keys in the same order, as a copy does whose values were exchanged.

    Then they can be walked through side by side, without a look-up for each key. False says nothing.
    """
    return len(before) == len(after) and all(map(is_, before, after))
