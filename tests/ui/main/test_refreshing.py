"""A read that was asked for by hand, and takes long."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QToolButton

from tests.fakes.pictures import picture, position
from tests.fakes.scripted_session import ScriptedSession
from tests.ui.main.desk import Desk

OpenDesk = Callable[..., Desk]


@pytest.mark.parametrize("by_key", [False, True], ids=["button", "key"])
def test_a_refresh_that_takes_long_is_seen_until_everything_is_read(open_desk: OpenDesk, by_key: bool) -> None:
    desk = open_desk(ScriptedSession(picture([position()])))
    refresh, tick = desk.find("Refresh"), desk.window.link_bar.tick
    assert isinstance(refresh, QToolButton)
    ask = desk.window.actions_by_key["refresh"].trigger if by_key else refresh.click

    def seen() -> bool:
        tick()
        words = {True: "Everything is being read…", False: "Read everything again now"}[refresh.isDown()]
        assert refresh.toolTip() == refresh.accessibleDescription() == words
        return refresh.isDown()

    assert not seen()
    idle = refresh.grab().toImage()
    ask()
    assert not seen()
    desk.session.advance(0.6)
    assert seen()
    assert refresh.grab().toImage() != idle, "not in words alone"
    desk.session.show(picture([position()], at=desk.session.now()))
    assert not seen()
    ask()
    desk.session.advance(10)
    assert seen()
    desk.session.advance(6)
    assert not seen(), "it has failed, and the link says why"
