"""What arrives in a request, read as loosely or strictly as the real add-on seems to."""

import math
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any, TypeVar

from ctpanel.sim.book import Account
from ctpanel.sim.instruments import Contract
from ctpanel.sim.world import World

E = TypeVar("E", bound=Enum)
_LARGEST = 1_000_000_000


class Refusal(Exception):
    """An answer other than success: its HTTP status and JSON body."""

    def __init__(self, status: int, body: Mapping[str, Any]) -> None:
        super().__init__(status, body)
        self.status = status
        self.body = dict(body)


def refused(error: str, status: int = 400) -> Refusal:
    """The usual short failure body."""
    return Refusal(status, {"error": error})


class Args:
    """Path, query and body fields of one call, under the names that the service documents."""

    def __init__(self, world: World, values: Mapping[str, Any]) -> None:
        self._world = world
        self._values = values

    def raw(self, *names: str) -> Any:
        """The first of these fields that is present and not null."""
        return next((self._values[name] for name in names if self._values.get(name) is not None), None)

    def text(self, *names: str) -> str | None:
        """A text field; blank counts as absent, which is how an empty filter comes to mean "everything"."""
        value = self.raw(*names)
        return None if value is None or not str(value).strip() else str(value)

    def account(self) -> Account:
        """The account named in the call, in any case."""
        name = self.text("account") or ""
        account = self._world.ledger.find(name)
        if account is None:
            detail = f"Account '{name}' was not found."
            raise Refusal(400, {"success": False, "error": "invalid_account", "detail": detail})
        return account

    def optional_account(self) -> Account | None:
        return None if self.text("account") is None else self.account()

    def contract(self) -> Contract:
        text = self.text("instrument")
        if text is None:
            raise refused("Missing required field: instrument")
        contract = self._world.catalog.resolve(text)
        if contract is None:
            raise refused(f"Instrument '{text}' not found")
        return contract

    def optional_contract(self) -> Contract | None:
        return None if self.text("instrument") is None else self.contract()

    def flag(self, name: str, default: bool) -> bool:
        value = self.raw(name)
        return default if value is None else str(value).casefold() == "true"

    def whole(self, name: str) -> int | None:
        """A whole number above zero. Digits as text pass, as .NET's JSON reader lets them; 2.5 and 0 do not."""
        value = self.raw(name)
        if value is None:
            return None
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            raise refused(f"Invalid value for '{name}': {value}") from None
        if not number.is_finite() or abs(number) > _LARGEST or number != number.to_integral_value():
            raise refused(f"Invalid value for '{name}': {value}")
        if number <= 0:
            raise refused(f"'{name}' must be greater than 0")
        return int(number)

    def fraction(self, name: str) -> float | None:
        """A double above zero. Nothing checks for 1 as the upper end: a percent of 50 closes everything."""
        value = self.raw(name)
        if value is None:
            return None
        try:
            number = float(value)
        except (TypeError, ValueError):
            raise refused(f"Invalid value for '{name}': {value}") from None
        if isinstance(value, bool) or not math.isfinite(number) or number <= 0:
            raise refused(f"'{name}' must be greater than 0")
        return number

    def price(self, contract: Contract, *names: str) -> int | None:
        """A price in ticks, rounded to the nearest tick; zero counts as absent, as NT8 treats it."""
        value = self.raw(*names)
        if value is None:
            return None
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            raise refused(f"Invalid price: {value}") from None
        if not number.is_finite() or abs(number) > _LARGEST:
            raise refused(f"Invalid price: {value}")
        return contract.to_ticks(number) or None

    def choice(self, kind: type[E], *names: str) -> E:
        """An enum value in any case and with or without separators."""
        text = self.text(*names) or ""
        wanted = text.casefold().replace("_", "").replace(" ", "")
        for member in kind:
            if str(member.value).casefold() == wanted:
                return member
        raise refused(f"Invalid value for '{names[0]}': {text}")
