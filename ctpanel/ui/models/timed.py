"""What the cells that depend on the clock said last, so that a tick tells those that would say something else now."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Final, Generic, TypeVar

from ctpanel.ui.models.columns import Span

K = TypeVar("K", bound=Hashable)

_NOTHING_SAID: Final = (False, ())


class TimedCells(Generic[K]):
    """Remembers for each row how it looked to the last tick, and whether it said anything else in between.

    What is said may stand on screen: a view asks for the text of a cell only in order to paint it. ``columns`` are the
    timed ones, ``width`` counts all of them.
    """

    def __init__(self, columns: Sequence[int], width: int) -> None:
        self.columns = tuple(columns)
        self._places = {column: place for place, column in enumerate(self.columns)}
        self._width = width
        self._seen: dict[K, tuple[bool, tuple[str, ...]]] = {}
        self._said_between: set[K] = set()

    def say(self, key: K, column: int, text: str) -> None:
        """A cell was asked for its text."""
        texts = self._seen.get(key, _NOTHING_SAID)[1]
        if not texts or texts[self._places[column]] != text:
            self._said_between.add(key)

    def tick(self, key: K, stale: bool, texts: tuple[str, ...]) -> Span | None:
        """The columns to paint of a row that is gray or not, and says these texts from now on; None for none."""
        # A row that no tick has seen counts as one that was painted while it was young.
        before = self._seen.get(key, _NOTHING_SAID)
        self._seen[key] = (stale, texts)
        if before[0] != stale:
            return (0, self._width - 1)
        if key in self._said_between or (before[1] and before[1] != texts):
            return (self.columns[0], self.columns[-1])
        return None

    def turned(self, key: K, stale: bool) -> None:
        """News made the row gray, or no longer so, and it is painted as a whole."""
        self._seen[key] = (stale, self._seen.get(key, _NOTHING_SAID)[1])

    def ticked(self) -> None:
        """All rows that can be seen have been told."""
        self._said_between.clear()

    def forget(self, key: K) -> None:
        """The row is gone."""
        self._seen.pop(key, None)
        self._said_between.discard(key)
