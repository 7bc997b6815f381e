"""The panes around the positions: where they stand at first, and where the user put them."""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from PySide6.QtCore import QByteArray, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDockWidget,
    QMainWindow,
    QStyle,
    QTabBar,
    QTableView,
    QTabWidget,
    QWidget,
)

from ctpanel.domain.text import Phrase
from ctpanel.ui.i18n import tr_phrase

_DOCK: Final = "dock-"
_TOP: Final = Qt.DockWidgetArea.TopDockWidgetArea
_BOTTOM: Final = Qt.DockWidgetArea.BottomDockWidgetArea
_NARROW: Final = 760
"""Below this width (at scale 1) all panes share one row of tabs."""
_LOW: Final = 600
"""Below this height (at scale 1) as well: a pane of its own above the positions would show no row."""
_WIDE: Final = 1300

_VERSION: Final = 1


class _Room(enum.Enum):
    """How much room there is, and so how the panes stand at first."""

    NARROW = enum.auto()
    MIDDLE = enum.auto()
    WIDE = enum.auto()

    @classmethod
    def of(cls, width: int, height: int) -> _Room:
        if width < _NARROW or height < _LOW:
            return cls.NARROW
        return cls.WIDE if width >= _WIDE else cls.MIDDLE


class Docks(QObject):
    """Makes the docks and arranges them for the width until the user arranges them otherwise."""

    def __init__(self, window: QMainWindow, titles: Iterable[Phrase]) -> None:
        super().__init__(window)
        self._window = window
        self._room: _Room | None = None
        self._users = False
        self._own_doing = False
        self._away = False
        self._tabs: tuple[QDockWidget, ...] = ()
        # Hidden by the user, while all of them are away.
        self._were_hidden: set[str] = set()
        self.by_title: dict[str, QDockWidget] = {}
        window.setDockOptions(QMainWindow.DockOption.AllowTabbedDocks | QMainWindow.DockOption.AllowNestedDocks)
        window.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        for title in titles:
            dock = QDockWidget(tr_phrase(title), window)
            # Fixed names: the saved arrangement finds its docks by them.
            dock.setObjectName(f"{_DOCK}{title}")
            dock.topLevelChanged.connect(self._on_user)
            dock.dockLocationChanged.connect(self._on_user)
            self.by_title[title] = dock
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    def fill(self, panes: Mapping[Phrase, QWidget]) -> None:
        """Each dock with its pane, by their titles. Once, before the first arrangement."""
        for title, pane in panes.items():
            self.by_title[title].setWidget(pane)

    def arrange(self, size: QSize, scale: float) -> None:
        """The first arrangement for this size; does nothing once the user has moved a dock."""
        room = _Room.of(round(size.width() / scale), round(size.height() / scale))
        if self._users or room is self._room:
            return
        self._own_doing = True
        chosen = self._chosen_tab()
        accounts, orders, activity, notices = self.by_title.values()
        # Before the first arrangement Qt calls all of them hidden.
        hidden = [] if self._room is None else [dock for dock in self.by_title.values() if dock.isHidden()]
        for dock in self.by_title.values():
            self._window.addDockWidget(_TOP if dock is accounts and room is not _Room.NARROW else _BOTTOM, dock)
        if room is _Room.WIDE:
            self._window.splitDockWidget(orders, notices, Qt.Orientation.Horizontal)
        self._room = room
        self._tabs = tabs = {
            _Room.NARROW: (accounts, orders, activity, notices),
            _Room.MIDDLE: (orders, activity, notices),
            _Room.WIDE: (orders, activity),
        }[room]
        for dock in tabs[1:]:
            self._window.tabifyDockWidget(tabs[0], dock)
        for dock in self.by_title.values():
            dock.setVisible(dock not in hidden)
        (chosen if chosen in tabs else tabs[0]).raise_()
        self._share(size, accounts, orders, notices)
        self._own_doing = False
        self._title_bars()

    def restyle(self) -> None:
        """Another size of texts: Qt paints titles in the first size of a sheet in points, whatever comes later."""
        sheet = f"QDockWidget {{ font-size: {QFontInfo(QApplication.font()).pixelSize()}px; }}"
        for dock in self.by_title.values():
            if dock.styleSheet() != sheet:
                dock.setStyleSheet(sheet)

    def raise_pane(self, title: str) -> None:
        """Bring the pane to the front of its tabs, if it is shown at all; the keyboard stays where it is."""
        dock = self.by_title[title]
        if not dock.isHidden():
            dock.raise_()

    def go_to(self, title: Phrase, inside: QWidget) -> None:
        """Show the pane, in front, with the keyboard on a widget in it; nothing while all panes are away."""
        if not self._away:
            dock = self.by_title[title]
            dock.show()
            dock.raise_()
            inside.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_count(self, title: Phrase, count: int) -> None:
        """The number of entries behind the pane's title."""
        self.by_title[title].setWindowTitle(f"{tr_phrase(title)} ({count})" if count else tr_phrase(title))

    def save(self) -> str:
        """The arrangement as text; empty while it is the program's own."""
        if not self._users:
            return ""
        return bytes(self._window.saveState(_VERSION).toBase64().data()).decode("ascii")

    def hidden(self) -> list[str]:
        """The titles of the panes that the user hid; those that are away with all others are not among them."""
        if self._away:
            return sorted(self._were_hidden)
        return sorted(title for title, dock in self.by_title.items() if dock.isHidden())

    def restore(self, saved: str, hidden: Collection[str]) -> None:
        """Put a saved arrangement back, and hide what was hidden; anything unusable leaves the first one."""
        if saved and self._window.restoreState(QByteArray.fromBase64(saved.encode("ascii", "ignore")), _VERSION):
            self._users = True
        self._were_hidden = {title for title in self.by_title if title in hidden}
        self._show_wanted()

    def reset(self, size: QSize, scale: float) -> None:
        """Back to the first arrangement, all panes shown."""
        self._users = False
        self._room = None
        for dock in self.by_title.values():
            dock.setFloating(False)
            dock.show()
        self.arrange(size, scale)

    def set_hidden(self, hidden: bool) -> None:
        """All of them away for the compact strip, or back as they were."""
        if hidden and not self._away:
            self._were_hidden = set(self.hidden())
        self._away = hidden
        self._show_wanted()
        # While they were away, they did not count as tabs.
        QTimer.singleShot(0, self, self._title_bars)

    def _chosen_tab(self) -> QDockWidget | None:
        """The pane that was brought to the front of its tabs; None while it is the one that stands there at first."""
        shown = (dock for dock in self._tabs[1:] if not dock.isHidden() and not dock.widget().visibleRegion().isEmpty())
        return next(shown, None)

    def _show_wanted(self) -> None:
        for title, dock in self.by_title.items():
            dock.setVisible(not self._away and title not in self._were_hidden)
            # In the strip there is no room for any of them.
            dock.toggleViewAction().setEnabled(not self._away)

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """A pane behind another tab counts as visible to Qt: the keyboard gets into it, and then it has to be seen."""
        for dock in self.by_title.values():
            if now is not None and dock.isAncestorOf(now):
                dock.raise_()

    def _on_user(self) -> None:
        if not self._own_doing and self._window.isVisible():
            self._users = True
        # Qt rearranges its tabs after it has told.
        QTimer.singleShot(0, self, self._title_bars)

    def _share(self, size: QSize, accounts: QDockWidget, orders: QDockWidget, notices: QDockWidget) -> None:
        """Most of the height belongs to the positions."""
        vertical, horizontal = Qt.Orientation.Vertical, Qt.Orientation.Horizontal
        if self._room is not _Room.NARROW:
            self._window.resizeDocks([accounts], [_whole_rows(accounts, round(size.height() * 0.23))], vertical)
        self._window.resizeDocks([orders], [round(size.height() * 0.26)], vertical)
        if self._room is _Room.WIDE:
            self._window.resizeDocks(
                [orders, notices], [round(size.width() * 0.64), round(size.width() * 0.36)], horizontal
            )

    def _title_bars(self) -> None:
        """A pane among tabs needs no second title; it is moved by its tab."""
        for dock in self.by_title.values():
            tabbed = bool(self._window.tabifiedDockWidgets(dock)) and not dock.isFloating()
            if tabbed and dock.titleBarWidget() is None:
                dock.setTitleBarWidget(QWidget(dock))
            elif not tabbed and dock.titleBarWidget() is not None:
                bar = dock.titleBarWidget()
                dock.setTitleBarWidget(None)  # type: ignore[arg-type]  # Qt takes a null pointer for its own bar
                bar.deleteLater()
            # Qt gives its buttons its own names again with another bar.
            _name_buttons(dock)
        for tabs in self._window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly):
            # Qt keeps empty ones out of sight, where the keyboard would get lost.
            tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus if tabs.count() else Qt.FocusPolicy.NoFocus)
            tabs.setAccessibleName("Panes")


def _whole_rows(dock: QDockWidget, height: int) -> int:
    """The height of the dock nearest to ``height`` at which its table ends with a whole row."""
    table = dock.widget().findChild(QTableView)
    if table is None:
        return height
    title = dock.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight, None, dock)
    above, row = title + table.horizontalHeader().sizeHint().height(), table.verticalHeader().defaultSectionSize()
    return above + max(2, round((height - above) / row)) * row


def _name_buttons(dock: QDockWidget) -> None:
    """Qt calls one of them "Close", in the user's language and for every pane; here that word is about positions."""
    for kind, name in (("float", "Float"), ("close", "Hide")):
        for button in dock.findChildren(QAbstractButton, f"qt_dockwidget_{kind}button"):
            button.setAccessibleName(f"{name} pane {dock.objectName().removeprefix(_DOCK)}")
