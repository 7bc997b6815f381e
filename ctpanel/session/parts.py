"""What a session is built from."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TypeAlias

from ctpanel.domain.record import record
from ctpanel.session.clock import Clock
from ctpanel.session.ports import BudgetGauge, CommandJournal, Connector, TokenVault
from ctpanel.session.preferences import PreferenceStore
from ctpanel.session.tasks import Reporter

#: A block of which everything that it starts has gone as far as it can, up to the socket, when the block ends.
AtOnce: TypeAlias = Callable[[], AbstractContextManager[None]]


@record
class Parts:
    """The outside as protocols, the clock, and whom to tell about lost exceptions. ``demo`` marks the simulator.

    ``at_once`` keeps the loop from doing anything else between a press and its request.
    """

    profile: str
    connector: Connector
    vault: TokenVault
    journal: CommandJournal
    preferences: PreferenceStore
    gauge: BudgetGauge
    clock: Clock
    report: Reporter
    demo: bool = False
    at_once: AtOnce = nullcontext
