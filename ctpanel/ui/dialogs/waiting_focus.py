"""Where the focus waits while the button that sends is disabled."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


class WaitingFocus:
    """Qt moves the focus off a button that is disabled; it comes back if the user has not moved it meanwhile.

    Until then it waits on ``shelter``, where the next Space or Enter of a nervous hand does nothing.
    """

    def __init__(self, button: QWidget, shelter: QWidget) -> None:
        self._button = button
        self._shelter = shelter
        self._waits = False

    def enable(self, enabled: bool) -> None:
        """Enable or disable the button."""
        window = self._button.window()
        if not enabled and window.focusWidget() is self._button:
            self._shelter.setFocus()
            self._waits = True
        self._button.setEnabled(enabled)
        if enabled and self._waits:
            self._waits = False
            if window.focusWidget() is self._shelter:
                self._button.setFocus()
