"""What accounts, classes, ages and prices say in every table that has them."""

from decimal import Decimal

import pytest

from ctpanel.domain.account import AccountClass
from ctpanel.domain.freshness import Freshness
from ctpanel.domain.instrument import InstrumentSpec
from ctpanel.domain.snapshot import Stamp
from ctpanel.domain.text import phrase
from ctpanel.ui.models.columns import Column, Style
from ctpanel.ui.models.shared_columns import account_column, age_column, class_column
from tests.fakes.pictures import stamp
from tests.ui.main.desk import FORMATTER

STYLE = Style(FORMATTER, nicknames={"Sim101": "Practice"})


def name(row: str) -> str:
    return row


def test_an_account_is_sorted_without_case_and_told_in_full_by_its_tip() -> None:
    column = account_column(name)
    assert column.sort is not None and column.tip is not None
    assert [column.sort(row, STYLE) for row in ("Alpha", "beta")] == ["alpha", "beta"]
    assert column.text("Sim101", STYLE, 0.0) == column.tip("Sim101", STYLE, 0.0) == "Practice (Sim101)"


@pytest.mark.parametrize("kind", AccountClass)
def test_the_word_of_a_class_is_in_its_tip_too(kind: AccountClass) -> None:
    column: Column[str] = class_column(lambda row: AccountClass(row))
    assert column.tip is not None
    assert column.text(kind.value, STYLE, 0.0) == column.tip(kind.value, STYLE, 0.0) == kind.name


def test_the_youngest_comes_first_by_age() -> None:
    def itself(row: Stamp) -> Stamp:
        return row

    column = age_column(itself, lambda row, _style, _now: Freshness.LIVE, phrase("Age"), 0)
    young, old = stamp(20.0), stamp(5.0)
    assert column.sort is not None
    assert [column.sort(each, STYLE) for each in (young, old)] == [-20.0, -5.0]
    assert column.text(old, STYLE, 8.0) == "3 s"


def test_a_price_has_the_decimals_of_its_tick_and_at_least_two() -> None:
    fine = InstrumentSpec("6E 12-25", Decimal("0.00005"), Decimal(125000))
    assert STYLE.price(Decimal("1.0835"), fine) == "1.08350"
    assert STYLE.price(Decimal("108.5"), None) == "108.50"
    assert STYLE.price(None, fine) == "–"
