"""Nickname and class of every account that is known."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, NamedTuple

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from ctpanel.domain.account import LONGEST_NICKNAME, AccountClass
from ctpanel.domain.text import phrase
from ctpanel.session.preferences import Preferences
from ctpanel.ui.dialogs.kit import DialogKit
from ctpanel.ui.dialogs.sentence import Sentence
from ctpanel.ui.dialogs.settings_editors import Editor, QuietCombo
from ctpanel.ui.i18n import tr, tr_phrase
from ctpanel.ui.theme.style_sheet import mark
from ctpanel.ui.widgets.badge import BADGES, Badge
from ctpanel.ui.widgets.elided_label import ElidedLabel

_CLASSES: Final = (None, AccountClass.SIM, AccountClass.LIVE, AccountClass.UNKNOWN)
_WORDS: Final = (phrase("By provider"), phrase("Sim"), phrase("Live"), phrase("Unknown"))


class _Line(NamedTuple):
    label: ElidedLabel
    badge: Badge
    nickname: QLineEdit
    chosen: QuietCombo

    def name(self, account: str) -> None:
        self.label.set_text(account)
        self.nickname.setAccessibleName(f"Nickname of {account}")
        self.chosen.setAccessibleName(f"Class of {account}")
        # On Linux the name of a list is what is chosen in it.
        self.chosen.setAccessibleDescription(tr("Class of {account}").format(account=account))


class AccountsEditor(Editor):
    """A line for each account of the picture, and for each one that has a nickname or class but is not there now.

    Accessible names ``Nickname of Sim101`` and ``Class of Sim101``.
    """

    def __init__(self, kit: DialogKit, parent: QWidget) -> None:
        super().__init__(parent)
        self._kit = kit
        self._now = kit.preferences.current
        self._fields: dict[str, _Line] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(2, 2)
        for column, words in enumerate((tr("Account"), "", tr("Nickname"), tr("Class"))):
            head = QLabel(words, self)
            mark(head, "caption")
            self._grid.addWidget(head, 0, column)
        self._none = Sentence("Accounts", tr("No account has been seen yet."), self)
        self._grid.addWidget(self._none, 1, 0, 1, 4)
        self._add_new()

    def show_value(self, value: object) -> None:
        if not isinstance(value, Preferences):
            raise TypeError("the value of this editor is the preferences")
        self._now = value
        for name, line in self._fields.items():
            line.name(self._shown(name))
            if not line.nickname.hasFocus():
                line.nickname.setText(value.nicknames.get(name, ""))
            with QSignalBlocker(line.chosen):
                line.chosen.setCurrentIndex(_CLASSES.index(value.classes.get(name)))
            line.badge.set_kind(BADGES[value.classes.get(name) or self._by_provider(name)])

    def take_accounts(self) -> None:
        """An account gets its line as soon as it is seen."""
        self._add_new()
        self.show_value(self._now)

    def _add_new(self) -> None:
        """A line for each account that has none yet, below the others."""
        names = {*self._kit.session.snapshot.accounts, *self._now.nicknames, *self._now.classes}
        for name in sorted(names - self._fields.keys()):
            self._add(name, self._grid.rowCount())
        self._none.setVisible(not self._fields)

    def _shown(self, name: str) -> str:
        # Without the nickname, which has a field of its own.
        return replace(self._kit.style(), nicknames={}).account(name)

    def _by_provider(self, name: str) -> AccountClass:
        row = self._kit.session.snapshot.accounts.get(name)
        return row.account.account_class if row else AccountClass.UNKNOWN

    def _add(self, name: str, row: int) -> None:
        badge = Badge(self._kit.theme, "Account class", self._kit.badge_of(name), self)
        line = _Line(ElidedLabel("", self, mode=Qt.TextElideMode.ElideMiddle), badge, QLineEdit(self), QuietCombo(self))
        line.nickname.setMaxLength(LONGEST_NICKNAME)
        line.nickname.setMinimumWidth(3 * self._kit.theme.tokens.spacing.giant)
        line.chosen.addItems([tr_phrase(words) for words in _WORDS])
        line.nickname.editingFinished.connect(lambda: self._named(name, line.nickname.text().strip()))
        line.chosen.currentIndexChanged.connect(lambda index: self._classed(name, _CLASSES[index]))
        for column, widget in enumerate(line):
            self._grid.addWidget(widget, row, column)
        self._fields[name] = line

    def _named(self, name: str, nickname: str) -> None:
        if nickname == self._now.nicknames.get(name, ""):
            return
        rest = {key: value for key, value in self._now.nicknames.items() if key != name}
        self.edited.emit(replace(self._now, nicknames=rest | ({name: nickname} if nickname else {})))

    def _classed(self, name: str, chosen: AccountClass | None) -> None:
        rest = {key: value for key, value in self._now.classes.items() if key != name}
        self.edited.emit(replace(self._now, classes=rest | ({name: chosen} if chosen else {})))
