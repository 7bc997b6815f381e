"""Short help: how the close dialog thinks, and what each outcome word means and asks of the user."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QPushButton, QVBoxLayout, QWidget

from ctpanel.domain.outcome import Outcome
from ctpanel.domain.text import phrase
from ctpanel.ui.dialogs.kit import DialogKit
from ctpanel.ui.dialogs.roomy import ScrolledMiddle
from ctpanel.ui.dialogs.sentence import Sentence
from ctpanel.ui.i18n import tr, tr_phrase
from ctpanel.ui.theme.style_sheet import mark

_CLOSING: Final = (
    phrase("The close dialog"),
    phrase(
        "Choose a number of contracts or a percentage; what you touched last decides, and only that is sent. The other "
        "one shows what it comes to. A percentage is rounded up to whole contracts.\n"
        "Closing everything is NinjaTrader's flatten of that instrument: it also cancels the working orders there. "
        "Closing a part leaves them as they are, so a stop or target may then be bigger than the position; the table "
        "says which.\n"
        "The button always says what will be sent. If the position changes while the dialog is open, the button asks "
        "for a review first. On real accounts it has to be held for 0.6 s, with the mouse, Space or Enter.\n"
        "After one send, choose again to send more. Closing the window never stops a close that is on its way."
    ),
)

_OUTCOMES: Final = {
    Outcome.VERIFIED_FLAT: (
        phrase("VERIFIED flat and clean"),
        phrase("A fresh read showed no position and no working order left on this instrument. There is nothing to do."),
    ),
    Outcome.VERIFIED_LEFT: (
        phrase("VERIFIED, some left"),
        phrase(
            "A fresh read showed exactly the contracts that were meant to stay. Working orders were not touched: look "
            "at the protection of what is left."
        ),
    ),
    Outcome.VERIFIED_DONE: (
        phrase("VERIFIED, done"),
        phrase(
            "A fresh read showed that the command did what it says: orders cancelled, stop and target resized, or the "
            "position turned over."
        ),
    ),
    Outcome.PARTLY: (
        phrase("PARTLY"),
        phrase(
            "The position is neither as it was nor as planned: some of it was closed, or something else traded too. "
            "More of this close may still fill. Look in NinjaTrader, then read again here before you send another "
            "close."
        ),
    ),
    Outcome.ORDERS_LEFT: (
        phrase("ORDERS LEFT"),
        phrase(
            "The position is flat, but working orders are still there. If one fills it opens a new position. Cancel "
            "them."
        ),
    ),
    Outcome.NOT_VERIFIED: (
        phrase("NOT VERIFIED"),
        phrase(
            "The service accepted the close, but no read within ten seconds showed it done. It may still fill. Look in "
            "NinjaTrader now. Another close is kept back until you read again."
        ),
    ),
    Outcome.REFUSED: (
        phrase("REFUSED"),
        phrase(
            "The service or the broker said no, in the words shown. Nothing was closed. You can choose and send again."
        ),
    ),
    Outcome.NOT_SENT: (
        phrase("NOT SENT"),
        phrase("The close never left this computer. Nothing was closed. You can choose and send again."),
    ),
    Outcome.UNKNOWN: (
        phrase("UNKNOWN"),
        phrase(
            "The answer was lost on the way, so the close may or may not have been carried out. It is never sent again "
            "by itself, because that could close twice. Look in NinjaTrader; then read again here, which frees the "
            "position for a new close."
        ),
    ),
}


class GuideDialog(QDialog):
    """Topics at the left, their text at the right. Accessible names ``Topics`` and ``Guide: …``. Not modal."""

    def __init__(self, kit: DialogKit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Guide"))
        self.setAccessibleName("Guide")
        self._topics = (_CLOSING, *_OUTCOMES.values())
        self._list = QListWidget(self)
        self._title = Sentence("Topic", "", self)
        self._text = Sentence("Guide", "", self)
        self._build(kit)
        self._list.currentRowChanged.connect(self._show)
        self.turn_to(None)

    def turn_to(self, outcome: Outcome | None) -> None:
        """Show the meaning of an outcome, or with None how the close dialog works."""
        self._list.setCurrentRow(0 if outcome is None else 1 + list(_OUTCOMES).index(outcome))

    def _build(self, kit: DialogKit) -> None:
        spacing = kit.theme.tokens.spacing
        self._list.setAccessibleName("Topics")
        self._list.addItems([tr_phrase(title) for title, _text in self._topics])
        self._list.setSpacing(spacing.hair)
        self._list.setMaximumWidth(self._list.sizeHintForColumn(0) + spacing.giant)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        mark(self._title, "title")
        leave = QPushButton(tr("C&lose window"), self)
        leave.setAccessibleName("Close window")
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        content = QWidget(self)
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 0, spacing.base, 0)
        inside.addWidget(self._text)
        inside.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(spacing.wide)
        words.addWidget(self._title)
        words.addWidget(ScrolledMiddle(content, self), 1)
        words.addWidget(leave, 0, Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout(self)
        row.setContentsMargins(spacing.large, spacing.large, spacing.large, spacing.large)
        row.setSpacing(spacing.large)
        row.addWidget(self._list)
        row.addLayout(words, 1)
        self.resize(22 * spacing.giant, 12 * spacing.giant)

    def _show(self, row: int) -> None:
        title, text = self._topics[max(0, row)]
        self._title.setText(tr_phrase(title))
        self._text.setText(tr_phrase(text).replace("\n", "\n\n"))
