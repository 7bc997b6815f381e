"""What a command that an earlier program left open is called when nothing proves it."""

from __future__ import annotations

import pytest

from ctpanel.domain.closing import Wanted
from ctpanel.domain.outcome import Outcome, Stage
from ctpanel.session.ports import JournalTrouble
from ctpanel.wiring.journal import JournalPlug
from tests.fakes.journal import FULL
from tests.session.rig import PROFILE, Rig


@pytest.mark.parametrize("answered", [True, False])
async def test_without_proof_it_is_told_whether_the_service_had_taken_it(rig: Rig, answered: bool) -> None:
    panel = await rig.start()
    await panel.position()
    rig.control.set_faults("500:reads", *(() if answered else ("latency:close:seconds=0.4",)))
    pressed = await panel.press(Wanted.contracts(1))
    await panel.until(lambda: panel.command(pressed).stage is Stage.VERIFYING if answered else rig.closes())
    await rig.crash(panel)
    later = await rig.start()
    await later.until(lambda: Stage.VERIFYING in {each.stage for each in later.steps_of(pressed)})
    ended = await later.ended(pressed)
    assert ended.outcome is (Outcome.NOT_VERIFIED if answered else Outcome.UNKNOWN)
    assert ended.holds_lease and len(rig.closes()) == 1


class NobodyKnowsWhose(JournalPlug):
    """The disk fails when it is asked whose a command is."""

    def is_of_this_user(self, command: str) -> bool:
        raise JournalTrouble(FULL)


async def test_what_may_be_another_users_is_not_judged_by_what_is_read_now(rig: Rig) -> None:
    panel = await rig.start()
    await panel.position()
    rig.control.set_faults("latency:close:seconds=0.1")
    pressed = await panel.press(Wanted.contracts(1))
    await panel.until(rig.closes)
    await rig.crash(panel)
    rig.control.clear_faults()
    disk = rig.disk()
    later = await rig.start(disk=disk, journal=NobodyKnowsWhose(disk.journal, PROFILE))
    await later.until(lambda: later.session.snapshot.positions)
    held = later.command(pressed)
    assert held.unprovable and held.holds_lease and held.outcome is Outcome.UNKNOWN
    assert "another token" in str(held.text) and "The disk is full." in later.notices()
