"""Named groups of accounts: a list of groups, and a check box for every account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from ctpanel.domain.account import LONGEST_GROUP_NAME
from ctpanel.session.preferences import Preferences
from ctpanel.ui.dialogs.kit import DialogKit
from ctpanel.ui.dialogs.sentence import Sentence
from ctpanel.ui.dialogs.settings_editors import Editor
from ctpanel.ui.i18n import tr
from ctpanel.ui.theme.style_sheet import mark
from ctpanel.ui.widgets.elided_label import plain_tool_tip

_NAME: Final = int(Qt.ItemDataRole.UserRole)


class GroupsEditor(Editor):
    """``Groups`` lists the names, ``Accounts in the group`` has a check box each, ``New group`` adds one.

    An account that is in the group but not there now stays listed, so that it is not lost unseen.
    """

    def __init__(self, kit: DialogKit, parent: QWidget) -> None:
        super().__init__(parent)
        self._kit = kit
        self._now = kit.preferences.current
        self._groups, self._members = QListWidget(self), QListWidget(self)
        self._name = QLineEdit(self)
        self._why = Sentence(
            "New group", tr("There is a group of this name already. Capitals make no difference."), self
        )
        self._add, self._remove = QPushButton(tr("Add group"), self), QPushButton(tr("Remove group"), self)
        self._build()
        self._groups.currentRowChanged.connect(self._show_members)
        self._members.itemChanged.connect(self._checked)
        self._add.clicked.connect(self._added)
        self._remove.clicked.connect(self._removed)
        self._name.textChanged.connect(self._typed)
        self._name.returnPressed.connect(self._added)
        self._typed()

    def show_value(self, value: object) -> None:
        if not isinstance(value, Preferences):
            raise TypeError("the value of this editor is the preferences")
        chosen = self._chosen()
        self._now = value
        with QSignalBlocker(self._groups):
            self._groups.clear()
            self._groups.addItems(list(value.groups))
            names = list(value.groups)
            self._groups.setCurrentRow(names.index(chosen) if chosen in names else 0 if names else -1)
        self._show_members()

    def take_accounts(self) -> None:
        """An account can be chosen as soon as it is seen."""
        self._show_members()

    def _chosen(self) -> str:
        row = self._groups.currentRow()
        return self._groups.item(row).text() if row >= 0 else ""

    def _show_members(self) -> None:
        group = self._chosen()
        members = {each.casefold(): each for each in self._now.groups.get(group, ())}
        known = {each.casefold(): each for each in self._kit.session.snapshot.accounts}
        # Filled anew after every check: whoever works by keys goes on from the same account.
        at = self._members.currentIndex().data(_NAME)
        with QSignalBlocker(self._members):
            self._members.clear()
            for folded, name in sorted({**members, **known}.items()):
                item = QListWidgetItem(self._kit.style().account(name))
                item.setData(_NAME, name)
                item.setToolTip(plain_tool_tip(item.text()))
                item.setFlags(Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled)
                item.setCheckState(Qt.CheckState.Checked if folded in members else Qt.CheckState.Unchecked)
                self._members.addItem(item)
                if name == at:
                    self._members.setCurrentItem(item)
        self._members.setEnabled(bool(group))
        self._remove.setEnabled(bool(group))

    def _checked(self) -> None:
        items = [self._members.item(row) for row in range(self._members.count())]
        members = tuple(str(item.data(_NAME)) for item in items if item.checkState() is Qt.CheckState.Checked)
        self._put({**self._now.groups, self._chosen(): members})

    def _typed(self) -> None:
        """Whether this can be the name of a new group, and why not."""
        name = self._name.text().strip()
        taken = name.casefold() in {each.casefold() for each in self._now.groups}
        self._add.setEnabled(bool(name) and not taken)
        self._why.setVisible(taken)

    def _added(self) -> None:
        name = self._name.text().strip()
        if not self._add.isEnabled():
            return
        self._name.clear()
        with QSignalBlocker(self._groups):
            self._groups.addItem(name)
            self._groups.setCurrentRow(self._groups.count() - 1)
        self._put({**self._now.groups, name: ()})

    def _removed(self) -> None:
        self._put({name: members for name, members in self._now.groups.items() if name != self._chosen()})

    def _put(self, groups: Mapping[str, tuple[str, ...]]) -> None:
        self._now = replace(self._now, groups=groups)
        self._show_members()
        self.edited.emit(self._now)

    def _build(self) -> None:
        spacing = self._kit.theme.tokens.spacing
        mark(self._why, "danger-text")
        self._groups.setAccessibleName("Groups")
        self._members.setAccessibleName("Accounts in the group")
        self._name.setAccessibleName("New group")
        self._name.setPlaceholderText(tr("Name of a new group"))
        self._name.setMaxLength(LONGEST_GROUP_NAME)
        self._add.setAccessibleName("Add group")
        self._remove.setAccessibleName("Remove group")
        for button in (self._add, self._remove):
            button.setAutoDefault(False)
            mark(button, "quiet")
        lists = QHBoxLayout()
        lists.addWidget(self._groups, 2)
        lists.addWidget(self._members, 3)
        self._groups.setWordWrap(True)
        for box in (self._groups, self._members):
            box.setFixedHeight(5 * spacing.giant)
            box.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The ends of account names tell them apart.
        self._members.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        foot = QHBoxLayout()
        for widget in (self._name, self._add, self._remove):
            foot.addWidget(widget)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addLayout(lists)
        rows.addLayout(foot)
        rows.addWidget(self._why)
