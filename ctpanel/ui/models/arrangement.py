"""Which rows a table shows and in which order; plain Python, so that Qt is told only what really moved.

Qt's own sorting proxy is not used: it asks Python for every comparison, which takes a tenth of a second for a thousand
rows. Here one sort key is made for each row, and two thousand rows are in order after a few milliseconds.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from decimal import Decimal
from itertools import groupby
from typing import Any, Generic, NamedTuple, TypeVar

K = TypeVar("K", bound=Hashable)
S = TypeVar("S", bound=tuple[int, ...])

Rank = tuple[Any, ...]


class Run(NamedTuple):
    """Adjacent rows, both ends included."""

    first: int
    last: int


class Reversed:
    """A text that sorts the other way round; numbers are negated instead."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def __lt__(self, other: Reversed) -> bool:
        return other.text < self.text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reversed) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)


def rank(value: str | int | float | Decimal | None, *, descending: bool) -> Rank:
    """What a row is ordered by; None comes last in both directions."""
    if value is None:
        return (1,)
    if not descending:
        return (0, value)
    if isinstance(value, str):
        return (0, Reversed(value))
    return (0, value.copy_negate() if isinstance(value, Decimal) else -value)


class Arrangement(Generic[K]):
    """The shown keys in order. ``rank_of`` must give every key a rank of its own, so that no order is by chance."""

    def __init__(self, rank_of: Callable[[K], Rank]) -> None:
        self._rank_of = rank_of
        self._places: dict[K, int] | None = {}
        self.order: list[K] = []

    def place(self, key: K) -> int | None:
        """The row of this key; None while it is not shown."""
        return self.places().get(key)

    def places(self) -> dict[K, int]:
        """All shown keys with their rows; made again only after rows came, went or moved."""
        if self._places is None:
            self._places = {key: place for place, key in enumerate(self.order)}
        return self._places

    def leaving(self, keys: Collection[K]) -> list[Run]:
        """The rows of ``keys`` as runs, last one first, so that taking one away moves none of the others."""
        places = self.places()
        return list(runs(sorted(places[key] for key in keys if key in places)))[::-1]

    def take(self, run: Run) -> None:
        """Take these rows away."""
        del self.order[run.first : run.last + 1]
        self._places = None

    def arriving(self, keys: Iterable[K]) -> list[tuple[int, list[K]]]:
        """Where new keys belong, as (row, keys in order), last one first.

        While prices move the order that was right a moment ago, the place is near the right one; the next
        :meth:`sorted` mends it.
        """
        new = sorted(keys, key=self._rank_of)
        gaps = [(bisect(self.order, self._rank_of(key), key=self._rank_of), key) for key in new] if self.order else ()
        if not gaps:
            return [(0, new)] if new else []
        grouped = groupby(sorted(gaps, key=lambda gap: gap[0]), key=lambda gap: gap[0])
        return [(row, [key for _, key in group]) for row, group in grouped][::-1]

    def put(self, row: int, keys: list[K]) -> None:
        """Put ``keys`` before ``row``."""
        self.order[row:row] = keys
        self._places = None

    def sorted(self) -> list[K]:
        """The shown keys in the order that is right now; nothing is changed yet."""
        return sorted(self.order, key=self._rank_of)

    def reorder(self, order: list[K]) -> None:
        """Take this order of the same keys."""
        self.order = order
        self._places = None


def runs(places: Iterable[int]) -> Iterator[Run]:
    """Adjacent numbers of an ascending sequence."""
    first = last = -2
    for place in places:
        if place == last + 1:
            last = place
            continue
        if first >= 0:
            yield Run(first, last)
        first = last = place
    if first >= 0:
        yield Run(first, last)


def bands(changes: Iterable[tuple[int, S]]) -> Iterator[tuple[Run, S]]:
    """Adjacent rows of which the same changed (``S``, such as columns); what has to be told at once, and no more."""
    alike: dict[S, list[int]] = {}
    for place, what in sorted(changes):
        alike.setdefault(what, []).append(place)
    for what, places in alike.items():
        for run in runs(places):
            yield run, what
