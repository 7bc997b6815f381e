"""The inputs of the close dialog: spinner, slider and presets under the either/or rule."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShortcutEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from ctpanel.domain.close_form import CloseForm
from ctpanel.domain.closing import Form
from ctpanel.domain.percent import first_full_percent
from ctpanel.domain.text import Text
from ctpanel.ui.dialogs.kit import DialogKit
from ctpanel.ui.i18n import tr
from ctpanel.ui.theme.style_sheet import mark, set_style_property
from ctpanel.ui.widgets.enter_press import ENTER
from ctpanel.ui.widgets.named_label import NamedLabel
from ctpanel.ui.widgets.percent_slider import PercentSlider
from ctpanel.ui.widgets.quantity_spin import QuantitySpin

PRESETS: Final = (25, 50, 75)


class CloseFields(QWidget):
    """Shows a :class:`CloseForm` and tells what the user touches; holds no truth of its own.

    ``typed`` carries an int, None (cleared) or a text that is no number; ``slid`` a whole percent; ``everything``
    stands for All; ``done`` for Enter in one of the two inputs.
    """

    typed = Signal(object)
    slid = Signal(int)
    everything = Signal()
    done = Signal()

    def __init__(self, kit: DialogKit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self.spin = QuantitySpin(self)
        self.slider = PercentSlider(kit.theme, self)
        self._of = NamedLabel("Open size", "", self)
        self._percent = NamedLabel("Chosen percent", "", self)
        self._full = NamedLabel("Full close from", "", self)
        self._presets = {percent: self._preset(f"{percent}%", f"{percent}%") for percent in PRESETS}
        self._all = self._preset(tr("&All"), "All")
        self._build()
        self.spin.edited.connect(self.typed)
        self.slider.edited.connect(self.slid)
        for percent, button in self._presets.items():
            button.clicked.connect(lambda _checked=False, chosen=percent: self.slid.emit(chosen))
        self._all.clicked.connect(lambda: self.everything.emit())
        kit.theme.changed.connect(self._restyle)
        self._restyle()

    def in_tab_order(self) -> tuple[QWidget, ...]:
        """The controls as the Tab key visits them."""
        return (self.spin, self.slider, *self._presets.values(), self._all)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's entry, for keys that the inputs have no use for. On a preset Enter presses it, which others see to."""
        if Qt.Key(event.key()) in ENTER and self.window().focusWidget() in (self.spin, self.slider):
            if not event.isAutoRepeat():
                self.done.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def show_nothing_open(self) -> None:
        """What was chosen last stays in sight, but nothing is said of a size that is gone."""
        self.setEnabled(False)
        self._of.setText("")
        self._full.setText("")

    def show_form(self, form: CloseForm, *, chosen: bool) -> None:
        """Show ``form``; with ``chosen`` False both inputs only mirror the position and any touch is a new choice."""
        self.setEnabled(form.open_size > 0)
        self.spin.set_open_size(form.open_size)
        self._show_checked(form, chosen)
        if not form.open_size:
            return
        contracts_decide = chosen and form.decides is Form.CONTRACTS
        percent_decides = chosen and form.decides is Form.PERCENT
        if not (contracts_decide and form.mistyped):
            (self.spin.show_own if contracts_decide else self.spin.show_derived)(form.shown_contracts)
        (self.slider.show_own if percent_decides else self.slider.show_derived)(form.shown_percent)
        first = first_full_percent(form.open_size)
        self.slider.set_full_from(first)
        self._of.setText(self._kit.say(Text("of {open}", open=form.open_size)))
        self._percent.setText(self._kit.formatter.percent(form.shown_percent))
        self._percent.setEnabled(percent_decides)
        self._full.setText(self._kit.say(full_mark_text(form.open_size, first)))

    def _show_checked(self, form: CloseForm, chosen: bool) -> None:
        by_slider = chosen and form.decides is Form.PERCENT
        for percent, button in self._presets.items():
            self._show_chosen(button, by_slider and form.percent == percent)
        self._show_chosen(self._all, chosen and form.decides is Form.ALL)

    @staticmethod
    def _show_chosen(button: QPushButton, chosen: bool) -> None:
        """Not as a checked button: that is announced as a check box, and a press does not switch it off."""
        if button.property("chosen") != chosen:
            set_style_property(button, "chosen", chosen)
            button.setAccessibleDescription(tr("chosen") if chosen else "")

    def _preset(self, label: str, name: str) -> QPushButton:
        button = _Preset(label, self)
        button.setAccessibleName(name)
        button.setAutoDefault(False)
        # A letter alone would not move the focus; from here it is two steps to the button that sends.
        button.clicked.connect(lambda: button.setFocus(Qt.FocusReason.ShortcutFocusReason))
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        mark(button, "segment")
        return button

    def _build(self) -> None:
        self._full.setWordWrap(True)
        mark(self._full, "caption")
        mark(self._of, "muted")
        contracts, percent = QLabel(tr("&Contracts"), self), QLabel(tr("&Percent"), self)
        contracts.setBuddy(self.spin)
        percent.setBuddy(self.slider)
        presets = QHBoxLayout()
        for button in (*self._presets.values(), self._all):
            presets.addWidget(button)
        self._presets_row = presets
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(contracts, 0, 0)
        number = QHBoxLayout()
        number.addWidget(self.spin)
        number.addWidget(self._of)
        number.addStretch(1)
        number.setSpacing(self._kit.theme.tokens.spacing.base)
        grid.addLayout(number, 0, 1, 1, 2)
        grid.addWidget(percent, 1, 0)
        grid.addWidget(self.slider, 1, 1)
        grid.addWidget(self._percent, 1, 2)
        grid.addLayout(presets, 2, 1, 1, 2)
        grid.addWidget(self._full, 3, 1, 1, 2)
        grid.setColumnStretch(1, 1)
        self._grid = grid

    def _restyle(self) -> None:
        spacing = self._kit.theme.tokens.spacing
        self._grid.setHorizontalSpacing(spacing.wide)
        self._grid.setVerticalSpacing(spacing.small)
        self._presets_row.setSpacing(spacing.small)
        # The widest text of the column decides, so that a moving slider moves nothing else.
        self._grid.setColumnMinimumWidth(2, self.fontMetrics().horizontalAdvance("100% "))
        self.spin.setMinimumWidth(4 * spacing.giant)


def full_mark_text(open_size: int, first: int) -> Text:
    """What the mark on the slider means: from there on the service cancels working orders."""
    if open_size == 1:
        return Text("Any percentage closes the one contract and cancels working orders.")
    return Text(
        "{percent}% and up closes all {open} and cancels working orders.",
        percent=first,
        open=open_size,
    )


class _Preset(QPushButton):
    """Its letter counts at once; an ordinary button shows itself pressed for a tenth of a second first.

    Whoever types fast is at the button that sends by then: with another amount, or thrown back from there.
    """

    def event(self, event: QEvent, /) -> bool:
        """Qt's entry."""
        if isinstance(event, QShortcutEvent) and not event.isAmbiguous():
            self.click()
            return True
        return super().event(event)
