"""One contract month in the ways in which it is written."""

from __future__ import annotations

import pytest

from ctpanel.domain.instrument import same_contract


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ES 09-26", "ES SEP26"),
        ("ES 09-26", "ESU26"),
        ("ES 09-26", "ESU6"),
        ("6E 06-26", "6EM26"),
        ("M2K DEC26", "M2KZ6"),
        ("es 09-26", "ES 09-26 "),
        ("ES", "ES"),
        ("<odd> 1", "<odd> 1"),
    ],
)
def test_one_contract_under_two_names(one: str, other: str) -> None:
    assert same_contract(one, other) and same_contract(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ES 09-26", "ES 12-26"),
        ("ES 09-26", "MES 09-26"),
        ("ES 09-26", "ES 09-27"),
        ("ES 09-26", "ESZ26"),
        ("ES 09-26", "ES"),
        ("ES XYZ26", "ES XYZ26 "),
        ("", " "),
    ],
)
def test_two_contracts(one: str, other: str) -> None:
    assert not same_contract(one, other)
