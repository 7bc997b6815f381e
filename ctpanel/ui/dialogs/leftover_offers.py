"""What the close dialog offers where working orders are too big for the position, or left without one."""

from __future__ import annotations

from typing import Final, TypeAlias

import shiboken6
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ctpanel.domain.cancelling import CancelInstrumentPlan, plan_cancel_instrument
from ctpanel.domain.freshness import PRESS_LIMIT_S
from ctpanel.domain.ids import PositionKey
from ctpanel.domain.leftovers import leftover
from ctpanel.domain.order import WorkingOrder
from ctpanel.domain.plan import Plan
from ctpanel.domain.position import Position
from ctpanel.domain.refusal import Refusal
from ctpanel.domain.resizing import ResizePlan, plan_resize
from ctpanel.domain.text import Text, joined, plural
from ctpanel.session.fault_words import what_happened
from ctpanel.session.view import FreshRead
from ctpanel.ui.dialogs.kit import DialogKit
from ctpanel.ui.dialogs.sentence import Sentence
from ctpanel.ui.theme.style_sheet import mark
from ctpanel.ui.widgets.hold_button import HoldButton, Kind

_Offered: TypeAlias = CancelInstrumentPlan | ResizePlan
#: A cancel is a way out as well: it can be had without the look.
_NEXT: Final[dict[type, Text]] = {
    CancelInstrumentPlan: Text("Try again, or press “Cancel orders” in the main window, which does not read first."),
    ResizePlan: Text("Try again."),
}


class LeftoverOffers(QWidget):
    """``Leftovers: …`` with the buttons ``Cancel: …`` and ``Resize: …``; hidden while there is nothing to offer.

    ``refused`` carries the sentence of a plan that was not sent. A button sends the plan that it was showing, and rests
    a second when it appears or says something else: a hand that was busy elsewhere must not hit it unread. What was not
    read just now is read first: without a position, the new orders of a resize would open one, and orders that fit
    again protect what is open.
    """

    refused = Signal(object)

    def __init__(self, kit: DialogKit, key: PositionKey, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._key = key
        self._cancel_plan: CancelInstrumentPlan | None = None
        self._resize_plan: ResizePlan | None = None
        self._reading = False
        self._words = Sentence("Leftovers", "", self)
        self._cancel = HoldButton(kit.theme, "Cancel", self, kind=Kind.DANGER, now=kit.session.now)
        self._resize = HoldButton(kit.theme, "Resize", self, now=kit.session.now)
        mark(self._words, "danger-text")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(kit.theme.tokens.spacing.small)
        for widget in (self._words, self._resize, self._cancel):
            rows.addWidget(widget)
        self._cancel.confirmed.connect(lambda: self._pressed(self._cancel_plan))
        self._resize.confirmed.connect(lambda: self._pressed(self._resize_plan))
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
            self._cancel.hide()
            self._resize.hide()
            return
        self._words.setText(self._kit.say(found.words()))
        cancel = plan_cancel_instrument(self._key, found.orders)
        self._cancel_plan = cancel if isinstance(cancel, CancelInstrumentPlan) else None
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
        before = "" if button.isHidden() else button.label()
        button.setVisible(plan is not None)
        if plan is not None and words is not None:
            button.setText(self._kit.say(words))
            if button.label() != before:
                button.rest()
            button.set_mode(self._kit.confirm_mode(self._key.account))

    def _pressed(self, plan: _Offered | None) -> None:
        row = self._kit.session.snapshot.positions.get(self._key)
        if plan is None or self._reading:
            return
        if row is not None and self._kit.session.now() - row.stamp.at <= PRESS_LIMIT_S:
            self._send(plan)
            return
        self._reading = True
        self._kit.spawn(self._read_first(plan), "fresh read before a leftover is mended")

    async def _read_first(self, pressed: _Offered) -> None:
        try:
            read: FreshRead = await self._kit.session.read_fresh(self._key)
        finally:
            self._reading = False
        if not shiboken6.isValid(self) or not self.window().isVisible():
            return
        if read.fault is not None:
            why = Text("The position could not be read, so nothing was sent. {why}", why=what_happened(read.fault))
            self.refused.emit(joined([why, _NEXT[type(pressed)]]))
            return
        if read.orders is None:
            why = Text("The working orders could not be read, so nothing was sent.")
            self.refused.emit(joined([why, _NEXT[type(pressed)]]))
        elif (plan := self._still(pressed, read.position, read.orders)) is not None:
            self._send(plan)
        else:
            self.refused.emit(Text("The position or its orders have changed, so nothing was sent. Look at them first."))

    def _still(self, pressed: _Offered, position: Position | None, orders: tuple[WorkingOrder, ...]) -> _Offered | None:
        """The same plan for what was read now; None when it would do something else."""
        if isinstance(pressed, ResizePlan):
            resize = plan_resize(position, orders) if position is not None else None
            same = isinstance(resize, ResizePlan) and resize.request() == pressed.request()
            return resize if isinstance(resize, ResizePlan) and same and resize.entries == pressed.entries else None
        found = leftover(self._key, position, orders)
        cancel = plan_cancel_instrument(self._key, found.orders) if found is not None else None
        same = isinstance(cancel, CancelInstrumentPlan) and _ids(cancel) == _ids(pressed)
        return cancel if isinstance(cancel, CancelInstrumentPlan) and same else None

    def _send(self, plan: Plan) -> None:
        answer = self._kit.session.send(plan)
        if isinstance(answer, Refusal):
            self.refused.emit(answer.text)


def _ids(plan: CancelInstrumentPlan) -> frozenset[str | None]:
    return frozenset(order.id for order in plan.orders)
