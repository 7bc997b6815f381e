"""A table that is told of some cells paints these, and nothing beside them; nor does a press beside them choose any."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPaintEvent, QRegion
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ctpanel.ui.views.live_table import LiveTable
from tests.fakes.pictures import picture, position
from tests.fakes.scripted_session import ScriptedSession
from tests.ui.main.desk import Desk

OpenDesk = Callable[..., Desk]
PIXEL = QRect(0, 0, 1, 1)


class Painted(QObject):
    """Gathers what is painted of a table that nothing but the test changes."""

    def __init__(self, desk: Desk, table: LiveTable, qtbot: QtBot) -> None:
        super().__init__()
        self._qtbot = qtbot
        # Its seconds would paint ages.
        desk.window.bridge.close()
        table.viewport().installEventFilter(self)
        self.region = QRegion()
        table.window().show()
        for _ in range(50):
            # Until nothing is left of showing it: then one pixel is one pixel.
            table.viewport().update(PIXEL)
            if self.next() == QRegion(PIXEL):
                break

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if isinstance(event, QPaintEvent):
            self.region += event.region()
        return False

    def next(self) -> QRegion:
        """What the next painting paints."""
        self.region = QRegion()
        self._qtbot.waitUntil(lambda: not self.region.isEmpty())
        return self.region


def test_cells_that_change_are_painted_without_their_neighbors(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk(ScriptedSession(picture([position(f"M{number} 12-25") for number in range(5)])))
    table, model = desk.table("Positions"), desk.window.panes.positions.model
    painted = Painted(desk, table, qtbot)
    side, contracts = (desk.section("Positions", key) for key in ("side", "contracts"))
    model.dataChanged.emit(model.index(1, side), model.index(2, contracts))
    first, last = table.visualRect(model.index(1, side)), table.visualRect(model.index(2, contracts))
    assert painted.next() == QRegion(first.united(last))


def test_why_a_table_is_empty_paints_nothing_while_it_is_not(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk(ScriptedSession(picture([position()])))
    table = desk.table("Positions")
    painted = Painted(desk, table, qtbot)
    table.set_empty_text("No open positions as of 14:32:08")
    table.viewport().update(PIXEL)
    assert painted.next() == QRegion(PIXEL)
    desk.window.panes.positions.model.set_filter(lambda view: False)
    table.set_empty_text("No open positions as of 14:32:09")
    assert painted.next() == QRegion(table.viewport().rect())


@pytest.mark.parametrize("button", [Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton])
def test_a_press_beside_the_rows_selects_none(open_desk: OpenDesk, button: Qt.MouseButton) -> None:
    desk = open_desk(ScriptedSession(picture([position()])))
    desk.window.resize(1200, 900)
    desk.window.show()
    table = desk.table("Positions")
    table.selectRow(0)
    below = table.viewport().rect().bottomLeft() - QPoint(-5, 5)
    assert not table.indexAt(below).isValid()
    QTest.mouseClick(table.viewport(), button, pos=below)
    assert table.selected_keys() == []
