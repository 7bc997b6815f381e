"""Notices about commands. Whatever leaves money in doubt stays until it is dismissed."""

from __future__ import annotations

from typing import Final

from ctpanel.domain.command import Command
from ctpanel.domain.notice import Severity
from ctpanel.domain.outcome import Outcome
from ctpanel.domain.plan import CommandKind
from ctpanel.domain.text import Text
from ctpanel.session.notices import Message, NoticeBoard
from ctpanel.session.ports import JournalTrouble

_MEANING: Final = {
    Outcome.PARTLY: Text("The position is not what you planned."),
    Outcome.ORDERS_LEFT: Text("The position is closed, but an order that is left can open a new one."),
    Outcome.NOT_VERIFIED: Text("You may still be in the market."),
    Outcome.REFUSED: Text("The position is as it was."),
    Outcome.NOT_SENT: Text("The position is as it was."),
    Outcome.UNKNOWN: Text("It is not known whether the close was carried out."),
}

_ACTION: Final = {
    Outcome.PARTLY: Text("Look in NinjaTrader, then read again and decide."),
    Outcome.ORDERS_LEFT: Text("Cancel the working orders of this instrument."),
    Outcome.NOT_VERIFIED: Text("Look in NinjaTrader now; ctpanel goes on reading."),
    Outcome.REFUSED: Text("Read the reason; you can press again."),
    Outcome.NOT_SENT: Text("You can press again."),
    Outcome.UNKNOWN: Text("Do not press in another program; ctpanel reads until it knows. Look in NinjaTrader."),
}


#: How the identity of a notice about a command begins; its reference is the command's id.
OF_COMMAND: Final = "command:"

#: What differs for commands that are not a close.
_MEANING_OF_OTHERS: Final = {
    Outcome.PARTLY: Text("Position and orders are not what you planned."),
    Outcome.NOT_VERIFIED: Text("Positions or working orders may still be as they were."),
    Outcome.REFUSED: Text("Positions and working orders are as they were."),
    Outcome.NOT_SENT: Text("Positions and working orders are as they were."),
    Outcome.UNKNOWN: Text("It is not known whether the command was carried out."),
}

_ACTION_OF_OTHERS: Final = {
    Outcome.ORDERS_LEFT: Text("Cancel the working orders that are left."),
    Outcome.NOT_VERIFIED: Text("Look in NinjaTrader now."),
}


def place_words(command: Command) -> Text:
    """``MES 12-25 in Sim101``, or the account alone."""
    account, instrument = command.plan.scope
    if instrument is None:
        return Text("{account}", account=account)
    return Text("{instrument} in {account}", instrument=instrument, account=account)


def identity_of(command: Command) -> str:
    """The identity of the notice about this command."""
    return f"{OF_COMMAND}{command.id}"


def post_outcome(board: NoticeBoard, command: Command) -> None:
    """Tell about an outcome that needs attention; a verified one takes the command's earlier notice away."""
    outcome = command.outcome
    if outcome is None:
        return
    if outcome.is_verified:
        board.dismiss(identity_of(command))
        return
    quiet = outcome in (Outcome.REFUSED, Outcome.NOT_SENT)
    meaning, action = _MEANING[outcome], _ACTION[outcome]
    if command.kind is not CommandKind.CLOSE:
        meaning, action = _MEANING_OF_OTHERS.get(outcome, meaning), _ACTION_OF_OTHERS.get(outcome, action)
    what = Text(
        "{outcome}: {place}. {text}",
        outcome=command.plan.headline(outcome),
        place=place_words(command),
        text=command.text or Text(""),
    )
    board.dismiss(identity_of(command))
    board.post(
        Message(
            identity_of(command),
            Severity.WARNING if quiet else Severity.MONEY,
            what,
            meaning,
            action,
            command.id,
            command.key if command.plan.scope.instrument is not None else None,
        )
    )


def post_other_row(board: NoticeBoard, command: Command, named: str) -> None:
    """The service accepted it, but its answer shows another instrument or account."""
    place = place_words(command)
    what = Text("The answer to the close of {place} shows {named}.", place=place, named=named)
    means = Text("The close was accepted; the reads that follow tell what was closed.")
    if not command.kind.is_closing:
        what = Text("The answer to the command on {place} shows {named}.", place=place, named=named)
        means = Text("The command was accepted; the reads that follow tell what it did.")
    board.post(
        Message(
            f"other-row:{command.id}",
            Severity.WARNING,
            what,
            means,
            Text("Wait for the outcome, then compare with NinjaTrader."),
            command.id,
        )
    )


def post_journal_trouble(board: NoticeBoard, trouble: JournalTrouble, reference: str) -> None:
    """A step could not be written while a command was under way."""
    board.post(
        Message(
            "journal",
            Severity.MONEY,
            trouble.text,
            Text("The command under way goes on, but its record has a gap."),
            Text("Make room on the disk or check its rights; no further close is sent until the journal works."),
            reference,
        )
    )
