"""A language in which every translated text stands in brackets: what is shown outside of them is not translatable."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QDockWidget,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListWidget,
    QTabBar,
    QWidget,
)

from ctpanel.ui.widgets.elided_label import ElidedLabel
from ctpanel.ui.widgets.hold_button import HoldButton

_BRACKETED = re.compile(r"⟦[^⟦⟧]*⟧")
_WORD = re.compile(r"[^\W\d_]{2,}")
_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)


class PseudoLanguage(QTranslator):
    """Knows every text of the program and puts it into brackets."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1, /) -> str:
        # Nothing at all leaves Qt's own texts alone; an empty text would be their translation.
        return f"⟦{source}⟧" if context == "ctpanel" else None  # type: ignore[return-value]


def left_in_english(root: QWidget, data: tuple[str, ...]) -> set[str]:
    """Every text that is shown and has words outside of brackets; those in ``data`` are names and units."""
    return {text for text in shown_texts(root) if words_outside(text, data)}


def words_outside(text: str, data: tuple[str, ...]) -> list[str]:
    """What of a text went through no translation."""
    # Marks that only say where a line may break.
    text, before = text.translate({0x2060: None, 0x200B: None}), ""
    while before != text:
        before, text = text, _BRACKETED.sub(" ", text)
    for word in sorted(data, key=len, reverse=True):
        text = text.replace(word, " ")
    return _WORD.findall(text)


def shown_texts(root: QWidget) -> Iterator[str]:
    """Everything that the window and all that is in it can show. Accessible names are not: they are fixed."""
    for widget in (root, *root.findChildren(QWidget)):
        if widget.objectName().startswith("qt_"):
            # A part that Qt made, with Qt's own words.
            continue
        yield widget.toolTip()
        yield widget.accessibleDescription()
        yield from _own_texts(widget)
        if isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView):
            yield from _cells(widget.model())
    for action in root.findChildren(QAction):
        yield action.text()
        yield action.iconText()


def _own_texts(widget: QWidget) -> Iterator[str]:
    if widget.isWindow() or isinstance(widget, QDockWidget):
        yield widget.windowTitle()
    match widget:
        case HoldButton():
            yield from (widget.label(), widget.hint())
        case QLineEdit():
            yield widget.placeholderText()
        case ElidedLabel():
            yield widget.text
        case QLabel() | QAbstractButton() | QAbstractSpinBox():
            yield widget.text()
        case _:
            yield from _entries(widget)


def _entries(widget: QWidget) -> Iterator[str]:
    match widget:
        case QComboBox():
            yield from map(widget.itemText, range(widget.count()))
        case QTabBar():
            yield from map(widget.tabText, range(widget.count()))
        case QListWidget():
            yield from (widget.item(row).text() for row in range(widget.count()))


def _cells(model: QAbstractItemModel | None) -> Iterator[str]:
    if model is None or type(model).rowCount is QAbstractItemModel.rowCount:
        return
    top = QModelIndex()
    columns = getattr(model, "columns", None) or range(1)
    for column in range(len(columns)):
        for role in _ROLES:
            yield str(model.headerData(column, Qt.Orientation.Horizontal, role) or "")
            for row in range(min(model.rowCount(top), 20)):
                yield str(model.index(row, column).data(role) or "")
