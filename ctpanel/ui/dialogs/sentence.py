"""A label for running text that wraps without tearing an amount or a long name apart at the wrong place."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QClipboard, QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from ctpanel.ui.i18n import tr
from ctpanel.ui.mnemonics import mark_menu
from ctpanel.ui.widgets.named_label import NamedLabel

_GLUE: Final = "\u2060"
_SLIT: Final = "\u200b"
_FIRM: Final = "\u00a0"
_ARROW: Final = re.compile(r"(?<=[▲▼]) (?=\S)")
_SIGN: Final = re.compile(r"(?<=[+-])(?=\S)")
_ENDLESS: Final = re.compile(r"\S{24}")


class Sentence(NamedLabel):
    """A :class:`NamedLabel` that wraps. Its accessible name holds the text as it was given.

    On screen a sign and an arrow stay with their amount (Qt would break a line between ``+`` and ``$``), and a name
    without spaces may break every 24 characters, so that no name can widen a window.
    """

    def __init__(self, head: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(head, text, parent)
        self.setWordWrap(True)

    def _laid_out(self, text: str) -> str:
        breakable = _ENDLESS.sub(lambda found: found.group() + _SLIT, text)
        return _ARROW.sub(_FIRM, _SIGN.sub(_GLUE, breakable))


class CopyableSentence(Sentence):
    """A :class:`Sentence` of which parts can be selected and copied: as plain text, without what only wraps it."""

    def __init__(self, head: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(head, text, parent)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def copy(self, into: QClipboard.Mode = QClipboard.Mode.Clipboard) -> None:
        """Put what is selected into the clipboard; nothing when nothing is."""
        if self.hasSelectedText():
            chosen = self.selectedText().replace(_GLUE, "").replace(_SLIT, "").replace(_FIRM, " ")
            QGuiApplication.clipboard().setText(chosen.replace("\u2029", "\n"), into)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys for *copy*; all others as every label."""
        if event.matches(QKeySequence.StandardKey.Copy) and self.hasSelectedText():
            self.copy()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """*Copy* and *Select all*."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Copy"), self.copy).setEnabled(self.hasSelectedText())
        menu.addAction(tr("Select all"), lambda: self.setSelection(0, len(self.text())))
        mark_menu(menu)
        menu.popup(event.globalPos())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press begins anew: Qt would drag along the signs that only wrap the text."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.setSelection(0, 0)
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Where selecting is copying, that is plain text too."""
        super().mouseReleaseEvent(event)
        if QGuiApplication.clipboard().supportsSelection():
            self.copy(QClipboard.Mode.Selection)
