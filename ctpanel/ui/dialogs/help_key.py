"""The keys of the guide, in a dialog."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog

from ctpanel.session.preferences import Preferences
from ctpanel.ui.dialogs.hearing import Hearing
from ctpanel.ui.dialogs.kit import DialogKit
from ctpanel.ui.shortcuts import assigned


class HelpKey:
    """Calls ``explain`` when the user presses what opens the guide in the main window, once for each press."""

    def __init__(self, kit: DialogKit, dialog: QDialog, hearing: Hearing, explain: Callable[[], None]) -> None:
        self._shortcut = QShortcut(dialog)
        self._shortcut.setAutoRepeat(False)
        self._shortcut.activated.connect(explain)
        hearing.add(kit.preferences.listen(self._follow))
        self._follow(kit.preferences.current)

    def _follow(self, now: Preferences) -> None:
        keys = assigned(now.shortcuts).keys["open_guide"]
        self._shortcut.setKey(QKeySequence.fromString(keys, QKeySequence.SequenceFormat.PortableText))
