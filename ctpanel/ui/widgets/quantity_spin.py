"""The spinner for a number of contracts, which can be cleared to give its say away."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QValidator, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QSpinBox, QWidget

from ctpanel.ui.theme.style_sheet import set_style_property


class QuantitySpin(QSpinBox):
    """Whole contracts, 1 to the open size; digits only.

    ``edited`` carries an int when the user chose a number and None when the field was cleared. A value put in by
    :meth:`show_derived` or :meth:`show_own` is silent. ``value()`` is always a number, derived or not; what counts is
    :meth:`quantity`. The wheel counts only with the focus.
    """

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dimmed = False
        self._cleared = False
        self._quiet = False
        self._last = 1
        self.setRange(1, 1)
        self.setAccessibleName("Contracts")
        self.setGroupSeparatorShown(False)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lineEdit().setMaxLength(6)
        self.lineEdit().textEdited.connect(self._typed)
        self.valueChanged.connect(self._announce)

    @property
    def dimmed(self) -> bool:
        """Whether the shown number only mirrors what another control decides."""
        return self._dimmed

    def quantity(self) -> int | None:
        """The number of contracts that the user chose here, or None when the spinner has no say."""
        return None if self._dimmed or self._cleared else self.value()

    def set_open_size(self, contracts: int) -> None:
        """The most that can be closed; with 0 the spinner is disabled and keeps 1 as its only value."""
        self._quiet = True
        try:
            self.setRange(1, max(1, contracts))
        finally:
            self._quiet = False
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

    def validate(self, text: str, pos: int, /) -> tuple[QValidator.State, str, int]:
        """ASCII digits without leading zero, up to the open size; the empty field is a state on the way."""
        if not text:
            return QValidator.State.Intermediate, text, pos
        whole = text.isascii() and text.isdigit() and not text.startswith("0")
        fits = whole and int(text) <= self.maximum()
        return (QValidator.State.Acceptable if fits else QValidator.State.Invalid), text, pos

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:
        """Without a say both arrows work, at the ends too: there a step takes the shown number over."""
        if self.quantity() is None:
            return QAbstractSpinBox.StepEnabledFlag.StepUpEnabled | QAbstractSpinBox.StepEnabledFlag.StepDownEnabled
        return super().stepEnabled()

    def stepBy(self, steps: int, /) -> None:
        """Arrows start from the shown number, derived or not, and always give the spinner its say."""
        before, had_say = self.value(), self.quantity() is not None
        if self._cleared:
            self._cleared = False
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

    def wheelEvent(self, event: QWheelEvent) -> None:
        """One contract a notch with the focus; without it the event goes to whatever scrolls."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _typed(self, text: str) -> None:
        if text:
            had_say = self.quantity() is not None
            self._cleared = False
            if not had_say and self.hasAcceptableInput() and int(text) == self.value():
                self._touch()
        elif not self._cleared:
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
        if self._cleared:
            self.lineEdit().setPlaceholderText(str(self.value()))
        elif self.lineEdit().text() != str(self.value()):
            self.lineEdit().setText(str(self.value()))

    def _touch(self) -> None:
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

    def _dim(self, dimmed: bool) -> None:
        if dimmed != self._dimmed:
            self._dimmed = dimmed
            set_style_property(self, "dimmed", dimmed)
