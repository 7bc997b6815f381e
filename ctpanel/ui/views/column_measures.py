"""How much room columns need for their typical texts and their titles."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QFont, QFontMetrics

from ctpanel.ui.i18n import tr_phrase
from ctpanel.ui.models.columns import Column
from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.theme.fonts import small_font
from ctpanel.ui.widgets.data_table import DataTable


class ColumnMeasures:
    """Measures once in each font: to measure texts takes a while, and a table asks at every step of a resize."""

    def __init__(self, table: DataTable, columns: tuple[Column[Any], ...], theme: Theme) -> None:
        self._table = table
        self._columns = columns
        self._theme = theme
        self._fonts: tuple[QFont, QFont] | None = None
        self._widths: list[tuple[int, int]] = []

    def widths(self) -> list[tuple[int, int]]:
        """For each column in the fonts of now: what its typical text needs, and its title with the sort arrow."""
        fonts = self._table.font(), small_font(self._theme.tokens.type)
        if fonts != self._fonts:
            self._fonts, self._widths = fonts, self._measured(fonts[1])
        return self._widths

    def _measured(self, head: QFont) -> list[tuple[int, int]]:
        spacing = self._theme.tokens.spacing
        texts, titles = self._table.fontMetrics(), QFontMetrics(head)
        beside = 2 * spacing.base
        return [
            (
                texts.horizontalAdvance(column.typical) + beside + spacing.small,
                titles.horizontalAdvance(tr_phrase(column.title)) + beside + spacing.large,
            )
            for column in self._columns
        ]
