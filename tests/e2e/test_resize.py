"""The resize that is offered after a close, in a program whose picture has grown old."""

from __future__ import annotations

import asyncio

from PySide6.QtWidgets import QPushButton

from tests.e2e.conftest import OpenDesk
from tests.e2e.desk import Desk, click, name_of, until


def resize(desk: Desk) -> QPushButton:
    """The button of the offer, in the dialog that is open."""
    (dialog,) = desk.dialogs()
    (found,) = (one for one in dialog.window.findChildren(QPushButton) if name_of(one).startswith("Resize:"))
    return found


async def offered(desk: Desk) -> QPushButton:
    desk.open_close()
    await until(lambda: resize(desk).isVisible() and resize(desk).isEnabled(), "the offer")
    desk.control.set_faults("503:reads")
    await until(lambda: (desk.session.data_age() or 0.0) > 4.0, "an old picture")
    return resize(desk)


async def test_a_position_that_has_gone_unseen_gets_no_orders(open_desk: OpenDesk) -> None:
    """Without a position the new stop and target would be entries."""
    async with open_desk("over-hang", rows=1, faster=10.0) as desk:
        button = await offered(desk)
        desk.control.place_order("Sim101", "MES 12-25", "sell", 2)
        await until(lambda: desk.net() == 0, "flat, unseen")
        desk.control.clear_faults()
        desk.control.set_faults("503:GetAllPositions")
        click(button)
        (dialog,) = desk.dialogs()
        await until(lambda: dialog.says("Send close") == "Nothing to close", f"the truth; {dialog.says('Send close')}")
        assert desk.changing() == []


async def test_nothing_is_resized_while_nothing_can_be_read(open_desk: OpenDesk) -> None:
    async with open_desk("over-hang", rows=1, faster=10.0) as desk:
        click(await offered(desk))
        (dialog,) = desk.dialogs()
        await until(lambda: "not be read" in dialog.says("Note"), f"why; {dialog.says('Note')}")
        assert desk.changing() == []
        desk.control.clear_faults()
        await until(lambda: resize(desk).isVisible() and resize(desk).isEnabled(), "the offer again")
        # Words that have just appeared have to be read first.
        await asyncio.sleep(0.3)
        click(resize(desk))
        await dialog.ends("VERIFIED resized")
