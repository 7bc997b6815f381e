"""Widgets from left to right, on as many lines as the width needs."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QFrame, QLayout, QLayoutItem, QWidget


class FlowBar(QFrame):
    """A bar whose ``flow`` may need more lines; it is never lower than its lines, however little room is left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.flow = FlowLayout(self)

    def event(self, event: QEvent, /) -> bool:
        """Qt's entry: another width or other widgets may mean another number of lines."""
        handled = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self.setFixedHeight(self.flow.heightForWidth(self.width()))
        return handled


class FlowLayout(QLayout):
    """Each line is as high as its highest widget and centers the others. Hidden widgets take no place.

    The widgets from a chosen one on stay together at the right end: on the last line if they fit there, else on a line
    of their own.
    """

    def __init__(self, parent: QWidget | None = None, spacing: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._push: tuple[QWidget, ...] = ()
        self._between_lines: int | None = None
        self._heights: dict[int, int] = {}
        self.setSpacing(spacing)

    def push_right_from(self, *widgets: QWidget) -> None:
        """Right-align from here on; of several the first one that is shown counts."""
        self._push = widgets
        self.invalidate()

    def set_line_spacing(self, pixels: int) -> None:
        """Distance between lines, where it is not that between widgets."""
        self._between_lines = pixels
        self.invalidate()

    def addItem(self, item: QLayoutItem, /) -> None:
        """Qt's entry."""
        self._items.append(item)

    def count(self) -> int:
        """Qt's entry."""
        return len(self._items)

    def itemAt(self, index: int, /) -> QLayoutItem | None:
        """Qt's entry."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int, /) -> QLayoutItem | None:
        """Qt's entry."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """None: leftover width stays empty."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int, /) -> int:
        """Qt's entry, at one width many times in a row."""
        height = self._heights.get(width)
        if height is None:
            height = self._heights[width] = self._arrange(QRect(0, 0, width, 0), apply=False)
        return height

    def invalidate(self) -> None:
        """Qt's entry: a widget has come, gone, or wants another size."""
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect, /) -> None:
        """Qt's entry."""
        super().setGeometry(rect)
        self._arrange(rect, apply=True)

    def sizeHint(self) -> QSize:
        """One line."""
        sizes = [item.sizeHint() for item in self._shown()]
        margins = self.contentsMargins()
        width = sum(size.width() for size in sizes) + self.spacing() * max(0, len(sizes) - 1)
        height = max((size.height() for size in sizes), default=0)
        return QSize(width + margins.left() + margins.right(), height + margins.top() + margins.bottom())

    def minimumSize(self) -> QSize:
        """As wide as the widest widget."""
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        items = self._shown()
        start = next((at for at, item in enumerate(items) if item.widget() in self._push), len(items))
        lines = self._wrapped(items[:start], width)
        tail = self._wrapped(items[start:], width)
        if lines and len(tail) == 1 and self._room_for(lines[-1] + tail[0]) <= width:
            lines[-1] += tail.pop()
        return lines + tail

    def _wrapped(self, items: list[QLayoutItem], width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        for item in items:
            if lines and self._room_for([*lines[-1], item]) <= width:
                lines[-1].append(item)
            else:
                lines.append([item])
        return lines

    def _room_for(self, line: list[QLayoutItem]) -> int:
        return sum(item.sizeHint().width() for item in line) + self.spacing() * (len(line) - 1)

    def _arrange(self, rect: QRect, *, apply: bool) -> int:
        margins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        lines = self._lines(inner.width())
        y, gap = inner.top(), self.spacing() if self._between_lines is None else self._between_lines
        for line in lines:
            height = max((item.sizeHint().height() for item in line), default=0)
            if apply:
                self._place(line, QRect(inner.left(), y, inner.width(), height))
            y += height + gap
        return y - gap - rect.top() + margins.bottom()

    def _place(self, line: list[QLayoutItem], rect: QRect) -> None:
        sizes = [item.sizeHint() for item in line]
        spare = rect.width() - self._room_for(line)
        x = rect.left()
        pushed = next((item for item in line if item.widget() in self._push), None)
        for item, size in zip(line, sizes, strict=True):
            if item is pushed:
                x += max(0, spare)
            top = rect.top() + (rect.height() - size.height()) // 2
            item.setGeometry(QRect(QPoint(x, top), QSize(min(size.width(), rect.width()), size.height())))
            x += size.width() + self.spacing()
