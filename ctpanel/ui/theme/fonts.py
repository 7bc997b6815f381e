"""Fonts from the type scale: the user's system size, a fixed order of families, figures of one width."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from ctpanel.ui.theme.tokens import FONT_FAMILIES, TypeScale

_LEAST_PIXELS = 13.0
"""Running text is never smaller than this at scale 1, whatever the system says."""


def type_scale(scale: float) -> TypeScale:
    """The type scale for this system, times the scale of the interface; needs a QGuiApplication."""
    screens = QGuiApplication.screens()
    dots_per_inch = screens[0].logicalDotsPerInch() if screens else 96.0
    least = _LEAST_PIXELS * 72.0 / dots_per_inch
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF()
    return TypeScale.from_body(max(system, least) * scale)


def body_font(type_scale: TypeScale) -> QFont:
    """The application's font, with tabular figures where the family has them (``tnum``)."""
    return _font(type_scale.body, QFont.Weight.Normal)


def small_font(type_scale: TypeScale) -> QFont:
    """For badges, table headers and captions."""
    return _font(type_scale.small, QFont.Weight.DemiBold)


def _font(points: float, weight: QFont.Weight) -> QFont:
    # A copy shares what the system found for it; every widget asks, some at every paint.
    return QFont(_found_font(points, weight))


@lru_cache(maxsize=16)
def _found_font(points: float, weight: QFont.Weight) -> QFont:
    font = QFont(list(FONT_FAMILIES))
    font.setPointSizeF(points)
    font.setWeight(weight)
    font.setStyleHint(QFont.StyleHint.SansSerif)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font
