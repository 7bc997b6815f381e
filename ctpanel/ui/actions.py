"""Every action of the window: its words, its shortcut, its menu, and the handler without which it is not shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from ctpanel.domain.ids import CommandId, OrderId, PositionKey
from ctpanel.domain.outcome import Topic
from ctpanel.domain.position import Side
from ctpanel.ui.i18n import tr
from ctpanel.ui.icons import Icons

Plain = Callable[[], None]
OnPositions = Callable[[tuple[PositionKey, ...]], None]
OnAccounts = Callable[[tuple[str, ...]], None]


@dataclass(frozen=True, slots=True)
class ExitHandlers:
    """Ways to act on more than one row beyond *Cancel orders* and *Flatten*; each only opens its confirmation.

    ``groups`` gives the named groups of accounts as of now; ``may_reverse`` whether the setting allows it.
    """

    flatten_side: Callable[[Side, tuple[PositionKey, ...]], None]
    flatten_everything: Plain
    reverse: OnPositions
    cancel_single: Callable[[tuple[tuple[str, OrderId], ...]], None]
    cancel_accounts: OnAccounts
    flatten_accounts: OnAccounts
    flatten_group: Callable[[str], None]
    groups: Callable[[], Mapping[str, tuple[str, ...]]]
    may_reverse: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Handlers:
    """What the window asks of the rest of the program. None means that it is not offered.

    ``open_close_dialog`` opens the dialog of one position; ``on_close_requested`` is asked to end the program in
    order, and calls :meth:`MainWindow.allow_close` when it is time. The others open what their names say.
    """

    open_close_dialog: Callable[[PositionKey], None]
    on_close_requested: Plain
    enter_token: Plain | None = None
    try_demo: Plain | None = None
    cancel_orders: OnPositions | None = None
    flatten: OnPositions | None = None
    export_journal: Plain | None = None
    save_case_file: Callable[[CommandId], None] | None = None
    open_settings: Plain | None = None
    start_fire_drill: Plain | None = None
    open_guide: Callable[[Topic | None], None] | None = None
    open_about: Plain | None = None
    exits: ExitHandlers | None = None
    open_shortcuts: Plain | None = None


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """``menu`` is the menu's English title; ``text`` is an English source without a mnemonic.

    ``shortcut`` is the built-in one in Qt's portable spelling; the user's own are in the preferences.
    """

    key: str
    text: str
    menu: str = ""
    icon: str = ""
    shortcut: str = ""
    checkable: bool = False


#: In the order of the menus.
ACTIONS: Final = (
    ActionSpec("export_journal", "Export journal…", "File", "export"),
    ActionSpec("save_case_file", "Save case file…", "File"),
    ActionSpec("quit", "Quit", "File", shortcut="Ctrl+Q"),
    ActionSpec("close_position", "Close position", "Positions", "close-position", "Ctrl+E"),
    ActionSpec("cancel_orders", "Cancel orders", "Positions", "cancel-orders"),
    ActionSpec("flatten", "Flatten", "Positions", "flatten"),
    ActionSpec("flatten_longs", "Flatten longs…", "Positions"),
    ActionSpec("flatten_shorts", "Flatten shorts…", "Positions"),
    ActionSpec("flatten_everything", "Flatten everything…", "Positions"),
    ActionSpec("refresh", "Refresh", "Positions", "refresh", "F5"),
    ActionSpec("find", "Filter positions", "Positions", shortcut="Ctrl+F"),
    ActionSpec("mask", "Mask names and balances", "View", "mask", "Ctrl+M", checkable=True),
    ActionSpec("compact", "Compact strip", "View", "compact", "Ctrl+K", checkable=True),
    ActionSpec("always_on_top", "Always on top", "View", "pin", "Ctrl+T", checkable=True),
    ActionSpec("theme", "Switch light and dark", "View", "moon", "Ctrl+D"),
    ActionSpec("unit", "Next P&L unit", "View", shortcut="Ctrl+U"),
    ActionSpec("columns", "Columns and order…", "View"),
    ActionSpec("go_positions", "Go to positions", "Go", shortcut="Ctrl+1"),
    ActionSpec("go_accounts", "Go to accounts", "Go", shortcut="Ctrl+2"),
    ActionSpec("go_orders", "Go to working orders", "Go", shortcut="Ctrl+3"),
    ActionSpec("go_activity", "Go to activity", "Go", shortcut="Ctrl+4"),
    ActionSpec("go_notices", "Go to notices", "Go", shortcut="Ctrl+5"),
    ActionSpec("enter_token", "Enter token…", "Tools", "lock"),
    ActionSpec("start_fire_drill", "Fire drill…", "Tools"),
    ActionSpec("open_settings", "Settings…", "Tools", "settings", "Ctrl+,"),
    ActionSpec("open_guide", "Guide", "Help", "help", "F1"),
    ActionSpec("open_shortcuts", "Keyboard shortcuts", "Help", shortcut="Ctrl+?"),
    ActionSpec("open_about", "About ctpanel", "Help"),
)


class Actions(QObject):
    """The actions by key. One without a handler is invisible and its shortcut is dead."""

    def __init__(self, icons: Icons, parent: QObject) -> None:
        super().__init__(parent)
        self._icons = icons
        self._by_key: dict[str, QAction] = {}
        for spec in ACTIONS:
            action = QAction(tr(spec.text).replace("&", "&&"), self)
            action.setCheckable(spec.checkable)
            action.setVisible(False)
            action.setEnabled(False)
            # Never beyond the window: a key pressed in another program must not reach this one.
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            # A held key is one press.
            action.setAutoRepeat(False)
            self._by_key[spec.key] = action
        self.recolor()

    def __getitem__(self, key: str) -> QAction:
        return self._by_key[key]

    def connect_to(self, key: str, handler: Plain | None) -> None:
        """Offer the action with this handler; None leaves it away."""
        if handler is None:
            return
        action = self._by_key[key]
        action.setVisible(True)
        action.setEnabled(True)
        action.triggered.connect(lambda _checked=False: handler())

    def set_keys(self, keys: Mapping[str, str]) -> None:
        """The keys of every action in Qt's portable spelling, from now on."""
        for key, action in self._by_key.items():
            action.setShortcut(QKeySequence.fromString(keys[key], QKeySequence.SequenceFormat.PortableText))

    def in_menus(self) -> dict[str, list[QAction]]:
        """Offered actions by the title of their menu, in order."""
        menus: dict[str, list[QAction]] = {}
        for spec in ACTIONS:
            if spec.menu and self._by_key[spec.key].isVisible():
                menus.setdefault(spec.menu, []).append(self._by_key[spec.key])
        return menus

    def recolor(self) -> None:
        """Icons in the colors of the theme."""
        for spec in ACTIONS:
            if spec.icon:
                self._by_key[spec.key].setIcon(self._icons.icon(spec.icon))
