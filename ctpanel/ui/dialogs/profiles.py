"""The profiles: which there are, which one this window works with, new ones, other addresses, and going to another."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Final

import shiboken6
from PySide6.QtCore import QEvent, QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from ctpanel.domain.text import Text, phrase, plural
from ctpanel.session.profiles import ProfileInfo, ProfileRefused, Profiles, ProfileUse
from ctpanel.ui.awaiting import Choice, Question, ask
from ctpanel.ui.dialogs.kit import DialogKit
from ctpanel.ui.dialogs.roomy import RoomyDialog
from ctpanel.ui.dialogs.sentence import Sentence
from ctpanel.ui.i18n import tr, tr_phrase
from ctpanel.ui.theme.style_sheet import mark, set_style_property
from ctpanel.ui.views.flow_layout import FlowLayout
from ctpanel.ui.widgets.safe_text import safe_text

_NAME: Final = int(Qt.ItemDataRole.UserRole)
_LONGEST: Final = 40


class ProfilesDialog(RoomyDialog):
    """Window title ``Profiles``; list ``Profiles``, fields ``Address for requests`` and ``Address for streaming``.

    Not modal. What was done, or why not, stands in ``Told: …``.
    """

    def __init__(self, kit: DialogKit, profiles: Profiles, parent: QWidget | None = None) -> None:
        super().__init__(kit.theme, parent)
        self._kit = kit
        self._profiles = profiles
        self._infos: dict[str, ProfileInfo] = {}
        self._deleting = False
        self.setWindowTitle(tr("Profiles"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._list = QListWidget(self)
        self._told = Sentence("Told", "", self)
        self._new = self._field("Name of a new profile", _LONGEST)
        self._requests = self._field("Address for requests", 500)
        self._streaming = self._field("Address for streaming", 500)
        self._create = self._button(tr("C&reate"), "Create profile", self._on_create)
        self._save = self._button(tr("Save &addresses"), "Save addresses", self._on_save)
        self._switch = self._button(tr("&Switch to it"), "Switch to profile", self._on_switch)
        self._open = self._button(tr("&Open in its own window"), "Open in its own window", self._on_open)
        self._delete = self._button(tr("&Delete…"), "Delete profile", self._on_delete)
        leave = self._button(tr("C&lose window"), "Close window", self.reject)
        self.lay_out(self._content(), (leave,), round(520 * kit.theme.tokens.scale))
        fields = (self._requests, self._streaming, self._save, self._new, self._create)
        for before, after in pairwise((self._list, self._switch, self._open, self._delete, *fields, leave)):
            self.setTabOrder(before, after)
        self._list.setFocus()
        self._list.currentRowChanged.connect(self._show_chosen)
        self._new.returnPressed.connect(self._on_create)
        for field in (self._requests, self._streaming, self._new):
            field.textEdited.connect(self._enable)
        self._list_them()

    def event(self, event: QEvent, /) -> bool:
        """Back in front: other windows may have come or gone meanwhile."""
        if event.type() is QEvent.Type.WindowActivate:
            self._list_them(self._chosen_name(), keep_fields=bool(self._infos))
        return super().event(event)

    # ------------------------------------------------------------------ building

    def _field(self, name: str, longest: int) -> QLineEdit:
        field = QLineEdit(self)
        field.setAccessibleName(name)
        field.setMaxLength(longest)
        return field

    def _button(self, words: str, name: str, pressed: Callable[[], object]) -> QPushButton:
        button = QPushButton(words, self)
        button.setAccessibleName(name)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: pressed())
        return button

    def _content(self) -> QWidget:
        spacing = self._kit.theme.tokens.spacing
        content = QWidget(self)
        rows = QVBoxLayout(content)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(spacing.small)
        rows.addWidget(Sentence("About", tr_phrase(_ABOUT), content))
        if self._profiles.token_from_outside:
            rows.addWidget(Sentence("Token", tr_phrase(_FROM_OUTSIDE), content))
        if self._profiles.addresses_from_outside:
            rows.addWidget(Sentence("Addresses", tr_phrase(_OTHER_ADDRESSES), content))
        self._list.setAccessibleName("Profiles")
        self._list.setFixedHeight(5 * spacing.giant)
        self._new.setPlaceholderText(tr("Name of a new profile"))
        rows.addWidget(self._list)
        ways, ways_row = QWidget(content), FlowLayout(spacing=spacing.small)
        ways.setLayout(ways_row)
        ways_row.setContentsMargins(0, 0, 0, 0)
        for button in (self._switch, self._open, self._delete):
            ways_row.addWidget(button)
        mark(self._switch, "primary")
        rows.addWidget(ways)
        rows.addWidget(self._told)
        rows.addSpacing(spacing.wide)
        for words, field in (
            (tr("Address for requests"), self._requests),
            (tr("Address for streaming"), self._streaming),
        ):
            rows.addWidget(self._caption(words))
            rows.addWidget(field)
        rows.addWidget(self._caption(tr_phrase(_ADDRESSES)))
        rows.addWidget(self._save, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addSpacing(spacing.wide)
        adding = QHBoxLayout()
        adding.addWidget(self._new, 1)
        adding.addWidget(self._create)
        rows.addLayout(adding)
        rows.addWidget(self._caption(tr_phrase(_NAMES)))
        self._told.hide()
        return content

    def _caption(self, words: str) -> Sentence:
        caption = Sentence("About", words, self)
        mark(caption, "caption")
        return caption

    # ------------------------------------------------------------------ showing

    def _list_them(self, chosen: str = "", *, keep_fields: bool = False) -> None:
        try:
            infos = self._profiles.all()
        except ProfileRefused as refused:
            self._tell(refused.text, trouble=True)
            self._enable()
            return
        self._infos = {info.name: info for info in infos}
        chosen = (
            chosen if chosen in self._infos else next(n for n, i in self._infos.items() if i.use is ProfileUse.HERE)
        )
        with QSignalBlocker(self._list):
            self._list.clear()
            for info in infos:
                item = QListWidgetItem(self._line(info))
                item.setData(_NAME, info.name)
                self._list.addItem(item)
            self._list.setCurrentRow([info.name for info in infos].index(chosen))
        if keep_fields:
            self._enable()
        else:
            self._show_chosen()

    def _line(self, info: ProfileInfo) -> str:
        use = tr_phrase(_USES[info.use]) if info.use in _USES else ""
        waiting = ""
        if info.open_commands:
            text = plural("{n} command without an outcome", "{n} commands without an outcome", n=info.open_commands)
            waiting = self._kit.say(text)
        details = ", ".join(filter(None, (use, waiting)))
        return safe_text(info.name) + (f"  ({details})" if details else "")

    def _show_chosen(self) -> None:
        info = self._infos[self._chosen_name()]
        for field, value in ((self._requests, info.base_url), (self._streaming, info.stream_url)):
            field.setText(value)
            field.setCursorPosition(0)
        self._enable()

    def _enable(self) -> None:
        info = self._infos.get(self._chosen_name())
        if info is None:
            # They could not be listed so far.
            for way in (self._switch, self._open, self._delete, self._create, self._save):
                way.setEnabled(False)
            return
        other = info.use is not ProfileUse.HERE
        self._switch.setEnabled(info.use is ProfileUse.FREE)
        self._open.setEnabled(other)
        self._delete.setEnabled(info.use is ProfileUse.FREE and not info.open_commands)
        self._create.setEnabled(bool(self._new.text().strip()))
        typed = (self._requests.text().strip(), self._streaming.text().strip())
        self._save.setEnabled(typed != (info.base_url, info.stream_url))

    def _chosen_name(self) -> str:
        row = self._list.currentRow()
        return str(self._list.item(row).data(_NAME)) if row >= 0 else next(iter(self._infos), "")

    def _tell(self, text: Text, *, trouble: bool = False) -> None:
        self._told.setText(self._kit.say(text))
        set_style_property(self._told, "part", "danger-text" if trouble else "")
        self._told.show()

    # ------------------------------------------------------------------ doing

    def _try(self, change: Callable[[], Text | None]) -> None:
        """Do it and say what became of it."""
        try:
            told = change()
        except ProfileRefused as refused:
            self._tell(refused.text, trouble=True)
            return
        if told is not None:
            self._tell(told)

    def _on_create(self) -> None:
        def create() -> Text:
            made = self._profiles.create(self._new.text().strip())
            self._new.clear()
            self._list_them(made.name)
            return Text("“{name}” is there. It has no token yet and asks for one when it is opened.", name=made.name)

        if self._create.isEnabled():
            self._try(create)

    def _on_save(self) -> None:
        def save() -> Text:
            name = self._chosen_name()
            self._profiles.set_addresses(name, self._requests.text().strip(), self._streaming.text().strip())
            self._list_them(name)
            return Text("Saved. The addresses count from the next start of “{name}” on.", name=name)

        self._try(save)

    def _on_switch(self) -> None:
        self._try(lambda: self._profiles.switch_to(self._chosen_name()))

    def _on_open(self) -> None:
        def open_it() -> Text:
            name = self._chosen_name()
            self._profiles.open_window(name)
            return Text("“{name}” opens in its own window. This window goes on as it is.", name=name)

        self._try(open_it)

    def _on_delete(self) -> None:
        if self._deleting:
            # Two presses in one turn of the loop: the question is not on screen yet.
            return
        self._deleting = True
        self._kit.spawn(self._delete_once(self._chosen_name()), "delete profile")

    async def _delete_once(self, name: str) -> None:
        try:
            await self._ask_and_delete(name)
        finally:
            self._deleting = False

    async def _ask_and_delete(self, name: str) -> None:
        text = tr("Delete the profile “{name}”?").format(name=name)
        delete, keep = Choice("delete", tr("Delete profile and token")), Choice("keep", tr("Keep it"))
        question = Question(tr("Delete profile"), text, tr_phrase(_DELETED), (delete, keep), "keep")
        if await ask(self, question) != "delete":
            return
        self._delete.setEnabled(False)
        # It may wait for its user.
        self._tell(Text("Asking the keyring for the token of “{name}”…", name=name))
        try:
            told, trouble = await self._profiles.delete(name), False
        except ProfileRefused as refused:
            told, trouble = refused.text, True
        if shiboken6.isValid(self):
            self._list_them()
            self._tell(told, trouble=trouble)


_ABOUT: Final = phrase(
    "A profile is one user of CrossTrade: its own token, addresses, nicknames, groups and choice about streaming. "
    "Profiles can be open side by side, each in a window of its own."
)
_FROM_OUTSIDE: Final = phrase(
    "This window works with the token that was given by the environment (XTRADE_TOKEN), whatever its profile's own "
    "token is. Other windows that are opened from here do not get it."
)
_OTHER_ADDRESSES: Final = phrase(
    "This window talks to an address that was given on the command line (--base-url, --stream-url), whatever stands "
    "here for its profile."
)
_ADDRESSES: Final = phrase(
    "The token of this profile is sent to these addresses. Change them only when CrossTrade tells you to; they count "
    "from the profile's next start on."
)
_NAMES: Final = phrase("A profile keeps its name, because its journal and its token are kept under it.")
_DELETED: Final = phrase(
    "Its token leaves the keyring, and its addresses, nicknames and groups are gone.\n"
    "What it did stays in the journal. Positions and orders at the broker stay as they are."
)
_USES: Final = {ProfileUse.HERE: phrase("this window"), ProfileUse.ELSEWHERE: phrase("open in another window")}
