"""How many contracts a percentage closes, and which fraction says exactly that on the wire.

The service takes a fraction in (0, 1] and closes ``ceil(open × fraction)`` contracts. In which arithmetic it multiplies
is not documented, and in binary doubles 0.28 × 25 is 7.000000000000001, whose ceiling is 8. So the number of contracts
is computed here in integers, and the fraction is chosen so that binary64 and decimal arithmetic both give that number.
"""

from __future__ import annotations

import math
from decimal import ROUND_CEILING, Decimal


def contracts_for_percent(open_size: int, percent: int) -> int:
    """Contracts that ``percent`` (1..100) of ``open_size`` closes: the exact quotient rounded up."""
    _check(open_size, percent)
    return -(-open_size * percent // 100)


def first_full_percent(open_size: int) -> int:
    """The lowest whole percent that already closes everything (67 for 3 contracts)."""
    _check(open_size, 100)
    return (open_size - 1) * 100 // open_size + 1


def percent_for_contracts(open_size: int, contracts: int) -> int:
    """The highest whole percent that closes at most ``contracts``, at least 1: where the slider stands for a number."""
    if not 1 <= contracts <= open_size:
        raise ValueError(f"contracts must be 1..{open_size}, not {contracts}")
    return max(1, contracts * 100 // open_size)


def wire_fraction(open_size: int, percent: int) -> float:
    """The fraction to send, a float in (0, 1], for ``percent`` of ``open_size`` contracts."""
    wanted = contracts_for_percent(open_size, percent)
    plain = Decimal(percent) / 100
    if _gives(open_size, plain, wanted):
        return float(plain)
    # Only where open × percent is a whole number can noise push the ceiling one up. A fraction a hair below keeps the
    # product clearly under that number and, for any other size, as near as possible to what the slider said.
    below = plain - Decimal(1).scaleb(-(len(str(open_size)) + 2))
    if not _gives(open_size, below, wanted):
        raise ArithmeticError(f"no fraction for {percent} % of {open_size}")
    return float(below)


def _gives(open_size: int, fraction: Decimal, wanted: int) -> bool:
    binary = math.ceil(open_size * float(fraction))
    as_decimal = int((open_size * Decimal(repr(float(fraction)))).to_integral_value(ROUND_CEILING))
    return binary == as_decimal == wanted


def _check(open_size: int, percent: int) -> None:
    if open_size < 1:
        raise ValueError(f"open size must be at least 1, not {open_size}")
    if not 1 <= percent <= 100:
        raise ValueError(f"percent must be 1..100, not {percent}")
