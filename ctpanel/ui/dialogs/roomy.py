"""Dialogs whose middle scrolls, and that grow by themselves as long as the screen has room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from ctpanel.ui.dialogs.panel_dialog import PanelDialog
from ctpanel.ui.theme.apply import Theme


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
        """The content never scrolls sideways, and a scroll bar never covers it."""
        return QSize(self._content.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width(), 0)

    def content_height(self, width: int) -> int:
        """What the content needs at this width of the whole area."""
        # Measured beside a scroll bar: one that is there already goes only if the content fits next to it.
        return _height(self._content.layout(), width - self.verticalScrollBar().sizeHint().width())


class RoomyDialog(PanelDialog):
    """A dialog with a scrolled content above a fixed foot; call :meth:`fit` after the content has become longer."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._middle: ScrolledMiddle | None = None

    def lay_out(self, content: QWidget, foot: tuple[QWidget, ...], width: int, below: tuple[QWidget, ...] = ()) -> None:
        """Put in ``content``, ``below`` it what must never be scrolled away, and at the right below that ``foot``.

        ``width`` is in pixels.
        """
        spacing = self._theme.tokens.spacing
        self._middle = ScrolledMiddle(content, self)
        content.installEventFilter(self)
        bottom = QHBoxLayout()
        bottom.addStretch(1)
        for widget in foot:
            bottom.addWidget(widget)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(spacing.large, spacing.large, spacing.large, spacing.wide)
        rows.setSpacing(spacing.wide)
        rows.addWidget(self._middle, 1)
        for widget in below:
            rows.addWidget(widget)
        rows.addLayout(bottom)
        self.resize(width, 0)

    def fit(self) -> None:
        """Grow to what the content needs now, as far as the screen has room."""
        if self._middle is not None:
            grow(self, self._middle)

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        """Layouts inside of the content tell some turns late that they need more room."""
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            QTimer.singleShot(0, self, self.fit)
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        """Opens high enough for all that it says."""
        super().showEvent(event)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower means more lines: what stands at the lower end must not scroll out of sight."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width() and self.isVisible():
            QTimer.singleShot(0, self, self.fit)


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
        _keep_on_screen(dialog)


def _keep_on_screen(dialog: QDialog) -> None:
    """What has just appeared at the lower end must not be below the edge of the screen."""
    room = dialog.screen().availableGeometry()
    frame = dialog.frameGeometry()
    # The frame reports the new size only after the window system has answered.
    bottom = frame.top() + dialog.height() + frame.height() - dialog.geometry().height()
    if dialog.isVisible() and bottom > room.bottom():
        dialog.move(frame.left(), max(room.top(), frame.top() - (bottom - room.bottom())))


def _height(layout: QLayout | None, width: int) -> int:
    if layout is None:
        return 0
    return layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()
