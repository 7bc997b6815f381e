"""The head of the close dialog: which account, which instrument, what is open, and how old that is."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ctpanel.domain.freshness import PRESS_LIMIT_S
from ctpanel.domain.ids import PositionKey
from ctpanel.domain.money import Money, Price
from ctpanel.domain.outcome_words import position_words
from ctpanel.domain.position import Position, Side
from ctpanel.domain.snapshot import Stamp
from ctpanel.domain.text import Text
from ctpanel.ui.dialogs.kit import DialogKit
from ctpanel.ui.dialogs.sentence import Sentence
from ctpanel.ui.format import DOWN, UP
from ctpanel.ui.theme.style_sheet import mark
from ctpanel.ui.widgets.badge import Badge

_ARROWS: Final = {Side.LONG: UP, Side.SHORT: DOWN}


class PositionHead(QWidget):
    """Badge, account and instrument in full; below them the position and its age."""

    def __init__(self, kit: DialogKit, key: PositionKey, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._key = key
        self._badge = Badge(kit.theme, "Account class", kit.badge_of(key.account), self)
        self._instrument = Sentence("Instrument", key.instrument, self)
        self._account = Sentence("Account", "", self)
        self._facts = Sentence("Position", "", self)
        self._age = Sentence("Position age", "", self)
        self._build()
        self.refresh_names()

    def refresh_names(self) -> None:
        """Class, nickname and masking may have changed."""
        self._badge.set_kind(self._kit.badge_of(self._key.account))
        self._account.setText(self._kit.style().account(self._key.account))

    def show_position(self, position: Position | None, currency: str, decimals: int) -> None:
        """Side and size with an arrow, prices and profit as far as they are known."""
        self._facts.setText(" · ".join(self._parts(position, currency, decimals)))

    def show_age(self, stamp: Stamp | None, *, reads_first: bool) -> None:
        """When the position was true; past the limit for a press it says the time of day as well.

        ``reads_first`` is whether a press reads it again before it sends.
        """
        if stamp is None:
            self._age.setText(self._kit.say(Text("never read")))
            return
        age_s = max(0.0, self._kit.session.now() - stamp.at)
        age = self._kit.formatter.age(age_s)
        if age_s <= PRESS_LIMIT_S:
            text = Text("read {age} ago", age=age)
        else:
            clock = self._kit.formatter.clock(stamp.wall)
            text = Text("as of {clock}, {age} ago", clock=clock, age=age)
            if reads_first:
                text = Text("{when}; a press reads it again first", when=text)
        self._age.setText(self._kit.say(text))

    def _parts(self, position: Position | None, currency: str, decimals: int) -> list[str]:
        if position is None:
            return [self._kit.say(Text("nothing open"))]
        say, write = self._kit.say, self._kit.formatter
        parts = [f"{_ARROWS.get(position.side, '')} {say(position_words(position))}".strip()]
        if position.average_price is not None:
            parts.append(say(Text("average {price}", price=Price.whole(position.average_price, decimals))))
        if position.mark_price is not None:
            parts.append(say(Text("mark {price}", price=Price.whole(position.mark_price, decimals))))
        if position.unrealized is not None:
            parts.append(write.pnl_with_arrow(Money(position.unrealized, currency)))
        return parts

    def _build(self) -> None:
        mark(self._instrument, "title")
        mark(self._age, "caption")
        spacing = self._kit.theme.tokens.spacing
        top = QHBoxLayout()
        top.setSpacing(spacing.base)
        top.addWidget(self._instrument, 1)
        top.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(spacing.hair)
        rows.addLayout(top)
        rows.addWidget(self._account)
        rows.addWidget(self._facts)
        rows.addWidget(self._age)
