"""Positions and session results of every account."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from ctpanel.sim.book import Account, Position
from ctpanel.sim.instruments import Contract


class Ledger:
    """Accounts by name, and one position per account and contract that was ever traded this session."""

    def __init__(self) -> None:
        self.accounts: dict[str, Account] = {}
        self._positions: dict[str, dict[str, Position]] = {}
        self._canonical: dict[str, str] = {}

    def add(self, account: Account) -> None:
        self.accounts[account.name] = account
        self._positions[account.name] = {}
        self._canonical[account.name.casefold()] = account.name

    def find(self, name: str) -> Account | None:
        """The account by its name in any case."""
        canonical = self._canonical.get(name.casefold())
        return None if canonical is None else self.accounts[canonical]

    def followers(self, leader: str) -> Iterator[Account]:
        """Accounts in which a copier repeats what the leader trades."""
        return (account for account in self.accounts.values() if account.copies_of == leader)

    def position(self, account: str, contract: Contract) -> Position:
        """The live record, made flat on first use; mutate it through `book` only."""
        mine = self._positions[account]
        if contract.name not in mine:
            mine[contract.name] = Position(account, contract)
        return mine[contract.name]

    def positions(self, account: str, include_flat: bool = False) -> list[Position]:
        """Positions of one account in order of first trade; flat ones were traded and closed this session."""
        return [position for position in self._positions[account].values() if include_flat or position.net]

    def net(self, account: str, contract: Contract) -> int:
        """Signed open contracts, without leaving a flat record behind."""
        position = self._positions[account].get(contract.name)
        return 0 if position is None else position.net

    def book(self, account: str, contract: Contract, signed: int, price: int) -> int:
        """Apply a fill with its result and commission; returns the net position after it."""
        position = self.position(account, contract)
        realized = position.apply(signed, price)
        owner = self.accounts[account]
        owner.realized += _dollars(realized, contract)
        owner.commission += abs(signed) * contract.product.commission
        return position.net


def _dollars(ticks: Fraction, contract: Contract) -> Decimal:
    return Decimal(ticks.numerator) * contract.tick_value / Decimal(ticks.denominator)
