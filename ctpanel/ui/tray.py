"""Messages outside of the window. The notices inside are the real channel: many desktops have no tray at all."""

from __future__ import annotations

import enum
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from ctpanel.ui.widgets.safe_text import safe_text


class Urgency(enum.Enum):
    """Which of the system's three signs a message carries."""

    INFORMATION = enum.auto()
    WARNING = enum.auto()
    CRITICAL = enum.auto()


class Tray(Protocol):
    """What the window needs of a tray; see :class:`NoTray` for desktops without one."""

    @property
    def available(self) -> bool:
        """Whether messages can be seen by anybody."""

    def notify(self, title: str, text: str, urgency: Urgency) -> None:
        """Show a message; the system decides for how long."""

    def set_tool_tip(self, text: str) -> None:
        """One line about the present state."""

    def close(self) -> None:
        """Take the icon away."""


class SystemTray(QObject):
    """The desktop's own tray. ``activated`` asks for the window."""

    activated = Signal()

    def __init__(self, icon: QIcon, menu: QMenu | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icon = QSystemTrayIcon(icon, self)
        if menu is not None:
            self._icon.setContextMenu(menu)
        self._icon.activated.connect(self._on_activated)
        self._icon.messageClicked.connect(self.activated)
        self._icon.show()

    @property
    def available(self) -> bool:
        """Asked each time: a panel may appear long after the program started."""
        return QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()

    def notify(self, title: str, text: str, urgency: Urgency) -> None:
        """Some desktops read markup in messages: what comes from outside loses its angle brackets."""
        signs = {
            Urgency.INFORMATION: QSystemTrayIcon.MessageIcon.Information,
            Urgency.WARNING: QSystemTrayIcon.MessageIcon.Warning,
            Urgency.CRITICAL: QSystemTrayIcon.MessageIcon.Critical,
        }
        self._icon.showMessage(without_markup(title), without_markup(text), signs[urgency])

    def set_tool_tip(self, text: str) -> None:
        """Plain text on all desktops."""
        self._icon.setToolTip(without_markup(text))

    def close(self) -> None:
        """Otherwise Windows keeps a dead icon until the mouse passes over it."""
        self._icon.hide()

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is not QSystemTrayIcon.ActivationReason.Context:
            self.activated.emit()


class NoTray:
    """For desktops without a tray, and for tests: keeps what would have been shown."""

    def __init__(self) -> None:
        self.messages: list[tuple[str, str, Urgency]] = []
        self.tool_tip = ""

    @property
    def available(self) -> bool:
        """Never."""
        return False

    def notify(self, title: str, text: str, urgency: Urgency) -> None:
        """Keeps the last hundred."""
        self.messages = [*self.messages[-99:], (title, text, urgency)]

    def set_tool_tip(self, text: str) -> None:
        """Keeps it."""
        self.tool_tip = text

    def close(self) -> None:
        """Nothing to take away."""


def make_tray(icon: QIcon, menu: QMenu | None = None, parent: QObject | None = None) -> Tray:
    """The system's tray where there is one at this moment, else the double."""
    return SystemTray(icon, menu, parent) if QSystemTrayIcon.isSystemTrayAvailable() else NoTray()


def without_markup(text: str) -> str:
    """One line in which no notification service can find a tag or an entity."""
    return safe_text(text.replace("<", "(").replace(">", ")").replace("&", "+"))
