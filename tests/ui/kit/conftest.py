"""What every test of a widget needs: a clock that moves by hand, and buttons to press."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.widgets.hold_gesture import ConfirmMode
from tests.ui.kit.hand_clock import HandClock
from tests.ui.kit.hold_desk import Desk


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def hold(theme: Theme, clock: HandClock, qtbot: QtBot) -> Desk:
    return Desk(theme, clock, qtbot, ConfirmMode.HOLD)


@pytest.fixture
def one(theme: Theme, clock: HandClock, qtbot: QtBot) -> Desk:
    return Desk(theme, clock, qtbot, ConfirmMode.ONE_PRESS)
