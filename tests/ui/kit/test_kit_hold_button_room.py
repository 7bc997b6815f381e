"""The button that sends, where its words need more room than there is."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.widgets.hold_button import HoldButton
from ctpanel.ui.widgets.hold_gesture import ConfirmMode

LONG = "Cancel the 2 working orders of this instrument and of every account of the group"


def shown(theme: Theme, qtbot: QtBot, words: str, width: int, mode: ConfirmMode = ConfirmMode.HOLD) -> HoldButton:
    window = QWidget()
    qtbot.addWidget(window)
    rows = QVBoxLayout(window)
    rows.setContentsMargins(0, 0, 0, 0)
    button = HoldButton(theme, "Send", window)
    button.set_mode(mode)
    button.setText(words)
    rows.addWidget(button)
    window.resize(width, rows.totalHeightForWidth(width))
    window.show()
    # Python would delete a window that nobody holds, and the button with it.
    button.held_by = window  # type: ignore[attr-defined]
    return button


@pytest.mark.parametrize("mode", list(ConfirmMode))
def test_long_words_go_on_more_lines_and_never_widen_a_window(theme: Theme, qtbot: QtBot, mode: ConfirmMode) -> None:
    button = shown(theme, qtbot, LONG, 300, mode)
    assert button.width() == 300
    line = button.fontMetrics().height()
    assert button.height() >= 3 * line + (line // 2 if mode is ConfirmMode.HOLD else 0)
    rows = inked_rows(button.grab().toImage())
    # Words in the middle, quiet above and below them: nothing is cut at an edge.
    assert rows[0] > 6
    assert rows[-1] < button.height() - 6


def test_short_words_have_one_height_at_every_width(theme: Theme, qtbot: QtBot) -> None:
    heights = {shown(theme, qtbot, "Close 2 of 4", width).height() for width in (320, 480, 900)}
    assert len(heights) == 1


def test_a_gesture_does_not_change_the_size(theme: Theme, qtbot: QtBot) -> None:
    button = shown(theme, qtbot, LONG, 300)
    before = button.heightForWidth(300)
    button.click()
    assert "press again" in button.hint()
    assert button.heightForWidth(300) == before


def inked_rows(image: QImage) -> list[int]:
    ground = image.pixelColor(image.width() // 2, 8)
    columns = range(20, image.width() - 20)
    inside = range(5, image.height() - 8)
    return [y for y in inside if any(image.pixelColor(x, y) != ground for x in columns)]
