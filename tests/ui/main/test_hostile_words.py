"""Words of a malicious service in the window: markup stays text, wherever Qt would guess that it is rich text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6 import QtGui
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ctpanel.domain.faults import Effect, FaultKind, ServiceFault
from ctpanel.domain.ids import PositionKey
from tests.fakes.pictures import account, picture, position
from tests.fakes.scripted_session import LIVE_LINK, ScriptedSession
from tests.ui.main.desk import Desk

EVIL = "<img src='file:///etc/passwd'><b>Sim</b>"
KEY = PositionKey(EVIL, "MES <i>12-25</i>")


def hostile_desk(open_desk: Callable[..., Desk]) -> Desk:
    """A window full of markup: account, instrument, and the words of a fault."""
    held = position(KEY.instrument, account=KEY.account)
    desk = open_desk(ScriptedSession(picture([held], [account(EVIL)])))
    fault = ServiceFault(FaultKind.SERVER, Effect.REFUSED, EVIL)
    desk.session.set_link(replace(LIVE_LINK, fault=fault, failures=1))
    desk.window.show()
    return desk


def is_obeyed(text: str) -> bool:
    """Whether Qt would take this text for HTML and there is an unescaped tag of the service in it."""
    return QtGui.Qt.mightBeRichText(text) and ("<img" in text or "<b>" in text or "<i>" in text)


def test_no_tool_tip_obeys_the_service(open_desk: Callable[..., Desk]) -> None:
    desk = hostile_desk(open_desk)
    tips = [one.toolTip() for one in (desk.window, *desk.window.findChildren(QWidget))]
    assert any("img src" in tip for tip in tips)
    assert not [tip for tip in tips if is_obeyed(tip)]


def test_no_label_obeys_the_service(open_desk: Callable[..., Desk]) -> None:
    desk = hostile_desk(open_desk)
    plain = Qt.TextFormat.PlainText
    labels = desk.window.findChildren(QLabel)
    assert not [one.text() for one in labels if one.textFormat() is not plain and is_obeyed(one.text())]


def test_no_tool_tip_of_a_table_obeys_the_service(open_desk: Callable[..., Desk]) -> None:
    desk = hostile_desk(open_desk)
    for table in desk.window.panes.tables.values():
        model = table.model()
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                tip = model.index(row, column).data(Qt.ItemDataRole.ToolTipRole)
                assert not is_obeyed(tip or "")


def test_the_row_shows_the_markup_as_it_came(open_desk: Callable[..., Desk]) -> None:
    model = hostile_desk(open_desk).window.panes.positions.table.model()
    shown = [model.index(0, column).data() for column in range(model.columnCount())]
    assert EVIL in shown and KEY.instrument in shown
