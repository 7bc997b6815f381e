"""What every test of a widget needs: the look, and a clock that moves by hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication

from ctpanel.ui.theme.apply import Look, Scheme, Theme
from tests.ui.kit.hand_clock import HandClock


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, Look(scheme=Scheme.LIGHT))
    yield made
    if shiboken6.isValid(made):
        shiboken6.delete(made)
