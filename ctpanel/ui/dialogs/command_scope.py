"""The confirmation of a command for several rows: exactly what will be sent, then the results, row by row."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ctpanel.domain.account import AccountClass
from ctpanel.domain.record import record
from ctpanel.domain.text import Text, plural
from ctpanel.ui.dialogs.kit import DialogKit
from ctpanel.ui.dialogs.roomy import RoomyDialog
from ctpanel.ui.dialogs.scope_table import RowMood, RowResult, ScopeRow, ScopeTable, same_requests
from ctpanel.ui.dialogs.sentence import Sentence
from ctpanel.ui.dialogs.waiting_focus import WaitingFocus
from ctpanel.ui.i18n import tr
from ctpanel.ui.theme.style_sheet import mark
from ctpanel.ui.widgets.announce import announce
from ctpanel.ui.widgets.hold_button import HoldButton, Kind
from ctpanel.ui.widgets.hold_gesture import ConfirmMode

_LEAST_WIDE: Final = 24
_MOST_WIDE: Final = 38
"""In the largest steps of the spacing scale."""


@record
class ScopeQuestion:
    """``title`` of the window, ``text`` above the list, ``button`` the words of the one action (``Flatten 3``).

    ``not_sent`` names what was chosen and is not in the list.
    """

    title: str
    text: Text
    button: Text
    rows: tuple[ScopeRow, ...]
    not_sent: str = ""


class CommandScopeDialog(RoomyDialog):
    """Emits ``confirmed`` once, with the rows that were on screen; then shows results until :meth:`finish`.

    ``stop_requested`` asks to send no further request; what has left goes on. A list that changes before the press
    needs a review, as a changed position does. Closing the window neither starts nor stops anything; it stays while
    rows are unsent, because the only way to stop them is here.
    """

    confirmed = Signal(object)
    stop_requested = Signal()

    def __init__(self, kit: DialogKit, question: ScopeQuestion, parent: QWidget | None = None) -> None:
        super().__init__(kit.theme, parent)
        self._kit = kit
        self._question = question
        self._rows = question.rows
        self._not_sent = question.not_sent
        self._review = False
        self._sent = False
        self._settled = False
        self._results: dict[str, RowResult] = {}
        self._mixed = Sentence("Warning", tr("Sim and live accounts are both in this list."), self)
        self._missing = Sentence("Not in the list", "", self)
        self._told = Sentence("Progress", "", self)
        self._stays = Sentence("Stays open", "", self)
        self._table = ScopeTable(kit, self)
        self._action = HoldButton(kit.theme, "Send", self, kind=Kind.DANGER, now=kit.session.now)
        self._bar = QProgressBar(self)
        self._stop = QPushButton(tr("&Stop"), self)
        self._leave = QPushButton(tr("C&lose window"), self)
        self._focus = WaitingFocus(self._action, self._table)
        self._table.show_rows(self._rows)
        self._build()
        self._table.setFocus()
        self._refresh()

    @property
    def sent(self) -> bool:
        """Whether the press has been made; the window then shows results only."""
        return self._sent

    def show_rows(self, rows: tuple[ScopeRow, ...]) -> None:
        """The picture has changed before anything was sent. What is still sent in the same way wants no review."""
        if self._sent or rows == self._rows:
            return
        before, self._rows = self._rows, rows
        self._table.show_rows(rows)
        if not same_requests(before, rows):
            self._ask_for_review()

    def show_not_sent(self, words: str) -> None:
        """Rows that were chosen and are not in the list; empty when there is none. Other ones want a review, too."""
        if not self._sent and words != self._not_sent:
            self._not_sent = words
            self._ask_for_review()

    def show_result(self, id: str, result: RowResult) -> None:
        """What became of one row."""
        self._results[id] = result
        self._table.show_result(id, result)
        self._refresh()

    def finish(self, text: Text, lines: Sequence[str] = ()) -> None:
        """No further request will leave; ``text`` sums up, ``lines`` stand below it."""
        self.all_sent()
        self._settle("\n".join((self._kit.say(text), *lines)))
        mark(self._leave, "primary")
        self.fit()

    def all_sent(self) -> None:
        """No further request will leave; results may still come."""
        if self.focusWidget() is self._stop:
            # Qt would hand it on to the button that closes the window.
            self._table.setFocus()
        self._stop.setEnabled(False)
        self._stays.hide()

    def reject(self) -> None:
        """Escape, and every way to close the window: not while rows are unsent."""
        if not self.unsent():
            super().reject()
            return
        self._stays.setText(self._why_open())
        self._stays.show()
        announce(self._stays, self._why_open())
        self.fit()

    # ------------------------------------------------------------------ for a stricter confirmation

    def unsent(self) -> int:
        """Rows of a run that goes on, and that have not left yet."""
        return 0

    def unlocked(self) -> bool:
        """Whether the button may be pressed; a subclass may ask for more than a list that is not empty."""
        return bool(self._rows)

    def extra(self) -> tuple[QWidget, ...]:
        """Widgets between the list and the button."""
        return ()

    # ------------------------------------------------------------------ inside

    def _build(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self._question.title)
        spacing = self._kit.theme.tokens.spacing
        for warning in (self._mixed, self._missing, self._stays):
            mark(warning, "danger-text")
        self._stays.hide()
        mark(self._leave, "quiet")
        for button, name in ((self._stop, "Stop"), (self._leave, "Close window")):
            button.setAutoDefault(False)
            button.setAccessibleName(name)
        self._bar.setAccessibleName("Done")
        self._bar.setTextVisible(False)
        self._running = QWidget(self)
        running = QHBoxLayout(self._running)
        running.setContentsMargins(0, 0, 0, 0)
        running.addWidget(self._bar, 1)
        running.addWidget(self._stop)
        content = QWidget(self)
        rows = QVBoxLayout(content)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(spacing.base)
        rows.addWidget(Sentence("Question", self._kit.say(self._question.text), self))
        rows.addWidget(self._mixed)
        rows.addWidget(self._missing)
        rows.addWidget(self._table, 1)
        extra = self.extra()
        for widget in extra:
            rows.addWidget(widget)
        self._action.confirmed.connect(self._confirmed)
        self._stop.clicked.connect(self._stopped)
        self._leave.clicked.connect(self.reject)
        below = (self._action, self._told, self._running, self._stays)
        self.lay_out(content, (self._leave,), self._width(), below)
        for before, after in pairwise((self._table, *extra, self._action, self._stop, self._leave)):
            # What is typed or checked comes before the button, whenever it was made.
            self.setTabOrder(before, after)

    def _width(self) -> int:
        """Wide enough for what every row says, within bounds: sizes must be read before the press."""
        spacing = self._kit.theme.tokens.spacing
        wanted = self._table.wanted_width() + 2 * spacing.large
        return max(_LEAST_WIDE * spacing.giant, min(_MOST_WIDE * spacing.giant, wanted))

    def _confirmed(self) -> None:
        if self._review:
            self._review = False
            self._action.rest()
        else:
            self._sent = True
        self._refresh()
        self.fit()
        if self._sent:
            self.confirmed.emit(self._rows)

    def _ask_for_review(self) -> None:
        self._review = True
        self._refresh()
        # A hold that began on the old list must not confirm the new one, even where the words stay the same.
        self._action.rest()
        self.fit()

    def _stopped(self) -> None:
        self.all_sent()
        self._settle(tr("Stopping: no further request is sent. What has left goes on."))
        self.stop_requested.emit()

    def _why_open(self) -> str:
        words = plural(
            "The run goes on: {n} row is not sent yet. Stop it first, or keep this list open.",
            "The run goes on: {n} rows are not sent yet. Stop it first, or keep this list open.",
            n=self.unsent(),
        )
        return self._kit.say(words)

    def _settle(self, words: str) -> None:
        """Say this instead of how far it has come."""
        self._settled = True
        self._told.setText(words)

    def _refresh(self) -> None:
        classes = {row.account_class for row in self._rows}
        self._mixed.setVisible(AccountClass.SIM in classes and len(classes) > 1)
        self._missing.setText(self._not_sent)
        self._missing.setVisible(bool(self._not_sent))
        held = any(self._kit.confirm_mode(row.account) is ConfirmMode.HOLD for row in self._rows)
        self._action.setText(self._kit.say(Text("List changed, review") if self._review else self._question.button))
        self._action.set_mode(ConfirmMode.HOLD if held else ConfirmMode.ONE_PRESS)
        self._focus.enable(not self._sent and self.unlocked())
        for widget in (self._told, self._running):
            widget.setVisible(self._sent)
        ended = [one for one in self._results.values() if one.mood in (RowMood.GOOD, RowMood.BAD)]
        self._bar.setRange(0, max(1, len(self._rows)))
        self._bar.setValue(len(ended))
        if self._stays.isVisible() and self.unsent():
            self._stays.setText(self._why_open())
        if self._sent and not self._settled:
            self._told.setText(self._kit.say(Text("{done} of {all} done", done=len(ended), all=len(self._rows))))
