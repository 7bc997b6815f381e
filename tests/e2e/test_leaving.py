"""The end of the program in the middle of a run: what is not sent yet is said before it is dropped."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import cast

from PySide6.QtWidgets import QApplication, QMessageBox

from ctpanel.domain.flattening import plan_flatten_instrument
from ctpanel.domain.refusal import Refusal
from ctpanel.session.bulk import BulkRun, BulkState
from ctpanel.session.session import Session
from ctpanel.ui.dialogs.kit import DialogKit
from ctpanel.ui.theme.apply import Theme
from ctpanel.wiring.leave_question import LeaveQuestion
from tests.e2e.conftest import OpenDesk
from tests.e2e.desk import Desk, click, until


def questions() -> list[QMessageBox]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, QMessageBox) and one.isVisible()]


class Purse:
    """Says that the budget is spent until it is ``given_back``."""

    def __init__(self, desk: Desk) -> None:
        self._gauge = desk.session._parts.gauge
        self._gauge.estimate = lambda now=None: 0.0  # type: ignore[method-assign, misc]

    def give_back(self) -> None:
        del self._gauge.estimate


def run_all(desk: Desk) -> BulkRun:
    plans = [plan_flatten_instrument(row.position) for row in desk.session.snapshot.positions.values()]
    return desk.session.send_all([each for each in plans if not isinstance(each, Refusal)])


async def answered(name: str) -> None:
    await until(questions, "the question")
    (box,) = questions()
    (button,) = (one for one in box.buttons() if one.accessibleName() == name)
    click(button)
    await until(lambda: not questions(), "the question is gone")


async def test_the_window_stays_when_rows_are_not_sent_yet(open_desk: OpenDesk) -> None:
    async with open_desk(rows=6) as desk:
        purse, run = Purse(desk), run_all(desk)
        desk.window.close()
        desk.window.close_requested()
        await until(questions, "the question")
        (box,) = questions()
        assert "6 rows of a list are not sent yet" in box.text()
        safe = box.defaultButton()
        assert safe.accessibleName() == "Stay"
        box.reject()
        await until(lambda: not questions(), "the question is gone")
        assert desk.window.isVisible()
        purse.give_back()
        await until(lambda: run.state is BulkState.SENT, "the run")
        await until(lambda: len(desk.changing()) == 6, "every row, once")
        desk.window.close()
        await asyncio.wait_for(desk.ending, 60)
        assert questions() == []


async def test_who_means_it_ends_the_program_and_nothing_more_is_sent(open_desk: OpenDesk) -> None:
    async with open_desk(rows=6) as desk:
        purse, run = Purse(desk), run_all(desk)
        desk.window.showMinimized()
        desk.window.close()
        await until(questions, "the question")
        assert not desk.window.isMinimized(), "nobody would see what is asked"
        await answered("End and do not send them")
        await until(lambda: run.state is BulkState.STOPPED, "the answer arrived")
        purse.give_back()
        await asyncio.wait_for(desk.ending, 60)
        assert desk.changing() == []


async def test_the_question_says_what_is_true_while_it_stands(open_desk: OpenDesk) -> None:
    async with open_desk(rows=6) as desk:
        purse, run = Purse(desk), run_all(desk)
        desk.window.close()
        await until(questions, "the question")
        (box,) = questions()
        purse.give_back()
        await until(lambda: run.state is BulkState.SENT, "the run went on")
        await until(lambda: "Every row is sent by now." in box.text(), box.text())
        await answered("Stay")


async def test_no_row_slips_out_between_the_answer_and_the_end(theme: Theme) -> None:
    calls: list[str] = []
    session = cast(Session, SimpleNamespace(unsent_rows=2, stop_runs=lambda: calls.append("stopped")))
    kit = cast(DialogKit, SimpleNamespace(say=str, spawn=lambda work, name: asyncio.ensure_future(work)))
    LeaveQuestion(session, kit).leave(None, lambda: calls.append("ended"))
    await answered("End and do not send them")
    await until(lambda: calls == ["stopped", "ended"], "both, in this order")
