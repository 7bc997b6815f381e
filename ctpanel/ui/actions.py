"""Every action of the window: its words, its shortcut, its menu, and the handler without which it is not shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from ctpanel.domain.closing import Wanted
from ctpanel.domain.ids import CommandId, PositionKey
from ctpanel.domain.order import WorkingOrder
from ctpanel.domain.outcome import Topic
from ctpanel.domain.position import Side
from ctpanel.domain.record import record
from ctpanel.domain.text import NOTHING, Phrase, phrase
from ctpanel.ui.i18n import tr_phrase
from ctpanel.ui.icons import Icons

Plain = Callable[[], None]
OnPositions = Callable[[tuple[PositionKey, ...]], None]
OnAccounts = Callable[[tuple[str, ...]], None]


@record
class ExitHandlers:
    """Ways to act on more than one row beyond *Cancel orders* and *Flatten*; each only opens its confirmation.

    ``groups`` gives the named groups of accounts as of now; ``may_reverse`` whether the setting allows it.
    """

    flatten_side: Callable[[Side, tuple[PositionKey, ...]], None]
    flatten_everything: Plain
    reverse: OnPositions
    cancel_single: Callable[[tuple[WorkingOrder, ...]], None]
    cancel_accounts: OnAccounts
    flatten_accounts: OnAccounts
    flatten_group: Callable[[str], None]
    groups: Callable[[], Mapping[str, tuple[str, ...]]]
    may_reverse: Callable[[], bool]


@record
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
    open_preset: Callable[[PositionKey, Wanted], None] | None = None
    open_profiles: Plain | None = None


@record
class ActionSpec:
    """``menu`` is the menu's English title; ``text`` is an English source without a mnemonic.

    ``shortcut`` is the built-in one in Qt's portable spelling; the user's own are in the preferences.
    """

    key: str
    text: Phrase
    menu: Phrase = NOTHING
    icon: str = ""
    shortcut: str = ""
    checkable: bool = False


#: In the order of the menus.
ACTIONS: Final = (
    ActionSpec("export_journal", phrase("Export journal…"), phrase("File"), "export"),
    ActionSpec("save_case_file", phrase("Save case file…"), phrase("File")),
    ActionSpec("quit", phrase("Quit"), phrase("File"), shortcut="Ctrl+Q"),
    ActionSpec("close_position", phrase("Close position"), phrase("Positions"), "close-position", "Ctrl+E"),
    ActionSpec("close_25", phrase("Close 25%…"), phrase("Positions"), shortcut="Ctrl+1"),
    ActionSpec("close_50", phrase("Close 50%…"), phrase("Positions"), shortcut="Ctrl+2"),
    ActionSpec("close_75", phrase("Close 75%…"), phrase("Positions"), shortcut="Ctrl+3"),
    ActionSpec("close_100", phrase("Close all of it…"), phrase("Positions"), shortcut="Ctrl+4"),
    ActionSpec("cancel_orders", phrase("Cancel orders"), phrase("Positions"), "cancel-orders"),
    ActionSpec("flatten", phrase("Flatten"), phrase("Positions"), "flatten"),
    ActionSpec("flatten_longs", phrase("Flatten longs…"), phrase("Positions")),
    ActionSpec("flatten_shorts", phrase("Flatten shorts…"), phrase("Positions")),
    ActionSpec("flatten_everything", phrase("Flatten everything…"), phrase("Positions")),
    ActionSpec("refresh", phrase("Refresh"), phrase("Positions"), "refresh", "F5"),
    ActionSpec("find", phrase("Filter positions"), phrase("Positions"), shortcut="Ctrl+F"),
    ActionSpec("mask", phrase("Mask names and balances"), phrase("View"), "mask", "Ctrl+M", checkable=True),
    ActionSpec("compact", phrase("Compact strip"), phrase("View"), "compact", "Ctrl+K", checkable=True),
    ActionSpec("always_on_top", phrase("Always on top"), phrase("View"), "pin", "Ctrl+T", checkable=True),
    ActionSpec("theme", phrase("Switch light and dark"), phrase("View"), "moon", "Ctrl+D"),
    ActionSpec("unit", phrase("Next P&L unit"), phrase("View"), shortcut="Ctrl+U"),
    ActionSpec("columns", phrase("Columns and order…"), phrase("View")),
    ActionSpec("go_positions", phrase("Go to positions"), phrase("Go"), shortcut="Ctrl+6"),
    ActionSpec("go_accounts", phrase("Go to accounts"), phrase("Go"), shortcut="Ctrl+7"),
    ActionSpec("go_orders", phrase("Go to working orders"), phrase("Go"), shortcut="Ctrl+8"),
    ActionSpec("go_activity", phrase("Go to activity"), phrase("Go"), shortcut="Ctrl+9"),
    ActionSpec("go_notices", phrase("Go to notices"), phrase("Go"), shortcut="Ctrl+0"),
    ActionSpec("open_profiles", phrase("Profiles…"), phrase("Tools")),
    ActionSpec("enter_token", phrase("Enter token…"), phrase("Tools"), "lock"),
    ActionSpec("start_fire_drill", phrase("Fire drill…"), phrase("Tools")),
    ActionSpec("open_settings", phrase("Settings…"), phrase("Tools"), "settings", "Ctrl+,"),
    ActionSpec("open_guide", phrase("Guide"), phrase("Help"), "help", "F1"),
    ActionSpec("open_shortcuts", phrase("Keyboard shortcuts"), phrase("Help"), shortcut="Ctrl+?"),
    ActionSpec("open_about", phrase("About ctpanel"), phrase("Help")),
)


class Actions(QObject):
    """The actions by key. One without a handler is invisible and its shortcut is dead."""

    def __init__(self, icons: Icons, parent: QObject) -> None:
        super().__init__(parent)
        self._icons = icons
        self._dressed = False
        self._by_key: dict[str, QAction] = {}
        for spec in ACTIONS:
            action = QAction(tr_phrase(spec.text).replace("&", "&&"), self)
            action.setCheckable(spec.checkable)
            action.setVisible(False)
            action.setEnabled(False)
            # Never beyond the window: a key pressed in another program must not reach this one.
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            # A held key is one press.
            action.setAutoRepeat(False)
            self._by_key[spec.key] = action

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

    def in_menus(self) -> dict[Phrase, list[QAction]]:
        """Offered actions by the title of their menu, in order."""
        menus: dict[Phrase, list[QAction]] = {}
        for spec in ACTIONS:
            if spec.menu and self._by_key[spec.key].isVisible():
                menus.setdefault(spec.menu, []).append(self._by_key[spec.key])
        return menus

    def dress(self) -> None:
        """Draw the icons, if they are not there yet: they are seen in menus alone, and drawing them takes a while."""
        if not self._dressed:
            self._dressed = True
            self.recolor()

    def recolor(self) -> None:
        """Icons in the colors of the theme, once there are any."""
        if not self._dressed:
            return
        for spec in ACTIONS:
            if spec.icon:
                self._by_key[spec.key].setIcon(self._icons.icon(spec.icon))
