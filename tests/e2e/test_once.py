"""However often and in whatever way it is pressed: one request. And when its fate is not known, no second one."""

from __future__ import annotations

import asyncio
from decimal import Decimal

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from ctpanel.api.config import Timeouts
from ctpanel.domain.flattening import plan_flatten_instrument
from ctpanel.domain.ids import PositionKey
from ctpanel.domain.refusal import Refusal
from ctpanel.session.session import COMMAND_PATIENCE_S
from tests.e2e.conftest import OpenDesk
from tests.e2e.desk import click, until

LEFT = Qt.MouseButton.LeftButton


async def test_a_storm_of_presses_while_the_service_is_slow_is_one_request(open_desk: OpenDesk) -> None:
    async with open_desk(rows=6, faster=10.0) as desk:
        desk.control.set_faults("latency:close:seconds=0.8")
        dialog = desk.open_close()
        dialog.type_contracts(2)
        for _ in range(10):
            click(dialog.send)
        QTest.mouseDClick(dialog.send, LEFT)
        await until(desk.changing, "the request")
        row = desk.row("Sim101", "MES 12-25")
        await until(lambda: any("closing" in cell for cell in desk.rows()[row]), "closing… on the row")
        # Enter and Space held, repeats included; then the row again, by shortcut and by double click.
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
            dialog.send.setFocus()
            for _ in range(20):
                QTest.keyPress(dialog.send, key)
            QTest.keyRelease(dialog.send, key)
        point = desk.select("Sim101", "MES 12-25")
        QTest.mouseDClick(desk.table("Positions").viewport(), LEFT, pos=point)
        QTest.keyClick(desk.window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
        assert len(desk.dialogs()) == 1, "one dialog for a position"
        again = desk.open_close()
        again.preset("All")
        assert "closing" in again.says("Send close").lower()
        again.press_send()
        await dialog.ends("VERIFIED")
        assert desk.bodies() == [b'{"instrument":"MES 12-25","quantity":2}']
        assert desk.net() == 2


async def test_a_press_as_the_window_system_delivers_it_has_left_when_it_returns_and_leaves_once(
    open_desk: OpenDesk,
) -> None:
    async with open_desk(rows=6, faster=1.0) as desk:
        dialog = desk.open_close()
        dialog.type_contracts(2)
        await until(lambda: (desk.session.data_age() or 9.0) < 1.0, "a row that needs no read before the press")
        stages: list[str] = []

        def press() -> None:
            for _ in range(5):
                click(dialog.send)
            QTest.mouseDClick(dialog.send, LEFT)
            stages.extend(command.stage.value for command in desk.session.commands)

        # Not from a task, in which the loop's fast lane is closed.
        QTimer.singleShot(0, press)
        await dialog.ends("VERIFIED")
        assert stages == ["sending"]
        assert desk.bodies() == [b'{"instrument":"MES 12-25","quantity":2}']
        assert desk.net() == 2


async def test_a_run_of_many_begins_when_whoever_pressed_can_listen_to_it(open_desk: OpenDesk) -> None:
    async with open_desk(rows=6) as desk:
        plan = plan_flatten_instrument(desk.session.snapshot.positions[PositionKey("Sim101", "MES 12-25")].position)
        assert not isinstance(plan, Refusal)
        turns: list[int] = []

        def press() -> None:
            run = desk.session.send_all([plan])
            turns.append(len(run.results))
            run.listen(lambda: turns.append(len(run.results)))

        QTimer.singleShot(0, press)
        await until(lambda: turns[:2] == [0, 1], "the first turn, told")
        await until(lambda: desk.net() == 0, "flat")


async def test_ten_clicks_after_the_answer_close_no_more(open_desk: OpenDesk) -> None:
    async with open_desk(rows=6) as desk:
        dialog = desk.open_close()
        dialog.type_contracts(1)
        click(dialog.send)
        for _ in range(40):
            click(dialog.send)
            await asyncio.sleep(0.02)
        await dialog.ends("VERIFIED")
        click(dialog.send)
        await asyncio.sleep(0.1)
        assert len(desk.changing()) == 1
        assert desk.net() == 3
        dialog.type_contracts(1)
        click(dialog.send)
        await until(lambda: len(desk.changing()) == 2, "a new choice is a new command")
        # Until its first step is told, the dialog still shows how the first command ended.
        await until(lambda: desk.net() == 2, "carried out")
        await dialog.ends("VERIFIED")


async def test_a_lost_answer_is_unknown_then_the_truth(open_desk: OpenDesk) -> None:
    async with open_desk(rows=6) as desk:
        desk.control.set_faults("lost-answer:close:count=1")
        dialog = desk.open_close()
        dialog.type_contracts(2)
        dialog.press_send()
        await dialog.ends("VERIFIED")
        assert "went through" in dialog.says("Outcome detail")
        assert len(desk.changing()) == 1
        assert desk.net() == 2


async def test_a_lost_request_is_never_sent_again(open_desk: OpenDesk) -> None:
    async with open_desk(rows=6, faster=25.0) as desk:
        desk.control.set_faults("lost-request:close:count=1")
        dialog = desk.open_close()
        dialog.type_contracts(2)
        dialog.press_send()
        await dialog.ends("UNKNOWN")
        assert "Nothing happened so far: still 4" in dialog.says("Outcome detail"), dialog.says("Outcome detail")
        assert "money" in {notice.severity.value for notice in desk.session.notices}
        assert len(desk.changing()) == 1
        assert desk.net() == 4


async def test_a_target_that_fills_meanwhile_asks_for_a_review(open_desk: OpenDesk) -> None:
    async with open_desk(rows=6) as desk:
        dialog = desk.open_close()
        dialog.type_contracts(3)
        desk.control.place_order("Sim101", "MES 12-25", "sell", 2)
        await until(lambda: "Changed" in dialog.says("Send close"), "a change")
        assert "4 → 2" in dialog.says("Send close"), dialog.says("Send close")
        await dialog.press_again()
        assert desk.changing() == [], "the press on a change only reviews it"
        assert dialog.says("Send close") == "Close all 2"
        dialog.type_contracts(1)
        await dialog.press_again()
        await dialog.ends("VERIFIED")
        assert desk.bodies() == [b'{"instrument":"MES 12-25","quantity":1}']


async def test_a_position_that_is_gone_before_the_press_sends_nothing(open_desk: OpenDesk) -> None:
    async with open_desk(rows=6) as desk:
        dialog = desk.open_close()
        dialog.preset("All")
        desk.control.fill_target("Sim101", "MES 12-25")
        dialog.press_send()
        await until(lambda: not dialog.send.isEnabled(), "nothing to press any more")
        await desk.positions_shown(5)
        dialog.press_send()
        # Either the target was quicker than the press, or the press was a close of what was there; never both twice.
        assert len(desk.changing()) <= 1
        assert desk.net() == 0


async def test_an_old_row_is_read_before_it_is_sent(open_desk: OpenDesk) -> None:
    async with open_desk(rows=6, faster=10.0) as desk:
        dialog = desk.open_close()
        dialog.type_contracts(2)
        desk.control.set_faults("503:reads")
        await until(lambda: (desk.session.data_age() or 0.0) > 4.0, "an old picture")
        dialog.press_send()
        await until(lambda: "without fresh read" in dialog.says("Send close"), "the offer")
        assert desk.changing() == []
        desk.control.clear_faults()
        await until(lambda: dialog.says("Send close") == "Close 2 of 4", "fresh again")
        await dialog.press_again()
        await dialog.ends("VERIFIED")
        assert len(desk.changing()) == 1


async def test_a_close_is_possible_when_no_read_works(open_desk: OpenDesk) -> None:
    async with open_desk(rows=6, faster=10.0) as desk:
        dialog = desk.open_close()
        dialog.preset("All")
        desk.control.set_faults("503:reads")
        await until(lambda: (desk.session.data_age() or 0.0) > 4.0, "an old picture")
        dialog.press_send()
        await until(lambda: "without fresh read" in dialog.says("Send close"), "the offer")
        await dialog.press_again()
        await until(lambda: desk.net() == 0, "flat in truth")
        outcome = await dialog.ends()
        assert outcome.startswith("NOT VERIFIED"), outcome
        desk.control.clear_faults()
        await dialog.ends("VERIFIED")
        assert len(desk.changing()) == 1


async def test_prices_move_the_words_and_send_nothing(open_desk: OpenDesk) -> None:
    async with open_desk(rows=6) as desk:
        dialog = desk.open_close()
        dialog.type_contracts(2)
        before = dialog.says("Summary")
        desk.control.set_price("MES 12-25", desk.control.price("MES 12-25") + Decimal(2), hold=True)
        await until(lambda: dialog.says("Summary") != before, "another figure")
        assert desk.changing() == []


async def test_an_end_in_the_middle_of_a_close_is_told_and_bounded(open_desk: OpenDesk) -> None:
    async with open_desk(rows=6, faster=1.0) as desk:
        desk.control.set_faults("lost-request:close:mode=hang")
        dialog = desk.open_close()
        dialog.type_contracts(2)
        dialog.press_send()
        await until(desk.changing, "the request")
        asked = asyncio.get_running_loop().time()
        desk.run.end()
        await until(lambda: "waits a few seconds for its outcome" in desk.notices(), "a word about it")
        assert dialog.window.isVisible(), "the outcome can still be seen"
        await asyncio.wait_for(desk.ending, 10)
        assert asyncio.get_running_loop().time() - asked < 6.0
        assert len(desk.changing()) == 1


def test_the_end_takes_five_seconds_at_most() -> None:
    assert COMMAND_PATIENCE_S + Timeouts().drain_s <= 5.0
