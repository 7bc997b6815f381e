"""The close plan: its three wire forms, what it refuses, and that request, words and check speak of the same."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctpanel.domain.closing import ClosePlan, Form, Wanted, plan_close
from ctpanel.domain.ids import PositionKey, Scope
from ctpanel.domain.instrument import is_continuous, is_dated
from ctpanel.domain.percent import contracts_for_percent
from ctpanel.domain.position import Position, Side
from ctpanel.domain.refusal import Reason, Refusal
from tests.fakes.pictures import close_plan, position

KNOWN_SIDES = st.sampled_from([Side.LONG, Side.SHORT])


def refused(of: Position, wanted: Wanted | None = None) -> Reason:
    result = plan_close(of, wanted or Wanted.all())
    assert isinstance(result, Refusal), result
    assert str(result.text).endswith((".", "!"))
    return result.reason


@pytest.mark.parametrize(
    ("wanted", "body"),
    [
        (Wanted.all(), '{"instrument": "MES 12-25"}'),
        (Wanted.contracts(2), '{"instrument": "MES 12-25", "quantity": 2}'),
        (Wanted.contracts(4), '{"instrument": "MES 12-25", "quantity": 4}'),
        (Wanted.percent(50), '{"instrument": "MES 12-25", "percent": 0.5}'),
        (Wanted.percent(100), '{"instrument": "MES 12-25", "percent": 1.0}'),
    ],
)
def test_the_three_wire_forms(wanted: Wanted, body: str) -> None:
    request = close_plan(position(quantity=4), wanted).request()
    assert json.dumps(request.body()) == body
    assert request.account == "Sim101"


def test_a_percent_is_sent_as_the_fraction_that_closes_what_is_shown() -> None:
    plan = close_plan(position(quantity=25), Wanted.percent(28))
    assert plan.contracts == 7
    assert plan.request().body()["percent"] == 0.2799


@given(st.integers(1, 500), KNOWN_SIDES, st.data())
def test_a_plan_never_asks_for_more_than_is_open(open_size: int, side: Side, data: st.DataObject) -> None:
    wanted = data.draw(
        st.one_of(
            st.just(Wanted.all()),
            st.integers(1, open_size).map(Wanted.contracts),
            st.integers(1, 100).map(Wanted.percent),
        )
    )
    plan = close_plan(position(quantity=open_size, side=side), wanted)
    assert 1 <= plan.contracts <= open_size
    assert plan.remaining == open_size - plan.contracts
    assert plan.is_full == (plan.contracts == open_size)
    expected = {Form.ALL: open_size, Form.CONTRACTS: wanted.amount}
    percent_count = contracts_for_percent(open_size, wanted.amount) if wanted.form is Form.PERCENT else 0
    assert plan.contracts == expected.get(wanted.form, percent_count)


@pytest.mark.parametrize("blank", ["", " ", "\t\n", "\u00a0"])
def test_blank_names_are_refused(blank: str) -> None:
    assert refused(position(account=blank)) is Reason.NO_ACCOUNT
    assert refused(position(blank)) is Reason.NO_INSTRUMENT


@pytest.mark.parametrize("name", ["ES", "MES", "NQ1!", "ES1!", "MES ##-##", "ES ##-##", "ES 12-25\n", "@ES", "ES 12-2"])
def test_what_names_no_contract_month_is_refused(name: str) -> None:
    assert refused(position(name)) is Reason.NOT_DATED
    assert refused(position(name)._replace(instrument_type=None)) is Reason.NOT_DATED


@pytest.mark.parametrize("name", ["MES 12-25", "6E 06-26", "M2K 03-26", "ES SEP26", "es sep26", "ESZ5", "MNQZ25"])
def test_dated_names_may_be_closed(name: str) -> None:
    assert close_plan(position(name)).request().instrument == name
    assert is_dated(name) and not is_continuous(name)


@pytest.mark.parametrize(("kind", "name"), [("Stock", "AAPL"), ("Forex", "EURUSD"), ("stock", "BRK.B")])
def test_what_is_not_a_future_is_closed_by_its_plain_name(kind: str, name: str) -> None:
    plan = close_plan(position(name)._replace(instrument_type=kind), Wanted.contracts(1))
    assert plan.request().body() == {"instrument": name, "quantity": 1}


@pytest.mark.parametrize("kind", ["Future", "future", "FUTURE", ""])
def test_a_future_is_one_in_any_case(kind: str) -> None:
    assert refused(position("ES")._replace(instrument_type=kind)) is Reason.NOT_DATED


@pytest.mark.parametrize("name", ["AAPL1!", "CC ##-##", " ES1! "])
def test_a_rolling_symbol_is_refused_for_every_kind(name: str) -> None:
    assert refused(position(name)._replace(instrument_type="Stock")) is Reason.NOT_DATED


@pytest.mark.parametrize("size", [0, -1])
def test_nothing_open_is_refused(size: int) -> None:
    assert refused(position(quantity=size)) is Reason.NO_POSITION


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted.contracts(0),
        Wanted.contracts(5),
        Wanted.contracts(-1),
        Wanted.percent(0),
        Wanted.percent(101),
        Wanted.percent(-5),
    ],
)
def test_sizes_out_of_range_are_refused(wanted: Wanted) -> None:
    assert refused(position(quantity=4), wanted) is Reason.SIZE


def test_an_unreadable_side_can_only_be_closed_whole() -> None:
    odd = position(side=Side.UNKNOWN)
    assert close_plan(odd, Wanted.all()).contracts == 4
    assert refused(odd, Wanted.contracts(2)) is Reason.SIDE_UNKNOWN
    assert refused(odd, Wanted.percent(50)) is Reason.SIDE_UNKNOWN


def test_the_plan_says_what_it_touches() -> None:
    plan = close_plan(position())
    assert plan.key == PositionKey("Sim101", "MES 12-25")
    assert plan.scope == Scope("Sim101", "MES 12-25")


def test_a_plan_fits_while_side_size_and_key_are_the_same() -> None:
    plan = close_plan(position(quantity=4), Wanted.contracts(2))
    assert plan.still_fits(position(quantity=4, mark="1", unrealized=None, average=None))
    assert not plan.still_fits(None)
    assert not plan.still_fits(position(quantity=3))
    assert not plan.still_fits(position(side=Side.SHORT))
    assert not plan.still_fits(position("MES 03-26"))
    assert not plan.still_fits(position(account="Sim102"))


@given(st.text(max_size=12), st.text(max_size=12), st.sampled_from([None, "Future", "Stock"]))
def test_no_text_becomes_a_request_without_names(account: str, instrument: str, kind: str | None) -> None:
    row = Position(PositionKey(account, instrument), Side.LONG, 4, instrument_type=kind)
    plan = plan_close(row, Wanted.all())
    if isinstance(plan, ClosePlan):
        request = plan.request()
        assert request.account.strip() and request.instrument.strip()
        assert (request.account, request.instrument) == (account, instrument)
