"""What a dialog listens to, and a sure end of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog


class Hearing:
    """Calls every given function once when the dialog is finished or destroyed, whichever comes first.

    Without it, news of the session would go on reaching a dialog whose window is gone. The dialog has to keep it: a
    signal holds no reference to whom it calls.
    """

    def __init__(self, dialog: QDialog) -> None:
        self._stops: list[Callable[[], None]] = []
        dialog.finished.connect(self.end)
        dialog.destroyed.connect(self.end)

    def add(self, stop: Callable[[], None]) -> None:
        """Call ``stop`` at the end."""
        self._stops.append(stop)

    def end(self) -> None:
        """End now; further calls do nothing."""
        stops, self._stops = self._stops, []
        for stop in stops:
            stop()
