"""The focus of a button that is disabled for a moment."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ctpanel.ui.dialogs.waiting_focus import WaitingFocus


class Desk(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.button, self.shelter, self.field = QPushButton("Send"), QLineEdit(), QLineEdit()
        rows = QVBoxLayout(self)
        for widget in (self.field, self.button, self.shelter):
            rows.addWidget(widget)
        self.focus = WaitingFocus(self.button, self.shelter)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    made = Desk()
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_waits_on_the_shelter_and_comes_back(desk: Desk) -> None:
    desk.button.setFocus()
    desk.focus.enable(False)
    assert desk.focusWidget() is desk.shelter and not desk.button.isEnabled()
    desk.focus.enable(True)
    assert desk.focusWidget() is desk.button


def test_it_stays_where_the_user_has_put_it_meanwhile(desk: Desk) -> None:
    desk.button.setFocus()
    desk.focus.enable(False)
    desk.field.setFocus()
    desk.focus.enable(True)
    assert desk.focusWidget() is desk.field


def test_a_button_without_it_never_takes_it(desk: Desk) -> None:
    desk.shelter.setFocus()
    desk.focus.enable(False)
    desk.focus.enable(True)
    assert desk.focusWidget() is desk.shelter and desk.button.isEnabled()
