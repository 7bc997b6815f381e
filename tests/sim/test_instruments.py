"""Which contract a spelling means."""

from decimal import Decimal

import pytest

from ctpanel.sim.instruments import Catalog, listed_contracts

CATALOG = Catalog.of(listed_contracts())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("MES 12-25", "MES 12-25"),
        ("mes 12-25", "MES 12-25"),
        ("MES DEC25", "MES 12-25"),
        ("MES", "MES 12-25"),
        ("ES1!", "ES 12-25"),
        ("ESZ25", "ES 12-25"),
        ("ESZ5", "ES 12-25"),
        ("ESH26", "ES 03-26"),
        ("6E", "6E 12-25"),
        ("6EH6", "6E 03-26"),
        ("M2K1!", "M2K 12-25"),
        ("MCLF26", "MCL 01-26"),
    ],
)
def test_spellings_of_a_contract(text: str, name: str) -> None:
    found = CATALOG.resolve(text)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("text", ["", "XX", "XX 12-25", "MES 11-25", "ESZ99", "ES XYZ25", "ES2!", "MES12-25"])
def test_spellings_that_mean_nothing(text: str) -> None:
    assert CATALOG.resolve(text) is None


def test_a_rolled_root_means_the_next_month_but_the_full_name_does_not_move() -> None:
    rolled = Catalog.of(listed_contracts(), frozenset({"MES"}))
    assert [getattr(rolled.resolve(text), "name", None) for text in ("MES", "MES1!", "MES 12-25", "ES")] == [
        "MES 03-26",
        "MES 03-26",
        "MES 12-25",
        "ES 12-25",
    ]


@pytest.mark.parametrize("name", ["MES 12-25", "6E 12-25", "ZN 12-25"])
def test_ticks_and_prices_convert_exactly(name: str) -> None:
    contract = CATALOG[name]
    assert contract.to_price(contract.to_ticks(contract.product.base_price)) == contract.product.base_price


def test_a_price_off_the_grid_goes_to_the_nearest_tick() -> None:
    contract = CATALOG["MES 12-25"]
    assert contract.to_price(contract.to_ticks(Decimal("5795.30"))) == Decimal("5795.25")
