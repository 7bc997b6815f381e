"""Names and measures of futures contracts, as far as a position row needs them."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

from ctpanel.domain.record import record

#: ``ES 09-26`` and ``ES SEP26`` are NT8's dated names; ``ESU26`` is the exchange's code for the same month.
_DATED: Final = re.compile(
    r"\S+ (?:\d{2}-\d{2}|(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)\d{2})", re.IGNORECASE | re.ASCII
)
_EXCHANGE_CODE: Final = re.compile(r"[A-Z0-9]{1,4}[FGHJKMNQUVXZ][0-9]{1,2}")
_CONTINUOUS: Final = re.compile(r"(?:\d!|##-##)$")


def is_dated(name: str) -> bool:
    """Whether the text names one contract month. A root (``ES``) or continuous symbol (``ES1!``) does not."""
    return bool(_DATED.fullmatch(name) or _EXCHANGE_CODE.fullmatch(name))


def is_continuous(name: str) -> bool:
    """Whether the text is a rolling symbol, which after a roll means another contract."""
    return bool(_CONTINUOUS.search(name.strip()))


_MONTHS: Final = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_SPACED: Final = re.compile(r"(\S+) (?:(\d{2})-|([A-Z]{3}))(\d{2})", re.ASCII)
_CODED: Final = re.compile(r"([A-Z0-9]{1,4})([FGHJKMNQUVXZ])[0-9]?([0-9])")


def same_contract(one: str, other: str) -> bool:
    """Whether two names mean one contract month, however it is written (``ES 09-26``, ``ES SEP26``, ``ESU26``)."""
    if one == other or one.casefold() == other.casefold():
        return True
    contract = _contract(one)
    return contract is not None and contract == _contract(other)


@lru_cache(maxsize=4096)
def _contract(name: str) -> tuple[str, int, str] | None:
    """Root, month and last digit of the year, which is all that the exchange's short code tells."""
    name = name.strip().upper()
    spaced, coded = _SPACED.fullmatch(name), _CODED.fullmatch(name)
    if spaced is not None and (spaced[2] or spaced[3] in _MONTHS):
        return spaced[1], int(spaced[2]) if spaced[2] else _MONTHS.index(spaced[3]) + 1, spaced[4][1]
    return None if coded is None else (coded[1], "FGHJKMNQUVXZ".index(coded[2]) + 1, coded[3])


@record
class InstrumentSpec:
    """Tick size in price points and the money value of one full point for one contract (from the service's quote)."""

    instrument: str
    tick_size: Decimal
    point_value: Decimal

    @property
    def decimals(self) -> int:
        """How many decimals a price of this instrument needs."""
        exponent = self.tick_size.normalize().as_tuple().exponent
        return max(2, -exponent) if isinstance(exponent, int) else 2

    def points(self, average: Decimal, mark: Decimal, *, long: bool) -> Decimal:
        """Profit in points per contract."""
        return mark - average if long else average - mark

    def ticks(self, average: Decimal, mark: Decimal, *, long: bool) -> Decimal:
        """Profit in ticks per contract; a fraction when the average price lies between ticks."""
        return self.points(average, mark, long=long) / self.tick_size
