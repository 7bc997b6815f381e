"""Shortcuts: what is wrong in the settings file is told, and none of them can send anything with a slip of the hand."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from ctpanel.domain.ids import PositionKey
from ctpanel.ui.actions import ACTIONS
from tests.e2e.conftest import OpenDesk
from tests.e2e.desk import SIM101, until

STORED = {"refresh": "Hyper+9", "fly": "Ctrl+9", "flatten": "Ctrl+Shift+F", "cancel_orders": 5, "find": "Return"}


async def test_what_cannot_be_used_is_told_and_is_still_in_the_file_after_a_change(
    open_desk: OpenDesk, tmp_path: Path
) -> None:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"schema": 1, "shortcuts": STORED}))
    async with open_desk() as desk:
        await until(lambda: "“fly”" in desk.notices(), "the notices")
        told = desk.notices()
        assert "The shortcut of “Refresh” is the built-in one. “Hyper+9” in the settings is no combination" in told
        assert "The shortcut of “Filter positions” is the built-in one. " in told
        keys = {key: desk.window.actions_by_key[key].shortcut().toString() for key in ("refresh", "find", "flatten")}
        assert keys == {"refresh": "F5", "find": "Ctrl+F", "flatten": "Ctrl+Shift+F"}
        desk.window.actions_by_key["mask"].trigger()
        kept = json.loads(file.read_text())["shortcuts"]
        assert kept == {name: text for name, text in STORED.items() if isinstance(text, str)}
        assert copies(tmp_path) == [STORED], "a copy keeps even what is no text"


def copies(folder: Path) -> list[object]:
    return [json.loads(copy.read_text())["shortcuts"] for copy in folder.glob("settings*before*")]


#: The end, and those that write a file where the user says.
ELSEWHERE = ("quit", "export_journal", "save_case_file")


async def test_no_action_sends_anything_even_with_an_impatient_enter_after_it(open_desk: OpenDesk) -> None:
    async with open_desk() as desk:
        await desk.settled()
        opened = 0
        for spec in ACTIONS:
            if spec.key in ELSEWHERE:
                continue
            desk.window.panes.positions.table.select(PositionKey(*SIM101))
            desk.window.actions_by_key[spec.key].trigger()
            await asyncio.sleep(0)
            for dialog in dialogs():
                opened += 1
                for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
                    QTest.keyClick(dialog.focusWidget(), key)
                dialog.close()
        assert opened >= 12
        await asyncio.sleep(0.1)
        assert desk.changing() == []


def dialogs() -> list[QDialog]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
