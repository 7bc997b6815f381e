"""The keys of every action: changed by pressing the new ones, taken away, or put back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QLabel, QPushButton, QVBoxLayout, QWidget

from ctpanel.domain.text import Text, text_of
from ctpanel.session.preferences import Preferences
from ctpanel.ui.actions import ACTIONS
from ctpanel.ui.dialogs.kit import DialogKit
from ctpanel.ui.dialogs.sentence import Sentence
from ctpanel.ui.dialogs.settings_editors import Editor
from ctpanel.ui.i18n import tr, tr_phrase
from ctpanel.ui.models.shortcuts import BUILT_IN, OWN_KEYS, WHAT, KeyRow, KeysModel
from ctpanel.ui.shortcuts import Assigned, assigned, refusal, shown, taken
from ctpanel.ui.theme.style_sheet import mark, set_style_property
from ctpanel.ui.views.flow_layout import FlowLayout
from ctpanel.ui.widgets.announce import announce
from ctpanel.ui.widgets.data_table import DataTable
from ctpanel.ui.widgets.key_catcher import KeyCatcher

_SPECS = {spec.key: spec for spec in ACTIONS}


class ShortcutsEditor(Editor):
    """Table ``Shortcuts``, field ``New keys``, buttons ``Remove keys``, ``Built-in keys``, ``All built-in keys``.

    What was done, or why not, is said in ``Shortcut: …``. Entries of the settings that this version cannot use stay
    in the file until their action gets other keys here.
    """

    def __init__(self, kit: DialogKit, parent: QWidget) -> None:
        super().__init__(parent)
        self._kit = kit
        self._now = kit.preferences.current
        self._assigned = Assigned({})
        self._model = KeysModel((WHAT, OWN_KEYS, BUILT_IN), kit.style(), kit.theme)
        self._table = DataTable(kit.theme, "Shortcuts", self)
        self._catcher = KeyCatcher(self)
        self._label = QLabel(tr("&New keys"), self)
        self._remove = QPushButton(tr("Remove keys"), self)
        self._built_in = QPushButton(tr("Built-in keys"), self)
        self._all = QPushButton(tr("All built-in keys"), self)
        self._told = Sentence("Shortcut", "", self)
        self._build()
        self._table.opened.connect(lambda _index: self._catcher.setFocus())
        self._table.selectionModel().currentRowChanged.connect(self._chosen_changed)
        self._catcher.caught.connect(self._caught)
        self._catcher.left.connect(self._table.setFocus)
        self._remove.clicked.connect(self._take_away)
        self._built_in.clicked.connect(self._put_back)
        self._all.clicked.connect(self._put_all_back)

    def show_value(self, value: object) -> None:
        """The keys that are in force."""
        if not isinstance(value, Preferences):
            raise TypeError("the value of this editor is the preferences")
        self._now = value
        self._assigned = assigned(value.shortcuts)
        self._model.show_rows(
            KeyRow(
                place,
                spec.key,
                tr_phrase(spec.menu),
                tr_phrase(spec.text),
                shown(self._assigned.keys[spec.key]),
                shown(spec.shortcut),
            )
            for place, spec in enumerate(ACTIONS)
        )
        if not self._table.currentIndex().isValid():
            self._table.selectRow(0)
        self._show_chosen()

    # ------------------------------------------------------------------ what the user does

    def _caught(self, keys: str) -> None:
        action = self._chosen()
        owner = self._assigned.owner(keys)
        why = refusal(keys) or (taken(keys, owner) if owner not in (None, action) and owner else None)
        if why is not None:
            self._tell(Text("Not changed. {why}", why=why), bad=True)
            return
        self._give(action, keys)

    def _take_away(self) -> None:
        self._give(self._chosen(), "")

    def _put_back(self) -> None:
        action = self._chosen()
        keys = _SPECS[action].shortcut
        owner = self._assigned.owner(keys)
        if owner and owner != action:
            self._tell(Text("Not changed. {why}", why=taken(keys, owner)), bad=True)
            return
        self._give(action, keys)

    def _put_all_back(self) -> None:
        self._put({name: keys for name, keys in self._now.shortcuts.items() if name not in _SPECS})
        self._tell(Text("All actions have their built-in keys."))
        self._table.setFocus()

    def _give(self, action: str, keys: str) -> None:
        spec = _SPECS[action]
        rest = {name: text for name, text in self._now.shortcuts.items() if name != action}
        self._put(rest if keys == spec.shortcut else {**rest, action: keys})
        words = Text("{keys} is for “{action}” now.", keys=shown(keys), action=text_of(spec.text))
        self._tell(words if keys else Text("“{action}” has no shortcut now.", action=text_of(spec.text)))
        self._table.setFocus()

    def _put(self, shortcuts: Mapping[str, str]) -> None:
        self.edited.emit(replace(self._now, shortcuts=shortcuts))

    # ------------------------------------------------------------------ what is shown

    def _chosen(self) -> str:
        return self._model.key_at(max(0, self._table.currentIndex().row()))

    def _chosen_changed(self) -> None:
        self._told.setText("")
        self._show_chosen()

    def _show_chosen(self) -> None:
        action = self._chosen()
        keys = self._assigned.keys[action]
        self._catcher.show_keys(shown(keys))
        self._remove.setEnabled(bool(keys))
        self._built_in.setEnabled(keys != _SPECS[action].shortcut)
        self._all.setEnabled(any(name in _SPECS for name in self._now.shortcuts))

    def _tell(self, text: Text, *, bad: bool = False) -> None:
        self._told.setText(self._kit.say(text))
        announce(self._told, self._kit.say(text))
        set_style_property(self._told, "part", "danger-text" if bad else "muted")

    def _build(self) -> None:
        spacing = self._kit.theme.tokens.spacing
        self._table.setModel(self._model)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._table.setMinimumHeight(8 * spacing.giant)
        header = self._table.horizontalHeader()
        header.setSectionsMovable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._label.setBuddy(self._catcher)
        self._catcher.setAccessibleName("New keys")
        self._catcher.setPlaceholderText(tr("Press the new keys"))
        line = QHBoxLayout()
        line.addWidget(self._label)
        line.addWidget(self._catcher, 1)
        foot = QWidget(self)
        buttons = FlowLayout(foot)
        buttons.setContentsMargins(0, 0, 0, 0)
        names = ("Remove keys", "Built-in keys", "All built-in keys")
        for button, name in zip((self._remove, self._built_in, self._all), names, strict=True):
            button.setAutoDefault(False)
            button.setAccessibleName(name)
            mark(button, "quiet")
            buttons.addWidget(button)
        # Always of the same height, so that an answer moves nothing.
        self._told.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(spacing.small)
        rows.addWidget(self._table)
        rows.addLayout(line)
        rows.addWidget(self._told)
        rows.addWidget(foot)
