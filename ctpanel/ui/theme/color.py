"""Color arithmetic on ``#rrggbb`` strings: contrast as WCAG 2 defines it, and lightness as CIE L*.

Free of Qt, so that the figures that the design rests on can be checked without a display.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterable

_HEX = re.compile(r"#[0-9a-fA-F]{6}\Z")
_STEP = 0.01


def is_color(text: str) -> bool:
    """Whether ``text`` is exactly ``#rrggbb``; the only notation that settings may hold."""
    return _HEX.match(text) is not None


def channels(color: str) -> tuple[float, float, float]:
    """Red, green and blue from 0 to 1; raises ValueError for any other notation than ``#rrggbb``."""
    if not is_color(color):
        raise ValueError(f"not a #rrggbb color: {color!r}")
    return int(color[1:3], 16) / 255, int(color[3:5], 16) / 255, int(color[5:7], 16) / 255


def from_channels(red: float, green: float, blue: float) -> str:
    """The inverse of :func:`channels`, rounded to 8 bits."""
    return f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"


def luminance(color: str) -> float:
    """Relative luminance from 0 (black) to 1 (white)."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio from 1 to 21; body text needs 4.5, large text and graphics need 3."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def lightness(color: str) -> float:
    """CIE L* from 0 to 100: what is left of a color on a gray print, in steps that look alike."""
    y = luminance(color)
    return 903.2963 * y if y <= 0.008856 else 116 * y ** (1 / 3) - 16


def legible(color: str, backgrounds: Iterable[str], ratio: float = 4.5) -> str:
    """The nearest shade of ``color`` that reaches ``ratio`` on every background.

    Keeps the hue and walks the lightness away from the backgrounds; ends at black or white when nothing nearer will do.
    """
    grounds = tuple(backgrounds)
    darker = sum(map(luminance, grounds)) / len(grounds) > 0.18
    hue, light, saturation = colorsys.rgb_to_hls(*channels(color))
    while True:
        shade = from_channels(*colorsys.hls_to_rgb(hue, light, saturation))
        if min(contrast(shade, ground) for ground in grounds) >= ratio:
            return shade
        if light <= 0.0 or light >= 1.0:
            return "#000000" if darker else "#ffffff"
        light = max(0.0, light - _STEP) if darker else min(1.0, light + _STEP)


def apart(color: str, other: str, backgrounds: Iterable[str], difference: float) -> str:
    """``color``, moved in lightness until it differs from ``other`` by ``difference`` in L* and stays legible.

    Moves away from the backgrounds first (more contrast); where no room is left, toward them, as far as they allow.
    """
    grounds = tuple(backgrounds)
    hue, light, saturation = colorsys.rgb_to_hls(*channels(color))
    outward = -_STEP if sum(map(luminance, grounds)) / len(grounds) > 0.18 else _STEP
    for step in (outward, -outward):
        for count in range(101):
            shade = from_channels(*colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light + step * count)), saturation))
            readable = min(contrast(shade, ground) for ground in grounds) >= 4.5
            if readable and abs(lightness(shade) - lightness(other)) >= difference:
                return shade
    return color
