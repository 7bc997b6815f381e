"""A percentage closes as many contracts as were shown, in whichever arithmetic the service multiplies."""

import json
import math
import re
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctpanel.domain.percent import contracts_for_percent, first_full_percent, percent_for_contracts, wire_fraction

PERCENTS = range(1, 101)
SIZES = st.integers(1, 10_000)


def closed_by_every_arithmetic(open_size: int, percent: int) -> set[int]:
    """What the wire fraction closes, in all the ways in which a service could read and multiply it."""
    text = json.dumps(wire_fraction(open_size, percent))
    as_binary = float(text)
    return {
        math.ceil(open_size * as_binary),
        math.ceil(as_binary * float(open_size)),
        int((Decimal(text) * open_size).to_integral_value(ROUND_CEILING)),
        math.ceil(Fraction(text) * open_size),
    }


def exact(open_size: int, percent: int) -> int:
    return math.ceil(Fraction(open_size * percent, 100))


def test_all_arithmetics_agree_for_every_small_size() -> None:
    for size in range(1, 301):
        for percent in PERCENTS:
            assert contracts_for_percent(size, percent) == exact(size, percent)
            assert closed_by_every_arithmetic(size, percent) == {exact(size, percent)}, (size, percent)


@given(st.integers(1, 1_000_000), st.sampled_from(PERCENTS))
def test_all_arithmetics_agree_for_any_size(size: int, percent: int) -> None:
    assert contracts_for_percent(size, percent) == exact(size, percent)
    assert closed_by_every_arithmetic(size, percent) == {exact(size, percent)}


@given(SIZES, st.sampled_from(PERCENTS))
def test_the_fraction_is_a_plain_json_number_in_range(size: int, percent: int) -> None:
    fraction = wire_fraction(size, percent)
    assert type(fraction) is float
    assert 0.0 < fraction <= 1.0
    assert re.fullmatch(r"[01]\.\d+", json.dumps(fraction))


@given(SIZES, st.sampled_from(PERCENTS))
def test_the_fraction_stays_near_what_the_slider_said(size: int, percent: int) -> None:
    assert Fraction(percent, 100) - Fraction(1, 50 * size) <= Fraction(str(wire_fraction(size, percent)))
    assert Fraction(str(wire_fraction(size, percent))) <= Fraction(percent, 100)


def test_the_plain_fraction_is_sent_unless_it_would_close_one_more() -> None:
    assert wire_fraction(4, 50) == 0.5
    assert wire_fraction(3, 100) == 1.0
    assert math.ceil(25 * 0.28) == 8
    assert contracts_for_percent(25, 28) == 7
    assert wire_fraction(25, 28) == 0.2799


@given(SIZES)
def test_the_first_full_percent_is_the_lowest_that_closes_everything(size: int) -> None:
    first = first_full_percent(size)
    assert contracts_for_percent(size, first) == size
    assert first == 1 or contracts_for_percent(size, first - 1) < size


def test_of_three_contracts_67_percent_is_already_everything() -> None:
    assert (first_full_percent(3), first_full_percent(1), first_full_percent(100)) == (67, 1, 100)


@given(SIZES.flatmap(lambda size: st.tuples(st.just(size), st.integers(1, size))))
def test_the_slider_stands_at_the_highest_percent_that_closes_no_more_than_typed(both: tuple[int, int]) -> None:
    size, contracts = both
    percent = percent_for_contracts(size, contracts)
    assert 1 <= percent <= 100
    assert percent == 1 or contracts_for_percent(size, percent) <= contracts
    assert percent == 100 or contracts_for_percent(size, percent + 1) > contracts


@given(st.integers(1, 100).flatmap(lambda size: st.tuples(st.just(size), st.integers(1, size))))
def test_up_to_a_hundred_contracts_every_number_has_its_percent(both: tuple[int, int]) -> None:
    size, contracts = both
    assert contracts_for_percent(size, percent_for_contracts(size, contracts)) == contracts


@pytest.mark.parametrize(("size", "percent"), [(0, 50), (-4, 50), (4, 0), (4, 101), (4, -1)])
def test_sizes_and_percents_out_of_range_are_errors(size: int, percent: int) -> None:
    with pytest.raises(ValueError, match="must be"):
        contracts_for_percent(size, percent)
    with pytest.raises(ValueError, match="must be"):
        wire_fraction(size, percent)


@pytest.mark.parametrize(("size", "contracts"), [(4, 0), (4, 5), (0, 0), (0, 1)])
def test_contracts_out_of_range_have_no_percent(size: int, contracts: int) -> None:
    with pytest.raises(ValueError, match="contracts must be"):
        percent_for_contracts(size, contracts)


def test_nothing_open_has_no_full_percent() -> None:
    with pytest.raises(ValueError, match="open size"):
        first_full_percent(0)


def test_rather_no_fraction_than_a_wrong_one() -> None:
    with pytest.raises(ArithmeticError, match="no fraction for 99 %"):
        wire_fraction(10**16 + 9, 99)
