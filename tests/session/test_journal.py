"""A journal that cannot be written: nothing leaves without a trace, and no position stays locked for want of a row."""

from __future__ import annotations

import sqlite3

import pytest

from ctpanel.domain.activity import ActivityFilter, ActivityPage
from ctpanel.domain.closing import ClosePlan, Wanted
from ctpanel.domain.flattening import plan_flatten_account
from ctpanel.domain.outcome import Outcome
from ctpanel.domain.refusal import Reason, Refusal
from ctpanel.wiring.journal import JournalPlug
from tests.fakes.journal import FailingJournal
from tests.session.rig import MES, PROFILE, Panel, Rig


async def start(rig: Rig) -> tuple[Panel, FailingJournal]:
    disk = rig.disk()
    journal = FailingJournal(JournalPlug(disk.journal, PROFILE))
    return await rig.start(disk=disk, journal=journal), journal


async def test_a_press_that_cannot_be_written_is_refused_in_words(rig: Rig) -> None:
    panel, journal = await start(rig)
    journal.fails = {"begin"}
    refused = panel.session.close(await panel.plan(Wanted.all()))
    assert isinstance(refused, Refusal) and refused.reason is Reason.JOURNAL
    assert str(refused.text) == "The disk is full. Nothing was sent."
    assert rig.closes() == [] and panel.session.commands == ()
    journal.fails = set()
    assert (await panel.close(Wanted.all())).outcome is Outcome.VERIFIED_FLAT


async def test_a_write_that_seemed_to_fail_does_not_lock_the_position(rig: Rig) -> None:
    panel, journal = await start(rig)
    journal.fails, journal.after = {"begin"}, True
    assert isinstance(panel.session.close(await panel.plan(Wanted.all())), Refusal)
    journal.fails = set()
    assert (await panel.close(Wanted.all())).outcome is Outcome.VERIFIED_FLAT
    assert len(rig.closes()) == 1
    outcomes = [row.outcome for row in panel.session.activity(ActivityFilter()).rows]
    assert outcomes == ["VERIFIED flat and clean", "NOT SENT"]


async def test_a_write_that_seemed_to_fail_is_not_in_doubt_for_the_program_that_pressed(rig: Rig) -> None:
    """The permission to send may stand on the disk; whoever was refused did not use it, and waits for no read."""
    panel, journal = await start(rig)
    journal.fails, journal.after = {"begin"}, True
    plan = await panel.plan(Wanted.all())
    assert isinstance(panel.session.close(plan), Refusal)
    journal.fails = set()
    rig.control.set_faults("503:reads")
    pressed = panel.session.close(plan)
    assert isinstance(pressed, str), pressed
    await panel.until(rig.closes)


async def test_a_write_that_seemed_to_fail_is_not_in_doubt_after_a_new_connection(rig: Rig) -> None:
    """What an earlier program left is taken over then; this one knows that its own press never left."""
    panel, journal = await start(rig)
    journal.fails, journal.after = {"begin"}, True
    plan = await panel.plan(Wanted.all())
    assert isinstance(panel.session.close(plan), Refusal)
    journal.fails = set()
    rig.control.set_faults("503:reads")
    await panel.session.reconnect()
    assert panel.session.commands == () and panel.session.command_on(MES) is None
    pressed = panel.session.close(plan)
    assert isinstance(pressed, str), pressed
    await panel.until(rig.closes)


async def test_two_outcomes_that_could_not_be_written_do_not_lock_the_account(rig: Rig) -> None:
    panel, journal = await start(rig)
    plan = await panel.plan(Wanted.all())
    other = ClosePlan(plan.position._replace(key=MES._replace(instrument="MNQ 12-25")), Wanted.all(), plan.contracts)
    journal.fails = {"refused"}
    rig.control.set_faults("400:close")
    for each in (plan, other):
        pressed = panel.session.close(each)
        assert isinstance(pressed, str)
        assert (await panel.ended(pressed)).outcome is Outcome.REFUSED
    journal.fails = set()
    flatten = plan_flatten_account(MES.account, (plan.position,))
    assert not isinstance(flatten, Refusal)
    assert isinstance(panel.session.send(flatten), str)


async def test_two_writes_that_seemed_to_fail_do_not_lock_the_account(rig: Rig) -> None:
    panel, journal = await start(rig)
    plan = await panel.plan(Wanted.all())
    other = ClosePlan(plan.position._replace(key=MES._replace(instrument="MNQ 12-25")), Wanted.all(), plan.contracts)
    journal.fails, journal.after = {"begin"}, True
    assert isinstance(panel.session.close(plan), Refusal) and isinstance(panel.session.close(other), Refusal)
    journal.fails = set()
    rig.control.set_faults("503:reads")
    flatten = plan_flatten_account(MES.account, (plan.position,))
    assert not isinstance(flatten, Refusal)
    assert isinstance(panel.session.send(flatten), str)


async def test_nothing_leaves_before_the_row_that_allows_it(rig: Rig) -> None:
    panel, _ = await start(rig)
    rig.control.set_faults("latency:close:seconds=0.2")
    pressed = await panel.press(Wanted.all())
    assert rig.closes() == []
    words = [step.step.value for step in panel.journaled(pressed).steps]
    assert words == ["pressed", "sending"]
    await panel.ended(pressed)


@pytest.mark.parametrize("step", ["accepted", "verifying-read", "outcome"])
async def test_a_step_that_is_lost_later_changes_no_outcome_and_is_told(rig: Rig, step: str) -> None:
    panel, journal = await start(rig)
    journal.fails = {step}
    ended = await panel.close(Wanted.contracts(1))
    assert ended.outcome is Outcome.VERIFIED_LEFT and rig.net() == 3
    assert "money The disk is full." in panel.notices()
    journal.fails = set()
    await panel.until(lambda: panel.session.snapshot.positions[MES].position.quantity == 3)
    assert (await panel.close(Wanted.contracts(1))).outcome is Outcome.VERIFIED_LEFT
    assert rig.net() == 2 and len(rig.closes()) == 2


@pytest.mark.parametrize(("step", "fault"), [("refused", "400:close"), ("not_sent", "")])
async def test_an_outcome_that_cannot_be_written_frees_the_position_later(rig: Rig, step: str, fault: str) -> None:
    panel, journal = await start(rig)
    plan = await panel.plan(Wanted.all())
    journal.fails = {step}
    if fault:
        rig.control.set_faults(fault)
    else:
        rig.server.stop()
    pressed = panel.session.close(plan)
    assert isinstance(pressed, str)
    ended = await panel.ended(pressed)
    assert ended.outcome in (Outcome.REFUSED, Outcome.NOT_SENT)
    assert "The disk is full." in str(ended.text)
    journal.fails = set()
    rig.server.start()
    rig.control.clear_faults()
    assert (await panel.close(Wanted.all())).outcome is Outcome.VERIFIED_FLAT
    late = panel.journaled(pressed)
    assert late.outcome == ended.outcome.value, "told then, and written as soon as the disk took it"
    assert not panel.holds_lease(pressed)


async def test_a_lease_that_cannot_be_given_up_stays(rig: Rig) -> None:
    panel, journal = await start(rig)
    rig.control.set_faults("lost-request:close")
    ended = await panel.close(Wanted.all())
    journal.fails = {"release"}
    assert str(await panel.session.give_up_lease(ended.id)) == "The disk is full."
    assert panel.session.command_on(MES) is not None


async def test_a_journal_that_cannot_be_read_at_the_start_is_told(rig: Rig) -> None:
    disk = rig.disk()
    journal = FailingJournal(JournalPlug(disk.journal, PROFILE))
    journal.fails = {"unfinished", "activity"}
    panel = await rig.start(disk=disk, journal=journal)
    assert "Whether an earlier close is still without an outcome cannot be told." in panel.notices()
    assert panel.session.activity(ActivityFilter()) == ActivityPage(was_read=False)


async def test_a_journal_that_another_program_locks_refuses_the_press(rig: Rig) -> None:
    panel = await rig.start()
    plan = await panel.plan(Wanted.all())
    panel.disk.journal._connection.execute("PRAGMA busy_timeout = 50")
    other = sqlite3.connect(rig.folder / "journal.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    refused = panel.session.close(plan)
    assert isinstance(refused, Refusal) and refused.reason is Reason.JOURNAL
    other.execute("ROLLBACK")
    other.close()
    assert rig.closes() == []
    assert (await panel.close(Wanted.all())).outcome is Outcome.VERIFIED_FLAT


async def test_a_disk_that_forgot_the_lease_does_not_let_a_second_close_leave(rig: Rig) -> None:
    panel, journal = await start(rig)
    plan = await panel.plan(Wanted.contracts(1))
    rig.control.set_faults("latency:close:seconds=0.2")
    pressed = panel.session.close(plan)
    assert isinstance(pressed, str)
    journal.forgetful = True
    refused = panel.session.close(plan)
    assert isinstance(refused, Refusal) and refused.reason is Reason.IN_FLIGHT
    assert (await panel.ended(pressed)).outcome is Outcome.VERIFIED_LEFT
