"""Judging fresh reads against a plan. Only what was read counts; what is missing is "not known", never "gone"."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from ctpanel.domain.order import OrderType, WorkingOrder
from ctpanel.domain.outcome import Outcome
from ctpanel.domain.position import Position, Side
from ctpanel.domain.record import record

if TYPE_CHECKING:
    from ctpanel.domain.closing import ClosePlan


@record
class Evidence:
    """What reads that began after the command was answered say about one position, or about a whole account.

    ``position_known`` is False when no read could tell; ``position`` None then means nothing. With it True,
    ``position`` None means proven flat. ``orders`` is None when the working orders could not be read completely.
    About an account, ``position`` stays None and ``positions`` holds all that are open there.
    """

    position_known: bool = False
    position: Position | None = None
    orders: tuple[WorkingOrder, ...] | None = None
    positions: tuple[Position, ...] = ()

    @property
    def market_order_works(self) -> bool:
        """Whether an order is known that will fill at the next price: the position is about to change."""
        return any(order.type is OrderType.MARKET for order in self.orders or ())


class Finding(Enum):
    """What the evidence says about a plan."""

    AS_PLANNED = "as planned"
    ORDERS_LEFT = "orders left"
    UNCHANGED = "unchanged"
    UNDER_WAY = "under way"
    BETWEEN = "between"
    ELSEWHERE = "elsewhere"
    NO_EVIDENCE = "no evidence"


def judge(plan: ClosePlan, evidence: Evidence) -> Finding:
    """How far the plan has come true.

    UNDER_WAY is the planned size with a market order still working: something else brought it there, and the close
    itself is yet to come. ELSEWHERE means a state that this plan alone cannot explain: more contracts, fewer than
    planned, or another side. A flat position after a partial plan is ELSEWHERE too: something else closed the rest.
    """
    if not evidence.position_known:
        return Finding.NO_EVIDENCE
    position = evidence.position
    if position is None:
        return _judge_flat(plan, evidence)
    if position.side is not plan.position.side:
        return _judge_side(plan, position)
    if position.quantity == plan.remaining:
        return Finding.UNDER_WAY if evidence.market_order_works else Finding.AS_PLANNED
    if position.quantity == plan.position.quantity:
        return Finding.UNCHANGED
    return Finding.BETWEEN if plan.remaining < position.quantity < plan.position.quantity else Finding.ELSEWHERE


def _judge_side(plan: ClosePlan, position: Position) -> Finding:
    """Two sides that differ have changed only if both could be read."""
    if position.side is Side.UNKNOWN:
        return Finding.NO_EVIDENCE
    if plan.position.side is Side.UNKNOWN and position.quantity == plan.position.quantity:
        return Finding.UNCHANGED
    return Finding.ELSEWHERE


def _judge_flat(plan: ClosePlan, evidence: Evidence) -> Finding:
    if not plan.is_full:
        return Finding.ELSEWHERE
    if evidence.orders is None:
        return Finding.NO_EVIDENCE
    return Finding.ORDERS_LEFT if evidence.orders else Finding.AS_PLANNED


def final_outcome(plan: ClosePlan, finding: Finding, *, answered: bool) -> Outcome:
    """The outcome when no more reads will be made. ``answered`` is False when the answer to the command was lost."""
    if finding is Finding.AS_PLANNED:
        return Outcome.VERIFIED_FLAT if plan.is_full else Outcome.VERIFIED_LEFT
    if finding is Finding.ORDERS_LEFT:
        return Outcome.ORDERS_LEFT
    return not_as_planned(finding, answered=answered)


def not_as_planned(finding: Finding, *, answered: bool) -> Outcome:
    """Partly when it was accepted and something moved; else in doubt."""
    if finding in (Finding.BETWEEN, Finding.ELSEWHERE) and answered:
        return Outcome.PARTLY
    return in_doubt(answered=answered)


def in_doubt(*, answered: bool) -> Outcome:
    """The outcome without proof."""
    return Outcome.NOT_VERIFIED if answered else Outcome.UNKNOWN
