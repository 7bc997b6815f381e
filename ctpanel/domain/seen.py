"""What was seen of a position last, against the plan for it, in the moment in which the plan would be sent."""

from __future__ import annotations

from typing import Final

from ctpanel.domain.cancelling import CancelAccountPlan
from ctpanel.domain.flattening import FlattenInstrumentPlan, ReversePlan
from ctpanel.domain.plan import Plan
from ctpanel.domain.position import Position, Side
from ctpanel.domain.refusal import Reason, Refusal
from ctpanel.domain.resizing import ResizePlan
from ctpanel.domain.snapshot import Snapshot
from ctpanel.domain.text import Text

#: Seconds since which the position must have been read.
SEEN_S: Final = 5.0


def refuse_unseen(plan: Plan, snapshot: Snapshot, now: float) -> Refusal | None:
    """Why a plan must not be sent at ``now``, in monotonic seconds, for what was seen of its position; else None.

    A resize or a reversal needs a position that was seen a moment ago: the service places a stop and a target without
    one as entries, and reverses whatever is there. In a long list a position may have turned over before its turn
    comes; what was to flatten a long does not flatten a short. Or an entry filled: what was to get out of an account
    without a position does not take the protection of one away. No way out is refused for its age.
    """
    if isinstance(plan, FlattenInstrumentPlan):
        return _refuse_turned(plan.position, snapshot)
    if isinstance(plan, CancelAccountPlan):
        return _refuse_opened(plan, snapshot)
    if not isinstance(plan, ResizePlan | ReversePlan):
        return None
    row = snapshot.positions.get(plan.key)
    if row is None or now - row.stamp.at > SEEN_S:
        return Refusal(
            Reason.CHANGED,
            Text("The position was not read just now, and it may be gone. Nothing was sent. It is read again now."),
        )
    if (row.position.side, row.position.quantity) != (plan.position.side, plan.position.quantity):
        return Refusal(Reason.CHANGED, Text("The position has changed, so nothing was sent. Look at it first."))
    return None


def _refuse_turned(meant: Position, snapshot: Snapshot) -> Refusal | None:
    seen = snapshot.position(meant.key)
    if seen is None or seen.side is meant.side or Side.UNKNOWN in (seen.side, meant.side):
        return None
    return Refusal(Reason.CHANGED, Text("The position has changed, so nothing was sent. Look at it first."))


def _refuse_opened(plan: CancelAccountPlan, snapshot: Snapshot) -> Refusal | None:
    if not plan.way_out or not any(key.account == plan.account for key in snapshot.positions):
        return None
    return Refusal(
        Reason.CHANGED,
        Text("A position was opened here after this was listed, so nothing was sent. Look at it first."),
    )
