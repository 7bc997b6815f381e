"""A notice: what went wrong, what it means for positions, what to do. The same fault counts up instead of stacking."""

from __future__ import annotations

from datetime import datetime
from enum import Enum

from ctpanel.domain.ids import PositionKey
from ctpanel.domain.leftovers import Leftover
from ctpanel.domain.record import record
from ctpanel.domain.text import Text


class Severity(Enum):
    """How a notice is shown. MONEY stays until it is dismissed."""

    INFO = "info"
    WARNING = "warning"
    MONEY = "money"


@record
class Notice:
    """One notice. ``identity`` decides which later notice is "the same again"; ``reference`` is a journal or log id.

    ``about`` is the position whose close dialog offers what can be done; ``left`` is what the notice says is left over.
    """

    identity: str
    severity: Severity
    what: Text
    meaning: Text
    action: Text
    first_wall: datetime
    last_wall: datetime
    count: int = 1
    reference: str = ""
    about: PositionKey | None = None
    left: Leftover | None = None
