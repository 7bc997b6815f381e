"""No request can be made broader, or another one, by an empty or odd field."""

from collections.abc import Callable
from dataclasses import fields
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctpanel.domain.bulk_requests import (
    BracketRequest,
    CancelAccountOrdersRequest,
    CancelInstrumentOrdersRequest,
    CancelOrderRequest,
    FlattenAccountRequest,
    FlattenInstrumentRequest,
    ReverseRequest,
)
from ctpanel.domain.ids import OrderId
from ctpanel.domain.position import Side
from ctpanel.domain.requests import CloseRequest

ON_INSTRUMENT = [CloseRequest, CancelInstrumentOrdersRequest, FlattenInstrumentRequest, ReverseRequest]
ON_ACCOUNT = [CancelAccountOrdersRequest, FlattenAccountRequest]
LOW, HIGH = Decimal(5790), Decimal(5850)


def bracket(account: Any = "Sim101", instrument: Any = "MES 12-25", **more: Any) -> BracketRequest:
    return BracketRequest(account, instrument, **{"protects": Side.LONG, "contracts": 2, "stop": LOW, **more})


def cancel(account: str, order_id: str = "1") -> CancelOrderRequest:
    return CancelOrderRequest(account, OrderId(order_id))


@pytest.mark.parametrize("blank", ["", " ", "\t\n", "\u00a0"])
@pytest.mark.parametrize("make", [*ON_INSTRUMENT, bracket])
def test_blank_names_are_errors(make: Callable[[str, str], object], blank: str) -> None:
    make("Sim101", "MES 12-25")
    with pytest.raises(ValueError, match="account must not be blank"):
        make(blank, "MES 12-25")
    with pytest.raises(ValueError, match="instrument must not be blank"):
        make("Sim101", blank)


@pytest.mark.parametrize("make", [*ON_ACCOUNT, cancel])
@pytest.mark.parametrize("blank", ["", " ", None])
def test_blank_accounts_are_errors(make: Callable[[Any], object], blank: str | None) -> None:
    make("Sim101")
    with pytest.raises(ValueError, match="account must not be blank"):
        make(blank)


@pytest.mark.parametrize("kind", [*ON_INSTRUMENT, *ON_ACCOUNT, CancelOrderRequest])
def test_what_names_the_reach_has_no_default(kind: Any) -> None:
    with pytest.raises(TypeError):
        kind()
    with pytest.raises(TypeError):
        kind(account="Sim101") if kind not in ON_ACCOUNT else kind(instrument="ES 12-25")
    optional = {"quantity", "percent"} if kind is CloseRequest else set()
    assert {field.name for field in fields(kind)} - optional <= {"account", "instrument", "order_id"}


@pytest.mark.parametrize("order_id", ["0123456789abcdef", "4711", "a-b_c:d", "x" * 100])
def test_order_ids(order_id: str) -> None:
    assert cancel("Sim101", order_id).order_id == order_id


@pytest.mark.parametrize("order_id", ["", " ", "..", "a/b", "a?b", "-a", "1\n", "x" * 101, "é1", "1 "])
def test_an_order_id_that_could_be_a_path_is_an_error(order_id: str) -> None:
    with pytest.raises(ValueError, match="order id"):
        cancel("Sim101", order_id)


@pytest.mark.parametrize("quantity", [0, -1, True, 1.0, "2", Decimal(2)])
def test_odd_quantities_are_errors(quantity: Any) -> None:
    with pytest.raises(ValueError, match="whole number"):
        CloseRequest("Sim101", "MES 12-25", quantity=quantity)


@pytest.mark.parametrize("percent", [0.0, -0.5, 1.0000001, 50.0, 1, True, Decimal("0.5"), float("nan"), float("inf")])
def test_odd_fractions_are_errors(percent: Any) -> None:
    with pytest.raises(ValueError, match="fraction"):
        CloseRequest("Sim101", "MES 12-25", percent=percent)


def test_both_sizes_at_once_are_an_error() -> None:
    with pytest.raises(ValueError, match="exclude"):
        CloseRequest("Sim101", "MES 12-25", quantity=1, percent=0.5)


@given(st.integers(1, 10_000), st.floats(0.0, 1.0, exclude_min=True))
def test_the_unused_key_is_absent(quantity: int, percent: float) -> None:
    names = ("Sim101", "MES 12-25")
    assert CloseRequest(*names).body() == {"instrument": "MES 12-25"}
    assert CloseRequest(*names, quantity=quantity).body() == {"instrument": "MES 12-25", "quantity": quantity}
    assert CloseRequest(*names, percent=percent).body() == {"instrument": "MES 12-25", "percent": percent}


def test_brackets_around_a_position() -> None:
    assert bracket(target=HIGH).stop == LOW
    assert bracket(stop=HIGH, target=LOW, protects=Side.SHORT).contracts == 2
    assert bracket(stop=None, target=HIGH).target == HIGH


@pytest.mark.parametrize(
    ("odd", "words"),
    [
        ({"protects": Side.UNKNOWN}, "side"),
        ({"contracts": 0}, "contracts"),
        ({"contracts": True}, "contracts"),
        ({"contracts": 1.0}, "contracts"),
        ({"stop": None}, "price is needed"),
        ({"stop": Decimal("NaN")}, "price is needed"),
        ({"stop": 5790.0}, "price is needed"),
        ({"target": Decimal("Infinity")}, "price is needed"),
        ({"target": LOW}, "wrong sides"),
        ({"stop": HIGH, "target": LOW}, "wrong sides"),
        ({"target": HIGH, "protects": Side.SHORT}, "wrong sides"),
    ],
)
def test_a_bracket_that_does_not_protect_is_an_error(odd: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        bracket(**odd)
