"""Answers that are valid and old: they neither undo what was learned since nor make it look fresh."""

from __future__ import annotations

from ctpanel.domain.ids import PositionKey
from tests.session.conftest import MakeRig

NEW = PositionKey("Sim102", "MNQ 12-25")


async def test_a_combined_read_that_came_before_is_as_old_as_when_it_came_first(make_rig: MakeRig) -> None:
    rig = make_rig("calm", snapshot_cache_s=3600.0, rate_capacity=None)
    panel = await rig.start()
    session = panel.session
    told = session.snapshot.accounts["Sim101"].stamp.at
    rig.control.place_order(*NEW, "buy", 2)
    await panel.until(lambda: NEW in session.snapshot.positions)
    rig.control.set_faults("500:positions")
    for _ in range(2):
        # Longer ago than the age that every combined read is taken to have.
        rig.clock.jump(5.0)
        asked = len(rig.control.requests("GetAccountSummary"))
        session.refresh()
        await panel.until(lambda: len(rig.control.requests("GetAccountSummary")) > asked)  # noqa: B023
    # The cache is from before the order; since then only it has answered.
    assert NEW in session.snapshot.positions
    assert session.snapshot.accounts["Sim101"].stamp.at == told
