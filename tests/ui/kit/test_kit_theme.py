"""Looks change while the program runs, and icons follow."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFont, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ctpanel.resources import resource
from ctpanel.ui.icons import Icons
from ctpanel.ui.theme.apply import Look, Scheme, Theme
from ctpanel.ui.theme.fonts import small_font
from ctpanel.ui.theme.pnl_pairs import PnlPair
from ctpanel.ui.theme.style_sheet import PARTS, mark, style_sheet
from ctpanel.ui.theme.tokens import DARK, LIGHT

ICONS = sorted(path.stem for path in resource("icons").glob("*.svg"))


def test_dark_and_light_reach_palette_and_pixels(theme: Theme, qapp: QApplication, qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    label.resize(40, 40)
    seen = []
    for scheme in (Scheme.DARK, Scheme.LIGHT):
        theme.apply(Look(scheme=scheme))
        window = qapp.palette().color(QPalette.ColorRole.Window).name()
        seen.append((window, label.grab().toImage().pixelColor(20, 20).name()))
    assert seen == [(DARK.window, DARK.window), (LIGHT.window, LIGHT.window)]


def test_changed_is_told_once_and_only_for_a_change(theme: Theme, qtbot: QtBot) -> None:
    told: list[bool] = []
    theme.changed.connect(lambda: told.append(theme.tokens.colors.is_dark))
    theme.apply(Look(scheme=Scheme.DARK))
    theme.apply(Look(scheme=Scheme.DARK))
    theme.apply(Look(scheme=Scheme.LIGHT))
    theme.apply(Look(scheme=Scheme.SYSTEM))
    assert told == [True, False], "without a hint of the system, system is light: nothing changed"


def test_the_color_of_a_token_is_made_once_for_each_look(theme: Theme) -> None:
    theme.apply(Look(scheme=Scheme.DARK))
    dark = theme.ink("danger")
    assert (dark, theme.ink("danger")) == (QColor(DARK.danger), dark)
    told: list[QColor] = []
    theme.changed.connect(lambda: told.append(theme.ink("danger")))
    theme.apply(Look(scheme=Scheme.LIGHT))
    assert told == [QColor(LIGHT.danger)]


def test_scale_changes_type_and_spacing_within_bounds(theme: Theme, qapp: QApplication) -> None:
    before = qapp.font().pointSizeF()
    theme.apply(Look(scheme=Scheme.LIGHT, scale=2.0))
    assert qapp.font().pointSizeF() == pytest.approx(2 * before)
    assert theme.tokens.spacing.wide == 24
    theme.apply(Look(scheme=Scheme.LIGHT, scale=50.0))
    assert theme.tokens.scale == 3.0


def test_the_pair_reaches_the_tokens(theme: Theme) -> None:
    theme.apply(Look(scheme=Scheme.LIGHT, pair=PnlPair.BLUE_ORANGE))
    assert theme.tokens.colors.gain != LIGHT.gain
    assert theme.look.pair is PnlPair.BLUE_ORANGE


def test_figures_have_one_width(theme: Theme, qapp: QApplication) -> None:
    assert qapp.font().isFeatureSet(QFont.Tag("tnum"))
    label = QLabel()
    widths = {label.fontMetrics().horizontalAdvance(digit * 8) for digit in "0123456789"}
    label.deleteLater()
    assert len(widths) == 1


def test_a_font_that_somebody_changes_is_not_changed_for_the_others(theme: Theme) -> None:
    mine, plain = small_font(theme.tokens.type), small_font(theme.tokens.type)
    mine.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 3.0)
    assert small_font(theme.tokens.type) == plain != mine


def test_the_sheet_is_whole_and_names_existing_files(theme: Theme) -> None:
    sheet = style_sheet(theme.tokens)
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")
    files = re.findall(r'url\("([^"]+)"\)', sheet)
    assert len(set(files)) == 6
    assert all(Path(file).is_file() for file in files)


def test_an_unknown_part_is_refused(theme: Theme, qtbot: QtBot) -> None:
    button = QPushButton("x")
    qtbot.addWidget(button)
    with pytest.raises(ValueError, match="unknown part"):
        mark(button, "primray")
    before = button.grab().toImage()
    mark(button, "primary")
    assert button.grab().toImage() != before
    assert "primary" in PARTS


def test_a_part_that_is_given_later_is_seen_at_once(theme: Theme, qtbot: QtBot) -> None:
    theme.apply(Look(scheme=Scheme.LIGHT))
    button = QPushButton()
    qtbot.addWidget(button)
    button.resize(80, 40)
    plain = button.grab().toImage()
    mark(button, "danger")
    assert button.grab().toImage() != plain
    fresh = QPushButton()
    qtbot.addWidget(fresh)
    mark(fresh, "danger")
    fresh.resize(80, 40)
    assert fresh.grab().toImage() == button.grab().toImage()


def test_a_focused_button_keeps_its_size(theme: Theme, qtbot: QtBot) -> None:
    button = QPushButton("Refresh")
    qtbot.addWidget(button)
    button.show()
    before = button.sizeHint()
    button.activateWindow()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    assert button.sizeHint() == before


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_draws_something(theme: Theme, name: str) -> None:
    image = Icons(theme).pixmap(name, "#ff0000", 24).toImage()
    inked = [image.pixelColor(x, y) for x in range(24) for y in range(24) if image.pixelColor(x, y).alpha() == 255]
    assert inked
    if not name.startswith(("app", "control")):
        assert {color.name() for color in inked} == {"#ff0000"}


def test_icons_follow_the_theme_and_fade_when_disabled(theme: Theme) -> None:
    icons = Icons(theme)

    def ink(mode: QIcon.Mode) -> set[str]:
        image = icons.icon("check").pixmap(24, 24, mode).toImage()
        pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
        return {color.name() for color in pixels if color.alpha() == 255}

    assert ink(QIcon.Mode.Normal) == {QColor(LIGHT.text).name()}
    assert ink(QIcon.Mode.Disabled) == {QColor(LIGHT.text_disabled).name()}
    theme.apply(Look(scheme=Scheme.DARK))
    assert ink(QIcon.Mode.Normal) == {QColor(DARK.text).name()}


def test_an_icon_is_built_once_per_color(theme: Theme, qtbot: QtBot) -> None:
    icons, button = Icons(theme), QPushButton()
    qtbot.addWidget(button)

    def on_button(color: str | None = None) -> int:
        icons.put_on(button, "check", color, beside_text=True)
        return button.icon().cacheKey()

    assert icons.icon("check").cacheKey() == icons.icon("check").cacheKey()
    assert on_button() == on_button() != on_button("#ff0000")
    assert icons.pixmap("check", "#ff0000", 16, 2.0).devicePixelRatio() == 2.0
    assert icons.pixmap("check", "#ff0000", 16, 2.0).width() == 32


def test_an_unknown_icon_is_an_error(theme: Theme) -> None:
    with pytest.raises(FileNotFoundError):
        Icons(theme).icon("no-such-icon")
