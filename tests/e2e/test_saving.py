"""Files that the user asks for: the journal and a case file, from the menu to the disk."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from tests.e2e.conftest import OpenDesk
from tests.e2e.desk import TOKEN, Desk, until


async def save(desk: Desk, action: str, path: Path) -> None:
    """Choose the action and this file in the dialog that follows."""
    desk.window.actions_by_key[action].trigger()
    found: list[QFileDialog] = []

    def asks() -> bool:
        found[:] = [one for one in QApplication.topLevelWidgets() if isinstance(one, QFileDialog) and one.isVisible()]
        return bool(found)

    await until(asks, f"a file dialog for {action}")
    name = found[0].findChild(QLineEdit)
    assert name is not None
    assert name.text().endswith(path.suffix), "a name is proposed"
    name.setText(str(path))
    told: list[str] = []
    unlisten = desk.session.listen(lambda _event: told.append(desk.notices()))
    found[0].accept()
    await until(lambda: not asks() and f"Saved: {path}" in desk.notices(), f"{path}; {desk.notices()}")
    unlisten()
    assert any(f"Writing {path}…" in words for words in told), "a large journal takes a while"
    assert "Writing" not in desk.notices()


async def test_the_journal_and_a_case_file_reach_the_disk(open_desk: OpenDesk, tmp_path: Path) -> None:
    async with open_desk("single", rows=1) as desk:
        dialog = desk.open_close()
        dialog.type_contracts(1)
        dialog.press_send()
        await dialog.ends()
        dialog.leave()
        await until(lambda: desk.rows("Activity"), "the command in Activity")
        table, case = tmp_path / "journal.csv", tmp_path / "case.zip"
        await save(desk, "export_journal", table)
        desk.table("Activity").selectRow(0)
        await save(desk, "save_case_file", case)
        (notice,) = (one for one in desk.session.notices if "Saved" in str(one.what))
        assert (str(case) in str(notice.what), notice.count) == (True, 1), "one file was saved there, not two"

    written = table.read_bytes()
    rows = list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"))))
    assert {(row["account"], row["instrument"]) for row in rows} == {("Sim101", "MES 12-25")}
    with zipfile.ZipFile(case) as held:
        everything = b"".join(held.read(name) for name in held.namelist())
    assert b"MES 12-25" in everything
    assert TOKEN.encode() not in written + everything
