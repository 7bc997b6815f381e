"""What the close dialog says of a position that is old, gone or on its way out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from ctpanel.domain.closing import Wanted
from ctpanel.domain.faults import Effect, FaultKind, ServiceFault
from ctpanel.domain.order import OrderType
from ctpanel.domain.outcome import Outcome
from ctpanel.session.view import FreshRead
from ctpanel.ui.dialogs.close_position import ClosePositionDialog
from tests.fakes.pictures import order, picture, position
from tests.session.rig import until
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


async def test_what_was_read_long_ago_is_not_called_open_now(bench: Bench, dialog: ClosePositionDialog) -> None:
    QTest.mouseClick(starting(dialog, QPushButton, "Send close: "), Qt.MouseButton.LeftButton)
    bench.session.step(bench.session.commands[0].id, outcome=Outcome.REFUSED)
    summary = starting(dialog, QLabel, "Summary: ")
    assert summary.accessibleName().startswith("Summary: Open now: long 4.")
    bench.session.advance(60)
    # Nothing is read any more, so nothing but the clock of the dialog can tell.
    await until(lambda: summary.accessibleName().startswith("Summary: Last known: long 4."))


async def test_what_was_read_long_ago_is_not_called_flat_now(bench: Bench, dialog: ClosePositionDialog) -> None:
    bench.session.show(picture([position("MNQ 12-25")]))
    summary = starting(dialog, QLabel, "Summary: ")
    assert summary.accessibleName() == "Summary: It is flat now."
    bench.session.advance(60)
    await until(lambda: summary.accessibleName().startswith("Summary: It was flat when it was last read"))
    assert "flat now" not in " ".join(one.text() for one in dialog.findChildren(QLabel) if one.isVisible())


def test_of_a_position_that_is_gone_no_size_is_told(bench: Bench, dialog: ClosePositionDialog) -> None:
    whole = starting(dialog, QLabel, "Full close from")
    assert whole.text().startswith("76% and up closes all 4")
    bench.session.show(picture([position("MNQ 12-25")]))
    assert whole.text() == "" == starting(dialog, QLabel, "Open size").text()


def test_the_order_that_closes_is_not_told_as_one_that_will_be_cancelled(
    bench: Bench, dialog: ClosePositionDialog
) -> None:
    summary = starting(dialog, QLabel, "Summary: ")
    assert "1 working order will be cancelled" in summary.text()
    QTest.mouseClick(starting(dialog, QPushButton, "Send close: "), Qt.MouseButton.LeftButton)
    bench.session.show(picture([position()], orders=[order(OrderType.MARKET)]))
    assert summary.accessibleName() == "Summary: Sell all 4 MES 12-25 in Sim101 at market."
