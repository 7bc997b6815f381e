"""Dialogs are awaited: however they end, the one who waits goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMainWindow, QMessageBox, QPushButton

from ctpanel.ui.awaiting import REJECTED, Choice, Question, answer, ask, ask_save_path

Dialog = TypeVar("Dialog", bound=QDialog)
Found = TypeVar("Found")

QUESTION = Question(
    title="Leave?",
    text="A close is being verified in <b>Sim101</b>.",
    detail="MES 12-25: long 2\nNothing is sent again.",
    choices=(Choice("leave", "Leave anyway"), Choice("stay", "Stay & wait")),
    safe="stay",
)


@pytest.fixture
def dialog(qapp: QApplication) -> QDialog:
    return QDialog()


async def visible(dialog: QDialog) -> None:
    await found(dialog.isVisible)


async def opened(kind: type[Dialog]) -> Dialog:
    def shown() -> list[Dialog]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]

    return (await found(shown))[0]


async def found(look: Callable[[], Found]) -> Found:
    """Gives the loop turns until ``look`` sees something; windows come up in their own time."""
    for _ in range(10_000):
        if seen := look():
            return seen
        await asyncio.sleep(0)
    raise AssertionError("nothing came up")


@pytest.mark.parametrize("code", [QDialog.DialogCode.Accepted, QDialog.DialogCode.Rejected])
async def test_the_result_code_is_the_answer(dialog: QDialog, code: QDialog.DialogCode) -> None:
    waiting = asyncio.create_task(answer(dialog))
    await visible(dialog)
    dialog.done(int(code))
    assert await waiting == int(code)
    assert shiboken6.isValid(dialog), "its values can still be read"
    shiboken6.delete(dialog)


async def test_other_tasks_go_on_while_a_dialog_is_open(dialog: QDialog) -> None:
    turns = 0
    waiting = asyncio.create_task(answer(dialog))
    await visible(dialog)
    for _ in range(20):
        await asyncio.sleep(0)
        turns += 1
    assert not waiting.done()
    dialog.accept()
    assert (await waiting, turns) == (1, 20)
    shiboken6.delete(dialog)


async def test_a_destroyed_dialog_counts_as_rejected(dialog: QDialog) -> None:
    waiting = asyncio.create_task(answer(dialog))
    await visible(dialog)
    shiboken6.delete(dialog)
    async with asyncio.timeout(5):
        assert await waiting == REJECTED


async def test_a_dialog_whose_parent_goes_counts_as_rejected(qapp: QApplication) -> None:
    window = QMainWindow()
    dialog = QDialog(window)
    window.show()
    waiting = asyncio.create_task(answer(dialog))
    await visible(dialog)
    shiboken6.delete(window)
    async with asyncio.timeout(5):
        assert await waiting == REJECTED


async def test_a_hidden_dialog_counts_as_rejected(dialog: QDialog) -> None:
    waiting = asyncio.create_task(answer(dialog))
    await visible(dialog)
    dialog.hide()
    async with asyncio.timeout(5):
        assert await waiting == REJECTED
    shiboken6.delete(dialog)


async def test_cancelling_the_task_closes_the_dialog(dialog: QDialog) -> None:
    waiting = asyncio.create_task(answer(dialog))
    await visible(dialog)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert not dialog.isVisible()
    shiboken6.delete(dialog)


async def test_the_pressed_button_is_the_answer(qapp: QApplication) -> None:
    waiting = asyncio.create_task(ask(None, QUESTION))
    box = await opened(QMessageBox)
    leave = next(b for b in box.findChildren(QPushButton) if b.accessibleName() == "Leave anyway")
    leave.click()
    assert await waiting == "leave"


async def test_closing_the_box_is_the_safe_answer(qapp: QApplication) -> None:
    waiting = asyncio.create_task(ask(None, QUESTION))
    box = await opened(QMessageBox)
    box.close()
    async with asyncio.timeout(5):
        assert await waiting == "stay"


async def test_a_box_is_gone_after_its_answer(qapp: QApplication) -> None:
    window = QMainWindow()
    waiting = asyncio.create_task(ask(window, QUESTION))
    (await opened(QMessageBox)).close()
    await waiting
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert window.findChildren(QMessageBox) == []
    shiboken6.delete(window)


async def test_words_of_a_question_are_plain_text_and_the_safe_button_is_the_default(qapp: QApplication) -> None:
    waiting = asyncio.create_task(ask(None, QUESTION))
    box = await opened(QMessageBox)
    assert box.textFormat() is Qt.TextFormat.PlainText
    assert box.text() == QUESTION.text
    assert box.informativeText() == QUESTION.detail
    safe = box.defaultButton()
    assert safe is not None
    assert (safe.text(), safe.accessibleName()) == ("Stay && wait", "Stay & wait")
    safe.click()
    assert await waiting == "stay"


@pytest.mark.parametrize("accept", [True, False])
async def test_where_to_save(qapp: QApplication, tmp_path: Path, accept: bool) -> None:
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    waiting = asyncio.create_task(ask_save_path(None, "Export", tmp_path / "journal.csv", "CSV (*.csv)"))
    dialog = await opened(QFileDialog)
    dialog.accept() if accept else dialog.reject()
    assert await waiting == (tmp_path / "journal.csv" if accept else None)
