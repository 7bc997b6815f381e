"""At most one window of each kind, or of each kind for one thing."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

import shiboken6
from PySide6.QtWidgets import QDialog

D = TypeVar("D", bound=QDialog)


class OneOfEach:
    """Shows windows that make no sense twice: a second request brings the first one to the front."""

    def __init__(self) -> None:
        self._open: dict[tuple[type[QDialog], Hashable], QDialog] = {}

    def show(self, kind: type[D], make: Callable[[], D], about: Hashable = None) -> D:
        """The open window of this kind (about this thing), or a new one by ``make``; it has the keyboard then."""
        dialog = self._open.get((kind, about))
        if not isinstance(dialog, kind) or not shiboken6.isValid(dialog) or not dialog.isVisible():
            self._open = {key: each for key, each in self._open.items() if shiboken6.isValid(each)}
            dialog = make()
            self._open[kind, about] = dialog
            dialog.show()
        dialog.raise_()
        dialog.activateWindow()
        return dialog

    def close_all(self) -> None:
        """Close those that are open, as their owner ends."""
        for dialog in self._open.values():
            if shiboken6.isValid(dialog):
                dialog.close()
        self._open.clear()
