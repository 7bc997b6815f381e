"""Asks before an end that would drop rows of a run which nobody has sent yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QWidget

from ctpanel.domain.text import Phrase, Text, phrase, plural
from ctpanel.session.session import Session
from ctpanel.ui.awaiting import Choice, Question, ask
from ctpanel.ui.dialogs.kit import DialogKit
from ctpanel.ui.i18n import tr, tr_phrase

_MEANS: Final[Phrase] = phrase(
    "If ctpanel ends now, nothing is sent for them: their positions and orders stay as they are. What was sent stays "
    "sent. While you decide, the run goes on."
)


class LeaveQuestion:
    """Ends the program at once, or after a question while a run has more to send. One question at a time."""

    def __init__(self, session: Session, kit: DialogKit) -> None:
        self._session = session
        self._kit = kit
        self._is_open = False

    def leave(self, window: QWidget | None, end: Callable[[], None]) -> None:
        """Call ``end``, now or when the user says so, or never."""
        if not self._session.unsent_rows:
            end()
        elif not self._is_open:
            self._is_open = True
            self._kit.spawn(self._ask(window, end), "ask before leaving")

    async def _ask(self, window: QWidget | None, end: Callable[[], None]) -> None:
        go, stay = Choice("end", tr("End and do not send them")), Choice("stay", tr("Stay"))
        question = Question(tr("Not everything is sent"), self._rows(), tr_phrase(_MEANS), (go, stay), "stay")
        if window is not None and window.isMinimized():
            # A question of a window that is away would be away with it.
            window.showNormal()
        try:
            if await ask(window, question, self._rows) == "end":
                self._session.stop_runs()
                end()
        finally:
            self._is_open = False

    def _rows(self) -> str:
        rows = self._session.unsent_rows
        if not rows:
            return self._kit.say(Text("Every row is sent by now. End ctpanel?"))
        return self._kit.say(
            plural(
                "{n} row of a list is not sent yet. End ctpanel all the same?",
                "{n} rows of a list are not sent yet. End ctpanel all the same?",
                n=rows,
            )
        )
