"""What a session is built from."""

from __future__ import annotations

from dataclasses import dataclass

from ctpanel.session.clock import Clock
from ctpanel.session.ports import BudgetGauge, CommandJournal, Connector, TokenVault
from ctpanel.session.preferences import PreferenceStore
from ctpanel.session.tasks import Reporter


@dataclass(frozen=True, slots=True)
class Parts:
    """The outside as protocols, the clock, and whom to tell about lost exceptions. ``demo`` marks the simulator."""

    profile: str
    connector: Connector
    vault: TokenVault
    journal: CommandJournal
    preferences: PreferenceStore
    gauge: BudgetGauge
    clock: Clock
    report: Reporter
    demo: bool = False
