"""What the picture says while reads fail, lie or come late, and how reads share the budget with commands."""

from __future__ import annotations

import asyncio
from decimal import Decimal

import pytest

from ctpanel.domain.closing import Wanted
from ctpanel.domain.ids import PositionKey
from ctpanel.domain.link import LinkState
from ctpanel.domain.outcome import Outcome
from ctpanel.domain.snapshot import Presence
from ctpanel.session.events import LinkChanged, PictureChanged
from ctpanel.session.feed import BOOK_CACHE_S
from tests.session.conftest import MakeRig
from tests.session.rig import MES, Panel, Rig

MNQ = PositionKey("Sim101", "MNQ 12-25")


async def refreshed(panel: Panel, rig: Rig, api: str = "GetAllPositions", times: int = 1) -> None:
    """Every kind of read was made anew, so many times."""
    for _ in range(times):
        before = len(rig.control.requests(api))
        panel.session.refresh()
        await panel.until(lambda before=before: len(rig.control.requests(api)) > before)  # type: ignore[misc]
        await panel.until(lambda: all(each.status is not None for each in rig.control.requests(api)))
        await asyncio.sleep(0.02)


async def test_an_addon_that_goes_away_leaves_the_last_picture_and_comes_back_by_itself(rig: Rig) -> None:
    panel = await rig.start()
    await panel.position()
    rig.control.addon_away(True)
    await panel.until(lambda: panel.session.link.state is LinkState.NT8_AWAY)
    age = panel.session.data_age() or 0.0
    assert panel.session.snapshot.positions[MES].position.quantity == 4
    assert "Start NinjaTrader" in panel.notices()
    rig.control.place_order(*MES, "sell", 1)
    rig.control.addon_away(False)
    panel.session.refresh()
    await panel.until(lambda: panel.session.link.state is LinkState.LIVE)
    await panel.until(lambda: panel.session.snapshot.positions[MES].position.quantity == 3)
    assert age >= 0 and "Start NinjaTrader" not in panel.notices()


async def test_empty_lists_are_nt8_away_and_never_flat(rig: Rig) -> None:
    panel = await rig.start()
    await panel.position()
    known = dict(panel.session.snapshot.positions)
    rig.control.set_faults("empty-list:*", "404:GetAccount")
    await refreshed(panel, rig, times=5)
    assert panel.session.snapshot.presence is Presence.AWAY
    assert panel.session.link.state is LinkState.NT8_AWAY
    assert set(panel.session.snapshot.positions) == set(known)
    assert "NinjaTrader shows no accounts any more." in panel.notices()
    rig.control.clear_faults()
    # The combined read may be a cached one and counts as older by as much; it must not be older than the empty lists.
    rig.clock.jump(2 * BOOK_CACHE_S)
    panel.session.refresh()
    await panel.until(lambda: panel.session.link.state is LinkState.LIVE)
    assert "no accounts" not in panel.notices()


async def test_a_cached_combined_read_overwrites_nothing(make_rig: MakeRig) -> None:
    rig = make_rig(rate_capacity=None, snapshot_cache_s=3.0, times=4.0)
    panel = await rig.start()
    assert (await panel.close(Wanted.contracts(2))).outcome is Outcome.VERIFIED_LEFT
    assert (await panel.close(Wanted.all(), MNQ)).outcome is Outcome.VERIFIED_FLAT
    seen: set[tuple[int | None, bool]] = set()

    def look() -> None:
        row = panel.session.snapshot.positions.get(MES)
        seen.add((row.position.quantity if row else None, MNQ in panel.session.snapshot.positions))

    panel.session.listen(lambda event: look() if isinstance(event, PictureChanged) else None)
    await refreshed(panel, rig, "GetAccountSummary", times=8)
    assert seen <= {(2, False)}


@pytest.mark.parametrize("fault", ["wrong-instrument:positions:count=1", "empty-list:positions:count=1"])
@pytest.mark.parametrize("scenario", ["single", "calm"])
async def test_one_wrong_list_takes_no_position_away(make_rig: MakeRig, scenario: str, fault: str) -> None:
    rig = make_rig(scenario, rate_capacity=None)
    panel = await rig.start()
    await panel.position()
    gone: list[PictureChanged] = []

    def look(event: object) -> None:
        if isinstance(event, PictureChanged) and MES in event.positions.removed:
            gone.append(event)

    panel.session.listen(look)
    rig.control.set_faults(fault)
    await refreshed(panel, rig, times=3)
    assert gone == [] and MES in panel.session.snapshot.positions


@pytest.mark.parametrize("scenario", ["single", "calm"])
async def test_a_position_that_another_hand_closed_leaves_the_picture(make_rig: MakeRig, scenario: str) -> None:
    rig = make_rig(scenario, rate_capacity=None)
    panel = await rig.start()
    await panel.position()
    rig.control.place_order(*MES, "sell", 4)
    rig.control.advance(1.0)
    panel.session.refresh()
    await panel.until(lambda: MES not in panel.session.snapshot.positions, within_s=4.0)


async def test_one_wrong_combined_read_takes_no_position_away(make_rig: MakeRig) -> None:
    rig = make_rig("single", rate_capacity=None)
    panel = await rig.start()
    await panel.position()
    rig.control.set_faults("500:GetAllPositions", "wrong-instrument:snapshot:count=1")
    rig.clock.jump(10.0)
    await refreshed(panel, rig, "GetAccountSummary", times=2)
    changes = [event for event in panel.events if isinstance(event, PictureChanged)]
    assert not any(MES in change.positions.removed for change in changes)


async def test_what_cannot_be_settled_is_not_asked_for_without_end(rig: Rig) -> None:
    """The account is listed as disconnected and its lists are empty: nothing proves anything."""
    panel = await rig.start()
    await panel.position()
    rig.control.set_connection("Sim101", "ConnectionLost")
    rig.control.set_faults("empty-list:positions")
    await refreshed(panel, rig)
    rig.control.forget_requests()
    await asyncio.sleep(1.0)
    assert len(rig.control.requests()) < 12
    assert MES in panel.session.snapshot.positions


async def test_an_old_addon_is_read_account_by_account(make_rig: MakeRig) -> None:
    rig = make_rig(rate_capacity=None, old_addon=True, orders_endpoint=False)
    panel = await rig.start()
    # The next turn would be three seconds later.
    await panel.until(lambda: len(panel.session.snapshot.positions_read) == 5, within_s=2.8)
    await panel.until(lambda: len(panel.session.snapshot.orders) == 5)
    await panel.until(lambda: panel.session.link.state is LinkState.LIVE)
    assert (await panel.close(Wanted.all())).outcome is Outcome.VERIFIED_FLAT


async def test_an_account_that_never_answers_does_not_keep_the_others_waiting(make_rig: MakeRig) -> None:
    rig = make_rig(rate_capacity=None, old_addon=True, orders_endpoint=False)
    panel = await rig.start()
    await panel.until(lambda: len(panel.session.snapshot.positions_read) == 5)
    await panel.until(lambda: len(panel.session.snapshot.orders) == 5)
    rig.control.set_faults("408:/v1/api/accounts/Sim101/positions", "500:/v1/api/accounts/Sim101/orders")
    await refreshed(panel, rig, "ListPositions")
    for kind in ("positions", "orders"):
        rig.control.forget_requests()

        def asked(kind: str = kind) -> set[str]:
            panel.session.refresh()
            return {each.path for each in rig.control.requests() if each.path.endswith(f"/{kind}")}

        await panel.until(lambda asked=asked: len(asked()) == 5)  # type: ignore[misc]


async def test_one_kind_of_read_that_fails_keeps_the_link_degraded(rig: Rig) -> None:
    panel = await rig.start()
    rig.control.set_faults("500:GetAllOrders")
    await refreshed(panel, rig, "GetAllOrders")
    await panel.until(lambda: panel.session.link.state is LinkState.DEGRADED)
    states: set[LinkState] = set()
    panel.session.listen(lambda event: states.add(panel.session.link.state) if isinstance(event, LinkChanged) else None)
    await refreshed(panel, rig, times=4)
    assert states <= {LinkState.DEGRADED}
    assert "trouble of its own" in panel.notices()
    rig.control.clear_faults()
    panel.session.refresh()
    await panel.until(lambda: panel.session.link.state is LinkState.LIVE)


async def test_a_close_leaves_at_once_when_reads_have_eaten_the_budget(make_rig: MakeRig) -> None:
    rig = make_rig(times=1.0)
    panel = await rig.start()
    plan = await panel.plan(Wanted.all())
    while panel.session.budget_estimate() > 7:
        await panel.session.read_fresh(MES)
    for _ in range(3):
        panel.session.refresh()
        await asyncio.sleep(0.02)
    reads = len(rig.control.requests())
    pressed_at = rig.clock.now()
    pressed = panel.session.close(plan)
    assert isinstance(pressed, str)
    await panel.until(rig.closes)
    assert rig.closes()[0].at - pressed_at < 0.25
    assert len(rig.control.requests()) - reads < 6
    ended = await panel.ended(pressed)
    assert ended.outcome is Outcome.VERIFIED_FLAT


async def test_reads_obey_the_wait_that_the_service_asks_for(make_rig: MakeRig) -> None:
    rig = make_rig(times=1.0)
    panel = await rig.start()
    await panel.position()
    rig.control.set_faults("429:reads")
    panel.session.refresh()
    await panel.until(lambda: panel.session.budget_estimate() < 1)
    await asyncio.sleep(0.2)
    rig.control.forget_requests()
    panel.session.refresh()
    await asyncio.sleep(0.7)
    assert rig.control.requests() == []
    rig.control.clear_faults()
    assert (await panel.close(Wanted.all())).outcome is Outcome.VERIFIED_FLAT


async def test_a_window_that_is_seen_again_does_not_wait_for_the_next_turn(rig: Rig) -> None:
    panel = await rig.start()
    await panel.position()
    panel.session.set_watched(visible=False)
    await refreshed(panel, rig)
    before = len(rig.control.requests("GetAllPositions"))
    panel.session.set_watched(visible=True)
    await panel.until(lambda: len(rig.control.requests("GetAllPositions")) > before, within_s=0.5)


async def test_a_computer_that_slept_knows_that_its_data_are_old(rig: Rig) -> None:
    panel = await rig.start()
    rig.control.set_faults("rejected-order:close")
    pressed = await panel.press(Wanted.contracts(1))
    await panel.until(lambda: any(step.step.value == "verifying-read" for step in panel.journaled(pressed).steps))
    rig.control.addon_away(True)
    rig.clock.jump(3600.0)
    assert (panel.session.data_age() or 0) > 3500
    ended = await panel.ended(pressed)
    assert ended.outcome is Outcome.NOT_VERIFIED and ended.holds_lease
    rig.control.addon_away(False)
    panel.session.refresh()
    await panel.until(lambda: (panel.session.data_age() or 9999) < 1800)


async def test_measures_come_by_themselves_even_when_the_first_try_fails(rig: Rig) -> None:
    rig.control.set_faults("500:GetQuote:count=1")
    panel = await rig.start()
    await panel.position()
    await panel.until(lambda: panel.session.spec("MNQ 12-25"))
    rig.clock.jump(31.0)
    panel.session.refresh()
    await panel.until(lambda: all(panel.session.spec(key.instrument) for key in panel.session.snapshot.positions))
    spec = panel.session.spec("MES 12-25")
    assert spec is not None and spec.tick_size == Decimal("0.25")


async def test_that_a_position_has_no_orders_is_proven_by_its_account_and_a_second_list(make_rig: MakeRig) -> None:
    rig = make_rig(scenario="single")
    panel = await rig.start()
    await panel.until(lambda: panel.session.snapshot.orders_of(MES) == ())
    assert rig.control.requests("GetAccount")
    assert len(rig.control.requests("GetAllOrders")) == 2


async def test_the_notice_of_a_used_up_limit_goes_with_the_next_good_read(rig: Rig) -> None:
    panel = await rig.start()
    await panel.position()
    rig.control.set_faults("429:positions:count=1")
    panel.session.refresh()
    await panel.until(lambda: "request limit" in panel.notices())
    panel.session.refresh()
    await panel.until(lambda: "request limit" not in panel.notices())
