"""The window in German: its words and numbers are, what is sent and what is written is not."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QPushButton

from ctpanel.storage.export import export_journal
from ctpanel.storage.journal_query import JournalReader
from ctpanel.storage.paths import StatePaths
from ctpanel.storage.settings_file import SettingsFile
from tests.e2e.conftest import OpenDesk
from tests.e2e.desk import named


@pytest.fixture
def paths(tmp_path: Path) -> StatePaths:
    """A state folder whose settings say German."""
    paths = StatePaths.locate("default", state_dir=tmp_path)
    paths.create()
    settings = SettingsFile(paths.settings)
    settings.load()
    settings.update(lambda now: replace(now, language="de"))
    return paths


async def test_two_of_four_are_closed_in_german(open_desk: OpenDesk, paths: StatePaths) -> None:
    async with open_desk(rows=6) as desk:
        for name, words in {"Close position": "Position schließen", "Flatten": "Glattstellen"}.items():
            assert named(desk.window, QPushButton, name).text() == words, "found by its English name"
        assert desk.says("Request budget").endswith("(geschätzt)")
        prices = [cell for cell in desk.rows()[desk.row("Sim101", "MES 12-25")] if cell.startswith("5.7")]
        assert prices and all(re.fullmatch(r"5\.7\d\d,\d\d", price) for price in prices), prices
        dialog = desk.open_close()
        assert dialog.window.windowTitle() == "Position schließen: MES 12-25, Sim101"
        assert dialog.window.accessibleName() == "Close position: MES 12-25, Sim101"
        dialog.type_contracts(2)
        assert dialog.send.accessibleName() == "Send close: 2 von 4 schließen"
        assert "2 von 4 MES 12-25 in Sim101 zum Markt verkaufen; Rest: 2 long." in dialog.says("Summary")
        assert [cells[:3] for cells in dialog.orders()] == [["Verkauf", "Stop", "4"], ["Verkauf", "Limit", "4"]]
        dialog.press_send()
        assert (await dialog.ends("VERIFIZIERT")).startswith("VERIFIZIERT 2 übrig · ")
        assert desk.bodies() == [b'{"instrument":"MES 12-25","quantity":2}']
        assert desk.net() == 2
        (first, *_) = desk.rows("Activity")
        assert first[4:6] == ["2 von 4 schließen", "VERIFIZIERT 2 übrig"]
        assert first[7].startswith("2 übrig, wie geplant. Dauer: ")
    assert QLocale().language() is QLocale.Language.C, "the next program may speak another language"


async def test_a_fraction_and_its_files_have_a_point(open_desk: OpenDesk, paths: StatePaths, tmp_path: Path) -> None:
    async with open_desk(rows=6) as desk:
        dialog = desk.open_close(instrument="MNQ 12-25")
        dialog.preset("50%")
        assert dialog.says("Send close") == "2 von 3 schließen"
        # Which price it is depends on how long the market has moved.
        assert re.search(r"\d\.\d{3},\d{2}\b", dialog.says("Position")), "prices by the locale"
        dialog.press_send()
        await dialog.ends("VERIFIZIERT")
        assert desk.bodies() == [b'{"instrument":"MNQ 12-25","percent":0.5}']
    table = tmp_path / "journal.csv"
    with JournalReader.on(paths.journal) as reader:
        export_journal(table, reader.all_commands())
    written = table.read_text(encoding="utf-8-sig")
    with sqlite3.connect(paths.journal) as journal:
        kept = "\n".join(str(row) for row in journal.execute("SELECT * FROM steps"))
    journal.close()
    for text in (written, kept):
        assert "Close 2 of 3" in text
        assert "1 left, as planned." in text
        assert "VERIFIZIERT" not in text and "schließen" not in text
    assert '"percent":0.5' in kept
    assert '"language": "de"' in paths.settings.read_text(encoding="utf-8")
