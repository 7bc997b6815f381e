"""How large the window is as a strip, and how large otherwise."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QMainWindow, QTableView

_SETTLED_MS: Final = 60
_MOST: Final = 100_000


class StripSize:
    """A strip is as high as its rows; the size of before comes back with the panes, and the next strip is as the last.

    A window that fills the screen keeps its size.
    """

    def __init__(self, window: QMainWindow, table: QTableView, usual: QSize) -> None:
        self._window = window
        self._table = table
        self._compact: bool | None = None
        self._full = usual
        self._strip: QSize | None = None
        #: The size of the strip before a card grew it, and the height that the card gave it.
        self._grown: tuple[QSize, int] | None = None

    def leave(self, compact: bool) -> None:
        """Remember the size of what ends now; call it before panes come and go. Their return finds room already."""
        changes, self._compact = self._compact not in (None, compact), compact
        if not changes or not self._window.isVisible() or self._window.isMaximized() or self._window.isFullScreen():
            return
        if compact:
            self._full = self._window.size()
            # That they went is known to all layouts only some turns later; until then the window cannot be lower.
            QTimer.singleShot(_SETTLED_MS, self._window, self._shrink)
        else:
            self._strip = self._window.size()
            self._window.resize(self._on_screen(self._full))

    def card(self, *, shown: bool) -> None:
        """A card comes above the rows or goes: a strip that grew for it is as before unless the user sized it since."""
        if shown:
            before = self._window.size()
            self._grown = (before, 0) if self._compact else None
            # How high it is then is known when the layouts have taken the card in.
            QTimer.singleShot(_SETTLED_MS, self._window, lambda: self._note_growth(before))
        elif self._grown is not None:
            QTimer.singleShot(_SETTLED_MS, self._window, self._take_back)

    def _note_growth(self, before: QSize) -> None:
        if self._grown is not None:
            self._grown = before, self._window.height()

    def _take_back(self) -> None:
        if self._grown is None or not self._compact:
            return
        (before, grown), self._grown = self._grown, None
        if (self._window.width(), self._window.height()) == (before.width(), grown):
            self._window.resize(before)

    def other(self) -> list[int]:
        """Width and height of the form that is not there now, for the next start; empty when there was none yet."""
        size = self._full if self._compact else self._strip
        return [] if size is None else [size.width(), size.height()]

    def restore(self, other: object) -> None:
        """What :meth:`other` gave, before the first show; anything else is left away: the state file may be broken."""
        match other:
            case [int() as width, int() as height] if 1 <= min(width, height) and max(width, height) < _MOST:
                size = QSize(width, height)
            case _:
                return
        if self._compact:
            self._full = size
        else:
            self._strip = size

    def _shrink(self) -> None:
        if not self._compact:
            return
        if self._strip is None:
            around = self._window.height() - self._table.viewport().height()
            row = self._table.verticalHeader().defaultSectionSize()
            rows = self._table.model().rowCount() * row
            self._strip = QSize(self._window.width(), min(self._window.height(), around + max(row, rows)))
        self._window.resize(self._on_screen(self._strip))

    def _on_screen(self, size: QSize) -> QSize:
        return size.boundedTo(self._window.screen().availableGeometry().size())
