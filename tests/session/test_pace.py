"""How often is read, by what is known about the market, the link and the user."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ctpanel.domain.faults import Effect, FaultKind, ServiceFault
from ctpanel.domain.freshness import PRESS_LIMIT_S
from ctpanel.session.pace import Pace

CALM = Pace(any_open=True)
#: What the service allows in the long run, for all programs of a user together.
REQUESTS_PER_S = 3.0


def pauses(pace: Pace) -> tuple[float, float, float]:
    return pace.positions_s(), pace.orders_s(), pace.book_s()


def test_the_usual_reads_leave_half_of_the_budget_free() -> None:
    assert sum(1 / each for each in pauses(CALM)) <= REQUESTS_PER_S / 2


def test_with_the_stream_positions_and_orders_are_read_rarer_and_accounts_as_ever() -> None:
    assert pauses(replace(CALM, streamed=True)) == (2.0, 4.0, CALM.book_s())


def test_where_a_press_is_expected_the_row_is_young_enough_for_it_with_or_without_the_stream() -> None:
    expected = replace(CALM, streamed=True, press_expected=True)
    assert pauses(expected) == pauses(CALM) == pauses(replace(CALM, press_expected=True))
    assert expected.positions_s() < PRESS_LIMIT_S


def test_with_nothing_open_or_nobody_looking_reads_are_rarer() -> None:
    usual = CALM.positions_s()
    assert replace(CALM, any_open=False).positions_s() == 2 * usual
    assert replace(CALM, seen=False).positions_s() == 3 * usual


@pytest.mark.parametrize("failures", [2, 3, 4, 5, 6, 60])
def test_failures_double_the_pause_up_to_a_bound(failures: int) -> None:
    fault = ServiceFault(FaultKind.DROPPED, Effect.UNKNOWN, "gone")
    once, now = (replace(CALM, failures=count, fault=fault).positions_s() for count in (failures - 1, failures))
    assert now == min(15.0, 2 * once)


def test_a_token_that_is_not_accepted_is_not_tried_often() -> None:
    fault = ServiceFault(FaultKind.UNAUTHORIZED, Effect.REFUSED, "401")
    assert pauses(replace(CALM, failures=1, fault=fault)) == (30.0, 30.0, 30.0)
