"""The spinner for a number of contracts, which can be cleared to give its say away."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QValidator, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QSpinBox, QWidget

from ctpanel.domain.close_form import whole_contracts
from ctpanel.ui.theme.style_sheet import set_style_property

_LONGEST_TEXT: Final = 32


class QuantitySpin(QSpinBox):
    """Whole contracts, 1 to the open size.

    ``edited`` carries an int when the user chose a number, None when the field was cleared, and the text itself when it
    is no such number. That text stays as it was typed: leaving out what does not fit would make 15 of ``1.5`` and 1 of
    ``12``. A value put in by :meth:`show_derived` or :meth:`show_own` is silent. ``value()`` is always a number,
    derived or not; what counts is :meth:`quantity`. The wheel counts only with the focus.
    """

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dimmed = False
        self._cleared = False
        self._mistyped = ""
        self._quiet = False
        self._last = 1
        self.setRange(1, 1)
        self.setAccessibleName("Contracts")
        self.setGroupSeparatorShown(False)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lineEdit().setMaxLength(_LONGEST_TEXT)
        self.lineEdit().textEdited.connect(self._typed)
        self.valueChanged.connect(self._announce)

    @property
    def dimmed(self) -> bool:
        """Whether the shown number only mirrors what another control decides."""
        return self._dimmed

    def quantity(self) -> int | None:
        """The number of contracts that the user chose here, or None when the spinner has no say."""
        return None if self._dimmed or self._cleared or self._mistyped else self.value()

    def set_open_size(self, contracts: int) -> None:
        """The most that can be closed; with 0 the spinner is disabled and keeps 1 as its only value."""
        self._quiet = True
        try:
            self.setRange(1, max(1, contracts))
        finally:
            self._quiet = False
        self._put_back()
        self.setEnabled(contracts > 0)

    def show_derived(self, contracts: int) -> None:
        """Mirror a number that another control decides: dimmed, without ``edited``.

        While the user has just cleared the field and still stands in it, the number appears as a placeholder, so that
        the next digit typed is not appended to it.
        """
        self._put(contracts, dimmed=True)

    def show_own(self, contracts: int) -> None:
        """Set a number that counts, without ``edited``."""
        self._cleared = False
        self._put(contracts, dimmed=False)

    def textFromValue(self, value: int, /) -> str:
        """Digits alone, or nothing while cleared."""
        return "" if self._cleared else str(value)

    def is_mistyped(self) -> bool:
        """Whether the field shows a text that is no number of contracts, or not one of those that are open."""
        return bool(self._mistyped)

    def validate(self, text: str, pos: int, /) -> tuple[QValidator.State, str, int]:
        """A number from 1 to the open size; everything else is a state on the way, so that no key is dropped."""
        contracts = whole_contracts(text)
        fits = contracts is not None and 1 <= contracts <= self.maximum()
        return (QValidator.State.Acceptable if fits else QValidator.State.Intermediate), text, pos

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:
        """Without a say both arrows work, at the ends too: there a step takes the shown number over."""
        if self.quantity() is None:
            return QAbstractSpinBox.StepEnabledFlag.StepUpEnabled | QAbstractSpinBox.StepEnabledFlag.StepDownEnabled
        return super().stepEnabled()

    def stepBy(self, steps: int, /) -> None:
        """Arrows start from the shown number, derived or not, and always give the spinner its say."""
        before, had_say = self.value(), self.quantity() is not None
        if self._cleared or self._mistyped:
            self._cleared = False
            self._mark_mistyped("")
            self.lineEdit().setText(str(before))
        super().stepBy(steps)
        if self.value() == before and not had_say:
            self._touch()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A cleared field shows the derived number again."""
        if self._cleared:
            self._cleared = False
            self._dim(True)
            self.lineEdit().setText(str(self.value()))
        super().focusOutEvent(event)
        self._put_back()

    def hideEvent(self, event: QHideEvent) -> None:
        """What was mistyped is there again when the window is."""
        super().hideEvent(event)
        self._put_back()

    def changeEvent(self, event: QEvent) -> None:
        """Nor does a new style take it away."""
        super().changeEvent(event)
        self._put_back()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter leaves a mistyped text alone; Qt would put the last good number in its place."""
        if self._mistyped and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.selectAll()
            event.ignore()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """One contract a notch with the focus; without it the event goes to whatever scrolls."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _typed(self, text: str) -> None:
        if not text:
            self._mark_mistyped("")
            self._clear()
        elif not self.hasAcceptableInput():
            self._cleared = False
            self._mark_mistyped(text)
            self._dim(False)
            self.edited.emit(text)
        else:
            had_say = self.quantity() is not None
            self._cleared = False
            if not had_say and int(text) == self.value():
                self._touch()

    def _clear(self) -> None:
        if not self._cleared:
            self._cleared = True
            self.lineEdit().setPlaceholderText(str(self.value()))
            self.edited.emit(None)

    def _put(self, contracts: int, *, dimmed: bool) -> None:
        self._quiet = True
        try:
            self.setValue(contracts)
        finally:
            self._quiet = False
        self._dim(dimmed)
        self._mark_mistyped("")
        if self._cleared:
            self.lineEdit().setPlaceholderText(str(self.value()))
        elif self.lineEdit().text() != str(self.value()):
            self.lineEdit().setText(str(self.value()))

    def _touch(self) -> None:
        self._mark_mistyped("")
        self._dim(False)
        self.edited.emit(self.value())

    def _announce(self, value: int) -> None:
        changed, self._last = value != self._last, value
        # Enter in an empty field makes Qt announce the old value once more; nobody chose it.
        if self._quiet or not changed:
            return
        if self._cleared:
            # Set from outside the keyboard (assistive technology) while the field was empty.
            self._cleared = False
            self.lineEdit().setText(str(value))
        self._touch()

    def _put_back(self) -> None:
        """Qt replaces a text that it cannot take by the last good number, at every occasion."""
        if self._mistyped and self.lineEdit().text() != self._mistyped:
            self.lineEdit().setText(self._mistyped)

    def _mark_mistyped(self, text: str) -> None:
        was, self._mistyped = self._mistyped, text
        if bool(was) != bool(text):
            set_style_property(self, "mistyped", bool(text))

    def _dim(self, dimmed: bool) -> None:
        if dimmed != self._dimmed:
            self._dimmed = dimmed
            set_style_property(self, "dimmed", dimmed)
