"""A list of all accounts that was not found once: accounts are asked one by one, and the list is tried again."""

from __future__ import annotations

import asyncio
from typing import cast

import pytest

from ctpanel.domain.faults import Effect, FaultKind, ServiceFault
from ctpanel.domain.ids import Scope
from ctpanel.session import shared_evidence
from ctpanel.session.ports import Service
from ctpanel.session.shared_call import AGAIN_S, SOON_S, SharedCall
from ctpanel.session.shared_evidence import SharedEvidence
from ctpanel.session.store import Store
from tests.fakes.pictures import MES, order, position
from tests.fakes.scripted_session import FullPurse, InstantClock
from tests.session.rig import Panel, Rig
from tests.session.test_evidence import GONE, NoWait, Scripted, held, resting


class HandClock(InstantClock):
    """Stands still until it is moved."""

    time_s = 0.0

    def now(self) -> float:
        return self.time_s


def test_it_is_tried_soon_and_then_rarely() -> None:
    clock = HandClock()
    call = SharedCall(clock)
    assert not call.was_refused(ServiceFault(FaultKind.TIMEOUT, Effect.REFUSED)) and call.is_worth_a_try()
    for pause in (SOON_S, AGAIN_S, AGAIN_S):
        assert call.was_refused(GONE)
        clock.time_s += pause - 1
        assert not call.is_worth_a_try()
        clock.time_s += 1
        assert call.is_worth_a_try() and call.is_missing
    call.worked()
    assert not call.is_missing
    # A service that has it now and now not is not asked all the time.
    assert call.was_refused(GONE)
    clock.time_s += AGAIN_S - 1
    assert not call.is_worth_a_try()
    call.forget()
    assert call.is_worth_a_try() and not call.is_missing
    assert call.was_refused(GONE)
    clock.time_s += SOON_S
    assert call.is_worth_a_try()


async def one_by_one(panel: Panel, rig: Rig) -> None:
    """The lists of all were not found once, and everything goes on by account."""
    rig.control.set_faults("404:GetAllPositions:count=1", "404:GetAllOrders:count=1", "404:snapshot:count=1")
    # Once the lists of all accounts were asked for again and not found, each account is.
    panel.session.refresh()
    by_account = {"ListPositions", "ListOrders", "GetAccount"}
    await panel.until(lambda: by_account <= {each.api for each in rig.control.requests()})
    await panel.until(lambda: not panel.session.can_resize)


def asked(rig: Rig, api: str) -> int:
    return len(rig.control.requests(api))


async def test_one_answer_does_not_change_the_way_of_reading_for_good(rig: Rig) -> None:
    panel = await rig.start()
    await panel.position()
    await one_by_one(panel, rig)
    lists = ("GetAllPositions", "GetAllOrders", "GetAccountSummary")
    before = {api: asked(rig, api) for api in lists}
    rig.clock.jump(SOON_S)
    panel.session.refresh()
    await panel.until(lambda: all(asked(rig, api) > before[api] for api in lists))
    await panel.until(lambda: panel.session.can_resize)


async def test_a_new_connection_begins_with_the_lists_of_all(rig: Rig) -> None:
    panel = await rig.start()
    await panel.position()
    await one_by_one(panel, rig)
    before = asked(rig, "GetAllPositions")
    assert await panel.session.reconnect()
    await panel.until(lambda: asked(rig, "GetAllPositions") > before)
    assert panel.session.can_resize


async def test_whoever_waits_for_a_list_that_is_not_there_is_answered_by_account(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Patience runs meanwhile: the proof does not wait for the next try."""
    monkeypatch.setattr(shared_evidence, "ALONE", 0)
    scopes = [Scope(*MES), Scope("Sim102", MES.instrument)]
    there = position(account="Sim102")
    service = Scripted(GONE, held(position()), resting(order()), held(there), resting())
    reader = SharedEvidence(cast(Service, service), Store(lambda change: None), NoWait(), FullPurse())
    one, other = await asyncio.gather(*(reader.gather(scope) for scope in scopes))
    assert one.evidence.position == position() and other.evidence.position == there
