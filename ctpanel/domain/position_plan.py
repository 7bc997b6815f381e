"""What plans that act on one position have in common."""

from __future__ import annotations

from ctpanel.domain.ids import PositionKey, Scope
from ctpanel.domain.position import Position
from ctpanel.domain.record import record


@record
class PositionPlan:
    """``position`` is as it stood when the plan was made."""

    position: Position

    @property
    def key(self) -> PositionKey:
        """The position, and the only one."""
        return self.position.key

    @property
    def scope(self) -> Scope:
        """Its instrument."""
        return Scope(*self.key)

    @property
    def keeps_lease(self) -> bool:
        """A second command while this one may still trade, or place orders late, could trade more than was meant."""
        return True
