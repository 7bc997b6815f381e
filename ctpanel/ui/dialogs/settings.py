"""The settings: pages at the left, a search that looks through all of them, every change in force at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QPushButton, QVBoxLayout, QWidget

from ctpanel.domain.text import Phrase
from ctpanel.session.events import PictureChanged, SessionEvent
from ctpanel.session.preferences import Preferences
from ctpanel.ui.dialogs.hearing import Hearing
from ctpanel.ui.dialogs.kit import DialogKit
from ctpanel.ui.dialogs.panel_dialog import PanelDialog
from ctpanel.ui.dialogs.roomy import ScrolledMiddle
from ctpanel.ui.dialogs.sentence import Sentence
from ctpanel.ui.dialogs.settings_accounts import AccountsEditor
from ctpanel.ui.dialogs.settings_alerts import AlertsEditor
from ctpanel.ui.dialogs.settings_editors import (
    ChoiceEditor,
    ColorEditor,
    Editor,
    FlagEditor,
    LinesEditor,
    NumberEditor,
)
from ctpanel.ui.dialogs.settings_groups import GroupsEditor
from ctpanel.ui.dialogs.settings_kinds import (
    AccountTable,
    AlertTable,
    Choice,
    Color,
    Flag,
    GroupTable,
    KeyTable,
    Lines,
    Number,
    Setting,
    TokenButton,
)
from ctpanel.ui.dialogs.settings_list import PAGES, SETTINGS
from ctpanel.ui.dialogs.settings_shortcuts import ShortcutsEditor
from ctpanel.ui.dialogs.settings_token import TokenEditor
from ctpanel.ui.dialogs.side_list import SideList
from ctpanel.ui.i18n import tr, tr_phrase
from ctpanel.ui.theme.style_sheet import mark
from ctpanel.ui.widgets.search_field import SearchField

_WITH_KIT: Final[dict[type, Callable[[DialogKit, QWidget], Editor]]] = {
    AccountTable: AccountsEditor,
    GroupTable: GroupsEditor,
    AlertTable: AlertsEditor,
    KeyTable: ShortcutsEditor,
    TokenButton: TokenEditor,
}


class SettingsDialog(PanelDialog):
    """Window title ``Settings``; list ``Pages``, field ``Search settings``. Not modal, nothing to confirm."""

    def __init__(self, kit: DialogKit, parent: QWidget | None = None) -> None:
        super().__init__(kit.theme, parent)
        self._kit = kit
        self.setWindowTitle(tr("Settings"))
        self.setAccessibleName("Settings")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._pages = QListWidget(self)
        self._search = SearchField("Search settings", tr("Search settings"), self)
        self._nothing = Sentence("Search result", tr("No setting has these words."), self)
        self._editors: list[tuple[Setting, QWidget, Editor]] = []
        content = QWidget(self)
        self._rows = QVBoxLayout(content)
        for setting in SETTINGS:
            self._add(setting, content)
        self._rows.addWidget(self._nothing)
        self._rows.addStretch(1)
        self._middle = ScrolledMiddle(content, self)
        self._lay_out()
        self._hearing = Hearing(self)
        self._hearing.add(kit.preferences.listen(self._show_values))
        self._hearing.add(kit.session.listen(self._hear))
        self._pages.currentRowChanged.connect(self._filter)
        self._search.textChanged.connect(self._filter)
        self._show_values(kit.preferences.current)
        self._pages.setCurrentRow(0)

    def turn_to(self, page: Phrase) -> None:
        """Show one of the :data:`PAGES`."""
        self._search.clear()
        self._pages.setCurrentRow(PAGES.index(page))
        self._pages.setFocus()

    def _lay_out(self) -> None:
        spacing = self._kit.theme.tokens.spacing
        self._pages.setAccessibleName("Pages")
        self._pages.addItems([tr_phrase(page) for page in PAGES])
        self._pages.setSpacing(spacing.hair)
        leave = QPushButton(tr("C&lose window"), self)
        leave.setAccessibleName("Close window")
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self._search)
        left.addWidget(self._pages)
        right.addWidget(self._middle, 1)
        right.addWidget(leave, 0, Qt.AlignmentFlag.AlignRight)
        self._rows.setContentsMargins(0, 0, spacing.base, 0)
        self._rows.setSpacing(spacing.base)
        row = QHBoxLayout(self)
        row.setContentsMargins(spacing.large, spacing.large, spacing.large, spacing.wide)
        row.setSpacing(spacing.large)
        row.addLayout(left)
        row.addLayout(right, 1)
        SideList(self._kit.theme, self, row, (self._search, self._pages), 5 * spacing.giant)
        QWidget.setTabOrder(self._search, self._pages)
        self._pages.setFocus()
        self.resize(24 * spacing.giant, 16 * spacing.giant)

    def _add(self, setting: Setting, parent: QWidget) -> None:
        card = QFrame(parent)
        mark(card, "card")
        spacing = self._kit.theme.tokens.spacing
        about = Sentence("About", tr_phrase(setting.about), card)
        mark(about, "caption")
        editor = self._editor(setting, card)
        editor.edited.connect(partial(self._edited, setting))
        rows = QVBoxLayout(card)
        rows.setContentsMargins(spacing.wide, spacing.base, spacing.wide, spacing.base)
        rows.setSpacing(spacing.tiny)
        if not isinstance(editor, FlagEditor):
            title = Sentence("Setting", tr_phrase(setting.title), card)
            rows.addWidget(title)
        rows.addWidget(editor)
        rows.addWidget(about)
        self._rows.addWidget(card)
        self._editors.append((setting, card, editor))

    def _editor(self, setting: Setting, parent: QWidget) -> Editor:
        match setting.kind:
            case Flag():
                return FlagEditor(setting, setting.kind, parent)
            case Choice():
                return ChoiceEditor(setting, setting.kind, parent)
            case Number():
                return NumberEditor(setting, setting.kind, parent)
            case Lines():
                return LinesEditor(setting, setting.kind, parent)
            case Color():
                return ColorEditor(setting, parent)
            case AccountTable() | GroupTable() | AlertTable() | KeyTable() | TokenButton():
                return _WITH_KIT[type(setting.kind)](self._kit, parent)

    def _edited(self, setting: Setting, value: object) -> None:
        now = self._kit.preferences.current
        changed = setting.put(now, value)
        if changed != now:
            self._kit.preferences.change(changed)

    def _show_values(self, now: Preferences) -> None:
        for setting, _card, editor in self._editors:
            editor.show_value(setting.get(now))
            if isinstance(editor, ColorEditor):
                editor.setEnabled(now.pnl_colors == "custom")

    def _hear(self, event: SessionEvent) -> None:
        if isinstance(event, PictureChanged) and event.accounts.added:
            for _setting, _card, editor in self._editors:
                editor.take_accounts()

    def _filter(self) -> None:
        wanted = self._search.text().strip()
        page = PAGES[max(0, self._pages.currentRow())]
        found = 0
        for setting, card, _editor in self._editors:
            shown = setting.matches(wanted) if wanted else setting.page == page
            card.setVisible(shown)
            found += shown
        self._nothing.setVisible(not found)
        self._middle.updateGeometry()
        # Another page begins at its top, not where the one before was left.
        self._middle.verticalScrollBar().setValue(0)
        self._pages.setEnabled(not wanted)
