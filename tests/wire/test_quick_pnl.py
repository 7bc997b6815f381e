"""The quick way through a P&L frame says what the tolerant way says, also of figures that it has seen before."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctpanel.api.frame_pnl import figure, pnl_from, quick_pnl
from ctpanel.api.parse_accounts import accounts_from
from ctpanel.api.values import loads

FIGURES = st.one_of(
    st.none(),
    st.integers(-(10**17), 10**17),
    st.floats(allow_nan=False, allow_infinity=False),
    st.decimals(-(10**6), 10**6, places=2).map(float),
    st.sampled_from(("", "12.50", "NaN", "1e999", True, [], {})),
)
POSITIONS = st.lists(st.tuples(st.sampled_from(("ES 12-26", "NQ 12-26", " ", "\n")), FIGURES, FIGURES), max_size=4)


def frame_of(positions: list[tuple[str, object, object]]) -> bytes:
    rows = [{"instrument": name, "marketPrice": a, "unrealizedProfitLoss": b} for name, a, b in positions]
    return json.dumps({"type": "pnlUpdate", "accounts": [{"account": "A", "cashValue": 1, "positions": rows}]}).encode()


@given(POSITIONS, POSITIONS)
def test_both_ways_say_the_same(
    first: list[tuple[str, object, object]], second: list[tuple[str, object, object]]
) -> None:
    for text in (frame_of(first), frame_of(second), frame_of(first)):
        quick = quick_pnl(text)
        if quick is not None:
            assert quick.news == pnl_from(loads(text))


@given(st.one_of(st.integers(-(10**20), 10**20), st.sampled_from((10**400, -(10**400), None))))
def test_a_time_of_absurd_length_is_none(epoch: int | None) -> None:
    text = json.dumps({"type": "pnlUpdate", "epoch": epoch, "accounts": [{"account": "A", "cashValue": 1}]}).encode()
    quick = quick_pnl(text)
    assert quick is not None and quick.news == pnl_from(loads(text))


@pytest.mark.parametrize("figures", [(5790.25, -12.5), (0.1 + 0.2, -0.0), (None, 3), (1e15, 1e-9)])
def test_usual_figures_go_the_quick_way(figures: tuple[object, object]) -> None:
    assert quick_pnl(frame_of([("ES 12-26", *figures)])) is not None


def test_a_figure_that_is_none_sends_the_frame_the_tolerant_way() -> None:
    assert quick_pnl(frame_of([("ES 12-26", {"a": 1}, 2)])) is None
    assert quick_pnl(frame_of([("ES 12-26", True, 2)])) is None


def test_figures_are_told_apart_by_their_digits() -> None:
    assert str(figure(b"1.10")) == "1.10"
    assert str(figure(b"1.1")) == "1.1"
    assert figure(b"null") is None
    assert figure(b"-3.50") == Decimal("-3.5") != figure(b"3.50")
    assert figure.cache_info().maxsize == 8192


@pytest.mark.parametrize("cash", [18250.4, 0, None])
@pytest.mark.parametrize("worth", [18260.4, 0, None])
def test_a_figure_that_a_provider_does_not_supply_is_blank_as_it_is_in_a_read(
    cash: float | None, worth: float | None
) -> None:
    """The one at zero beside one that is not; otherwise it would be zero by stream and blank by request."""
    item = {"cashValue": cash, "netLiquidation": worth, "realizedProfitLoss": 1}
    frame = json.dumps({"type": "pnlUpdate", "accounts": [{"account": "A", **item}]}).encode()
    quick = quick_pnl(frame)
    assert quick is not None and quick.news == pnl_from(loads(frame))
    (told,) = quick.news.accounts
    (read,) = accounts_from(loads(json.dumps([{"name": "A", "item": item}]).encode())).accounts
    assert (told.cash, told.net_liquidation) == (read.cash, read.net_liquidation)
    assert told.cash is None if not cash and worth else told.cash == (cash if cash is None else Decimal(str(cash)))
