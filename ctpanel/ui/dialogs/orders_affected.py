"""The table of working orders in the close dialog: each order and what the plan does to it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QWidget

from ctpanel.domain.closing import ClosePlan
from ctpanel.domain.closing_words import order_fates
from ctpanel.domain.money import Price
from ctpanel.domain.order import WorkingOrder
from ctpanel.domain.order_words import ACTIONS, TYPES
from ctpanel.domain.text import Text, phrase
from ctpanel.ui.dialogs.kit import DialogKit
from ctpanel.ui.dialogs.listing import Columns, Line, Listing
from ctpanel.ui.format import UNKNOWN
from ctpanel.ui.theme.apply import Theme
from ctpanel.ui.widgets.safe_text import safe_text

#: A price is never cut.
_COLUMNS: Final = Columns(
    (phrase("Action"), phrase("Type"), phrase("Contracts"), phrase("Price"), phrase("What happens")),
    yielding=(1, 2, 0),
    right=frozenset({2, 3}),
)
_MOST_ROWS: Final = 5


def order_lines(
    kit: DialogKit, plan: ClosePlan | None, orders: tuple[WorkingOrder, ...], decimals: int
) -> tuple[Line, ...]:
    """A line for each order; without a plan nobody can say yet what happens to it."""
    if plan is None:
        return tuple(Line((*_facts(kit, order, decimals), UNKNOWN)) for order in orders)
    fates = order_fates(plan, orders)
    return tuple(
        Line((*_facts(kit, each.order, decimals), safe_text(kit.say(each.text))), "danger" if each.over_hang else "")
        for each in fates
    )


def _facts(kit: DialogKit, order: WorkingOrder, decimals: int) -> tuple[str, str, str, str]:
    filled = order.filled and order.quantity is not None
    contracts = kit.say(
        Text("{open} of {all}", open=order.open_contracts or 0, all=order.quantity or 0)
        if filled
        else Text("{n}", n=UNKNOWN if order.quantity is None else order.quantity)
    )
    prices = (Price.whole(price, decimals) for price in (order.stop_price, order.limit_price) if price)
    return (
        kit.say(ACTIONS[order.action]),
        kit.say(TYPES[order.type]),
        contracts,
        " / ".join(map(kit.formatter.price, prices)) or UNKNOWN,
    )


class OrdersAffected(Listing):
    """Accessible name ``Orders affected``; as high as its rows, up to five."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Orders affected", _COLUMNS, _MOST_ROWS, parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def say(self, lines: tuple[Line, ...], empty_text: str) -> None:
        """Replace what is shown; ``empty_text`` says why there is nothing."""
        self.set_empty_text(empty_text)
        self.setAccessibleDescription("" if lines else empty_text)
        self.show_lines(lines)
