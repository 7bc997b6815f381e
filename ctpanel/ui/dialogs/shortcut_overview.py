"""All keys at a glance: those of the actions as they are now, and those that never change."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QPushButton, QVBoxLayout, QWidget

from ctpanel.session.preferences import Preferences
from ctpanel.ui.actions import ACTIONS
from ctpanel.ui.dialogs.hearing import Hearing
from ctpanel.ui.dialogs.kit import DialogKit
from ctpanel.ui.dialogs.panel_dialog import PanelDialog
from ctpanel.ui.fixed_keys import FIXED
from ctpanel.ui.i18n import tr, tr_phrase
from ctpanel.ui.models.shortcuts import KEYS, WHAT, WHERE, KeyRow, KeysModel
from ctpanel.ui.shortcuts import assigned, shown
from ctpanel.ui.widgets.data_table import DataTable
from ctpanel.ui.widgets.search_field import SearchField


class ShortcutOverview(PanelDialog):
    """Window title ``Keyboard shortcuts``; table ``Keys``, field ``Find keys``. Not modal.

    ``change`` asks for the editor.
    """

    change = Signal()

    def __init__(self, kit: DialogKit, parent: QWidget | None = None) -> None:
        super().__init__(kit.theme, parent)
        self._kit = kit
        self.setWindowTitle(tr("Keyboard shortcuts"))
        self.setAccessibleName("Keyboard shortcuts")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._find = SearchField("Find keys", tr("Find"), self)
        self._model = KeysModel((WHERE, WHAT, KEYS), kit.style(), kit.theme)
        self._table = DataTable(kit.theme, "Keys", self)
        self._change = QPushButton(tr("C&hange shortcuts…"), self)
        self._leave = QPushButton(tr("C&lose window"), self)
        self._build()
        self._find.textChanged.connect(self._filter)
        self._change.clicked.connect(self.change)
        self._leave.clicked.connect(self.reject)
        self._hearing = Hearing(self)
        self._hearing.add(kit.preferences.listen(self._show))
        self._show(kit.preferences.current)
        self._table.selectRow(0)
        self._table.setFocus()

    def _show(self, now: Preferences) -> None:
        self._model.show_rows(_rows(now))

    def _filter(self) -> None:
        words = self._find.text().casefold().split()

        def fits(row: KeyRow) -> bool:
            text = f"{row.where} {row.what} {row.keys}".casefold()
            return all(word in text for word in words)

        self._model.set_filter(fits if words else None)

    def _build(self) -> None:
        spacing = self._kit.theme.tokens.spacing
        self._table.setModel(self._model)
        self._table.set_empty_text(tr("No action or key has these words."))
        header = self._table.horizontalHeader()
        header.setSectionsMovable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        # One long line of keys must not take the room of every action.
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for button, name in ((self._change, "Change shortcuts"), (self._leave, "Close window")):
            button.setAutoDefault(False)
            button.setAccessibleName(name)
        foot = QHBoxLayout()
        foot.addWidget(self._change)
        foot.addStretch(1)
        foot.addWidget(self._leave)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(spacing.large, spacing.large, spacing.large, spacing.wide)
        rows.setSpacing(spacing.base)
        rows.addWidget(self._find)
        rows.addWidget(self._table, 1)
        rows.addLayout(foot)
        self.resize(26 * spacing.giant, 18 * spacing.giant)


def _rows(now: Preferences) -> Iterator[KeyRow]:
    keys = assigned(now.shortcuts).keys
    for place, spec in enumerate(ACTIONS):
        yield KeyRow(
            place, spec.key, tr_phrase(spec.menu), tr_phrase(spec.text), shown(keys[spec.key]), shown(spec.shortcut)
        )
    for place, fixed in enumerate(FIXED, start=len(ACTIONS)):
        yield KeyRow(
            place,
            f"fixed {place}",
            tr_phrase(fixed.where),
            tr_phrase(fixed.what),
            tr_phrase(fixed.keys),
            tr_phrase(fixed.keys),
        )
