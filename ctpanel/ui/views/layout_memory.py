"""Where the window, its docks and the order of its tables were left, as texts by name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow

from ctpanel.ui import window_state
from ctpanel.ui.views.docks import Docks
from ctpanel.ui.views.live_table import LiveTable
from ctpanel.ui.views.strip_size import StripSize

_PLACEMENT: Final = "main.placement"
_DOCKS: Final = "main.docks"
_HIDDEN: Final = "main.hidden"
_SORT: Final = "main.sort."
_OTHER_SIZE: Final = "main.other_size"


def layout_state(
    window: QMainWindow, docks: Docks, strip: StripSize, tables: Mapping[str, LiveTable]
) -> dict[str, str]:
    """What is to be saved; call it while the window still exists."""
    state = {_PLACEMENT: json.dumps(window_state.capture(window).as_json()), _DOCKS: docks.save()}
    state[_HIDDEN] = json.dumps(docks.hidden())
    state[_OTHER_SIZE] = json.dumps(strip.other())
    for name, table in tables.items():
        header = table.horizontalHeader()
        section = header.sortIndicatorSection()
        if 0 <= section < header.count():
            descending = header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
            state[_SORT + name] = json.dumps([table.columns.key_of(section), descending])
    return state


def restore_layout(
    window: QMainWindow, docks: Docks, strip: StripSize, tables: Mapping[str, LiveTable], state: Mapping[str, str]
) -> None:
    """Put a saved layout back, before the first show; what cannot be understood is left away."""
    placement = window_state.Placement.from_json(_parsed(state.get(_PLACEMENT)))
    if placement is not None:
        window_state.restore(window, placement)
    else:
        window_state.keep_smaller_than_screen(window)
    strip.restore(_parsed(state.get(_OTHER_SIZE)))
    hidden = _parsed(state.get(_HIDDEN))
    docks.restore(state.get(_DOCKS, ""), [str(title) for title in hidden] if isinstance(hidden, list) else [])
    for name, table in tables.items():
        match _parsed(state.get(_SORT + name)):
            case [str() as key, bool() as descending]:
                table.columns.sort_by(key, descending=descending)


def _parsed(text: str | None) -> object:
    try:
        return json.loads(text or "null")
    except ValueError:
        return None
