"""Enter or replace the token."""

from __future__ import annotations

import shiboken6
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ctpanel.session.view import SignIn
from ctpanel.ui.awaiting import answer
from ctpanel.ui.dialogs.kit import DialogKit
from ctpanel.ui.dialogs.roomy import RoomyDialog
from ctpanel.ui.dialogs.sentence import Sentence
from ctpanel.ui.dialogs.token_form import TokenForm
from ctpanel.ui.i18n import tr
from ctpanel.ui.theme.style_sheet import mark


class TokenDialog(RoomyDialog):
    """Window title ``CrossTrade token``. ``signed_in`` is set once the service took a token.

    It stays open with the sentence of the answer until the user goes on, so that "until the program ends" is read.
    """

    def __init__(self, kit: DialogKit, parent: QWidget | None = None) -> None:
        super().__init__(kit.theme, parent)
        self.signed_in: SignIn | None = None
        self.setWindowTitle(tr("CrossTrade token"))
        self.setAccessibleName("CrossTrade token")
        self._form = TokenForm(kit, self)
        self._stored = Sentence("Kept", "", self)
        self._go_on = QPushButton(tr("C&ontinue"), self)
        self._leave = QPushButton(tr("C&lose window"), self)
        self._build(kit)
        self._form.accepted.connect(self._accepted)
        self._go_on.clicked.connect(self.accept)
        self._leave.clicked.connect(self.reject)
        self.finished.connect(self._form.forget)

    def _build(self, kit: DialogKit) -> None:
        spacing = kit.theme.tokens.spacing
        for button, name in ((self._go_on, "Continue"), (self._leave, "Close window")):
            button.setAutoDefault(False)
            button.setAccessibleName(name)
        mark(self._go_on, "primary")
        mark(self._leave, "quiet")
        self._stored.hide()
        self._go_on.hide()
        content = QWidget(self)
        rows = QVBoxLayout(content)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(spacing.wide)
        rows.addWidget(self._form)
        rows.addWidget(self._stored)
        rows.addStretch(1)
        self.lay_out(content, (self._leave, self._go_on), 15 * spacing.giant)
        self._form.told.connect(self.fit)
        self._form.field.setFocus()

    def _accepted(self, signed_in: SignIn) -> None:
        self.signed_in = signed_in
        self._stored.setText(stored_words(signed_in))
        self._stored.show()
        self._form.button.hide()
        self._go_on.show()
        self._leave.hide()
        self._go_on.setFocus()
        self.fit()


def stored_words(signed_in: SignIn) -> str:
    """Where the token is now, plainly."""
    if signed_in.stored:
        return tr("The token is in the keyring of this computer.")
    return tr("The token is not stored. It is used until the program ends, then you are asked again.")


async def ask_token(kit: DialogKit, parent: QWidget | None = None) -> SignIn | None:
    """Let the user enter a token; None when the service took none."""
    dialog = TokenDialog(kit, parent)
    try:
        await answer(dialog)
        return dialog.signed_in if shiboken6.isValid(dialog) else None
    finally:
        if shiboken6.isValid(dialog):
            dialog.deleteLater()
