"""One small editor for each kind of setting. Each tells ``edited(value)`` and shows a value silently."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ctpanel.ui.dialogs.sentence import Sentence
from ctpanel.ui.dialogs.settings_kinds import Choice, Flag, Lines, Number, Setting
from ctpanel.ui.i18n import tr, tr_phrase
from ctpanel.ui.theme.style_sheet import mark

_COLOR: Final = re.compile(r"#[0-9A-Fa-f]{6}")
_PAUSE_MS: Final = 500


class Editor(QWidget):
    """Base of all editors; ``edited`` is never emitted by :meth:`show_value`."""

    edited = Signal(object)

    def show_value(self, value: object) -> None:
        """Show what is in force."""
        raise NotImplementedError

    def take_accounts(self) -> None:
        """More accounts are known than before; most editors have nothing to do with them."""

    def _hold(self, *widgets: QWidget) -> None:
        row = QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in widgets:
            row.addWidget(widget)


class FlagEditor(Editor):
    """A check box with its title; the warning stands below while it is on."""

    def __init__(self, setting: Setting, kind: Flag, parent: QWidget) -> None:
        super().__init__(parent)
        self._box = QCheckBox(tr_phrase(setting.title).replace("&", "&&"), self)
        self._box.setAccessibleName(setting.title)
        self._warning = Sentence("Warning", tr_phrase(kind.warning), self)
        mark(self._warning, "danger-text")
        self._hold(self._box, self._warning)
        self._box.toggled.connect(self._toggled)
        self._warning.hide()

    def show_value(self, value: object) -> None:
        with QSignalBlocker(self._box):
            self._box.setChecked(bool(value))
        self._warn()

    def _toggled(self, on: bool) -> None:
        self._warn()
        self.edited.emit(on)

    def _warn(self) -> None:
        self._warning.setVisible(self._box.isChecked() and bool(self._warning.text()))


class QuietCombo(QComboBox):
    """A list that does not change when the page is scrolled over it."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel counts only with the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ChoiceEditor(Editor):
    """A drop-down list."""

    def __init__(self, setting: Setting, kind: Choice, parent: QWidget) -> None:
        super().__init__(parent)
        self._values = [value for value, _label in kind.options]
        self._list = QuietCombo(self)
        self._list.setAccessibleName(setting.title)
        # On Linux the name of a list is what is chosen in it.
        self._list.setAccessibleDescription(tr_phrase(setting.title))
        self._list.addItems([tr_phrase(label) for _value, label in kind.options])
        self._hold(self._list)
        self._list.currentIndexChanged.connect(lambda row: self.edited.emit(self._values[row]))

    def show_value(self, value: object) -> None:
        with QSignalBlocker(self._list):
            self._list.setCurrentIndex(self._values.index(value) if value in self._values else 0)


class _QuietSpin(QSpinBox):
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class NumberEditor(Editor):
    """A spinner; a number counts when it is complete, not at every digit."""

    def __init__(self, setting: Setting, kind: Number, parent: QWidget) -> None:
        super().__init__(parent)
        self._spin = _QuietSpin(self)
        self._spin.setAccessibleName(setting.title)
        self._spin.setRange(kind.least, kind.most)
        self._spin.setSingleStep(kind.step)
        self._spin.setSuffix(kind.suffix)
        self._spin.setKeyboardTracking(False)
        # As the other spinner of the program: at its left edge a style sheet leaves a number no room.
        self._spin.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._hold(self._spin)
        self._spin.valueChanged.connect(lambda value: self.edited.emit(value))

    def show_value(self, value: object) -> None:
        with QSignalBlocker(self._spin):
            self._spin.setValue(value if isinstance(value, int) else self._spin.minimum())


class LinesEditor(Editor):
    """A text that counts after a short pause, when the focus leaves and when it is hidden."""

    def __init__(self, setting: Setting, kind: Lines, parent: QWidget) -> None:
        super().__init__(parent)
        self._longest = kind.longest
        self._text = _Text(self)
        self._text.setAccessibleName(setting.title)
        self._text.setTabChangesFocus(True)
        self._text.setFixedHeight(7 * self.fontMetrics().lineSpacing())
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._hold(self._text)
        self._text.textChanged.connect(self._pause.start)
        self._text.left.connect(self._tell_now)
        self._pause.timeout.connect(self._tell)

    def show_value(self, value: object) -> None:
        if self._pause.isActive() or str(value) == self._text.toPlainText():
            return
        with QSignalBlocker(self._text):
            self._text.setPlainText(str(value))

    def _tell_now(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self._tell()

    def _tell(self) -> None:
        self.edited.emit(self._text.toPlainText()[: self._longest])


class _Text(QPlainTextEdit):
    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.left.emit()


class ColorEditor(Editor):
    """``#RRGGBB`` beside a patch of that color; anything else is shown as not usable and kept to itself."""

    def __init__(self, setting: Setting, parent: QWidget) -> None:
        super().__init__(parent)
        self._field = QLineEdit(self)
        self._field.setAccessibleName(setting.title)
        self._field.setMaxLength(7)
        self._patch = QLabel(self)
        self._patch.setMinimumWidth(2 * self.fontMetrics().lineSpacing())
        mark(self._patch, "danger-text")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._field)
        row.addWidget(self._patch)
        self._field.textEdited.connect(self._typed)

    def show_value(self, value: object) -> None:
        if str(value).casefold() != self._field.text().casefold() and not self._field.hasFocus():
            self._field.setText(str(value))
        self._paint()

    def _typed(self, text: str) -> None:
        self._paint()
        if _COLOR.fullmatch(text):
            self.edited.emit(text)

    def _paint(self) -> None:
        usable = _COLOR.fullmatch(self._field.text()) is not None
        self._patch.setStyleSheet(f"background: {self._field.text()}; border-radius: 4px;" if usable else "")
        self._patch.setText("" if usable else tr("not a color"))
