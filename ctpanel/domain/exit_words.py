"""Sentences that the plans beyond a close have in common."""

from __future__ import annotations

from ctpanel.domain.instrument import same_contract
from ctpanel.domain.order import WorkingOrder
from ctpanel.domain.order_words import order_words
from ctpanel.domain.outcome_words import LOOK, now_text, position_words, seconds
from ctpanel.domain.plan import Telling
from ctpanel.domain.position import Position
from ctpanel.domain.text import Text, joined, listed, plural
from ctpanel.domain.verifying import Evidence

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
    return _first(names, len(positions))


def orders_listed(orders: tuple[WorkingOrder, ...]) -> Text:
    """``MES 12-25 Sell 4 Stop @ 5,790.00``, the first few of them."""
    names = [
        Text("{instrument} {order}", instrument=each.key.instrument, order=order_words(each))
        for each in orders[:_NAMED]
    ]
    return _first(names, len(orders))


def _first(names: list[Text], count: int) -> Text:
    if count > len(names):
        names.append(plural("and {n} more", "and {n} more", n=count - len(names)))
    return listed(names)


def unprotected(evidence: Evidence) -> tuple[Text, ...]:
    """What is open with no working order left for it: a flatten cancels before it closes, and may fail in between."""
    if evidence.orders is None:
        return ()
    kept = {order.key.instrument for order in evidence.orders}
    open_now = evidence.positions
    bare = tuple(each for each in open_now if not any(same_contract(each.key.instrument, one) for one in kept))
    if not bare:
        return ()
    if len(bare) < len(open_now):
        return (Text("No working order is left to protect {positions}.", positions=positions_listed(bare)),)
    if len(bare) == 1:
        return (Text("No working order is left to protect it."),)
    return (Text("No working order is left to protect them."),)
