"""Labels, cards and badges: what is shown is plain, bounded, and can be heard."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.widgets.badge import Badge, BadgeKind
from ctpanel.ui.widgets.banner import Banner, BannerKind
from ctpanel.ui.widgets.elided_label import ElidedLabel, plain_tool_tip
from ctpanel.ui.widgets.named_label import NamedLabel
from ctpanel.ui.widgets.safe_text import safe_text


@given(st.text(max_size=500), st.integers(min_value=1, max_value=60))
def test_outside_text_becomes_one_bounded_harmless_line(text: str, longest: int) -> None:
    line = safe_text(text, longest)
    assert len(line) <= longest
    assert line == " ".join(line.split())
    assert all(char.isprintable() or char == " " for char in line)


@pytest.mark.parametrize(
    ("raw", "safe"),
    [
        ("Sim101", "Sim101"),
        ("a\x00b\x1b[31mc", "ab[31mc"),
        ("12\u202e34", "1234"),
        ("a\u200bb\ufeffc", "abc"),
        (" two\r\n lines\t", "two lines"),
        ("a\u2028b", "a b"),
        ("Zoë 帳戶 🚀", "Zoë 帳戶 🚀"),
        ("\ud800x", "x"),
    ],
)
def test_hidden_characters_go_and_words_stay(raw: str, safe: str) -> None:
    assert safe_text(raw) == safe


def test_a_cut_text_shows_that_it_was_cut() -> None:
    assert safe_text("abcdef", 4) == "abc…"
    assert safe_text("abcd", 4) == "abcd"
    assert safe_text("\x00" * 100 + "abc", 4).endswith("…")


def test_a_named_label_says_head_and_text(theme: Theme, qtbot: QtBot) -> None:
    label = NamedLabel("Summary", "Sell 2 of 4")
    qtbot.addWidget(label)
    assert label.accessibleName() == "Summary: Sell 2 of 4"
    label.setText("<b>Sell</b> 3\nof\u202e 4")
    assert label.accessibleName() == "Summary: <b>Sell</b> 3 of 4"
    assert label.text() == "<b>Sell</b> 3\nof 4"
    assert label.textFormat() is Qt.TextFormat.PlainText
    label.setText("")
    assert label.accessibleName() == "Summary:"


def test_an_elided_label_gives_way_and_keeps_the_whole(theme: Theme, qtbot: QtBot) -> None:
    label = ElidedLabel("APEX-123456-0000789", mode=Qt.TextElideMode.ElideMiddle)
    qtbot.addWidget(label)
    label.resize(400, 20)
    label.show()
    assert label.shown_text() == "APEX-123456-0000789"
    assert label.toolTip() == ""
    label.resize(80, 20)
    assert "…" in label.shown_text()
    assert label.toolTip() == label.accessibleName() == label.text == "APEX-123456-0000789"
    assert label.minimumSizeHint().width() < 80


def test_a_tool_tip_shows_markup_instead_of_obeying_it() -> None:
    assert plain_tool_tip("Sim101") == "Sim101"
    assert plain_tool_tip("<img src=x>&") == "<span>&lt;img src=x&gt;&amp;</span>"


def test_a_card_names_what_it_says(theme: Theme, qtbot: QtBot) -> None:
    card = Banner(theme, BannerKind.EMERGENCY)
    qtbot.addWidget(card)
    card.set_content("This panel cannot exit right now", "Desk: <b>555</b>\nAsk for Ann")
    assert card.accessibleName() == "Emergency: This panel cannot exit right now. Desk: <b>555</b> Ask for Ann"
    labels = card.findChildren(QLabel)
    assert [label.textFormat() for label in labels] == [Qt.TextFormat.PlainText] * 2


@pytest.mark.parametrize("kind", BadgeKind)
def test_a_badge_says_its_class(theme: Theme, qtbot: QtBot, kind: BadgeKind) -> None:
    badge = Badge(theme, "Mode", BadgeKind.UNKNOWN)
    qtbot.addWidget(badge)
    badge.set_kind(kind)
    assert badge.accessibleName() == f"Mode: {kind.value}"


def test_live_is_solid_and_square_and_sim_is_outlined_and_round(theme: Theme, qtbot: QtBot) -> None:
    colors = theme.tokens.colors
    inked = {}
    for kind in (BadgeKind.LIVE, BadgeKind.SIM):
        badge = Badge(theme, "Mode", kind)
        qtbot.addWidget(badge)
        badge.resize(badge.sizeHint())
        picture = badge.grab().toImage()
        inked[kind] = [picture.pixelColor(x, y).name() for x, y in ((3, 3), (5, picture.height() // 2))]
    assert inked[BadgeKind.LIVE] == [QColor(colors.live).name()] * 2
    assert QColor(colors.sim).name() not in inked[BadgeKind.SIM]
