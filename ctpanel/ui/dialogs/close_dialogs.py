"""At most one close dialog for each position: a second request raises the first."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ctpanel.domain.closing import Wanted
from ctpanel.domain.ids import PositionKey
from ctpanel.domain.outcome import Topic
from ctpanel.ui.dialogs.close_position import ClosePositionDialog
from ctpanel.ui.dialogs.guide import GuideDialog
from ctpanel.ui.dialogs.kit import DialogKit
from ctpanel.ui.dialogs.one_of_each import OneOfEach


class CloseDialogs:
    """Opens close dialogs as children of ``parent``; whoever owns the main window keeps one of these."""

    def __init__(self, kit: DialogKit, parent: QWidget | None = None) -> None:
        self._kit = kit
        self._parent = parent
        self._windows = OneOfEach()

    def open(self, key: PositionKey, wanted: Wanted | None = None) -> ClosePositionDialog:
        """Show the dialog of this position, with ``wanted`` put into its inputs when given. Sends nothing."""
        dialog = self._windows.show(ClosePositionDialog, lambda: self._made(key), key)
        if wanted is not None:
            dialog.choose(wanted)
        return dialog

    def _made(self, key: PositionKey) -> ClosePositionDialog:
        dialog = ClosePositionDialog(self._kit, key, self._parent)
        dialog.explain.connect(self.explain)
        return dialog

    def explain(self, topic: Topic | None = None) -> GuideDialog:
        """Show the guide, at the meaning of the word of a command when given."""
        guide = self._windows.show(GuideDialog, lambda: GuideDialog(self._kit, self._parent))
        guide.turn_to(topic)
        return guide

    def close_all(self) -> None:
        """Close every dialog; commands go on."""
        self._windows.close_all()
