"""Closing through the window: what the button says is what the service gets, and nothing else."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.e2e.conftest import OpenDesk
from tests.e2e.desk import until


async def test_contracts_are_typed_sent_and_verified(open_desk: OpenDesk) -> None:
    async with open_desk(rows=6) as desk:
        dialog = desk.open_close()
        dialog.type_contracts(2)
        assert dialog.send.accessibleName() == "Send close: Close 2 of 4"
        assert desk.changing() == [], "opening a dialog and typing sends nothing"
        dialog.press_send()
        outcome = await dialog.ends("VERIFIED")
        assert "2 left" in outcome and outcome.endswith(" s"), outcome
        assert desk.bodies() == [b'{"instrument":"MES 12-25","quantity":2}']
        assert desk.net() == 2
        assert len(desk.control.orders("Sim101", "MES 12-25")) == 2, "a partial close leaves working orders alone"
        await until(lambda: "2" in desk.rows()[desk.row("Sim101", "MES 12-25")], "the row follows")
        (first, *_) = desk.rows("Activity")
        assert any("VERIFIED" in cell for cell in first), first


async def test_a_percentage_is_sent_as_the_fraction_that_was_shown(open_desk: OpenDesk) -> None:
    async with open_desk(rows=6) as desk:
        dialog = desk.open_close()
        dialog.preset("50%")
        assert dialog.says("Send close") == "Close 2 of 4"
        dialog.press_send()
        await dialog.ends("VERIFIED")
        assert desk.bodies() == [b'{"instrument":"MES 12-25","percent":0.5}']
        assert desk.net() == 2


async def test_a_full_close_is_green_only_without_position_and_orders(open_desk: OpenDesk) -> None:
    async with open_desk(rows=6) as desk:
        dialog = desk.open_close()
        dialog.preset("All")
        assert "2 working orders will be cancelled" in dialog.says("Summary")
        assert dialog.says("Send close") == "Close all 4"
        dialog.press_send()
        outcome = await dialog.ends("VERIFIED")
        assert "flat and clean" in outcome and outcome.endswith(" s"), outcome
        assert desk.bodies() == [b'{"instrument":"MES 12-25"}']
        assert (desk.net(), desk.control.orders("Sim101", "MES 12-25")) == (0, [])
        await desk.positions_shown(5)


async def test_a_full_close_with_an_order_left_is_not_green(open_desk: OpenDesk) -> None:
    async with open_desk(rows=6) as desk:
        desk.control.set_faults("surviving-order:close")
        dialog = desk.open_close()
        dialog.preset("All")
        dialog.press_send()
        outcome = await dialog.ends()
        assert outcome.startswith("ORDERS LEFT"), outcome
        assert len(desk.control.orders("Sim101", "MES 12-25")) == 1


async def test_slider_and_spinner_overrule_each_other(open_desk: OpenDesk) -> None:
    async with open_desk(rows=6) as desk:
        dialog = desk.open_close("Sim101", "MNQ 12-25")
        dialog.preset("50%")
        assert (dialog.slider.value(), dialog.spin.value(), dialog.says("Send close")) == (50, 2, "Close 2 of 3")
        dialog.preset("75%")
        assert dialog.says("Send close") == "Close all 3"
        assert "1 working order will be cancelled" in dialog.says("Summary")
        dialog.type_contracts(1)
        assert dialog.spin.property("dimmed") is False
        assert dialog.slider.dimmed
        assert dialog.says("Send close") == "Close 1 of 3"
        dialog.press_send()
        await dialog.ends("VERIFIED")
        assert desk.bodies() == [b'{"instrument":"MNQ 12-25","quantity":1}']
        assert desk.net("Sim101", "MNQ 12-25") == 2


async def test_what_happens_to_working_orders_is_told_before(open_desk: OpenDesk) -> None:
    async with open_desk(rows=6) as desk:
        dialog = desk.open_close()
        dialog.type_contracts(2)
        summary = dialog.says("Summary")
        assert summary.startswith("Sell 2 of 4 MES 12-25 in Sim101 at market; 2 stay long."), summary
        assert "2 too big" in summary and "if hit you end short 2" in summary
        assert [cells[:3] for cells in dialog.orders()] == [["Sell", "Stop", "4"], ["Sell", "Limit", "4"]]


async def test_a_live_account_wants_a_hold(open_desk: OpenDesk) -> None:
    async with open_desk(rows=6) as desk:
        dialog = desk.open_close("LFE050!7731/2", "MCL 01-26")
        dialog.preset("All")
        dialog.press_send()
        assert desk.changing() == []
        dialog.send.setFocus()
        QTest.keyPress(dialog.send, Qt.Key.Key_Space)
        await dialog.ends("VERIFIED")
        QTest.keyRelease(dialog.send, Qt.Key.Key_Space)
        (sent,) = desk.changing()
        assert sent.raw == b'{"instrument":"MCL 01-26"}'
        assert "LFE050%217731%2F2" in sent.path or "LFE050!7731/2" in sent.path
