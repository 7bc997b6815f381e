"""Opens dialogs and awaits their answers; the only way in which the window asks anything.

A nested event loop (``exec``) would swallow the wake-ups of other tasks for good, the stream of positions among them.
Here a dialog is opened, the loop goes on, and the answer arrives through a future.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QPushButton, QWidget

from ctpanel.domain.record import record
from ctpanel.ui.widgets.safe_text import safe_text

REJECTED: Final = int(QDialog.DialogCode.Rejected)
_RETOLD_MS: Final = 250


async def answer(dialog: QDialog) -> int:
    """Open ``dialog`` and return its result code.

    Counts as rejected: the dialog or its parent was hidden or destroyed. When the awaiting task is cancelled the
    dialog is closed and the cancellation goes on. The dialog is left alive for its values to be read; whoever made it
    disposes of it.
    """
    watch = _Watch(asyncio.get_running_loop().create_future())
    dialog.finished.connect(watch.settle)
    dialog.destroyed.connect(watch.gone)
    dialog.installEventFilter(watch)
    dialog.open()
    try:
        return await watch.result
    finally:
        if shiboken6.isValid(dialog):
            dialog.removeEventFilter(watch)
            dialog.finished.disconnect(watch.settle)
            dialog.destroyed.disconnect(watch.gone)
            if dialog.isVisible():
                dialog.reject()


class _Watch(QObject):
    """Turns whatever ends a dialog into the one result of a future."""

    def __init__(self, result: asyncio.Future[int]) -> None:
        super().__init__()
        self.result = result

    def settle(self, code: int) -> None:
        if not self.result.done():
            self.result.set_result(code)

    def gone(self) -> None:
        self.settle(REJECTED)

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        # An accepted dialog hides first and tells its code after: give it that turn before it counts as rejected.
        if event.type() is QEvent.Type.Hide and not event.spontaneous():
            QTimer.singleShot(0, self, self.gone)
        return False


@record
class Choice:
    """One button of a question: the value that :func:`ask` returns, the words on it, and its looks."""

    key: str
    label: str
    role: QMessageBox.ButtonRole = QMessageBox.ButtonRole.AcceptRole


@record
class Question:
    """A question with its choices; ``safe`` is the key that has the focus at first and that Escape means."""

    title: str
    text: str
    detail: str
    choices: tuple[Choice, ...]
    safe: str


async def ask(parent: QWidget | None, question: Question, text_now: Callable[[], str] | None = None) -> str:
    """The key of the chosen button; the safe one when the box is closed in any other way.

    All words are shown as plain text, one line each for title and text; ``detail`` may have several lines.
    ``text_now`` is the text as it should read by now, for a question about something that goes on.
    """
    box = QMessageBox(parent)
    box.setWindowTitle(safe_text(question.title))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(safe_text(question.text))
    box.setInformativeText("\n".join(safe_text(line, 2000) for line in question.detail.split("\n")))
    keys: dict[QPushButton, str] = {}
    for choice in question.choices:
        button = box.addButton(choice.label.replace("&", "&&"), choice.role)
        button.setAccessibleName(choice.label)
        keys[button] = choice.key
        if choice.key == question.safe:
            box.setDefaultButton(button)
            box.setEscapeButton(button)
    chosen = question.safe

    def remember(clicked: object) -> None:
        nonlocal chosen
        if isinstance(clicked, QPushButton):
            chosen = keys.get(clicked, question.safe)

    box.buttonClicked.connect(remember)
    if text_now is not None:
        _retell(box, text_now)
    try:
        await answer(box)
    finally:
        if shiboken6.isValid(box):
            box.deleteLater()
    return chosen


def _retell(box: QMessageBox, text_now: Callable[[], str]) -> None:
    def tell() -> None:
        if (text := safe_text(text_now())) != box.text():
            box.setText(text)

    timer = QTimer(box)
    timer.timeout.connect(tell)
    timer.start(_RETOLD_MS)


async def ask_save_path(parent: QWidget | None, title: str, suggested: Path, name_filter: str) -> Path | None:
    """Where to save; None when the user thought better of it. The system's own dialog where there is one."""
    dialog = QFileDialog(parent, title, str(suggested.parent), name_filter)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suggested.suffix.lstrip("."))
    dialog.selectFile(suggested.name)
    try:
        if await answer(dialog) == REJECTED or not shiboken6.isValid(dialog):
            return None
        files = dialog.selectedFiles()
        return Path(files[0]) if files else None
    finally:
        if shiboken6.isValid(dialog):
            dialog.deleteLater()
