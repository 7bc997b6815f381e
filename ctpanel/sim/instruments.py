"""Futures contracts of the simulated exchange, and the spellings under which the service knows them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Decimal

from ctpanel.domain.record import record

MONTH_CODES = "FGHJKMNQUVXZ"
MONTH_NAMES = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")

_FULL_NAME = re.compile(r"([A-Z0-9]+) (\d\d)-(\d\d)")
_MONTH_TEXT = re.compile(r"([A-Z0-9]+) ([A-Z]{3})(\d\d)")
_CONTINUOUS = re.compile(r"([A-Z0-9]+)1!")
_CME_CODE = re.compile(rf"([A-Z0-9]+?)([{MONTH_CODES}])(\d\d?)")


@record
class Product:
    """What every month of one future shares; `point_value` is dollars per whole point of one contract."""

    root: str
    description: str
    exchange: str
    tick: Decimal
    point_value: Decimal
    base_price: Decimal
    commission: Decimal


@record
class Contract:
    """One month of a product; `name` is NT8's full name such as ``MES 12-25``."""

    product: Product
    month: int
    year: int
    name: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", f"{self.product.root} {self.month:02d}-{self.year % 100:02d}")

    def to_ticks(self, price: Decimal) -> int:
        """The nearest price that can trade, counted in ticks from zero, as NT8 rounds a price in an order."""
        return int((price / self.product.tick).quantize(Decimal(1), ROUND_HALF_EVEN))

    def to_price(self, ticks: int) -> Decimal:
        return ticks * self.product.tick

    @property
    def tick_value(self) -> Decimal:
        """Dollars that one contract gains or loses on one tick."""
        return self.product.tick * self.product.point_value


def _product(*fields: str) -> Product:
    root, description, exchange, tick, point_value, base, commission = fields
    amounts = (Decimal(tick), Decimal(point_value), Decimal(base), Decimal(commission))
    return Product(root, description, exchange, *amounts)


PRODUCTS: tuple[Product, ...] = (
    _product("ES", "E-mini S&P 500 Futures", "CME", "0.25", "50", "5795.00", "2.14"),
    _product("MES", "Micro E-mini S&P 500 Futures", "CME", "0.25", "5", "5795.00", "0.62"),
    _product("NQ", "E-mini Nasdaq-100 Futures", "CME", "0.25", "20", "20410.00", "2.14"),
    _product("MNQ", "Micro E-mini Nasdaq-100 Futures", "CME", "0.25", "2", "20410.00", "0.62"),
    _product("RTY", "E-mini Russell 2000 Futures", "CME", "0.10", "50", "2288.50", "2.14"),
    _product("M2K", "Micro E-mini Russell 2000 Futures", "CME", "0.10", "5", "2288.50", "0.62"),
    _product("YM", "E-mini Dow Futures", "CBOT", "1", "5", "42310", "2.14"),
    _product("MYM", "Micro E-mini Dow Futures", "CBOT", "1", "0.5", "42310", "0.62"),
    _product("CL", "Crude Oil Futures", "NYMEX", "0.01", "1000", "68.42", "2.35"),
    _product("MCL", "Micro Crude Oil Futures", "NYMEX", "0.01", "100", "68.42", "0.77"),
    _product("GC", "Gold Futures", "COMEX", "0.10", "100", "2655.40", "2.45"),
    _product("MGC", "Micro Gold Futures", "COMEX", "0.10", "10", "2655.40", "0.77"),
    _product("6E", "Euro FX Futures", "CME", "0.00005", "125000", "1.05460", "2.40"),
    _product("ZN", "10-Year T-Note Futures", "CBOT", "0.015625", "1000", "110.484375", "1.67"),
)

_LISTED_MONTHS: Mapping[str, tuple[tuple[int, int], ...]] = {
    "CL": ((12, 2025), (1, 2026), (2, 2026)),
    "MCL": ((12, 2025), (1, 2026), (2, 2026)),
    "GC": ((12, 2025), (2, 2026), (4, 2026)),
    "MGC": ((12, 2025), (2, 2026), (4, 2026)),
}
_QUARTERS = ((12, 2025), (3, 2026), (6, 2026))


def listed_contracts() -> tuple[Contract, ...]:
    """Every contract that can be traded, nearest month of a product first."""
    return tuple(
        Contract(product, month, year)
        for product in PRODUCTS
        for month, year in _LISTED_MONTHS.get(product.root, _QUARTERS)
    )


@dataclass(slots=True)
class Catalog:
    """Contracts by name, and which month a bare root means today."""

    _by_name: dict[str, Contract] = field(default_factory=dict)
    _front: dict[str, Contract] = field(default_factory=dict)

    @classmethod
    def of(cls, contracts: Iterable[Contract], rolled: frozenset[str] = frozenset()) -> "Catalog":
        """A catalog whose roots mean the nearest month, or the one after it for the `rolled` roots."""
        catalog = cls()
        months: dict[str, list[Contract]] = {}
        for contract in contracts:
            catalog._by_name[contract.name] = contract
            months.setdefault(contract.product.root, []).append(contract)
        for root, listed in months.items():
            catalog._front[root] = listed[1] if root in rolled and len(listed) > 1 else listed[0]
        return catalog

    def __iter__(self) -> Iterator[Contract]:
        return iter(self._by_name.values())

    def __getitem__(self, name: str) -> Contract:
        return self._by_name[name]

    def front(self, root: str) -> Contract | None:
        """The month that a bare root or a continuous symbol stands for."""
        return self._front.get(root)

    def resolve(self, text: str) -> Contract | None:
        """The contract meant by a full name, month text, root, ``ES1!`` or CME code; None when none is listed."""
        wanted = " ".join(text.upper().split())
        if match := _FULL_NAME.fullmatch(wanted):
            return self._by_name.get(match[0])
        if match := _MONTH_TEXT.fullmatch(wanted):
            return self._in_month_text(match)
        if match := _CONTINUOUS.fullmatch(wanted):
            return self.front(match[1])
        return self.front(wanted) or self._in_cme_code(wanted)

    def _in_month_text(self, match: re.Match[str]) -> Contract | None:
        if match[2] not in MONTH_NAMES:
            return None
        return self._by_name.get(f"{match[1]} {MONTH_NAMES.index(match[2]) + 1:02d}-{match[3]}")

    def _in_cme_code(self, code: str) -> Contract | None:
        match = _CME_CODE.fullmatch(code)
        if match is None:
            return None
        month = MONTH_CODES.index(match[2]) + 1
        for contract in self._by_name.values():
            year = f"{contract.year % 100:02d}"
            if (contract.product.root, contract.month) == (match[1], month) and year.endswith(match[3]):
                return contract
        return None
