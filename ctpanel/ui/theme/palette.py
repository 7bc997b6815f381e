"""QPalette for the Fusion style, built from the color tokens."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from ctpanel.ui.theme.tokens import Colors


def palette(colors: Colors) -> QPalette:
    """Every role that Fusion reads, in the active, inactive and disabled group.

    The inactive group equals the active one: a selected row keeps its color while another window has the focus.
    """
    role = QPalette.ColorRole
    built = QPalette()
    for key, value in (
        (role.Window, colors.window),
        (role.WindowText, colors.text),
        (role.Base, colors.surface),
        (role.AlternateBase, colors.hover),
        (role.Text, colors.text),
        (role.PlaceholderText, colors.stale),
        (role.Button, colors.surface_raised),
        (role.ButtonText, colors.text),
        (role.BrightText, colors.on_danger),
        (role.ToolTipBase, colors.surface_raised),
        (role.ToolTipText, colors.text),
        (role.Highlight, colors.selection),
        (role.HighlightedText, colors.on_selection),
        (role.Accent, colors.primary),
        (role.Link, colors.accent),
        (role.LinkVisited, colors.accent),
        (role.Light, colors.surface_raised),
        (role.Midlight, colors.separator),
        (role.Mid, colors.separator),
        (role.Dark, colors.outline),
        (role.Shadow, colors.outline),
    ):
        built.setColor(key, QColor(value))
    faded = QColor(colors.text_disabled)
    for key in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText, role.ToolTipText):
        built.setColor(QPalette.ColorGroup.Disabled, key, faded)
    built.setColor(QPalette.ColorGroup.Disabled, role.Base, QColor(colors.window))
    built.setColor(QPalette.ColorGroup.Disabled, role.Button, QColor(colors.window))
    return built
