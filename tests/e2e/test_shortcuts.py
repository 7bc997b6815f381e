"""Shortcuts of the settings file, with what is wrong in it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.e2e.conftest import OpenDesk
from tests.e2e.desk import until

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
