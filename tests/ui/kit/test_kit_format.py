"""Numbers and times as they are shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from ctpanel.domain.money import Money, Price
from ctpanel.domain.text import Gain, Text
from ctpanel.ui.format import Formatter

US = Formatter()
GERMAN = Formatter.from_locale(QLocale(QLocale.Language.German, QLocale.Country.Germany))
amounts = st.decimals(min_value=-(10**12), max_value=10**12, places=4)


def usd(amount: str) -> Money:
    return Money(Decimal(amount))


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        ("312.5", "+$312.50"),
        ("-80", "-$80.00"),
        ("0", "$0.00"),
        ("-0.004", "$0.00"),
        ("-0.005", "-$0.01"),
        ("1234567.891", "+$1,234,567.89"),
        ("0.125", "+$0.13"),
        ("-0.125", "-$0.13"),
    ],
)
def test_profit_and_loss_always_carry_their_sign(amount: str, shown: str) -> None:
    assert US.pnl(usd(amount)) == shown


def test_money_has_a_sign_only_below_zero() -> None:
    assert US.money(usd("50000")) == "$50,000.00"
    assert US.money(usd("-12.3")) == "-$12.30"
    assert US.money(Money(Decimal("9"), "CHF")) == "9.00\u00a0CHF"
    assert US.money(Money(Decimal("9"), "")) == "9.00"


def test_the_arrow_repeats_the_sign() -> None:
    assert US.pnl_with_arrow(usd("1")) == "▲ +$1.00"
    assert US.pnl_with_arrow(usd("-1")) == "▼ -$1.00"
    assert US.pnl_with_arrow(usd("0")) == "$0.00"
    assert US.pnl_with_arrow(None) == "–"


def test_unknown_is_a_dash_and_never_zero() -> None:
    shown = {
        US.money(None),
        US.pnl(None),
        US.price(None),
        US.count(None),
        US.percent(None),
        US.age(None),
        US.clock(None),
        US.clock_with_zone(None),
        US.decimal(None, 2),
        US.per_contract(None),
    }
    assert shown == {"–"}


@pytest.mark.parametrize("odd", ["NaN", "sNaN", "Infinity", "-Infinity", "1e400"])
def test_what_is_no_number_is_unknown(odd: str) -> None:
    assert US.money(usd(odd)) == "–"
    assert US.decimal(Decimal(odd), 2) == "–"


@given(amounts)
def test_shown_money_is_within_half_a_cent_and_ties_go_away_from_zero(amount: Decimal) -> None:
    text = US.pnl(Money(amount))
    shown = Decimal(text.replace("$", "").replace(",", ""))
    assert abs(shown - amount) <= Decimal("0.005")
    if abs(shown - amount) == Decimal("0.005"):
        assert abs(shown) > abs(amount)
    assert text.startswith("+") == (shown > 0)
    assert text.startswith("-") == (shown < 0)


def test_what_rounds_to_zero_has_no_sign() -> None:
    assert US.decimal(Decimal("-0.004"), 2) == "0.00"
    assert US.per_contract(Decimal("-0.4")) == "0"


def test_prices_have_the_decimals_of_their_tick() -> None:
    assert US.price(Price(Decimal("5790"), 2)) == "5,790.00"
    assert US.price(Price(Decimal("1.08455"), 5)) == "1.08455"
    assert US.price(Price(Decimal("110"), 0)) == "110"


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [("12", 0, "+12"), ("-3.25", 2, "-3.25"), ("0", 2, "0.00"), ("0.001", 2, "0.00"), ("1000", 0, "+1,000")],
)
def test_ticks_and_points_are_signed(value: str, places: int, shown: str) -> None:
    assert US.per_contract(Decimal(value), places) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (-1.0, "0 s"),
        (0.9, "0 s"),
        (3.99, "3 s"),
        (59.9, "59 s"),
        (60, "1 min"),
        (3599, "59 min"),
        (3900, "1 h 05 min"),
        (86399, "23 h 59 min"),
        (93600, "1 d 2 h"),
    ],
)
def test_ages_are_cut_never_rounded_up(seconds: float, shown: str) -> None:
    assert US.age(seconds) == shown


def test_clock_times_are_in_the_shown_zone() -> None:
    central = timezone(timedelta(hours=-6), "CST")
    formatter = Formatter(zone=central)
    moment = datetime(2026, 11, 23, 20, 32, 7, tzinfo=UTC)
    assert formatter.clock(moment) == "14:32:07"
    assert formatter.clock_with_zone(moment) == "2026-11-23 14:32:07 CST (UTC-06:00)"


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        US.clock(datetime(2026, 11, 23, 20, 32, 7))  # noqa: DTZ001 - the point of the test


def test_the_user_s_locale_decides_the_separators() -> None:
    assert GERMAN.pnl(Money(Decimal("-1234.5"), "EUR")) == "-1.234,50\u00a0€"
    assert GERMAN.price(Price(Decimal("5790"), 2)) == "5.790,00"
    assert GERMAN.count(12345) == "12.345"
    assert Formatter.from_locale(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)) == US


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (2, "2"),
        (12345, "12,345"),
        ("MES 12-25", "MES 12-25"),
        (Decimal("0.25"), "0.25"),
        (Decimal("NaN"), "–"),
        (Price(Decimal("5790"), 2), "5,790.00"),
        (usd("-5"), "-$5.00"),
        (Gain(usd("5")), "+$5.00"),
    ],
)
def test_arguments_of_a_sentence(value: str | int | Decimal | Money | Price | Gain, shown: str) -> None:
    assert US.argument(value) == shown


def test_a_nested_sentence_is_not_an_argument() -> None:
    with pytest.raises(TypeError, match="nested"):
        US.argument(Text("x"))


def test_dates_and_durations_follow_the_locale() -> None:
    moment = datetime(2026, 11, 3, 20, 32, 7, tzinfo=UTC)
    german = replace(GERMAN, zone=UTC)
    assert Formatter(zone=UTC).day_and_clock(moment) == "2026-11-03 20:32:07"
    assert german.day_and_clock(moment) == "03.11.2026 20:32:07"
    assert german.clock_with_zone(moment) == "03.11.2026 20:32:07 UTC (UTC+00:00)"
    assert (US.duration(1234), GERMAN.duration(1234), US.duration(None)) == ("1.2 s", "1,2 s", "–")


def test_a_date_that_is_read_in_two_ways_is_written_in_a_third() -> None:
    british = Formatter.from_locale(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    assert not british.dotted_days


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        ("9999.99", ""),
        ("12345.67", "≈+$12K"),
        ("-1234567.00", "≈-$1235K"),
        ("123456789.00", "≈+$123M"),
        ("-98765432109.00", "≈-$99B"),
        ("NaN", ""),
    ],
)
def test_an_amount_in_short_says_that_it_is_about(amount: str, shown: str) -> None:
    assert Formatter().pnl_brief(Money(Decimal(amount), "USD")) == shown


def test_an_amount_in_short_follows_the_locale_and_may_be_unknown() -> None:
    assert Formatter(symbol_after=True).pnl_brief(Money(Decimal(-50000), "CHF")) == "≈-50K\u00a0CHF"
    assert Formatter().pnl_brief(None) == ""
