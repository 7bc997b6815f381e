"""At most one window of each kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import shiboken6
from PySide6.QtWidgets import QDialog

D = TypeVar("D", bound=QDialog)


class OneOfEach:
    """Shows windows that make no sense twice: a second request brings the first one to the front."""

    def __init__(self) -> None:
        self._open: dict[type[QDialog], QDialog] = {}

    def show(self, kind: type[D], make: Callable[[], D]) -> D:
        """The window of this kind that is open, or a new one by ``make``; it has the keyboard then."""
        dialog = self._open.get(kind)
        if not isinstance(dialog, kind) or not shiboken6.isValid(dialog) or not dialog.isVisible():
            dialog = make()
            self._open[kind] = dialog
            dialog.show()
        dialog.raise_()
        dialog.activateWindow()
        return dialog
