"""What the guide says: how the close dialog thinks, and every word that a command can come to."""

from __future__ import annotations

from typing import Final

from ctpanel.domain.outcome import Outcome, Stage, Topic
from ctpanel.domain.text import Phrase, phrase

#: A title and its text; paragraphs end with a line break.
Page = tuple[Phrase, Phrase]

CLOSING: Final[Page] = (
    phrase("The close dialog"),
    phrase(
        "Choose a number of contracts or a percentage; what you touched last decides, and only that is sent. The "
        "other one shows what it comes to. A percentage is rounded up to whole contracts.\n"
        "Closing everything is NinjaTrader's flatten of that instrument: it also cancels the working orders "
        "there. Closing a part leaves them as they are, so a stop or target may then be bigger than the position; "
        "the table says which.\n"
        "The button always says what will be sent. If the position changes while the dialog is open, the button "
        "asks for a review first. On real accounts it has to be held for 0.6 s, with the mouse, Space or Enter.\n"
        "After one send, choose again to send more. Closing the window never stops a close that is on its way."
    ),
)

PAGES: Final[dict[Topic, Page]] = {
    Stage.PRESSED: (
        phrase("pressed"),
        phrase(
            "The press counted once. Nothing has left this computer yet; what is meant is being written to the "
            "journal.\n"
            "There is nothing to do."
        ),
    ),
    Stage.JOURNALED: (
        phrase("written to the journal"),
        phrase(
            "What is meant stands in the journal on disk, so that not even a crash loses it. From now on the "
            "position is kept for this command: no second one can leave.\n"
            "There is nothing to do."
        ),
    ),
    Stage.SENDING: (
        phrase("sending…"),
        phrase(
            "The request is on its way to the service, once. However often you press now, it is not sent again.\n"
            "Wait. If no answer comes, the outcome is UNKNOWN, and the panel reads the position to find out."
        ),
    ),
    Stage.ACCEPTED: (
        phrase("accepted, not yet verified"),
        phrase(
            "The service said yes. That is not the end: it answers before the order has filled.\n"
            "Wait. The panel now reads the position and the working orders again."
        ),
    ),
    Stage.VERIFYING: (
        phrase("verifying…"),
        phrase(
            "Fresh reads of the position and the working orders are held against what was planned, for up to ten "
            "seconds.\n"
            "Wait. The word changes when the plan has come true, or when the time is over."
        ),
    ),
    Outcome.VERIFIED_FLAT: (
        phrase("VERIFIED flat and clean"),
        phrase("A fresh read showed no position and no working order left on this instrument. There is nothing to do."),
    ),
    Outcome.VERIFIED_LEFT: (
        phrase("VERIFIED, some left"),
        phrase(
            "A fresh read showed exactly the contracts that were meant to stay. Working orders were not touched: "
            "look at the protection of what is left."
        ),
    ),
    Outcome.VERIFIED_DONE: (
        phrase("VERIFIED, done"),
        phrase(
            "A fresh read showed that the command did what it says: orders cancelled, stop and target resized, or "
            "the position turned over."
        ),
    ),
    Outcome.PARTLY: (
        phrase("PARTLY"),
        phrase(
            "The position is neither as it was nor as planned: some of it was closed, or something else traded "
            "too. More of this close may still fill. Look in NinjaTrader, then read again here before you send "
            "another close."
        ),
    ),
    Outcome.ORDERS_LEFT: (
        phrase("ORDERS LEFT"),
        phrase(
            "The position is flat, but working orders are still there. If one fills it opens a new position. "
            "Cancel them."
        ),
    ),
    Outcome.NOT_VERIFIED: (
        phrase("NOT VERIFIED"),
        phrase(
            "The service accepted the close, but no read within ten seconds showed it done. It may still fill. "
            "Look in NinjaTrader now. Another close is kept back until you read again."
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
            "The answer was lost on the way, so the close may or may not have been carried out. It is never sent "
            "again by itself, because that could close twice. Look in NinjaTrader; then read again here, which "
            "frees the position for a new close."
        ),
    ),
}
