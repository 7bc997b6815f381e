"""The panes around the positions: where they stand at first, and where the user put them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QByteArray, QObject, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabWidget, QWidget

from ctpanel.ui.i18n import tr

_TOP: Final = Qt.DockWidgetArea.TopDockWidgetArea
_BOTTOM: Final = Qt.DockWidgetArea.BottomDockWidgetArea
NARROW: Final = 760
"""Below this width (at scale 1) all panes share one row of tabs."""

_VERSION: Final = 1


class Docks(QObject):
    """Makes the docks and arranges them for the width until the user arranges them otherwise."""

    def __init__(self, window: QMainWindow, panes: Mapping[str, QWidget]) -> None:
        super().__init__(window)
        self._window = window
        self._narrow: bool | None = None
        self._users = False
        self._own_doing = False
        self.by_title: dict[str, QDockWidget] = {}
        window.setDockOptions(QMainWindow.DockOption.AllowTabbedDocks | QMainWindow.DockOption.AllowNestedDocks)
        for title, pane in panes.items():
            dock = QDockWidget(tr(title), window)
            # Fixed names: the saved arrangement finds its docks by them.
            dock.setObjectName(f"dock-{title}")
            dock.setWidget(pane)
            dock.topLevelChanged.connect(self._on_user)
            dock.dockLocationChanged.connect(self._on_user)
            self.by_title[title] = dock

    def arrange(self, width: int, scale: float) -> None:
        """The first arrangement for this width; does nothing once the user has moved a dock."""
        narrow = width < NARROW * scale
        if self._users or narrow == self._narrow:
            return
        self._narrow = narrow
        self._own_doing = True
        docks = list(self.by_title.values())
        for index, dock in enumerate(docks):
            hidden = dock.isHidden() and dock.parent() is self._window and self._window.isVisible()
            self._window.addDockWidget(_TOP if index == 0 and not narrow else _BOTTOM, dock)
            dock.setVisible(not hidden)
        tabbed = docks if narrow else docks[1:]
        for dock in tabbed[1:]:
            self._window.tabifyDockWidget(tabbed[0], dock)
        tabbed[0].raise_()
        self._window.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        self._own_doing = False

    def save(self) -> str:
        """The arrangement as text; empty while it is the program's own."""
        if not self._users:
            return ""
        return bytes(self._window.saveState(_VERSION).toBase64().data()).decode("ascii")

    def restore(self, saved: str) -> None:
        """Put a saved arrangement back; anything unusable leaves the first one."""
        if saved and self._window.restoreState(QByteArray.fromBase64(saved.encode("ascii", "ignore")), _VERSION):
            self._users = True

    def reset(self, width: int, scale: float) -> None:
        """Back to the first arrangement, all panes shown."""
        self._users = False
        self._narrow = None
        for dock in self.by_title.values():
            dock.setFloating(False)
            dock.show()
        self.arrange(width, scale)

    def set_hidden(self, hidden: bool) -> None:
        """All of them away for the compact strip, or back as they were."""
        for dock in self.by_title.values():
            if hidden:
                dock.setProperty("was_hidden", dock.isHidden())
                dock.hide()
            else:
                dock.setVisible(not dock.property("was_hidden"))

    def _on_user(self) -> None:
        if not self._own_doing and self._window.isVisible():
            self._users = True
