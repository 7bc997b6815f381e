"""The close dialog when what stands in the spinner is no number of contracts that could be closed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QSpinBox

from ctpanel.ui.dialogs.close_position import ClosePositionDialog
from ctpanel.ui.widgets.hold_button import HoldButton
from tests.ui.dialogs.bench import Bench
from tests.ui.dialogs.finding import named, starting


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("12", "“12” is more than what is open. Type 1 to 4, or press All."),
        ("1,5", "“1,5” is not a whole number of contracts. Type digits alone, 1 to 4, or press All."),
        ("0", "“0” is not a whole number of contracts. Type digits alone, 1 to 4, or press All."),
    ],
)
def test_what_was_mistyped_is_told_and_cannot_be_sent(
    bench: Bench, dialog: ClosePositionDialog, typed: str, why: str
) -> None:
    spin, send = named(dialog, QSpinBox, "Contracts"), starting(dialog, HoldButton, "Send close: ")
    spin.selectAll()
    QTest.keyClicks(spin, typed)
    spin.clearFocus()
    assert spin.lineEdit().text() == typed
    assert starting(dialog, QLabel, "Summary:").accessibleName() == f"Summary: {why}"
    assert not send.isEnabled()
    QTest.mouseClick(send, Qt.MouseButton.LeftButton)
    assert bench.session.closed == []
    named(dialog, QPushButton, "50%").click()
    assert spin.lineEdit().text() == "2"
    QTest.mouseClick(send, Qt.MouseButton.LeftButton)
    assert [plan.contracts for plan in bench.session.closed] == [2]
