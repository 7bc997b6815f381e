"""The field for the secret key: it never shows, never remembers, and is empty as soon as it was used."""

from __future__ import annotations

import asyncio

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ctpanel.domain.token import Token, TokenRejected
from ctpanel.session.view import SignIn
from ctpanel.ui.dialogs.kit import DialogKit
from ctpanel.ui.dialogs.sentence import Sentence
from ctpanel.ui.i18n import tr
from ctpanel.ui.theme.style_sheet import mark, set_style_property
from ctpanel.ui.widgets.announce import announce

_LONGEST = 1100


class TokenForm(QWidget):
    """Asks for the token and tries it.

    ``accepted`` carries the :class:`SignIn` of one that the service took; ``told`` says that there is more to read.
    Used by the token dialog and by the set-up. The widget holds no token: the text becomes a :class:`Token` at the
    press and leaves the field, its undo history included.
    """

    accepted = Signal(object)
    told = Signal()

    def __init__(self, kit: DialogKit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._busy = False
        self._ended = False
        self._trial: asyncio.Task[None] | None = None
        self.field = QLineEdit(self)
        self._remember = QCheckBox(tr("&Keep it in the keyring of this computer"), self)
        self._remember_note = Sentence("Keyring", "", self)
        self._told = Sentence("Sign-in", "", self)
        self._progress = QProgressBar(self)
        self.button = QPushButton(tr("&Sign in"), self)
        self._build()
        self.field.returnPressed.connect(self._submit)
        self.button.clicked.connect(self._submit)
        self._remember.toggled.connect(self._say_where)
        self.field.textEdited.connect(self._enable)
        self._say_where(self._remember.isChecked())
        self._enable()

    def forget(self) -> None:
        """Empty the field for good and withdraw a token that is being tried: who leaves does not sign in any more."""
        self._ended = True
        if self._trial is not None:
            self._trial.cancel()
        self._wipe()

    def _build(self) -> None:
        label = QLabel(tr("&Token"), self)
        label.setBuddy(self.field)
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName("Token")
        self.field.setMaxLength(_LONGEST)
        self.field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.field.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        where = Sentence(
            "Where to find it",
            tr(
                "In CrossTrade, open My Account and reveal the secret key. It is the same key that webhooks use, and "
                "API access needs the Pro plan. Whoever has it can trade your accounts: this program sends it to "
                "CrossTrade and to nobody else."
            ),
            self,
        )
        mark(where, "muted")
        mark(self._remember_note, "caption")
        mark(self.button, "primary")
        self._remember.setChecked(True)
        self._remember.setAccessibleName("Keep it in the keyring of this computer")
        self.button.setAccessibleName("Sign in")
        self.button.setAutoDefault(False)
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName("Trying the token")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(self._kit.theme.tokens.spacing.base)
        for widget in (where, label, self.field, self._remember, self._remember_note, self._told, self._progress):
            rows.addWidget(widget)
        rows.addWidget(self.button, 0, Qt.AlignmentFlag.AlignRight)
        self._told.hide()
        self._progress.hide()

    def _say_where(self, remember: bool) -> None:
        self._remember_note.setText(
            tr("Without a keyring on this computer it is kept until the program ends, and you are told so.")
            if remember
            else tr("For this session only: the token is gone when the program ends.")
        )

    def _submit(self) -> None:
        try:
            token = Token(self.field.text())
        except TokenRejected as rejected:
            self._tell(self._kit.say(rejected.text), bad=True)
            self.field.setFocus()
            return
        finally:
            self._wipe()
        self._set_busy(True)
        self._trial = self._kit.spawn(self._try(token, self._remember.isChecked()), "sign-in")

    async def _try(self, token: Token, remember: bool) -> None:
        answer: SignIn | None = None
        try:
            answer = await self._kit.session.sign_in(token, remember=remember)
        finally:
            if not self._ended and shiboken6.isValid(self):
                self._set_busy(False)
                self._answered(answer)

    def _answered(self, answer: SignIn | None) -> None:
        if answer is None:
            self._tell(tr("The token could not be tried. Enter it again."), bad=True)
            return
        self._tell(self._kit.say(answer.text), bad=not answer.accepted)
        if answer.accepted:
            self.accepted.emit(answer)
        else:
            self.field.setFocus()

    def _tell(self, text: str, *, bad: bool) -> None:
        self._told.setText(text)
        announce(self._told, text)
        set_style_property(self._told, "part", "danger-text" if bad else "")
        self._told.show()
        self.told.emit()

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._progress.setVisible(busy)
        if busy:
            # Not on the next button, which a second Enter of an impatient hand would press.
            self._progress.setFocus()
            self._tell(tr("Trying the token against CrossTrade…"), bad=False)
        self.field.setEnabled(not busy)
        self._remember.setEnabled(not busy)
        self._enable()

    def _enable(self) -> None:
        self.button.setEnabled(not self._busy and bool(self.field.text()))

    def _wipe(self) -> None:
        # setText drops the undo history with the text, clear() would keep it.
        self.field.setText("")
        self._enable()
