"""What the close dialog offers where working orders are too big for the position, or left without one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ctpanel.domain.cancelling import plan_cancel_instrument
from ctpanel.domain.ids import PositionKey
from ctpanel.domain.leftovers import leftover
from ctpanel.domain.order import WorkingOrder
from ctpanel.domain.plan import Plan
from ctpanel.domain.position import Position
from ctpanel.domain.refusal import Refusal
from ctpanel.domain.resizing import ResizePlan, plan_resize
from ctpanel.domain.text import Text, plural
from ctpanel.ui.dialogs.kit import DialogKit
from ctpanel.ui.dialogs.sentence import Sentence
from ctpanel.ui.theme.style_sheet import mark
from ctpanel.ui.widgets.hold_button import HoldButton, Kind


class LeftoverOffers(QWidget):
    """``Leftovers: …`` with the buttons ``Cancel: …`` and ``Resize: …``; hidden while there is nothing to offer.

    ``refused`` carries the sentence of a plan that was not sent. A button sends the plan that it was showing.
    """

    refused = Signal(object)

    def __init__(self, kit: DialogKit, key: PositionKey, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._key = key
        self._cancel_plan: Plan | None = None
        self._resize_plan: Plan | None = None
        self._words = Sentence("Leftovers", "", self)
        self._cancel = HoldButton(kit.theme, "Cancel", self, kind=Kind.DANGER, now=kit.session.now)
        self._resize = HoldButton(kit.theme, "Resize", self, now=kit.session.now)
        mark(self._words, "danger-text")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(kit.theme.tokens.spacing.small)
        for widget in (self._words, self._resize, self._cancel):
            rows.addWidget(widget)
        self._cancel.confirmed.connect(lambda: self._send(self._cancel_plan))
        self._resize.confirmed.connect(lambda: self._send(self._resize_plan))
        self.hide()

    def in_tab_order(self) -> tuple[QWidget, ...]:
        """The buttons as the Tab key visits them."""
        return (self._resize, self._cancel)

    def show_state(self, position: Position | None, orders: tuple[WorkingOrder, ...] | None) -> None:
        """What is open and what works on the instrument now; ``position`` None means flat for certain."""
        found = leftover(self._key, position, orders)
        busy = self._kit.session.command_on(self._key) is not None
        self.setVisible(found is not None and not busy)
        if found is None or busy:
            self._cancel_plan = self._resize_plan = None
            return
        self._words.setText(self._kit.say(found.words()))
        self._cancel_plan = _usable(plan_cancel_instrument(self._key, found.orders))
        words = plural(
            "Cancel the {n} working order of this instrument",
            "Cancel the {n} working orders of this instrument",
            n=len(found.orders),
        )
        self._face(self._cancel, self._cancel_plan, words)
        resize = plan_resize(found.position, found.orders) if found.position and self._kit.session.can_resize else None
        self._resize_plan = resize if isinstance(resize, ResizePlan) else None
        self._face(self._resize, self._resize_plan, self._resize_plan.button() if self._resize_plan else None)

    def _face(self, button: HoldButton, plan: Plan | None, words: Text | None) -> None:
        button.setVisible(plan is not None)
        if plan is not None and words is not None:
            button.setText(self._kit.say(words))
            button.set_mode(self._kit.confirm_mode(self._key.account))

    def _send(self, plan: Plan | None) -> None:
        if plan is None:
            return
        answer = self._kit.session.send(plan)
        if isinstance(answer, Refusal):
            self.refused.emit(answer.text)


def _usable(plan: Plan | Refusal) -> Plan | None:
    return None if isinstance(plan, Refusal) else plan
