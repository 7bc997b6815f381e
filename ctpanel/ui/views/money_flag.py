"""The sign that a notice about money stands, also where the list of notices is not to be seen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QWidget

from ctpanel.domain.text import plural
from ctpanel.ui.format import Formatter
from ctpanel.ui.i18n import Speech, tr
from ctpanel.ui.icons import Icons
from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.theme.style_sheet import mark


class MoneyFlag(QToolButton):
    """A button of the link bar, named ``Money notices: 2``; hidden while there is none. A press asks for the list."""

    def __init__(self, formatter: Formatter, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._formatter = formatter
        self._theme = theme
        self._icons = icons
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setToolTip(tr("Show the notices"))
        mark(self, "quiet")
        self.hide()
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_count(self, count: int) -> None:
        """So many notices about money stand now."""
        text = plural("{n} notice about money", "{n} notices about money", n=count)
        self.setText(Speech(self._formatter).say(text))
        self.setAccessibleName(f"Money notices: {count}")
        self.setVisible(bool(count))

    def _restyle(self) -> None:
        ink = self._theme.tokens.colors.danger
        # With a selector, or its tool tip would be of this color as well.
        self.setStyleSheet(f"QToolButton {{ color: {ink}; font-weight: 600; }}")
        self._icons.put_on(self, "warning", ink, beside_text=True)
