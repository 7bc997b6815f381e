"""Tells of positions that the service listed and that could not be read: perhaps they are open, and not shown."""

from __future__ import annotations

from typing import Final

from ctpanel.domain.notice import Severity
from ctpanel.domain.text import Text, plural
from ctpanel.session.notices import Message, NoticeBoard

_IDENTITY: Final = "positions unreadable"
#: One answer alone may have been cut at a bad moment; the next one tells.
_IN_A_ROW: Final = 2


class UnreadRows:
    """Keeps one notice for as long as lists of positions have such rows."""

    def __init__(self, board: NoticeBoard) -> None:
        self._board = board
        self._lists: dict[str | None, tuple[int, int]] = {}
        self._told = 0

    def note(self, account: str | None, unreadable: int) -> None:
        """The list of an account, or of all, was read; so many of its rows could not be."""
        if account is None:
            self._lists = {None: self._lists[None]} if None in self._lists else {}
        else:
            self._lists.pop(None, None)
        in_a_row = self._lists.get(account, (0, 0))[1] + 1 if unreadable else 0
        self._lists[account] = (unreadable, in_a_row)
        self._tell()

    def forget(self) -> None:
        """Nothing is read any more, or reads begin anew."""
        self._lists.clear()
        self._tell()

    def _tell(self) -> None:
        count, before = sum(rows for rows, in_a_row in self._lists.values() if in_a_row >= _IN_A_ROW), self._told
        self._told = count
        if count and count != before:
            self._board.post(_message(count))
        elif before and not count:
            self._board.dismiss(_IDENTITY)


def _message(count: int) -> Message:
    return Message(
        _IDENTITY,
        Severity.MONEY,
        plural(
            "{n} position that the service lists cannot be read.",
            "{n} positions that the service lists cannot be read.",
            n=count,
        ),
        Text(
            "Something may be open that is not shown here. What is shown stays with its age, because nothing proves "
            "that it ended."
        ),
        Text("Compare the positions with NinjaTrader, and close there what is missing here."),
    )
