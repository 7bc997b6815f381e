"""Amounts of money and prices as exact decimals."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from ctpanel.domain.record import record

CENT: Final = Decimal("0.01")
_MOST_DECIMALS: Final = 8

#: NT8 names a currency in words (``denomination`` of an account); ISO codes for the ones it knows.
_ISO_CODES: Final = {
    "usdollar": "USD",
    "euro": "EUR",
    "britishpound": "GBP",
    "australiandollar": "AUD",
    "canadiandollar": "CAD",
    "japaneseyen": "JPY",
    "swissfranc": "CHF",
    "hongkongdollar": "HKD",
    "newzealanddollar": "NZD",
    "swedishkrona": "SEK",
}


def currency_code(denomination: str | None) -> str | None:
    """ISO code for NT8's ``denomination`` (``UsDollar`` -> ``USD``); the text itself when it is not in the list."""
    if not denomination:
        return None
    return _ISO_CODES.get(denomination.replace(" ", "").casefold(), denomination)


@record
class Money:
    """An amount in one currency. ``currency`` is an ISO code, or empty when the account does not name one."""

    amount: Decimal
    currency: str = "USD"

    def share(self, part: int, whole: int) -> Money:
        """The part of this amount that ``part`` of ``whole`` contracts carry, rounded half up to a cent."""
        return Money((self.amount * part / whole).quantize(CENT, ROUND_HALF_UP), self.currency)


@record
class Price:
    """A price with the number of decimals that its tick needs, ready to be shown."""

    value: Decimal
    decimals: int = 2

    @classmethod
    def whole(cls, value: Decimal, least: int = 2) -> Price:
        """With all its digits, up to 8 decimals and at least ``least``: for when the tick size is not known."""
        exponent = value.normalize().as_tuple().exponent
        return cls(value, max(least, min(_MOST_DECIMALS, -exponent)) if isinstance(exponent, int) else least)
