"""What the close dialog says of the age of the position."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from ctpanel.domain.closing import Wanted
from ctpanel.domain.faults import Effect, FaultKind, ServiceFault
from ctpanel.session.view import FreshRead
from ctpanel.ui.dialogs.close_position import ClosePositionDialog
from tests.fakes.pictures import picture, position
from tests.ui.dialogs.bench import Bench
from tests.ui.dialogs.finding import starting


def age(dialog: ClosePositionDialog) -> str:
    return starting(dialog, QLabel, "Position age: ").accessibleName()


async def test_a_read_before_sending_is_promised_only_where_it_comes(bench: Bench, dialog: ClosePositionDialog) -> None:
    bench.session.advance(3)
    dialog.choose(Wanted.contracts(2))
    assert age(dialog).endswith("3 s ago; a press reads it again first")
    bench.session.fresh.append(FreshRead(fault=ServiceFault(FaultKind.NT8_AWAY, Effect.UNKNOWN, "add-on away")))
    bench.session.advance(1)
    QTest.mouseClick(starting(dialog, QPushButton, "Send close: "), Qt.MouseButton.LeftButton)
    await bench.settle()
    assert age(dialog).endswith("4 s ago")
    bench.session.show(picture([position("MNQ 12-25")]))
    assert not age(dialog).endswith("first"), "nothing is open, so nothing can be sent"
