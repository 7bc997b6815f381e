"""Color pairs for profit and loss, each checked for legibility and for difference on a gray print."""

from __future__ import annotations

import enum
from dataclasses import replace
from typing import Final

from ctpanel.ui.theme.color import apart, is_color, legible
from ctpanel.ui.theme.tokens import Colors

GRAY_DIFFERENCE: Final = 10.0
"""Least difference in CIE L* between gain and loss."""


class PnlPair(enum.Enum):
    """The value is the word of :class:`ctpanel.session.preferences.Preferences`."""

    GREEN_RED = "green_red"
    BLUE_ORANGE = "blue_orange"
    CUSTOM = "custom"


_BLUE_ORANGE_LIGHT: Final = ("#16438f", "#9f4e00")
_BLUE_ORANGE_DARK: Final = ("#77b0ff", "#ffc978")


def with_pair(colors: Colors, pair: PnlPair, custom: tuple[str, str] | None = None) -> Colors:
    """``colors`` with gain and loss taken from ``pair``.

    ``custom`` is (gain, loss) as ``#rrggbb``; both are moved in lightness until they can be read on every surface of
    the scheme and told apart in gray, so that no choice can hide a number. A missing or malformed one leaves the
    scheme's own pair.
    """
    if pair is PnlPair.BLUE_ORANGE:
        gain, loss = _BLUE_ORANGE_DARK if colors.is_dark else _BLUE_ORANGE_LIGHT
        return replace(colors, gain=gain, loss=loss)
    if pair is PnlPair.GREEN_RED or custom is None or not all(map(is_color, custom)):
        return colors
    grounds = pnl_grounds(colors)
    gain = legible(custom[0], grounds)
    loss = apart(legible(custom[1], grounds), gain, grounds, GRAY_DIFFERENCE)
    return replace(colors, gain=gain, loss=loss)


def pnl_grounds(colors: Colors) -> tuple[str, ...]:
    """Backgrounds on which a profit or loss may stand."""
    return colors.window, colors.surface, colors.surface_raised, colors.hover, colors.selection
