"""Running sums of unrealized P&L: a changed row costs two additions, however many rows there are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from ctpanel.domain.money import Money

_NOTHING: Final = Decimal(0)


@dataclass(frozen=True, slots=True)
class Total:
    """A sum over the positions whose P&L is known. ``unknown`` of ``positions`` have none and are not in it."""

    money: Money
    positions: int
    unknown: int


@dataclass(slots=True)
class _Sum:
    amount: Decimal = Decimal(0)
    positions: int = 0
    unknown: int = 0


class Totals:
    """Sums per account and currency."""

    def __init__(self) -> None:
        self._sums: dict[tuple[str, str], _Sum] = {}
        self._counts: Counter[str] = Counter()

    def add(self, account: str, currency: str, amount: Decimal | None) -> None:
        """Count one position in."""
        total = self._sums.setdefault((account, currency), _Sum())
        self._counts[account] += 1
        total.positions += 1
        if amount is None:
            total.unknown += 1
        else:
            total.amount += amount

    def remove(self, account: str, currency: str, amount: Decimal | None) -> None:
        """Count out a position that was counted in with the same values."""
        total = self._sums[account, currency]
        self._counts[account] -= 1
        total.positions -= 1
        if amount is None:
            total.unknown -= 1
        else:
            total.amount -= amount
        if not total.positions:
            del self._sums[account, currency]

    def change(self, account: str, currency: str, old: Decimal | None, new: Decimal | None) -> None:
        """A position that was counted in has another P&L."""
        total = self._sums[account, currency]
        if old is None or new is None:
            total.unknown += (new is None) - (old is None)
        total.amount += (new or _NOTHING) - (old or _NOTHING)

    def accounts(self) -> tuple[str, ...]:
        """Accounts with positions, by name."""
        return tuple(sorted({account for account, _ in self._sums}, key=str.casefold))

    def count(self, account: str) -> int:
        """Open positions of an account."""
        return self._counts[account]

    def of(self, account: str | None = None) -> tuple[Total, ...]:
        """One total per currency, of one account or of all."""
        merged: dict[str, _Sum] = {}
        for (name, currency), total in self._sums.items():
            if account is None or name == account:
                into = merged.setdefault(currency, _Sum())
                into.amount += total.amount
                into.positions += total.positions
                into.unknown += total.unknown
        return tuple(
            Total(Money(merged[code].amount, code), merged[code].positions, merged[code].unknown)
            for code in sorted(merged)
        )
