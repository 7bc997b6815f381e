"""Messages by the system's tray, where there is one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon

from ctpanel.domain.alert import Grade

_SHOWN_MS: Final = 8000
_NO_MARKUP: Final = str.maketrans("<>&", "‹›＆")  # noqa: RUF001 - the look-alike is the point
_SIGNS: Final = {
    Grade.GOOD: QSystemTrayIcon.MessageIcon.Information,
    Grade.ATTENTION: QSystemTrayIcon.MessageIcon.Warning,
    Grade.ALARM: QSystemTrayIcon.MessageIcon.Critical,
}


class Tray(QObject):
    """The icon appears with the first message. A click on either calls ``clicked``; nothing else takes the focus."""

    def __init__(self, icon: Callable[[], QIcon], clicked: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._clicked = clicked
        self._tray: QSystemTrayIcon | None = None

    @property
    def is_there(self) -> bool:
        """Whether messages would be seen; asked anew, because panels of a desktop come and go."""
        return QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()

    def show(self, title: str, body: str, grade: Grade) -> bool:
        """Show a message; False when there is no tray."""
        if not self.is_there:
            return False
        if self._tray is None:
            self._tray = QSystemTrayIcon(self._icon(), self)
            self._tray.setToolTip("ctpanel")
            self._tray.messageClicked.connect(self._clicked)
            self._tray.activated.connect(self._on_activated)
            self._tray.show()
        self._tray.showMessage(without_markup(title), without_markup(body), _SIGNS[grade], _SHOWN_MS)
        return True

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self._clicked()

    def close(self) -> None:
        """Take the icon away."""
        if self._tray is not None:
            self._tray.hide()


def without_markup(text: str) -> str:
    """Some desktops take a message for markup, and what a name says must stay a name: look-alikes stand instead."""
    return text.translate(_NO_MARKUP)
