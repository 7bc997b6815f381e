"""Ways to open the close dialog with a part already set: buttons on every row, in the strip, in menus, by keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from ctpanel.domain.closing import Wanted
from ctpanel.domain.ids import PositionKey
from ctpanel.ui.actions import Actions
from ctpanel.ui.delegates.presets import ANY, PRESETS, PresetDelegate, preset_words
from ctpanel.ui.models.position_columns import POSITION_COLUMNS
from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.views.live_table import LiveTable

Opener = Callable[[PositionKey, Wanted], None]
_SECTION: Final = next(place for place, column in enumerate(POSITION_COLUMNS) if column.key == "presets")


class RowPresets(QWidget):
    """The buttons for the selected row, shown in the strip when rows have no room for their own.

    Without ``opener`` nothing of this is offered. Every way only opens the close dialog; none sends.
    """

    def __init__(
        self, theme: Theme, table: LiveTable, actions: Actions, opener: Opener | None, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._table, self._actions, self._opener = table, actions, opener
        self._compact = self._offered = False
        delegate = PresetDelegate(theme, table)
        delegate.chosen.connect(self._on_chosen)
        table.setItemDelegateForColumn(_SECTION, delegate)
        # Told too when a column is hidden or shown.
        table.horizontalHeader().sectionResized.connect(self._show)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.tokens.spacing.tiny)
        self._buttons = {percent: self._button(percent) for percent in PRESETS}
        for button in self._buttons.values():
            row.addWidget(button)

    def in_tab_order(self) -> tuple[QWidget, ...]:
        """The buttons from left to right."""
        return tuple(self._buttons.values())

    def openers(self) -> dict[int, Callable[[], None] | None]:
        """For each preset what opens the dialog of the one selected row with it."""
        return {percent: partial(self._open_selected, percent) if self._opener else None for percent in PRESETS}

    def add_to(self, menu: QMenu, key: PositionKey) -> None:
        """All presets for this position, as entries of a menu."""
        if self._opener is not None:
            for percent in PRESETS:
                menu.addAction(self._actions[f"close_{percent}"].text(), partial(self._open, key, percent))

    def enable(self, one_selected: bool) -> None:
        """Whether there is one row to act on."""
        for percent, button in self._buttons.items():
            self._actions[f"close_{percent}"].setEnabled(one_selected and self._opener is not None)
            button.setEnabled(one_selected)

    def offer(self, offered: bool) -> None:
        """The user's choice."""
        self._offered = offered and self._opener is not None
        self._table.columns.offer("presets", self._offered)
        self._show()

    def set_compact(self, compact: bool) -> None:
        """Whether the window is the strip."""
        self._compact = compact
        self._show()

    # ------------------------------------------------------------------ inside

    def _button(self, percent: int) -> QPushButton:
        button = QPushButton(preset_words(percent), self)
        button.setAutoDefault(False)
        button.setAccessibleName(self._actions[f"close_{percent}"].text())
        button.clicked.connect(partial(self._open_selected, percent))
        return button

    def _show(self) -> None:
        self.setVisible(self._compact and self._offered and self._table.isColumnHidden(_SECTION))

    def _on_chosen(self, index: QModelIndex, percent: int) -> None:
        key = self._table.key_at(index.row())
        if percent != ANY:
            self._open(key, percent)
            return
        menu = QMenu(self._table)
        self.add_to(menu, key)
        self._table.show_menu(menu, self._table.visualRect(index).bottomLeft())

    def _open_selected(self, percent: int) -> None:
        keys = self._table.selected_keys()
        if len(keys) == 1:
            self._open(keys[0], percent)

    def _open(self, key: PositionKey, percent: int) -> None:
        if self._opener is not None:
            self._opener(key, Wanted.all() if percent == PRESETS[-1] else Wanted.percent(percent))
