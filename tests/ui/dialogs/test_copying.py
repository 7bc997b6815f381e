"""What is copied from a sentence is what was said, without the signs that only wrap it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QClipboard, QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from ctpanel.ui.dialogs.close_position import ClosePositionDialog
from ctpanel.ui.dialogs.sentence import CopyableSentence
from tests.ui.dialogs.finding import starting

SAID = "Sell 2 of MES 12-25: ▲ +$1,312.50 in\n" + "an-account-without-spaces" * 2


@pytest.fixture
def sentence(qtbot: QtBot) -> Iterator[CopyableSentence]:
    made = CopyableSentence("Outcome detail", SAID)
    qtbot.addWidget(made)
    made.resize(400, 200)
    made.show()
    QGuiApplication.clipboard().setText("before")
    yield made
    QGuiApplication.clipboard().clear()


def test_the_key_copies_plain_text(sentence: CopyableSentence) -> None:
    sentence.setSelection(0, len(sentence.text()))
    assert sentence.text() != SAID, "it is wrapped with signs of its own"
    QTest.keyClick(sentence, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == SAID


def test_nothing_selected_keeps_what_was_copied_before(sentence: CopyableSentence) -> None:
    QTest.keyClick(sentence, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    sentence.copy()
    assert QGuiApplication.clipboard().text() == "before"


def test_the_menu_copies_plain_text(sentence: CopyableSentence) -> None:
    for wanted in ("Select all", "Copy"):
        at = QPoint(5, 5)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, sentence.mapToGlobal(at))
        QApplication.sendEvent(sentence, event)
        menu = sentence.findChildren(QMenu)[-1]
        (entry,) = (one for one in menu.actions() if one.text().replace("&", "") == wanted)
        entry.trigger()
        menu.close()
    assert QGuiApplication.clipboard().text() == SAID


def test_a_press_on_what_is_selected_begins_anew(sentence: CopyableSentence) -> None:
    sentence.setSelection(0, len(sentence.text()))
    QTest.mousePress(sentence, Qt.MouseButton.RightButton, pos=QPoint(20, 20))
    assert sentence.hasSelectedText()
    QTest.mousePress(sentence, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert not sentence.hasSelectedText(), "Qt would drag it along with the signs"
    QTest.mouseRelease(sentence, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))


def test_where_selecting_is_copying_it_is_plain_too(sentence: CopyableSentence) -> None:
    clipboard = QGuiApplication.clipboard()
    if not clipboard.supportsSelection():
        pytest.skip("this window system has no such clipboard")
    sentence.setSelection(0, len(sentence.text()))
    QTest.mouseRelease(sentence, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert clipboard.text(QClipboard.Mode.Selection) == SAID


def test_the_outcome_can_be_copied(dialog: ClosePositionDialog) -> None:
    assert isinstance(starting(dialog, CopyableSentence, "Outcome detail:"), CopyableSentence)
