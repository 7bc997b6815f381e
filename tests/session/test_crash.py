"""The program dies in the middle of a close, or runs twice: one request at most, and the truth at the next start."""

from __future__ import annotations

import asyncio
import contextlib
import random
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from ctpanel.domain.closing import Wanted
from ctpanel.domain.ids import CommandId, PositionKey, Scope
from ctpanel.domain.outcome import Outcome, Stage
from ctpanel.domain.refusal import Reason, Refusal
from ctpanel.domain.step import Step
from ctpanel.domain.token import Token
from ctpanel.session import verification
from ctpanel.session.plan_record import plan_record, position_record
from ctpanel.session.ports import Entry, Record
from ctpanel.wiring.journal import JournalPlug
from tests.session.conftest import MakeRig
from tests.session.rig import MES, PROFILE, TOKEN, Rig, until

ROOT = Path(__file__).parents[2]


@contextlib.asynccontextmanager
async def other_program(rig: Rig) -> AsyncIterator[asyncio.subprocess.Process]:
    """A program of its own on the rig's state folder, ready to press; killed at the end."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.session.other_program", str(rig.folder), rig.server.base_url, str(rig.clock.speed)),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert await said(process) == "ready"
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def said(process: asyncio.subprocess.Process) -> str:
    """The next line that the program says; empty when it is gone."""
    assert process.stdout is not None
    async with asyncio.timeout(90):
        return (await process.stdout.readline()).decode().strip()


def tell_to_press(process: asyncio.subprocess.Process) -> None:
    assert process.stdin is not None
    process.stdin.write(b"press\n")


@pytest.mark.parametrize("seed", range(5))
async def test_a_killed_program_never_sends_again_and_learns_the_truth(rig: Rig, seed: int) -> None:
    """The kill comes somewhere between the press and the outcome."""
    dice = random.Random(seed)
    rig.control.set_faults("latency:close:seconds=0.03", "latency:positions:seconds=0.02")
    async with other_program(rig) as program:
        tell_to_press(program)
        pressed = CommandId((await said(program)).removeprefix("pressed "))
        await asyncio.sleep(dice.random() * 0.12)
        program.kill()
    rig.control.clear_faults()
    panel = await rig.start()
    record = panel.journaled(pressed)
    sent = [step for step in record.steps if step.step.value == "sending"]
    steps = panel.steps_of(pressed)
    if steps and sent:
        assert (steps[0].outcome, steps[0].holds_lease, steps[0].stage) == (Outcome.UNKNOWN, True, Stage.DONE)
    await panel.until(lambda: panel.journaled(pressed).outcome is not None)
    word = panel.journaled(pressed).outcome
    assert len(rig.closes()) <= 1
    if rig.closes() and rig.closes()[0].executed:
        assert (word, rig.net()) == ("VERIFIED left", 3)
    else:
        assert word in ("UNKNOWN", "NOT SENT") and rig.net() == 4


async def test_the_kill_while_the_service_works_on_it(rig: Rig) -> None:
    """The request has left, no answer has come: unknown first, then what was really done."""
    rig.control.set_faults("latency:close:seconds=0.4")
    async with other_program(rig) as program:
        tell_to_press(program)
        pressed = CommandId((await said(program)).removeprefix("pressed "))
        await until(rig.closes)
        program.kill()
    panel = rig.panel()
    await panel.session.start()
    first = panel.steps_of(pressed)[-1]
    assert first.outcome is Outcome.UNKNOWN and first.holds_lease and first.recovered
    assert "Nothing is sent again; positions are read." in str(first.text)
    assert panel.session.command_on(MES) is not None
    assert (await panel.session.sign_in(Token(TOKEN), remember=False)).accepted
    await panel.until(lambda: panel.command(pressed).outcome is Outcome.VERIFIED_LEFT)
    assert panel.journaled(pressed).outcome == "VERIFIED left"
    assert rig.net() == 3 and len(rig.closes()) == 1


async def test_two_programs_on_one_state_send_one_request(make_rig: MakeRig) -> None:
    # Nothing is filled by itself: the first press stays on its way until the second one was answered.
    rig = make_rig(times=2.0, rate_capacity=None, auto_tick=False)
    async with other_program(rig) as one, other_program(rig) as two:
        for left in (3, 2):
            tell_to_press(one)
            tell_to_press(two)
            answers = sorted([(await said(one)).split()[0], (await said(two)).split()[0]])
            assert answers == ["pressed", "refused"]
            await until(lambda left=left: len(rig.closes()) == 4 - left)  # type: ignore[misc]
            await until(lambda: rig.closes()[-1].executed)
            rig.control.advance(1.0)
            assert rig.net() == left
            done = {asyncio.ensure_future(said(program)) for program in (one, two)}
            finished, waiting = await asyncio.wait(done, return_when=asyncio.FIRST_COMPLETED)
            assert [task.result() for task in finished] == ["ended VERIFIED left"]
            for task in waiting:
                task.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)
        assert len(rig.closes()) == 2


async def test_a_program_that_died_meanwhile_does_not_lock_the_position_for_another(rig: Rig) -> None:
    panel = await rig.start()
    plan = await panel.plan(Wanted.all())
    rig.control.set_faults("lost-request:close:mode=hang")
    async with other_program(rig) as program:
        tell_to_press(program)
        pressed = CommandId((await said(program)).removeprefix("pressed "))
        await until(rig.closes)
        refused = panel.session.close(plan)
        assert isinstance(refused, Refusal) and panel.steps_of(pressed) == []
        program.kill()
    rig.control.clear_faults()
    refused = panel.session.close(plan)
    assert isinstance(refused, Refusal) and refused.reason is Reason.IN_FLIGHT
    assert panel.steps_of(pressed)[0].outcome is Outcome.UNKNOWN
    assert (await panel.ended(pressed)).outcome is Outcome.UNKNOWN
    await panel.session.give_up_lease(pressed)
    assert (await panel.close(Wanted.all())).outcome is Outcome.VERIFIED_FLAT
    assert len(rig.closes()) == 2


async def test_a_command_that_was_written_but_never_sent(make_rig: MakeRig) -> None:
    rig = make_rig(rate_capacity=None)
    panel = await rig.start()
    plan = await panel.plan(Wanted.all())
    pressed = CommandId("ab" * 16)
    wall = rig.clock.wall()
    entry = Entry(pressed, "close", plan.scope, wall, plan_record(plan), position_record(plan.position), "Close 4 of 4")
    assert JournalPlug(panel.disk.journal, PROFILE).begin(entry) is None
    await rig.crash(panel)
    again = await rig.start()
    ended = again.command(pressed)
    assert ended.outcome is Outcome.NOT_SENT
    assert "before this close was sent. Nothing was closed." in str(ended.text)
    assert rig.closes() == [] and again.session.command_on(MES) is None
    assert (await again.close(Wanted.all())).outcome is Outcome.VERIFIED_FLAT


async def test_an_unknown_close_stays_unknown_over_restarts(rig: Rig) -> None:
    panel = await rig.start()
    rig.control.set_faults("lost-request:close")
    ended = await panel.close(Wanted.all())
    assert ended.outcome is Outcome.UNKNOWN
    for _ in range(2):
        await rig.crash(panel)
        panel = await rig.start()
        assert panel.command(ended.id).outcome is Outcome.UNKNOWN
        assert isinstance(panel.session.close(await panel.plan(Wanted.all())), Refusal)
    rig.control.place_order(*MES, "sell", 4)
    rig.control.clear_faults()
    assert len(rig.closes()) == 1


@pytest.mark.parametrize(
    ("kind", "scope", "told"),
    [
        ("close", Scope(*MES), "Now: long 4."),
        ("flatten account", Scope("Sim101"), "Still open: MES 12-25 long 4, MNQ 12-25 long 3."),
        ("of a later version", Scope("Sim101"), "Still open: MES 12-25 long 4, MNQ 12-25 long 3."),
    ],
)
async def test_a_plan_that_cannot_be_read_locks_no_position_for_ever(
    rig: Rig, kind: str, scope: Scope, told: str
) -> None:
    disk = rig.disk()
    pressed = CommandId("cd" * 16)
    entry = Entry(pressed, kind, scope, rig.clock.wall(), {"form": "of a later version"}, {}, "Close")
    journal = JournalPlug(disk.journal, PROFILE)
    assert journal.begin(entry) is None
    journal.record(Record(pressed, Step.SENDING))
    disk.close()
    panel = await rig.start(disk=rig.disk())
    assert "whose plan cannot be read" in panel.notices()
    assert isinstance(panel.session.close(await panel.plan(Wanted.all())), Refusal)
    assert told in str(await panel.session.give_up_lease(pressed))
    assert (await panel.close(Wanted.all())).outcome is Outcome.VERIFIED_FLAT


async def test_a_position_that_another_program_holds_does_not_disturb_a_command_of_this_one(rig: Rig) -> None:
    panel = await rig.start()
    mnq = PositionKey("Sim101", "MNQ 12-25")
    plan = await panel.plan(Wanted.all(), mnq)
    entry = Entry(CommandId("ef" * 16), "close", plan.scope, rig.clock.wall(), plan_record(plan), {}, "Close")
    assert JournalPlug(rig.disk().journal, PROFILE).begin(entry) is None
    rig.control.set_faults("latency:close:seconds=0.3")
    pressed = await panel.press(Wanted.contracts(1))
    refused = panel.session.close(plan)
    assert isinstance(refused, Refusal) and refused.reason is Reason.IN_FLIGHT
    assert not panel.command(pressed).recovered and panel.command(pressed).is_running
    assert (await panel.ended(pressed)).outcome is Outcome.VERIFIED_LEFT
    assert len(rig.closes()) == 1


async def test_what_was_given_free_before_there_was_a_token_is_not_locked_again(rig: Rig) -> None:
    first = await rig.start()
    rig.control.set_faults("lost-request:close")
    pressed = (await first.close(Wanted.contracts(1))).id
    await rig.crash(first)
    panel = rig.panel()
    await panel.session.start()
    assert panel.command(pressed).holds_lease
    await panel.session.give_up_lease(pressed)
    rig.control.clear_faults()
    assert (await panel.session.sign_in(Token(TOKEN), remember=False)).accepted
    # Longer than a verification takes, at the end of which it would be in doubt again.
    await rig.clock.sleep(verification.PATIENCE_S + 2)
    assert not panel.command(pressed).is_running and not panel.command(pressed).holds_lease
    assert (await panel.close(Wanted.all())).outcome is Outcome.VERIFIED_FLAT
