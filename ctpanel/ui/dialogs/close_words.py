"""Sentences of the close dialog that are about the dialog itself; those about the plan are the domain's."""

from __future__ import annotations

from ctpanel.domain.close_form import CloseForm, whole_contracts
from ctpanel.domain.closing import ClosePlan
from ctpanel.domain.command import Command
from ctpanel.domain.faults import ServiceFault
from ctpanel.domain.outcome_words import position_words
from ctpanel.domain.position import Position
from ctpanel.domain.text import Text
from ctpanel.session.fault_words import what_happened

READING = Text("Reading…")
CLOSING = Text("closing…")
KEPT_BACK = Text("Kept back: read again first")
NOTHING_OPEN = Text("Nothing to close")
CHOOSE = Text("Choose how much to close")
CHOOSE_AGAIN = Text("Choose again to send")
NOT_POSSIBLE = Text("Not possible like this")

FLAT = Text("It is flat now.")
FLAT_THEN = Text("It was flat when it was last read, and that is a while ago. Whether it still is, is not known.")
NOT_KNOWN = Text("This position has not been read yet.")
FLAT_UNSENT = Text("It went flat. What is chosen here was not sent.")
BACK_TO_READ = Text("The choice changed while the position was read, so nothing was sent.")
READ_LOST = Text("The position could not be read. Nothing was sent. You can send without a fresh read.")


def standing(position: Position, *, stale: bool) -> Text:
    """The sentence while nothing is chosen: what is open, and that a new choice is needed."""
    if stale:
        return Text("Last known: {position}. Choose an amount to close.", position=position_words(position))
    return Text("Open now: {position}. Choose an amount to close.", position=position_words(position))


def mistyped(form: CloseForm) -> Text:
    """What is wrong with the typed text, and what can be typed."""
    number, typed, most = whole_contracts(form.mistyped), form.mistyped, form.open_size
    if number is not None and number > most:
        return Text("“{typed}” is more than what is open. Type 1 to {open}, or press All.", typed=typed, open=most)
    return Text(
        "“{typed}” is not a whole number of contracts. Type digits alone, 1 to {open}, or press All.",
        typed=typed,
        open=most,
    )


def kept_back(position: Position) -> Text:
    """The sentence while a command without a clear outcome keeps others from the position."""
    return Text(
        "As far as is known: {position}. Another close is kept back until you have read again.",
        position=position_words(position),
    )


def changed_button(before: Position | None, now: Position) -> Text:
    """What drifted, and that it wants a look: ``Changed 4 → 2, review``."""
    if before is None:
        return Text("Open again: {now}, review", now=position_words(now))
    if before.side is not now.side:
        return Text("Changed {before} → {now}, review", before=position_words(before), now=position_words(now))
    if before.quantity == now.quantity:
        return Text("Changed and back to {now}, review", now=now.quantity)
    return Text("Changed {before} → {now}, review", before=before.quantity, now=now.quantity)


def changed_summary(before: Position | None, now: Position) -> Text:
    """The sentence that stands where the plan stood until the change has been reviewed."""
    if before is None:
        return Text(
            "The position was closed and is open again: {now}. Nothing was sent. Press the button to see the new plan.",
            now=position_words(now),
        )
    return Text(
        "The position changed from {before} to {now} while this window was open. Nothing was sent. "
        "Press the button to see the new plan.",
        before=position_words(before),
        now=position_words(now),
    )


def unread_button(plan: ClosePlan) -> Text:
    """The plan on the button after the fresh read failed."""
    return Text("Send without fresh read: {plan}", plan=plan.button())


def unread_note(fault: ServiceFault) -> Text:
    """Why the fresh read failed, and that the way out is still open."""
    return Text(
        "The position could not be read just now, so the size shown may be old. Nothing was sent. You can still send. "
        "{why}",
        why=what_happened(fault),
    )


def lease_button(command: Command) -> Text:
    """What keeps the button back: a command on its way, or one without a clear outcome."""
    return CLOSING if command.is_running else KEPT_BACK
