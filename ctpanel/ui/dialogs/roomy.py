"""Dialogs whose middle scrolls, and that grow by themselves as long as the screen has room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QFrame, QLayout, QScrollArea, QWidget


class ScrolledMiddle(QScrollArea):
    """Scrolls ``content`` vertically and asks for no height of its own: what stands below it is never pushed out."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(content)
        content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        """Width of the content, no height."""
        return QSize(self._content.sizeHint().width(), 0)

    def minimumSizeHint(self) -> QSize:
        """The content never scrolls sideways."""
        return QSize(self._content.minimumSizeHint().width(), 0)

    def content_height(self, width: int) -> int:
        """What the content needs at this width of the whole area."""
        # Measured beside a scroll bar: one that is there already goes only if the content fits next to it.
        return _height(self._content.layout(), width - self.verticalScrollBar().sizeHint().width())


def grow(dialog: QDialog, middle: ScrolledMiddle) -> None:
    """Make ``dialog`` as high as its content, never lower than it is and never higher than its screen."""
    margins = dialog.contentsMargins()
    layout = dialog.layout()
    if layout is not None:
        margins = layout.contentsMargins()
    inner = dialog.width() - margins.left() - margins.right()
    wanted = _height(layout, dialog.width()) + middle.content_height(inner)
    room = dialog.screen().availableGeometry().height() * 9 // 10
    height = min(max(wanted, dialog.height()), room)
    if height > dialog.height():
        dialog.resize(dialog.width(), height)


def _height(layout: QLayout | None, width: int) -> int:
    if layout is None:
        return 0
    return layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()
