"""Troubles of the program itself, as notices in its window."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from ctpanel.domain.notice import Severity
from ctpanel.domain.text import Text
from ctpanel.session.notices import Message, NoticeBoard


def tell_problem(board: NoticeBoard, problem: Text) -> None:
    """A file of the program is not as it should be."""
    meaning = Text("Positions and closing are not affected.")
    board.post(Message(f"disk:{problem.source}", Severity.WARNING, problem, meaning, Text("See the log.")))


def tell_keys(board: NoticeBoard, problem: Text) -> None:
    """A shortcut of the settings that cannot be used."""
    board.post(
        Message(
            f"keys:{problem}",
            Severity.WARNING,
            problem,
            Text("Positions and closing are not affected."),
            Text("Choose other keys in the settings, under Keyboard."),
        )
    )


def tell_fault(board: NoticeBoard, what: str, count: int) -> None:
    """An exception that nobody caught, for the ``count``-th time."""
    board.post(
        Message(
            f"fault:{what}",
            Severity.WARNING,
            Text("Something in ctpanel failed: {what} ({count} times).", what=what, count=count),
            Text("The program goes on. A part of the window may be out of date."),
            Text("Compare with NinjaTrader before you act. About, in the Help menu, shows the folder of the log."),
        )
    )


def on_loop(tell: Callable[[str, int], None]) -> Callable[[str, str, int], None]:
    """``tell``, called with name and count of a fault by the loop that runs now, whichever thread the fault is on.

    Notices belong to the loop's thread, and an exception may be lost on any.
    """
    loop = asyncio.get_running_loop()

    def shown(what: str, where: str, count: int) -> None:
        loop.call_soon_threadsafe(tell, what, count)

    return shown


def tell_waiting(board: NoticeBoard) -> None:
    """The program was asked to end while a command is on its way."""
    board.post(
        Message(
            "ending",
            Severity.MONEY,
            Text("A command is still on its way. ctpanel waits a few seconds for its outcome, then it ends."),
            Text("What was sent stays sent; nothing is sent again."),
            Text("The next start reads the position and tells what became of it."),
        )
    )
