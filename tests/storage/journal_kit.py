"""A journal in a temporary folder, and commands for it."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from ctpanel.domain.step import Step
from ctpanel.storage.instance import Instance
from ctpanel.storage.journal import Journal, OpenedJournal, open_journal
from ctpanel.storage.journal_records import JournaledCommand, JournalStep, LeaseTaken
from ctpanel.storage.leases import LeaseScope
from ctpanel.storage.redaction import Redactor

TOKEN = "tok_Zx9/Qw+7k3mN0pLsVbRtYuIoAhJd42"
PRESSED_AT = datetime(2026, 11, 23, 14, 32, 7, 123000, tzinfo=UTC)
MES = LeaseScope.position("Sim101", "MES 12-25")


def redactor() -> Redactor:
    made = Redactor()
    assert made.register(TOKEN)
    return made


def opened(folder: Path, busy_timeout_s: float = 2.0) -> OpenedJournal:
    instance = Instance.start(folder / "instances")
    return open_journal(
        folder / "journal.sqlite3", instance, redactor(), now=lambda: PRESSED_AT, busy_timeout_s=busy_timeout_s
    )


def journal(folder: Path, busy_timeout_s: float = 2.0) -> Journal:
    return opened(folder, busy_timeout_s).journal


def command(command_id: str = "c1", scope: LeaseScope = MES, profile: str = "Main") -> JournaledCommand:
    return JournaledCommand(
        command_id=command_id,
        profile=profile,
        kind="close",
        scope=scope,
        pressed_at=PRESSED_AT,
        plan={"quantity": 2, "open": 4, "stop": Decimal("5790.00")},
        position_before={"side": "long", "quantity": 4, "average": Decimal("5800.25")},
        message="Sell 2 of 4",
    )


def begun(target: Journal, command_id: str = "c1", scope: LeaseScope = MES, profile: str = "Main") -> None:
    assert isinstance(target.begin(command(command_id, scope, profile)), LeaseTaken)


def sending(command_id: str = "c1") -> JournalStep:
    body = {"instrument": "MES 12-25", "quantity": 2}
    return JournalStep(command_id, Step.SENDING, 1, request={"method": "POST", "path": "/close", "body": body})


def outcome(command_id: str = "c1", word: str = "VERIFIED") -> JournalStep:
    return JournalStep(command_id, Step.OUTCOME, 900, position_after={"quantity": 2}, outcome=word, message="2 left")
