"""The rows of the positions table, put together when they are looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping

from ctpanel.domain.ids import PositionKey
from ctpanel.domain.snapshot import PositionRow
from ctpanel.ui.models.position_view import PositionView


class PositionRows(MutableMapping[PositionKey, PositionView]):
    """What was told about each position, over ``picture``: the positions as of the last telling.

    ``made`` holds each row as of the last time that somebody asked; its keys are all that there are.

    A stream prices thousands of rows several times a second, and some twenty of them can be seen. So only the picture
    is exchanged, in one step; the row of a key follows it when somebody asks for that key.
    """

    def __init__(self) -> None:
        self.picture: Mapping[PositionKey, PositionRow] = {}
        self.made: dict[PositionKey, PositionView] = {}

    def __getitem__(self, key: PositionKey) -> PositionView:
        view = self.made[key]
        row = self.picture.get(key)
        if row is None or row is view[0]:
            return view
        # As view._replace(row=row) in a fifth of the time: sorting by price asks for every row.
        view = self.made[key] = tuple.__new__(PositionView, (row, *view[1:]))
        return view

    def __setitem__(self, key: PositionKey, view: PositionView) -> None:
        self.made[key] = view

    def __delitem__(self, key: PositionKey) -> None:
        del self.made[key]

    def __contains__(self, key: object) -> bool:
        return key in self.made

    def __iter__(self) -> Iterator[PositionKey]:
        return iter(self.made)

    def __len__(self) -> int:
        return len(self.made)
