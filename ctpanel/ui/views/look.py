"""From choices to looks: the theme and the style of texts that preferences ask for."""

from __future__ import annotations

from ctpanel.session.preferences import Preferences
from ctpanel.ui.format import Formatter
from ctpanel.ui.models.columns import Style
from ctpanel.ui.theme.apply import Look, Scheme
from ctpanel.ui.theme.pnl_pairs import PnlPair


def look_of(preferences: Preferences) -> Look:
    """The appearance; a word that is not known counts as the default."""
    schemes = {scheme.value: scheme for scheme in Scheme}
    pairs = {pair.value: pair for pair in PnlPair}
    return Look(
        schemes.get(preferences.theme, Scheme.SYSTEM),
        pairs.get(preferences.pnl_colors, PnlPair.GREEN_RED),
        preferences.custom_colors,
        preferences.ui_scale / 100,
    )


def style_of(preferences: Preferences, formatter: Formatter) -> Style:
    """How values become texts."""
    return Style(formatter, preferences.pnl_unit, preferences.mask, dict(preferences.nicknames))
