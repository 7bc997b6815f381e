"""The list `Notices`, and the buttons that take one away or open the dialog where it can be dealt with."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ctpanel.domain.ids import PositionKey
from ctpanel.domain.notice import Severity
from ctpanel.domain.text import phrase
from ctpanel.ui.delegates.cell import Index
from ctpanel.ui.i18n import tr, tr_phrase
from ctpanel.ui.models.notices import NoticesModel, NoticeView, body_of, headline_of
from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.views.window_parts import WindowParts
from ctpanel.ui.widgets.announce import announce

_WRAP: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_WORDS: Final = {Severity.INFO: phrase("Info"), Severity.WARNING: phrase("Warning"), Severity.MONEY: phrase("Money")}
_TALL: Final = 10_000


class NoticeDelegate(QStyledItemDelegate):
    """A colored stripe, the headline in bold, below it meaning and next step; plain text, wrapped."""

    def __init__(self, theme: Theme, model: NoticesModel, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._model = model
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index, /) -> QSize:
        """As high as the words at the present width."""
        width = self._view.viewport().width()
        head, body = self._areas(QRect(0, 0, width, _TALL), option.font, index)
        return QSize(width, body.bottom() + 1 + self._theme.tokens.spacing.base if body.height() else head.bottom())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        """Qt's entry."""
        view = self._notice(index)
        if view is None:
            return
        cell = QStyleOptionViewItem(option)
        cell.text = ""
        style = self._view.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, cell, painter, self._view)
        colors, spacing = self._theme.tokens.colors, self._theme.tokens.spacing
        ink = {Severity.INFO: colors.notice, Severity.WARNING: colors.warning, Severity.MONEY: colors.danger}
        painter.save()
        stripe = QRect(cell.rect.left(), cell.rect.top() + 1, spacing.tiny, cell.rect.height() - 2)
        painter.fillRect(stripe, QColor(ink[view.notice.severity]))
        head, body = self._areas(cell.rect, cell.font, index)
        painter.setFont(_bold(cell.font))
        painter.setPen(QColor(ink[view.notice.severity]))
        painter.drawText(head, _WRAP, self._headline(view))
        painter.setFont(cell.font)
        painter.setPen(QColor(colors.text))
        painter.drawText(body, _WRAP, body_of(view, self._model.style))
        painter.setPen(QColor(colors.separator))
        painter.drawLine(cell.rect.bottomLeft(), cell.rect.bottomRight())
        painter.restore()

    def _notice(self, index: Index) -> NoticeView | None:
        return self._model.row(self._model.key_at(index.row()))

    def _headline(self, view: NoticeView) -> str:
        return f"{tr_phrase(_WORDS[view.notice.severity])}: {headline_of(view, self._model.style)}"

    def _areas(self, rect: QRect, font: QFont, index: Index) -> tuple[QRect, QRect]:
        view = self._notice(index)
        spacing = self._theme.tokens.spacing
        inner = rect.adjusted(spacing.wide, spacing.small, -spacing.wide, 0)
        if view is None:
            return inner, inner
        room = QRect(inner.left(), inner.top(), inner.width(), _TALL)
        head = QFontMetrics(_bold(font)).boundingRect(room, _WRAP, self._headline(view))
        room.setTop(head.bottom() + spacing.hair)
        body = QFontMetrics(font).boundingRect(room, _WRAP, body_of(view, self._model.style))
        head.setWidth(inner.width())
        body.setWidth(inner.width())
        return head, body


class _NoticeList(QListView):
    """Says why it is empty."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        """The notices, or one sentence."""
        super().paintEvent(event)
        if self.model().rowCount():
            return
        painter = QPainter(self.viewport())
        painter.setPen(QColor(self._theme.tokens.colors.text_muted))
        margin = self._theme.tokens.spacing.large
        words = tr("No notices. What goes wrong is told here, with what it means for your positions.")
        area = self.viewport().rect().adjusted(margin, 0, -margin, 0)
        painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), words)
        painter.end()


class NoticePane(QWidget):
    """Newest first. *Dismiss* (or the Delete key) takes the selected notice away, or the only one.

    With several and none selected it does nothing: the newest may have come a moment before the press. *Close dialog*
    (Enter, a double click) opens that of the position that the notice is about, where its orders can be dealt with.
    """

    def __init__(self, parts: WindowParts, model: NoticesModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._open_close = parts.handlers.open_close_dialog
        self.model = model
        self._known: set[str] = set()
        self._session = parts.session
        self.list = _NoticeList(parts.theme, self)
        self.list.setAccessibleName("Notices")
        self.list.setModel(model)
        self.list.setItemDelegate(NoticeDelegate(parts.theme, model, self.list))
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.viewport().installEventFilter(self)
        self.open = QPushButton(tr("Close position…"), self)
        self.open.setAccessibleName("Close dialog of the notice")
        self.open.setToolTip(tr("Open the close dialog of the position that the notice is about"))
        self.open.clicked.connect(self._open)
        self.list.doubleClicked.connect(self._open)
        self.dismiss = QPushButton(tr("Dismiss"), self)
        self.dismiss.setAccessibleName("Dismiss")
        self.dismiss.setToolTip(tr("Take the selected notice away"))
        self.list.selectionModel().selectionChanged.connect(self._enable)
        self.dismiss.clicked.connect(self._dismiss)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list)
        self._row = QHBoxLayout()
        self._row.addStretch(1)
        self._row.addWidget(self.open)
        self._row.addWidget(self.dismiss)
        column.addLayout(self._row)
        self._theme = parts.theme
        self._theme.changed.connect(self._restyle)
        self._restyle()
        self.refresh()

    def refresh(self) -> None:
        """The session's notices changed."""
        self.model.refresh()
        self._announce_money()
        self.dismiss.setVisible(self.model.rowCount() > 0)
        self._restyle()
        self._enable()

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        """Qt's entry: another width, other heights."""
        if event.type() is QEvent.Type.Resize:
            self.list.scheduleDelayedItemsLayout()
        return False

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Delete dismisses, Enter opens the close dialog."""
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Delete and not event.isAutoRepeat():
            self._dismiss()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self._open()
        else:
            super().keyPressEvent(event)

    def _announce_money(self) -> None:
        known, rows = self._known, self.model.rows()
        self._known = set(rows)
        style = self.model.style
        for fresh in (rows[key] for key in self._known - known):
            if fresh.notice.severity is Severity.MONEY:
                announce(self.list, f"{headline_of(fresh, style)} {body_of(fresh, style)}")

    def _chosen(self) -> str | None:
        selected = self.list.selectedIndexes()
        if selected:
            return self.model.key_at(selected[0].row())
        return self.model.key_at(0) if self.model.rowCount() == 1 else None

    def _enable(self) -> None:
        self.dismiss.setEnabled(self._chosen() is not None)
        self.open.setVisible(self._about() is not None)

    def _about(self) -> PositionKey | None:
        chosen = self._chosen()
        view = self.model.row(chosen) if chosen is not None else None
        return view.notice.about if view is not None else None

    def _open(self) -> None:
        about = self._about()
        if about is not None:
            self._open_close(about)

    def _dismiss(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self._session.dismiss(chosen)

    def _restyle(self) -> None:
        spacing = self._theme.tokens.spacing
        around = spacing.small if self.model.rowCount() else 0
        self._row.setContentsMargins(spacing.base, around, spacing.base, around)
        self._row.setSpacing(spacing.small)
        # Heights follow the words.
        self.list.scheduleDelayedItemsLayout()


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold
