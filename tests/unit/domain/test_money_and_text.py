"""Exact amounts, and sentences that a translator can reorder."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctpanel.domain.money import Money, Price, currency_code
from ctpanel.domain.text import Gain, Text, english_argument, english_source, joined, plural, render

AMOUNTS = st.decimals(-10_000_000, 10_000_000, places=4)


def usd(text: str) -> Money:
    return Money(Decimal(text))


@given(AMOUNTS, st.integers(1, 100), st.integers(1, 100))
def test_a_share_is_right_to_half_a_cent(amount: Decimal, part: int, whole: int) -> None:
    share = Money(amount, "EUR").share(part, whole)
    assert abs(Fraction(share.amount) - Fraction(amount) * part / whole) <= Fraction(1, 200)
    assert share.currency == "EUR"


def test_a_half_cent_is_rounded_away_from_zero() -> None:
    assert [str(usd(text).share(1, 2).amount) for text in ("0.25", "-0.25", "0.01")] == ["0.13", "-0.13", "0.01"]


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ("UsDollar", "USD"),
        ("US Dollar", "USD"),
        ("usdollar", "USD"),
        ("Euro", "EUR"),
        ("JapaneseYen", "JPY"),
        ("BrazilianReal", "BrazilianReal"),
        ("", None),
        (None, None),
    ],
)
def test_currencies_by_nt8s_names(named: str | None, code: str | None) -> None:
    assert currency_code(named) == code


@pytest.mark.parametrize(
    ("amount", "gain", "money"),
    [
        ("312.5", "+$312.50", "$312.50"),
        ("-312.5", "-$312.50", "-$312.50"),
        ("1234567.895", "+$1,234,567.90", "$1,234,567.90"),
        ("0", "$0.00", "$0.00"),
        ("-0", "$0.00", "$0.00"),
        ("0.004", "$0.00", "$0.00"),
        ("-0.004", "$0.00", "$0.00"),
        ("0.005", "+$0.01", "$0.01"),
        ("-0.005", "-$0.01", "-$0.01"),
        ("1E+3", "+$1,000.00", "$1,000.00"),
    ],
)
def test_money_in_english(amount: str, gain: str, money: str) -> None:
    assert english_argument(Gain(usd(amount))) == gain
    assert english_argument(usd(amount)) == money


@pytest.mark.parametrize(
    ("currency", "shown"),
    [("EUR", "-€5.00"), ("GBP", "-£5.00"), ("JPY", "-¥5.00"), ("CHF", "-5.00 CHF"), ("", "-5.00")],
)
def test_other_currencies_in_english(currency: str, shown: str) -> None:
    assert english_argument(Money(Decimal(-5), currency)) == shown


@given(AMOUNTS)
def test_a_gain_has_a_sign_exactly_when_it_is_not_shown_as_zero(amount: Decimal) -> None:
    shown = english_argument(Gain(Money(amount)))
    assert (shown == "$0.00") == (abs(amount) < Decimal("0.005"))
    assert shown == "$0.00" or shown[0] == ("+" if amount > 0 else "-")


def test_other_arguments_in_english() -> None:
    assert english_argument(Price(Decimal("5790"), 2)) == "5,790.00"
    assert english_argument(Price(Decimal("1.08345"), 5)) == "1.08345"
    assert english_argument(Decimal("1E+3")) == "1,000"
    assert english_argument(Decimal("0.30")) == "0.30"
    assert english_argument(2) == "2"
    assert english_argument("MES 12-25") == "MES 12-25"


def test_a_text_keeps_its_source_and_arguments_apart() -> None:
    text = Text("Sell {count} of {open}", count=2, open=4)
    assert str(text) == "Sell 2 of 4"
    assert (text.source, text.arguments) == ("Sell {count} of {open}", (("count", 2), ("open", 4)))
    assert (text.count, text.singular) == (None, None)
    assert text == Text("Sell {count} of {open}", count=2, open=4)
    assert text != Text("Sell {count} of {open}", count=2, open=5)
    assert len({text, Text("Sell {count} of {open}", count=2, open=4)}) == 1


@pytest.mark.parametrize(
    ("n", "words"),
    [(0, "0 working orders"), (1, "1 working order"), (2, "2 working orders"), (-1, "-1 working orders")],
)
def test_plurals(n: int, words: str) -> None:
    text = plural("{n} working order", "{n} working orders", n=n)
    assert str(text) == words
    assert (text.count, text.singular, text.source) == (n, "{n} working order", "{n} working orders")


def test_a_plural_takes_more_arguments() -> None:
    assert (
        str(plural("{n} order in {account}", "{n} orders in {account}", n=1, account="Sim101")) == "1 order in Sim101"
    )


def test_a_text_without_a_singular_is_itself_for_every_count() -> None:
    assert english_source(Text("{n} left", n=1)) == "{n} left"


def test_texts_in_texts_are_translated_each_on_its_own() -> None:
    inner = plural("{n} order", "{n} orders", n=1)
    text = joined([Text("A {price}", price=Price(Decimal(5))), inner])
    assert str(text) == "A 5.00 1 order"
    german = {"{n} orders": "{n} Aufträge", "A {price}": "Ein {price}", "{p0} {p1}": "{p1}, {p0}"}
    assert render(text, lambda one: german[one.source], lambda value: f"<{value}>") == (
        "<1> Aufträge, Ein <Price(value=Decimal('5'), decimals=2)>"
    )


@given(st.text(max_size=20))
def test_what_comes_from_outside_is_never_read_as_a_pattern(name: str) -> None:
    assert str(Text("“{instrument}” is odd", instrument=name)) == f"“{name}” is odd"


def test_nothing_joined_is_nothing() -> None:
    assert str(joined([])) == ""
    assert str(joined((Text("One."),))) == "One."


@pytest.mark.parametrize(
    ("value", "least", "shown"),
    [
        ("1.05455", 2, "1.05455"),
        ("5790", 2, "5,790.00"),
        ("5790.2500", 2, "5,790.25"),
        ("1.05", 5, "1.05000"),
        ("20406.33333333333333", 2, "20,406.33333333"),
        ("1E+3", 2, "1,000.00"),
        ("NaN", 2, "NaN"),
    ],
)
def test_a_whole_price_loses_no_digit(value: str, least: int, shown: str) -> None:
    assert english_argument(Price.whole(Decimal(value), least)) == shown
