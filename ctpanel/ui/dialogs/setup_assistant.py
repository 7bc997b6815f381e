"""First start: token or demo, and whether to take the one streaming session."""

from __future__ import annotations

from enum import Enum

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QRadioButton, QVBoxLayout, QWidget

from ctpanel.domain.record import record
from ctpanel.session.view import SignIn
from ctpanel.ui.awaiting import answer
from ctpanel.ui.dialogs.kit import DialogKit
from ctpanel.ui.dialogs.roomy import RoomyDialog
from ctpanel.ui.dialogs.sentence import Sentence
from ctpanel.ui.dialogs.token import stored_words
from ctpanel.ui.dialogs.token_form import TokenForm
from ctpanel.ui.i18n import tr
from ctpanel.ui.theme.style_sheet import mark


class Start(Enum):
    """How the user wants to begin; LATER is a window that was closed without a choice."""

    SIGN_IN = "sign in"
    DEMO = "demo"
    LATER = "later"


@record
class SetupResult:
    """What was decided. ``use_stream`` is meant for SIGN_IN; the demo always streams from itself."""

    start: Start = Start.LATER
    use_stream: bool = False
    signed_in: SignIn | None = None


class SetupAssistant(RoomyDialog):
    """Three pages, one question each. Buttons ``Enter token``, ``Try the demo``, then ``Sign in``, then ``Finish``."""

    def __init__(self, kit: DialogKit, parent: QWidget | None = None) -> None:
        super().__init__(kit.theme, parent)
        self._kit = kit
        self.result_value = SetupResult()
        self.setWindowTitle(tr("Set up ctpanel"))
        self.setAccessibleName("Set up ctpanel")
        self._form = TokenForm(kit, self)
        self._kept = Sentence("Kept", "", self)
        self._stream = QRadioButton(tr("&Use the streaming session"), self)
        self._no_stream = QRadioButton(tr("&Leave it to another program"), self)
        self._signed_in: SignIn | None = None
        # Not a stacked widget: that one does not know that wrapped text is higher when it is narrower.
        self._pages = (self._welcome(), self._token_page(), self._stream_page())
        content = QWidget(self)
        rows = QVBoxLayout(content)
        rows.setContentsMargins(0, 0, 0, 0)
        for page in self._pages:
            rows.addWidget(page)
        self.lay_out(content, (), 16 * kit.theme.tokens.spacing.giant)
        self._turn(0)
        self._form.told.connect(self.fit)
        self._form.accepted.connect(self._token_taken)
        self.finished.connect(self._form.forget)

    # ------------------------------------------------------------------ pages

    def _welcome(self) -> QWidget:
        enter = self._button(tr("&Enter token"), "Enter token", "primary")
        demo = self._button(tr("&Try the demo"), "Try the demo", "")
        enter.clicked.connect(self.ask_for_token)
        demo.clicked.connect(self._choose_demo)
        return self._page(
            tr("How do you want to begin?"),
            (
                self._words(tr("With your CrossTrade token, the panel shows and closes your own positions.")),
                enter,
                self._words(tr("The demo is a simulator on this computer: no token, no account, no real order.")),
                demo,
            ),
        )

    def _token_page(self) -> QWidget:
        back = self._button(tr("&Back"), "Back", "quiet")
        back.clicked.connect(self._to_welcome)
        return self._page(tr("Your CrossTrade token"), (self._form, back))

    def _stream_page(self) -> QWidget:
        finish = self._button(tr("&Finish"), "Finish", "primary")
        finish.clicked.connect(self._finish)
        self._stream.setAccessibleName("Use the streaming session")
        self._no_stream.setAccessibleName("Leave it to another program")
        self._stream.setChecked(True)
        return self._page(
            tr("May this panel take the streaming session?"),
            (
                self._kept,
                self._words(
                    tr(
                        "CrossTrade gives each user one streaming session. Whoever connects last has it; "
                        "the others lose it."
                    )
                ),
                self._stream,
                self._words(
                    tr("Profit and prices move several times a second. Another program of yours may lose them.")
                ),
                self._no_stream,
                self._words(
                    tr(
                        "Everything is read every few seconds instead. Closing is as fast and as safe. Choose this if "
                        "a bot or a second computer of yours streams from CrossTrade."
                    )
                ),
                finish,
            ),
        )

    def _page(self, title: str, widgets: tuple[QWidget, ...]) -> QWidget:
        page = QWidget(self)
        rows = QVBoxLayout(page)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(self._kit.theme.tokens.spacing.base)
        head = Sentence("Page", title, page)
        mark(head, "title")
        rows.addWidget(head)
        for widget in widgets:
            if isinstance(widget, QPushButton):
                rows.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
            else:
                rows.addWidget(widget)
        rows.addStretch(1)
        return page

    def _words(self, text: str) -> Sentence:
        label = Sentence("Help", text, self)
        mark(label, "muted")
        return label

    def _button(self, label: str, name: str, part: str) -> QPushButton:
        button = QPushButton(label, self)
        button.setAccessibleName(name)
        button.setAutoDefault(False)
        if part:
            mark(button, part)
        return button

    # ------------------------------------------------------------------ steps

    def _turn(self, number: int) -> None:
        for index, page in enumerate(self._pages):
            page.setVisible(index == number)
        self.fit()

    def _to_welcome(self) -> None:
        self._turn(0)

    def ask_for_token(self) -> None:
        """Turn to the page of the token."""
        self._turn(1)
        self._form.field.setFocus()

    def _choose_demo(self) -> None:
        self.result_value = SetupResult(Start.DEMO, use_stream=True)
        self.accept()

    def _token_taken(self, signed_in: SignIn) -> None:
        self._signed_in = signed_in
        # The page on which it was said is left behind.
        self._kept.setText(f"{self._kit.say(signed_in.text)} {stored_words(signed_in)}")
        self._turn(2)
        self._stream.setFocus()

    def _finish(self) -> None:
        self.result_value = SetupResult(Start.SIGN_IN, self._stream.isChecked(), self._signed_in)
        self.accept()


async def ask_setup(kit: DialogKit, parent: QWidget | None = None, *, token_first: bool = False) -> SetupResult:
    """Lead through the first start; LATER when the window was closed before the end.

    ``token_first`` opens on the page of the token, for a user who has chosen that already.
    """
    dialog = SetupAssistant(kit, parent)
    if token_first:
        dialog.ask_for_token()
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    try:
        await answer(dialog)
        return dialog.result_value if shiboken6.isValid(dialog) else SetupResult()
    finally:
        if shiboken6.isValid(dialog):
            dialog.deleteLater()
