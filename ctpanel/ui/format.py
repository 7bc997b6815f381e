"""Numbers and times as text for the window, in the user's locale.

Money is rounded half up (away from zero at the half), the way brokers' statements and NT8 round: half-even would show
0.125 as 0.12 and 0.135 as 0.14, which a trader who checks by hand takes for an error. Negative numbers carry the
hyphen-minus: every screen reader says it, a spreadsheet reads it as a number, and it stands left of the digits, where
its width moves nothing. Unknown is an en dash, never a zero.
"""

from __future__ import annotations

from datetime import datetime, tzinfo
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Final

from PySide6.QtCore import QLocale

from ctpanel.domain.money import CENT, Money, Price
from ctpanel.domain.record import record
from ctpanel.domain.text import Argument, Gain, Text

UNKNOWN: Final = "–"
UP: Final = "▲"
DOWN: Final = "▼"

_SYMBOLS: Final = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
_UNITS: Final = tuple(Decimal(1).scaleb(-places) for places in range(16))
_NO_BREAK_SPACE: Final = "\u00a0"
_STEPS: Final = (
    (Decimal(10) ** 10, Decimal(10) ** 9, "B"),
    (Decimal(10) ** 7, Decimal(10) ** 6, "M"),
    (Decimal(10) ** 4, Decimal(10) ** 3, "K"),
)
"""From where on an amount is told in thousands, millions or billions (10⁹), and by which letter."""


@record
class Formatter:
    """Separators and habits of one locale; the default is American English.

    Read once and passed along: a QLocale call for each cell costs twice as much as the formatting itself.
    ``symbol_after`` puts the currency behind the number ("1.234,50 €"). ``dotted_days`` writes a date as 23.11.2026;
    otherwise it is 2026-11-23, because one with slashes is read in two ways. ``zone`` is the zone of shown clock
    times; None is the machine's own.
    """

    decimal_point: str = "."
    group: str = ","
    symbol_after: bool = False
    dotted_days: bool = False
    zone: tzinfo | None = None

    @classmethod
    def from_locale(cls, locale: QLocale, zone: tzinfo | None = None) -> Formatter:
        """The separators of ``locale``; a locale without grouping gets none."""
        sample = locale.toCurrencyString(1.0, "$")
        return cls(
            decimal_point=locale.decimalPoint(),
            group=locale.groupSeparator(),
            symbol_after=not sample.lstrip().startswith("$"),
            dotted_days=locale.dateFormat(QLocale.FormatType.ShortFormat).startswith(("d.", "dd.")),
            zone=zone,
        )

    def decimal(self, value: Decimal | None, places: int) -> str:
        """``value`` with exactly ``places`` (0 to 15) decimals, grouped; a value that rounds to zero has no sign."""
        if value is None or not value.is_finite():
            return UNKNOWN
        try:
            rounded = value.quantize(_UNITS[places], ROUND_HALF_UP)
        except InvalidOperation:
            # More digits than the context holds: nothing that could be an amount.
            return UNKNOWN
        if not rounded:
            rounded = abs(rounded)
        return self._localized(f"{rounded:,f}")

    def count(self, value: int | None) -> str:
        """Whole contracts, orders, accounts."""
        return UNKNOWN if value is None else self._localized(f"{value:,d}")

    def money(self, value: Money | None) -> str:
        """For example "$1,234.50", "-$80.00", "1,234.50 CHF"; a sign only below zero."""
        return self._money(value, "")

    def pnl(self, value: Money | None) -> str:
        """Profit or loss with its sign always: "+$312.50", "-$80.00"; "$0.00" is neither."""
        return self._money(value, "+")

    def pnl_brief(self, value: Money | None) -> str:
        """About how much, in a few characters: "≈+$123M"; empty below ten thousand, and where nothing is known."""
        if value is None or not value.amount.is_finite():
            return ""
        step = next((one for one in _STEPS if abs(value.amount) >= one[0]), None)
        if step is None:
            return ""
        scaled = (abs(value.amount) / step[1]).quantize(Decimal(1), ROUND_HALF_UP)
        sign, unit = "-" if value.amount < 0 else "+", _SYMBOLS.get(value.currency) or value.currency
        return (
            f"≈{sign}{scaled}{step[2]}{_NO_BREAK_SPACE}{unit}"
            if self.symbol_after
            else (f"≈{sign}{unit}{scaled}{step[2]}")
        )

    def pnl_with_arrow(self, value: Money | None) -> str:
        """As :meth:`pnl` after ▲ or ▼, for text that stands without color; no arrow for zero or unknown."""
        text = self.pnl(value)
        arrow = {"+": UP + " ", "-": DOWN + " "}.get(text[0], "")
        return arrow + text

    def price(self, value: Price | None) -> str:
        """With as many decimals as the tick needs: "5,790.00"."""
        return UNKNOWN if value is None else self.decimal(value.value, value.decimals)

    def per_contract(self, value: Decimal | None, places: int = 0) -> str:
        """Ticks or points per contract, signed like a profit or loss: "+12", "-3.25"."""
        text = self.decimal(value, places)
        return f"+{text}" if value is not None and value > 0 and text.strip("0" + self.decimal_point) else text

    def percent(self, value: int | None) -> str:
        """Whole percent: "75%"."""
        return UNKNOWN if value is None else f"{value}%"

    def age(self, seconds: float | None) -> str:
        """Time since a value was true: "3 s", "2 min", "1 h 05 min", "2 d 4 h"; cut, never rounded up."""
        if seconds is None:
            return UNKNOWN
        whole = max(0, int(seconds))
        if whole < 60:
            return f"{whole} s"
        minutes = whole // 60
        if minutes < 60:
            return f"{minutes} min"
        hours, minutes = divmod(minutes, 60)
        if hours < 24:
            return f"{hours} h {minutes:02d} min"
        return f"{hours // 24} d {hours % 24} h"

    def clock(self, moment: datetime | None) -> str:
        """Time of day ("14:32:07") in the shown zone; raises ValueError for a time without a zone."""
        if moment is None:
            return UNKNOWN
        shown = self._shown(moment)
        return f"{shown.hour:02d}:{shown.minute:02d}:{shown.second:02d}"

    def day_and_clock(self, moment: datetime) -> str:
        """Date and time of day, such as "2026-11-23 14:32:07"; raises ValueError for a time without a zone."""
        shown = self._shown(moment)
        return f"{shown:%d.%m.%Y %H:%M:%S}" if self.dotted_days else f"{shown:%Y-%m-%d %H:%M:%S}"

    def duration(self, milliseconds: int | None) -> str:
        """Seconds with one decimal: "1.2 s"."""
        return UNKNOWN if milliseconds is None else f"{self.decimal(Decimal(milliseconds) / 1000, 1)} s"

    def clock_with_zone(self, moment: datetime | None) -> str:
        """As "2026-11-23 14:32:07 CET (UTC+01:00)": for tool tips, where there is room for the whole truth."""
        if moment is None:
            return UNKNOWN
        shown = self._shown(moment)
        offset = f"{shown:%z}"
        return f"{self.day_and_clock(moment)} {shown.tzname()} (UTC{offset[:3]}:{offset[3:5]})"

    def argument(self, value: Argument) -> str:
        """An argument of a domain :class:`Text`; the texts of nested sentences are not this function's to render."""
        if isinstance(value, Gain):
            return self.pnl(value.money)
        if isinstance(value, Money):
            return self.money(value)
        if isinstance(value, Price):
            return self.price(value)
        if isinstance(value, Decimal):
            return self._localized(f"{value:,f}") if value.is_finite() else UNKNOWN
        if isinstance(value, int) and not isinstance(value, bool):
            return self.count(value)
        if isinstance(value, Text):
            raise TypeError("a nested Text is rendered by render(), not as an argument")
        return str(value)

    def _money(self, value: Money | None, plus: str) -> str:
        if value is None or not value.amount.is_finite():
            return UNKNOWN
        try:
            amount = value.amount.quantize(CENT, ROUND_HALF_UP)
        except InvalidOperation:
            return UNKNOWN
        digits = self._localized(f"{abs(amount):,f}")
        sign = ("-" if amount < 0 else plus) if amount else ""
        symbol = _SYMBOLS.get(value.currency)
        if symbol and not self.symbol_after:
            return f"{sign}{symbol}{digits}"
        unit = symbol or value.currency
        return f"{sign}{digits}{_NO_BREAK_SPACE}{unit}" if unit else sign + digits

    def _localized(self, american: str) -> str:
        if self.group == "," and self.decimal_point == ".":
            return american
        return american.translate({44: self.group, 46: self.decimal_point})

    def _shown(self, moment: datetime) -> datetime:
        if moment.tzinfo is None:
            raise ValueError("a time without a zone cannot be shown")
        return moment.astimezone(self.zone)
