"""What names an account, a position, an order and a command."""

from __future__ import annotations

from typing import NamedTuple, NewType

from ctpanel.domain.instrument import same_contract

CommandId = NewType("CommandId", str)
"""32 hex digits, made once per press; the journal, the lease and the notices all use it."""

OrderId = NewType("OrderId", str)
"""The service's order id: 32 hex digits for simulated orders, digits as text for live ones."""


class PositionKey(NamedTuple):
    """One position: account name and NT8's exact instrument text, both as the service echoes them.

    Account names are case-insensitive on input and echoed canonically, so keys are only built from echoed names;
    :meth:`same_as` compares what came from elsewhere. The instrument is compared exactly: ``ES 12-25`` and
    ``ES 03-26`` share a root and are two positions.
    """

    account: str
    instrument: str

    def same_as(self, account: str, instrument: str) -> bool:
        """Whether a row with these texts is about this position."""
        return self.instrument == instrument and self.account.casefold() == account.casefold()


class Scope(NamedTuple):
    """What a command may touch: one instrument of an account, or with ``instrument`` None the whole account."""

    account: str
    instrument: str | None = None

    def overlaps(self, other: Scope) -> bool:
        """Whether two commands would touch the same position, however its contract is written."""
        if self.account.casefold() != other.account.casefold():
            return False
        if self.instrument is None or other.instrument is None:
            return True
        return same_contract(self.instrument, other.instrument)
