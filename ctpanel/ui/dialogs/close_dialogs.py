"""At most one close dialog for each position: a second request raises the first."""

from __future__ import annotations

import shiboken6
from PySide6.QtWidgets import QWidget

from ctpanel.domain.closing import Wanted
from ctpanel.domain.ids import PositionKey
from ctpanel.domain.outcome import Topic
from ctpanel.ui.dialogs.close_position import ClosePositionDialog
from ctpanel.ui.dialogs.guide import GuideDialog
from ctpanel.ui.dialogs.kit import DialogKit


class CloseDialogs:
    """Opens close dialogs as children of ``parent``; whoever owns the main window keeps one of these."""

    def __init__(self, kit: DialogKit, parent: QWidget | None = None) -> None:
        self._kit = kit
        self._parent = parent
        self._open: dict[PositionKey, ClosePositionDialog] = {}
        self._guide: GuideDialog | None = None

    def open(self, key: PositionKey, wanted: Wanted | None = None) -> ClosePositionDialog:
        """Show the dialog of this position, with ``wanted`` put into its inputs when given. Sends nothing."""
        dialog = self._open.get(key)
        if dialog is None or not shiboken6.isValid(dialog) or not dialog.isVisible():
            self._open = {each: other for each, other in self._open.items() if shiboken6.isValid(other)}
            dialog = ClosePositionDialog(self._kit, key, self._parent)
            dialog.explain.connect(self.explain)
            self._open[key] = dialog
            dialog.show()
        if wanted is not None:
            dialog.choose(wanted)
        dialog.raise_()
        dialog.activateWindow()
        return dialog

    def explain(self, topic: Topic | None = None) -> GuideDialog:
        """Show the guide, at the meaning of the word of a command when given."""
        if self._guide is None or not shiboken6.isValid(self._guide) or not self._guide.isVisible():
            self._guide = GuideDialog(self._kit, self._parent)
            self._guide.show()
        self._guide.turn_to(topic)
        self._guide.raise_()
        self._guide.activateWindow()
        return self._guide

    def close_all(self) -> None:
        """Close every dialog; commands go on."""
        windows: list[QWidget] = [*self._open.values(), *([self._guide] if self._guide else [])]
        for window in windows:
            if shiboken6.isValid(window):
                window.close()
        self._open.clear()
