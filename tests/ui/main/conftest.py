"""Main windows over scripted sessions."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication

from ctpanel.session.preferences import Preferences
from ctpanel.ui.actions import Handlers
from ctpanel.ui.icons import Icons
from ctpanel.ui.models.columns import Style
from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.views.main_window import MainWindow
from ctpanel.ui.views.window_parts import WindowParts
from tests.fakes.scripted_session import ScriptedPreferences, ScriptedSession
from tests.ui.main.desk import FORMATTER, Asked, Desk


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme(qapp)
    yield theme
    theme.deleteLater()


@pytest.fixture
def style() -> Style:
    return Style(FORMATTER)


@pytest.fixture
def asked() -> Asked:
    return Asked()


@pytest.fixture
def open_desk(theme: Theme, asked: Asked) -> Iterator[Callable[..., Desk]]:
    """Makes windows; ``handlers`` are all of them unless given."""
    desks: list[Desk] = []

    def make(
        session: ScriptedSession | None = None,
        preferences: Preferences | None = None,
        handlers: Handlers | None = None,
        size: tuple[int, int] = (1600, 900),
    ) -> Desk:
        session, kept = session or ScriptedSession(), ScriptedPreferences(preferences)
        parts = WindowParts(session, kept, handlers or asked.all_handlers(), theme, Icons(theme), FORMATTER)
        desk = Desk(session, kept, asked, MainWindow(parts))
        desk.window.resize(*size)
        desks.append(desk)
        return desk

    yield make
    for desk in desks:
        desk.window.allow_close()
        assert desk.session.listeners == 0
        assert desk.preferences.listeners == 0
        desk.window.close()
        desk.window.deleteLater()
