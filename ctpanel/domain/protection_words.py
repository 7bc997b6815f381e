"""What orders that are too big, or not linked with each other, come to when they are hit."""

from __future__ import annotations

from collections.abc import Sequence

from ctpanel.domain.order import WorkingOrder
from ctpanel.domain.position import Side
from ctpanel.domain.protection import Role, cover, role_of
from ctpanel.domain.text import Text

_EXITS = (Role.STOP, Role.TARGET, Role.AT_MARKET)


def ending(side: Side, count: int) -> Text:
    """Where a position of this side ends when orders are ``count`` too big."""
    source = "if hit you end short {count}." if side is Side.LONG else "if hit you end long {count}."
    return Text(source, count=count)


def unlinked_words(orders: Sequence[WorkingOrder], side: Side, remaining: int) -> Text | None:
    """The worst case of exits that no OCO group links; None where it is no worse than each kind alone."""
    count = cover(orders, side).unlinked(remaining)
    if not count:
        return None
    exits = [each for each in orders if role_of(each, side) in _EXITS]
    long = side is Side.LONG
    if len(exits) == 2:
        source = (
            "No OCO group links them: if both are hit you end short {count}."
            if long
            else "No OCO group links them: if both are hit you end long {count}."
        )
    else:
        source = (
            "No OCO group links them all: if all are hit you end short {count}."
            if long
            else "No OCO group links them all: if all are hit you end long {count}."
        )
    return Text(source, count=count)
