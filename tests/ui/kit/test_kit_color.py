"""The figures that the visual design promises."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctpanel.ui.theme.color import apart, channels, contrast, from_channels, is_color, legible, lightness, luminance
from ctpanel.ui.theme.pnl_pairs import GRAY_DIFFERENCE, PnlPair, pnl_grounds, with_pair
from ctpanel.ui.theme.tokens import DARK, LIGHT, Colors, Spacing, TypeScale
from tests.ui.kit.contrast_pairs import graphic_pairs, text_pairs

SCHEMES = pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
PAIRS = pytest.mark.parametrize("pair", [PnlPair.GREEN_RED, PnlPair.BLUE_ORANGE])
colors = st.from_regex(r"\A#[0-9a-f]{6}\Z")


def test_contrast_of_black_and_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#ffffff", "#000000") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_lightness_runs_from_0_to_100() -> None:
    assert lightness("#000000") == pytest.approx(0.0)
    assert lightness("#ffffff") == pytest.approx(100.0, abs=0.01)
    assert lightness("#777777") == pytest.approx(50.0, abs=0.6)


def test_green_looks_lighter_than_blue() -> None:
    assert luminance("#00ff00") > luminance("#ff0000") > luminance("#0000ff")


@SCHEMES
@PAIRS
def test_every_text_can_be_read(scheme: Colors, pair: PnlPair) -> None:
    low = {name: contrast(ink, ground) for name, ink, ground in text_pairs(with_pair(scheme, pair))}
    assert {name: ratio for name, ratio in low.items() if ratio < 4.5} == {}
    assert len(low) > 60


@SCHEMES
def test_every_mark_can_be_seen(scheme: Colors) -> None:
    low = {name: contrast(ink, ground) for name, ink, ground in graphic_pairs(scheme)}
    assert {name: ratio for name, ratio in low.items() if ratio < 3.0} == {}


@SCHEMES
@PAIRS
def test_profit_and_loss_differ_on_a_grey_print(scheme: Colors, pair: PnlPair) -> None:
    chosen = with_pair(scheme, pair)
    assert abs(lightness(chosen.gain) - lightness(chosen.loss)) >= GRAY_DIFFERENCE


@SCHEMES
@given(gain=colors, loss=colors)
def test_no_custom_pair_can_hide_a_number(scheme: Colors, gain: str, loss: str) -> None:
    chosen = with_pair(scheme, PnlPair.CUSTOM, (gain, loss))
    for ink in (chosen.gain, chosen.loss):
        assert min(contrast(ink, ground) for ground in pnl_grounds(scheme)) >= 4.5
    assert abs(lightness(chosen.gain) - lightness(chosen.loss)) >= GRAY_DIFFERENCE


@pytest.mark.parametrize("custom", [None, ("red", "green"), ("#12345", "#123456"), ("#123456", "#12345g")])
def test_a_malformed_custom_pair_leaves_the_default(custom: tuple[str, str] | None) -> None:
    assert with_pair(LIGHT, PnlPair.CUSTOM, custom) == LIGHT


def test_a_legible_color_is_left_as_it_is() -> None:
    assert legible("#16438f", ["#ffffff"]) == "#16438f"
    assert apart("#900f0f", "#05743b", ["#ffffff"], 5.0) == "#900f0f"


@given(colors)
def test_channels_survive_the_way_there_and_back(color: str) -> None:
    assert from_channels(*channels(color)) == color


@pytest.mark.parametrize("text", ["", "#fff", "123456", "#1234567", "#12345\n", "#gggggg"])
def test_only_six_hex_digits_are_a_color(text: str) -> None:
    assert not is_color(text)
    with pytest.raises(ValueError, match="not a"):
        contrast(text, "#000000")


def test_channels_are_rounded_not_cut() -> None:
    assert from_channels(0.5, 1.0, 0.0) == "#80ff00"


def test_spacing_and_type_follow_the_scale() -> None:
    assert Spacing.scaled(1.0).wide == 12
    assert Spacing.scaled(2.0).wide == 24
    assert Spacing.scaled(0.1).hair == 1
    assert TypeScale.from_body(10.0).figure == pytest.approx(15.5)
