"""When the steps of a command are told."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from ctpanel.domain.command import Command
from ctpanel.domain.outcome import Outcome, Stage
from ctpanel.session.announcing import HOLD_BACK_S, Announcer
from tests.fakes.pictures import close_plan, command, position


def steps(*stages: Stage) -> list[Command]:
    first = command(close_plan(position()))
    return [replace(first, stage=stage) for stage in stages]


async def test_steps_before_the_socket_wait_for_the_request() -> None:
    told: list[Stage] = []
    announcer = Announcer(lambda step: told.append(step.stage))
    for step in steps(Stage.PRESSED, Stage.JOURNALED, Stage.SENDING):
        announcer.take(step)
    assert told == []
    await asyncio.sleep(HOLD_BACK_S * 3)
    assert told == [Stage.PRESSED, Stage.JOURNALED, Stage.SENDING]


async def test_a_quick_answer_brings_the_waiting_steps_along_in_order_and_once() -> None:
    told: list[Stage] = []
    announcer = Announcer(lambda step: told.append(step.stage))
    for step in steps(Stage.PRESSED, Stage.SENDING, Stage.ACCEPTED):
        announcer.take(step)
    assert told == [Stage.PRESSED, Stage.SENDING, Stage.ACCEPTED]
    await asyncio.sleep(HOLD_BACK_S * 3)
    assert len(told) == 3


async def test_an_outcome_within_the_press_is_told_after_it() -> None:
    told: list[Stage] = []
    announcer = Announcer(lambda step: told.append(step.stage))
    pressed, ended = steps(Stage.PRESSED, Stage.DONE)
    with announcer.holding_back():
        announcer.take(pressed)
        announcer.take(replace(ended, outcome=Outcome.NOT_SENT))
    assert told == []
    await asyncio.sleep(HOLD_BACK_S * 3)
    assert told == [Stage.PRESSED, Stage.DONE]


async def test_another_command_is_told_during_a_press() -> None:
    told: list[Stage] = []
    announcer = Announcer(lambda step: told.append(step.stage))
    (ended,) = steps(Stage.DONE)
    with announcer.holding_back():
        announcer.take(replace(ended, outcome=Outcome.UNKNOWN))
        assert told == [Stage.DONE]
