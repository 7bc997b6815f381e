"""A monitor is unplugged between two starts: the window is there, with the same columns, order and look."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from ctpanel.ui.views.live_table import LiveTable
from tests.e2e.conftest import OpenDesk
from tests.e2e.desk import Desk, until


def table(desk: Desk) -> LiveTable:
    return desk.window.panes.positions.table


def columns(desk: Desk) -> list[str]:
    """The titles that are shown, from left to right."""
    header = table(desk).horizontalHeader()
    model = table(desk).model()
    places = [header.logicalIndex(place) for place in range(header.count())]
    shown = [section for section in places if not header.isSectionHidden(section)]
    return [str(model.headerData(section, Qt.Orientation.Horizontal)) for section in shown]


def section(desk: Desk, key: str) -> int:
    return next(number for number in range(13) if table(desk).columns.key_of(number) == key)


def unplug(folder: Path) -> None:
    """What the next start finds: the window stood on a screen that is not there."""
    (file,) = folder.glob("window-*.json")
    state = json.loads(file.read_text())
    placement = json.loads(state["main.placement"])
    state["main.placement"] = json.dumps({**placement, "x": 5200, "y": -900, "screen": "DP-7"})
    file.write_text(json.dumps(state))


async def test_columns_sort_and_look_survive_an_unplugged_monitor(open_desk: OpenDesk) -> None:
    async with open_desk(rows=6, size=(700, 640)) as desk:
        header = table(desk).horizontalHeader()
        header.moveSection(header.visualIndex(section(desk, "pnl")), 0)
        table(desk).columns.set_shown("age", False)
        header.resizeSection(section(desk, "instrument"), 211)
        table(desk).columns.save_now()
        table(desk).sortByColumn(section(desk, "contracts"), Qt.SortOrder.DescendingOrder)
        desk.window.docks.by_title["Activity"].toggleViewAction().trigger()
        kept = table(desk).columns._preferences
        kept.change(replace(kept.current, always_on_top=True, ui_scale=125))
        before, counts = columns(desk), [row[4] for row in desk.rows()]
        # A larger interface needs more room, and takes it when its parts have been laid out anew.
        least = desk.window.minimumSizeHint
        await until(lambda: desk.window.height() >= least().height(), "room for the larger interface")
        size = desk.window.size()
    unplug(desk.folder)
    async with open_desk(rows=6, size=None) as again:
        assert columns(again) == before
        assert before[0] == "P&L" and "Age" not in before
        assert table(again).horizontalHeader().sectionSize(section(again, "instrument")) == 211
        assert [row[4] for row in again.rows()] == counts == sorted(counts, reverse=True)
        assert again.window.docks.by_title["Activity"].isHidden()
        assert again.window.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
        room = QGuiApplication.primaryScreen().availableGeometry()
        await until(lambda: room.contains(again.window.frameGeometry()), "a window on the screen that is there")
        assert again.window.isVisible()
        assert again.window.size() == size
