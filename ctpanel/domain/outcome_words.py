"""An outcome in words: what is known now, what it means for the position, what to do."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from ctpanel.domain.outcome import Outcome, Stage
from ctpanel.domain.position import Position, Side
from ctpanel.domain.text import Text, joined, phrase, plural, text_of
from ctpanel.domain.verifying import Evidence

if TYPE_CHECKING:
    from ctpanel.domain.closing import ClosePlan
    from ctpanel.domain.command import Command

_TENTH: Final = Decimal("0.1")
LOOK: Final = Text("Look in NinjaTrader now.")
_SIZES: Final = {
    Side.LONG: phrase("long {size}"),
    Side.SHORT: phrase("short {size}"),
    Side.UNKNOWN: phrase("{size}, side not readable"),
}


def seconds(duration: float) -> Decimal:
    """A duration as it is told: tenths of a second."""
    return Decimal(round(duration * 10)) / 10


def stage_text(stage: Stage) -> Text:
    """What is happening while a command is on its way."""
    return {
        Stage.PRESSED: Text("pressed"),
        Stage.JOURNALED: Text("written to the journal"),
        Stage.SENDING: Text("sending…"),
        Stage.ACCEPTED: Text("accepted, not yet verified"),
        Stage.VERIFYING: Text("verifying…"),
        Stage.DONE: Text("done"),
    }[stage]


def outcome_words(command: Command, elapsed_s: float | None) -> Text:
    """The stage or the outcome word, with the time since the press where it is known."""
    word = stage_text(command.stage) if command.outcome is None else command.plan.headline(command.outcome)
    if elapsed_s is None:
        return word
    # Always with one decimal, so that a ticking time does not jump.
    return Text("{outcome} · {seconds} s", outcome=word, seconds=seconds(elapsed_s).quantize(_TENTH))


def plain_headline(outcome: Outcome) -> Text:
    """The outcome word as far as it is the same for every plan."""
    return {
        Outcome.VERIFIED_FLAT: Text("VERIFIED flat and clean"),
        Outcome.VERIFIED_LEFT: Text("VERIFIED"),
        Outcome.VERIFIED_DONE: Text("VERIFIED done"),
        Outcome.PARTLY: Text("PARTLY"),
        Outcome.ORDERS_LEFT: Text("ORDERS LEFT"),
        Outcome.NOT_VERIFIED: Text("NOT VERIFIED"),
        Outcome.REFUSED: Text("REFUSED"),
        Outcome.NOT_SENT: Text("NOT SENT"),
        Outcome.UNKNOWN: Text("UNKNOWN"),
    }[outcome]


def verified_text(plan: ClosePlan, elapsed_s: float, *, answered: bool) -> Text:
    """What a verified close says; ``answered`` is False when the service's answer was lost and reads told the truth."""
    took = seconds(elapsed_s)
    if plan.is_full:
        result = Text("No position and no working order left. It took {seconds} s.", seconds=took)
    else:
        result = Text("{left} left, as planned. It took {seconds} s.", left=plan.remaining, seconds=took)
    if answered:
        return result
    return joined([Text("The answer was lost, but the close went through."), result])


def unverified_text(plan: ClosePlan, evidence: Evidence, waited_s: float, *, answered: bool) -> Text:
    """What is known when the reads did not show what was planned."""
    known = _known_text(plan, evidence)
    if not answered:
        start = Text("The answer was lost. Nothing is sent again.")
        if evidence.position_known and plan.still_fits(evidence.position):
            still = Text("Nothing happened so far: still {open}.", open=plan.position.quantity)
            return joined([start, still, *_naked(plan, evidence), LOOK])
        return joined([start, known, LOOK])
    expected = Text("Expected {left}.", left=plan.remaining) if plan.remaining else Text("Expected none.")
    waited = Text("Accepted, but not seen to be done within {seconds} s.", seconds=seconds(waited_s))
    return joined([waited, known, expected, LOOK])


def _known_text(plan: ClosePlan, evidence: Evidence) -> Text:
    now = now_text(evidence)
    flat = evidence.position_known and evidence.position is None
    if flat and plan.is_full and evidence.orders is None:
        return joined([now, Text("Its working orders could not be read.")])
    return joined([now, *_naked(plan, evidence)])


def _naked(plan: ClosePlan, evidence: Evidence) -> tuple[Text, ...]:
    """A full close cancels the working orders first: where it failed after that, nothing protects the position."""
    stands = evidence.position_known and evidence.position is not None
    if not (stands and plan.is_full and evidence.orders == ()):
        return ()
    return (Text("No working order is left to protect it."),)


def partly_text(plan: ClosePlan, evidence: Evidence) -> Text:
    """A position that is neither as it was nor as planned."""
    if evidence.position is None:
        return joined([Text("Flat, but {left} were expected to stay open.", left=plan.remaining), LOOK])
    if Side.UNKNOWN not in (plan.position.side, evidence.position.side) and (
        evidence.position.side is not plan.position.side
    ):
        return joined([Text("The position has changed its side."), now_text(evidence), LOOK])
    counts = {"left": evidence.position.quantity, "expected": plan.remaining}
    return joined([Text("{left} left, {expected} expected.", **counts), *_naked(plan, evidence), LOOK])


def orders_left_text(count: int) -> Text:
    """A flat position with working orders that could open a new one."""
    return joined(
        [
            plural(
                "Flat, but {n} working order is left; if it fills it opens a new position.",
                "Flat, but {n} working orders are left; if one fills it opens a new position.",
                n=count,
            ),
            plural("Cancel it.", "Cancel them.", n=count),
        ]
    )


def now_text(evidence: Evidence) -> Text:
    """The position as it was last read, in a few words. Without evidence it is not called flat."""
    if not evidence.position_known:
        return Text("The position could not be read.")
    position = evidence.position
    if position is None:
        return Text("It is flat now.")
    return Text("Now: {position}.", position=position_words(position))


def position_words(position: Position) -> Text:
    """Side and size: ``long 4``."""
    return text_of(_SIZES[position.side], size=position.quantity)
