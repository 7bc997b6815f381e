"""The button that forgets the token."""

from __future__ import annotations

import shiboken6
from PySide6.QtWidgets import QPushButton, QWidget

from ctpanel.ui.dialogs.kit import DialogKit
from ctpanel.ui.dialogs.sentence import Sentence
from ctpanel.ui.dialogs.settings_editors import Editor
from ctpanel.ui.i18n import tr


class TokenEditor(Editor):
    """Button ``Forget token`` and what became of it. It changes no preference, so ``edited`` is never emitted."""

    def __init__(self, kit: DialogKit, parent: QWidget) -> None:
        super().__init__(parent)
        self._kit = kit
        self._button = QPushButton(tr("Forget token"), self)
        self._button.setAccessibleName("Forget token")
        self._button.setAutoDefault(False)
        self._told = Sentence("Sign-out", "", self)
        self._told.hide()
        self._hold(self._button, self._told)
        self._button.clicked.connect(self._pressed)

    def show_value(self, value: object) -> None:
        """Whether there is a token to forget; the demo's own is not the user's."""
        self._button.setEnabled(self._kit.session.signed_in and not self._kit.session.demo)

    def _pressed(self) -> None:
        self._button.setEnabled(False)
        # It may wait for its user.
        self._tell(tr("Asking the keyring…"))
        self._kit.spawn(self._forget(), "forget token")

    async def _forget(self) -> None:
        try:
            text = self._kit.say(await self._kit.session.sign_out())
        finally:
            if shiboken6.isValid(self):
                self.show_value(None)
        if shiboken6.isValid(self):
            self._tell(text)

    def _tell(self, text: str) -> None:
        self._told.setText(text)
        self._told.show()
