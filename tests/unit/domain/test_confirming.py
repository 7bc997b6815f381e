"""What may wait for the second, and what must be seen before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from ctpanel.domain.confirming import only_confirms
from ctpanel.domain.freshness import Limits
from ctpanel.domain.ids import PositionKey
from ctpanel.domain.snapshot import Marks, Presence, Snapshot
from ctpanel.domain.watermarks import Watermarks
from tests.fakes.pictures import MES, START, account, order, picture, position, stamp

KNOWN = picture([position()], orders=[order()])
LATER = START + 1.5


def again() -> Snapshot:
    """The same picture, read a moment later."""
    return picture([position()], orders=[order()], at=LATER)


def same_since(snapshot: Snapshot) -> Snapshot:
    """As reads leave it: sizes and orders were first told at the start."""
    row, book = snapshot.positions[MES], snapshot.orders["Sim101"]
    positions, orders = {MES: row._replace(sized=START)}, {"Sim101": book._replace(changed=START)}
    return replace(snapshot, positions=positions, orders=orders)


def test_the_same_read_again_confirms() -> None:
    assert only_confirms(KNOWN, same_since(again()))


def test_highs_of_an_account_may_wait() -> None:
    row = KNOWN.accounts["Sim101"]._replace(marks=Marks(Watermarks("Sim101", Decimal(1)), stamp()))
    assert only_confirms(KNOWN, replace(KNOWN, accounts={"Sim101": row}))


def other(change: Callable[[Snapshot], Snapshot]) -> Snapshot:
    return change(same_since(again()))


def _row(snapshot: Snapshot, **changes: Any) -> Snapshot:
    row = snapshot.positions[MES]
    return replace(snapshot, positions={MES: row._replace(**changes)})


def _book(snapshot: Snapshot, **changes: Any) -> Snapshot:
    return replace(snapshot, orders={"Sim101": snapshot.orders["Sim101"]._replace(**changes)})


@pytest.mark.parametrize(
    "change",
    [
        lambda s: _row(s, position=position(mark="5831.50")),
        lambda s: _row(s, position=position(unrealized=None)),
        lambda s: _row(s, sized=LATER),
        lambda s: _row(s, stamp=stamp(START + Limits().ageing_s)),
        lambda s: replace(s, positions={}),
        lambda s: replace(s, positions={**s.positions, PositionKey("Sim101", "NQ 12-25"): s.positions[MES]}),
        lambda s: replace(s, accounts={"Sim101": s.accounts["Sim101"]._replace(account=account(cash="1"))}),
        lambda s: replace(s, accounts={"Sim101": s.accounts["Sim101"]._replace(stamp=stamp(START + 6))}),
        lambda s: replace(s, accounts={}),
        lambda s: replace(s, orders={}),
        lambda s: _book(s, orders=()),
        lambda s: _book(s, complete=False),
        lambda s: _book(s, doubted=LATER),
        lambda s: _book(s, changed=LATER),
        lambda s: _book(s, stamp=stamp(START + 6)),
        lambda s: replace(s, presence=Presence.AWAY),
        lambda s: replace(s, everything_read=None),
        lambda s: replace(s, everything_read=stamp(START + 6)),
        lambda s: replace(s, positions_read={"Sim101": stamp(START + 60)}),
    ],
)
def test_whatever_looks_different_does_not_wait(change: Callable[[Snapshot], Snapshot]) -> None:
    assert not only_confirms(KNOWN, other(change))


STREAMED = _row(same_since(KNOWN), priced=stamp(LATER - 0.5))


def _dearer(**changes: Any) -> Snapshot:
    """As a read leaves the row that tells another price than the one known."""
    return _row(same_since(again()), position=position(mark="5831.50", **changes))


def test_a_price_that_the_stream_is_about_to_overtake_may_wait() -> None:
    assert only_confirms(STREAMED, _dearer(unrealized="626.25"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (STREAMED, _row(STREAMED, position=position(mark="5831.50"), priced=stamp(LATER))),
        (_row(KNOWN, priced=stamp(LATER - 2)), _dearer()),
        (STREAMED, _dearer(quantity=3)),
        (STREAMED, _dearer(average="5000")),
        (STREAMED, _row(_dearer(), sized=LATER)),
        (STREAMED, _dearer(unrealized=None)),
        (_row(STREAMED, position=position(unrealized=None)), _dearer()),
    ],
    ids=["streamed", "no longer streamed", "size", "average", "resized", "unknown now", "unknown before"],
)
def test_no_other_price_and_no_other_figure_waits(before: Snapshot, after: Snapshot) -> None:
    assert not only_confirms(before, after)


def test_a_first_read_does_not_wait() -> None:
    assert not only_confirms(replace(KNOWN, everything_read=None), again())


def test_orders_that_come_together_with_their_position_do_not_wait() -> None:
    """The size changed a moment ago; a list of orders that is young enough ends the dash at once."""
    moved = _row(_book(KNOWN, stamp=stamp(START - 3)), sized=START)
    joined = _book(moved, stamp=stamp(START))
    assert not only_confirms(moved, joined)
    assert only_confirms(joined, _book(joined, stamp=stamp(LATER)))


def test_a_crowd_is_told_at_once() -> None:
    crowd = picture([position(f"M{number:02d} 12-25") for number in range(70)])
    assert not only_confirms(crowd, crowd)
