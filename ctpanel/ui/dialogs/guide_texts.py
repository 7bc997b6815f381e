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
        "asks for a review first. On real accounts it has to be held for 0.6 s, with the mouse, Space or Enter, unless "
        "the settings say otherwise.\n"
        "After one send, choose again to send more. Closing the window never stops a close that is on its way."
    ),
)

MANY: Final[Page] = (
    phrase("More than one position"),
    phrase(
        "Cancel orders and Flatten act on the selected rows. The menu Positions and the menus of the tables (right "
        "button) offer one order, an instrument, an account, a group of accounts, only longs, only shorts, or "
        "everything. First a list "
        "shows every request that will be sent, row by row; what the list does not show is not sent. If it changes "
        "before the press, the button asks for a review.\n"
        "Simulated and live accounts are never in one list unless you add the others yourself. Only Flatten everything "
        "takes both, and wants a word typed.\n"
        "Requests leave one after the other, as fast as the service allows. Each row gets its own result by fresh "
        "reads; one that fails hides no other. Stop sends no further request; what has left goes on. The list stays "
        "open until every row is sent or you stopped it; after that, closing it stops nothing.\n"
        "Flattening an account reaches its positions and the working orders of their instruments. An entry order on "
        "another instrument may stay, and is then told. An account that has only working orders gets these cancelled.\n"
        "Groups of accounts are made in the settings: give a group a name and check its accounts. The menu of an "
        "account then offers to flatten its group."
    ),
)

LEFTOVERS: Final[Page] = (
    phrase("Orders left over or too big"),
    phrase(
        "A stop or target that is bigger than the position opens the opposite side when it is hit. The close dialog "
        "says so before a partial close, with the contracts that would then be open. Orders that are in one OCO group "
        "count once, because NinjaTrader cancels the others when one fills; where no group links them, all of them may "
        "be hit, and the dialog says where that would end.\n"
        "After an exit, yours here or one made elsewhere, the close dialog offers two ways out. Resize to what is left "
        "replaces the orders of the instrument by a stop and a target of the size of the position, at their present "
        "prices; for a moment there is no protection, and entry orders of that instrument are cancelled too, which the "
        "button then says. Cancel the working orders leaves the position without protection.\n"
        "Resize is offered only where one stop price and one target price are known for certain, and where the add-on "
        "is new enough.\n"
        "Protection in the table is told only when position and orders were read at the same moment, within two "
        "seconds; otherwise there is a dash, and its tip says why."
    ),
)

#: How things work; the first is shown when no word is asked about.
HOW: Final = (CLOSING, MANY, LEFTOVERS)

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
