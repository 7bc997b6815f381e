"""What an order is for, in words."""

from __future__ import annotations

from typing import Final

from ctpanel.domain.protection import Role
from ctpanel.domain.text import phrase

#: What an order without a position is: it can only open one.
ORPHAN: Final = "orphan"
#: By the value of a role, or ``orphan``.
PURPOSES: Final = {
    Role.STOP.value: phrase("stop"),
    Role.TARGET.value: phrase("target"),
    Role.AT_MARKET.value: phrase("exit at market"),
    Role.ENTRY.value: phrase("entry"),
    Role.UNCLEAR.value: phrase("unclear"),
    ORPHAN: phrase("orphan"),
}
