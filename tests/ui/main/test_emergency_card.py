"""The card for the time when nothing can be closed from here."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ctpanel.session.preferences import Preferences
from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.views.emergency_card import EmergencyCard
from ctpanel.ui.views.look import style_of
from tests.fakes.pictures import picture, position
from tests.fakes.scripted_session import ScriptedSession
from tests.ui.main.desk import FORMATTER


def test_panes_around_it_never_cut_its_words(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    # As the middle of a main window, which is given a height and does not ask what wrapped words need.
    middle = QWidget(window)
    card, pane = EmergencyCard(ScriptedSession(picture([position()])), theme), QWidget()
    pane.setMinimumHeight(300)
    rows = QVBoxLayout(middle)
    rows.addWidget(card)
    rows.addWidget(pane)
    middle.setGeometry(0, 0, 420, 360)
    window.show()
    chosen = Preferences(emergency_text="Broker desk 555-0100, or the web site of the broker. " * 6)
    card.refresh(chosen, style_of(chosen, FORMATTER))
    qtbot.waitUntil(lambda: card.width() < middle.width())
    layout = card.layout()
    assert layout is not None
    qtbot.waitUntil(lambda: card.height() >= layout.totalHeightForWidth(card.width()))


def test_what_to_do_comes_before_what_is_known(theme: Theme, qtbot: QtBot) -> None:
    card = EmergencyCard(ScriptedSession(picture([position()])), theme)
    qtbot.addWidget(card)
    chosen = Preferences(emergency_text="Broker desk 555-0100")
    card.refresh(chosen, style_of(chosen, FORMATTER))
    words = card.accessibleName()
    assert words.index("Broker desk 555-0100") < words.index("Sim101 MES 12-25: long 4")
