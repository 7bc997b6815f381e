"""Where trouble is told in words: on the first page, and on the word for the link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from ctpanel.domain.link import Link, StreamState
from ctpanel.domain.notice import Severity
from ctpanel.session.preferences import Preferences
from ctpanel.ui.views.panes import NOTICES
from tests.fakes.pictures import notice, picture, position
from tests.fakes.scripted_session import ScriptedSession
from tests.helpers.room import cut_words
from tests.ui.main.desk import Desk

OpenDesk = Callable[..., Desk]


def test_the_first_page_says_why_there_is_no_token(open_desk: OpenDesk) -> None:
    """Notices are put away there: a keyring that is locked would look like a first start."""
    session = ScriptedSession()
    session.signed_in = False
    session.link = Link()
    session.set_notices(notice(what="The system keyring is locked."))
    desk = open_desk(session)
    desk.window.show()
    trouble = desk.find("Trouble: The system keyring is locked. Look in NinjaTrader.")
    assert trouble.isVisible()
    session.set_notices()
    assert not trouble.isVisible()


@pytest.mark.parametrize("scale", [100, 200])
def test_words_of_the_first_page_are_scrolled_to_and_never_cut(open_desk: OpenDesk, qtbot: QtBot, scale: int) -> None:
    session = ScriptedSession()
    session.signed_in = False
    session.link = Link()
    session.set_notices(notice(what="The system keyring is locked. " * 3))
    desk = open_desk(session, Preferences(ui_scale=scale), size=(480, 500))
    desk.window.show()
    qtbot.waitUntil(lambda: cut_words(desk.window.welcome) == [])
    demo = desk.button("Try the demo")
    desk.button("Enter token").setFocus()
    QTest.keyClick(desk.window.focusWidget(), Qt.Key.Key_Tab)
    assert desk.window.focusWidget() is demo
    assert not demo.visibleRegion().isEmpty(), "the keyboard scrolls to what it reaches"


def test_the_word_for_the_link_is_explained(open_desk: OpenDesk) -> None:
    session = ScriptedSession(picture([position()]))
    session.link = Link(started=True, answered=True, stream=StreamState.BROKEN)
    desk = open_desk(session)
    (word,) = (one for one in desk.window.findChildren(QLabel) if one.accessibleName() == "Connection: degraded")
    assert "It is tried again by itself." in word.toolTip() == word.accessibleDescription()
    session.set_link(replace(session.link, stream=StreamState.ELSEWHERE))
    assert "Another program" in word.toolTip()


@pytest.mark.parametrize("compact", [False, True], ids=["pane closed", "compact strip"])
def test_a_notice_about_money_is_seen_where_the_list_is_not(open_desk: OpenDesk, compact: bool) -> None:
    session = ScriptedSession(picture([position()]))
    desk = open_desk(session, Preferences(compact=compact))
    desk.window.show()
    desk.window.docks.by_title[NOTICES].hide()
    session.set_notices(notice(), notice("n2", Severity.MONEY))
    sign = desk.find("Money notices: 1")
    assert isinstance(sign, QToolButton) and sign.isVisible() and sign.text() == "1 notice about money"
    sign.click()
    assert desk.find("Notices").isVisible() and desk.window.focusWidget() is desk.find("Notices")
    session.set_notices(notice())
    assert not sign.isVisible()
