"""What can open a position is sent only for one that was just seen as its plan has it."""

from __future__ import annotations

from typing import Final

from ctpanel.domain.flattening import ReversePlan
from ctpanel.domain.plan import Plan
from ctpanel.domain.refusal import Reason, Refusal
from ctpanel.domain.resizing import ResizePlan
from ctpanel.domain.snapshot import Snapshot
from ctpanel.domain.text import Text

#: Seconds since which the position must have been read.
SEEN_S: Final = 5.0


def refuse_unseen(plan: Plan, snapshot: Snapshot, now: float) -> Refusal | None:
    """Why a resize or a reversal must not be sent at ``now``, in monotonic seconds; None for every other plan.

    The service places a stop and a target without a position as entries, and reverses whatever is there. A way out has
    no such effect and is never refused for its age.
    """
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
