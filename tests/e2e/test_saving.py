"""Files that the user asks for: the journal and a case file, from the menu to the disk."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from tests.e2e.conftest import OpenDesk
from tests.e2e.desk import TOKEN, Desk, until


def asks() -> list[QFileDialog]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, QFileDialog) and one.isVisible()]


async def save(desk: Desk, action: str, path: Path) -> str:
    """Choose the action and this file in the dialog that follows; returns the name that was proposed."""
    desk.window.actions_by_key[action].trigger()
    await until(asks, f"a file dialog for {action}")
    (dialog,) = asks()
    name = dialog.findChild(QLineEdit)
    assert name is not None
    proposed = name.text()
    assert proposed.endswith(path.suffix), "a name is proposed"
    name.setText(str(path))
    told: list[str] = []
    unlisten = desk.session.listen(lambda _event: told.append(desk.notices()))
    dialog.accept()
    await until(lambda: not asks() and f"Saved: {path}" in desk.notices(), f"{path}; {desk.notices()}")
    unlisten()
    assert any(f"Writing {path}…" in words for words in told), "a large journal takes a while"
    assert "Writing" not in desk.notices()
    return proposed


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
        assert "-Sim101-MES-12-25.zip" in await save(desk, "save_case_file", case)
        (notice,) = (one for one in desk.session.notices if "Saved" in str(one.what))
        assert (str(case) in str(notice.what), notice.count) == (True, 1), "one file was saved there, not two"
        desk.window.actions_by_key["mask"].trigger()
        shared = await save(desk, "save_case_file", tmp_path / "shared.zip")
        assert "Sim101" not in shared and shared.endswith("-MES-12-25.zip"), "the screen is seen by others"

    written = table.read_bytes()
    rows = list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"))))
    assert {(row["account"], row["instrument"]) for row in rows} == {("Sim101", "MES 12-25")}
    with zipfile.ZipFile(case) as held:
        everything = b"".join(held.read(name) for name in held.namelist())
    assert b"MES 12-25" in everything
    assert TOKEN.encode() not in written + everything
