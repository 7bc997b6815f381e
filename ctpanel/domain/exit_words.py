"""Sentences that the plans beyond a close have in common."""

from __future__ import annotations

from ctpanel.domain.order import WorkingOrder
from ctpanel.domain.outcome_words import now_text, position_words, seconds
from ctpanel.domain.plan import Telling
from ctpanel.domain.position import Position
from ctpanel.domain.text import Text, joined, listed, plural
from ctpanel.domain.verifying import Evidence

LOOK = Text("Look in NinjaTrader now.")
#: So many positions are named one by one in a sentence.
_NAMED = 5


def orders_words(count: int) -> Text:
    """``2 working orders``."""
    return plural("{n} working order", "{n} working orders", n=count)


def positions_words(count: int) -> Text:
    """``3 positions``."""
    return plural("{n} position", "{n} positions", n=count)


def took(told: Telling) -> Text:
    """How long it took from the press."""
    return Text("It took {seconds} s.", seconds=seconds(told.elapsed_s))


def verified(told: Telling, result: Text) -> Text:
    """A proven result; one whose answer was lost says so."""
    parts = [result, took(told)]
    if not told.answered:
        parts.insert(0, Text("The answer was lost, but it was carried out."))
    return joined(parts)


def unverified(told: Telling, known: Text) -> Text:
    """What was last known when the reads did not show what was planned."""
    if not told.answered:
        return joined([Text("The answer was lost. Nothing is sent again."), known, LOOK])
    waited = Text("Accepted, but not seen to be done within {seconds} s.", seconds=seconds(told.waited_s))
    return joined([waited, known, LOOK])


def orders_now(orders: tuple[WorkingOrder, ...] | None) -> Text:
    """How many orders were last seen working."""
    if orders is None:
        return Text("The working orders could not be read.")
    if not orders:
        return Text("No working order is left.")
    return plural("{n} working order is still there.", "{n} working orders are still there.", n=len(orders))


def position_now(told: Telling) -> Text:
    """The position as it was last read."""
    if not told.evidence.position_known:
        return Text("The position could not be read.")
    return now_text(told.evidence)


def standing(evidence: Evidence) -> Text:
    """What was last read of an instrument or of a whole account, whatever was planned for it."""
    if evidence.position_known and evidence.positions:
        return Text("Still open: {positions}.", positions=positions_listed(evidence.positions))
    return now_text(evidence)


def positions_listed(positions: tuple[Position, ...]) -> Text:
    """``MES 12-25 long 2, MNQ 12-25 short 1``, the first few of them."""
    names = [
        Text("{instrument} {position}", instrument=each.key.instrument, position=position_words(each))
        for each in positions[:_NAMED]
    ]
    if len(positions) > _NAMED:
        names.append(plural("and {n} more", "and {n} more", n=len(positions) - _NAMED))
    return listed(names)
