"""A column as data: one specification is all that it takes to add one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import field
from decimal import Decimal
from typing import Final, Generic, TypeAlias, TypeVar

from ctpanel.domain.instrument import InstrumentSpec
from ctpanel.domain.link import LinkState
from ctpanel.domain.money import Price
from ctpanel.domain.record import record
from ctpanel.domain.snapshot import Presence, Stamp
from ctpanel.domain.text import NOTHING, Phrase, Text
from ctpanel.session.preferences import PnlUnit
from ctpanel.session.view import PanelSession
from ctpanel.ui.format import UNKNOWN, Formatter
from ctpanel.ui.i18n import Speech, tr, tr_phrase
from ctpanel.ui.widgets.safe_text import safe_text

R = TypeVar("R")

Span: TypeAlias = tuple[int, int]
"""First and last column, both included."""

SortKey: TypeAlias = str | int | float | Decimal
"""What rows are ordered by. All keys of one column are of one kind; floats are seconds."""


def nt8_away(session: PanelSession) -> bool:
    """Whether nobody answers for the rows on screen, so that they are the last known ones."""
    return session.link.state is LinkState.NT8_AWAY or session.snapshot.presence is Presence.AWAY


HIDDEN: Final = "•••"


#: From so many characters on a name shows its last four, like a card number: of a user's twenty long account numbers
#: two nearly always end in the same two digits, and the one that is meant could not be told from the other.
_LONG_NAME: Final = 12


def mask_name(name: str) -> str:
    """The first and the last two or four characters: enough to tell one's own accounts apart, too little for others.

    Without the first one, NinjaTrader's own Sim101 and Playback101 would be the same.
    """
    shown = safe_text(name)
    kept = 4 if len(shown) >= _LONG_NAME else 2 if len(shown) > 4 else 0
    return shown[:1] + HIDDEN + (shown[-kept:] if kept else "")


def mask_in(said: str, name: str) -> str:
    """``said`` with every occurrence of ``name`` masked, in whatever case: the service does not keep to one."""
    return re.sub(re.escape(name), lambda _: mask_name(name), said, flags=re.IGNORECASE) if name else said


@record
class Style:
    """How values become texts: number format, language, P&L unit, masking and nicknames.

    A new one is made when a preference changes; the tables then say everything again.
    """

    formatter: Formatter
    unit: PnlUnit = PnlUnit.CURRENCY
    mask: bool = False
    nicknames: Mapping[str, str] = field(default_factory=dict)

    def say(self, text: Text) -> str:
        """A sentence in the user's language, on one line."""
        return safe_text(Speech(self.formatter).say(text), 2000)

    def account(self, name: str) -> str:
        """The nickname with the account's own name, or the name; masked, only its first and its last characters."""
        if self.mask:
            return mask_name(name)
        nickname = self.nicknames.get(name)
        return safe_text(f"{nickname} ({name})" if nickname else name)

    def without(self, name: str, said: str) -> str:
        """What a service or a journal said, with this account's name masked while masking is on."""
        return mask_in(said, name) if self.mask else said

    def balance(self, shown: str) -> str:
        """An amount that says how rich an account is."""
        return HIDDEN if self.mask else shown

    def price(self, value: Decimal | None, spec: InstrumentSpec | None) -> str:
        """With all its digits, and as many decimals as the instrument's tick needs where that is known."""
        if value is None:
            return UNKNOWN
        return self.formatter.price(Price.whole(value, spec.decimals if spec else 2))

    def age(self, stamp: Stamp, now: float, *, stale: bool) -> str:
        """How long ago that was; when ``stale``, the time of day."""
        if stale:
            return tr("as of {time}").format(time=self.formatter.clock(stamp.wall))
        return self.formatter.age(now - stamp.at)


@record
class Column(Generic[R]):
    """One column of a table whose rows are of type ``R``.

    ``key`` is stable and names the column in saved choices; ``title`` and ``about`` (the header's tool tip) are
    English sources. ``sort`` answers None for unknown, which comes last in both directions; without it there is no
    order by this column, and nobody is offered one. ``ink`` answers the name
    of a color token, or None for the usual one. ``sample`` is a typical long text and sets the width.

    ``timed`` texts depend on the clock and are made anew whenever they are asked for. Columns with a low ``priority``
    go first when the table is narrow; 0 never goes.
    """

    key: str
    title: Phrase
    text: Callable[[R, Style, float], str]
    sort: Callable[[R, Style], SortKey | None] | None
    about: Phrase = NOTHING
    sample: str = "0000000000"
    right: bool = False
    timed: bool = False
    live: bool = False
    """Whether prices move its sort keys, so that the order has to be made again while it is sorted by."""
    priority: int = 0
    short: Phrase = NOTHING
    """Title where the column is too narrow for its whole one; an English source as well."""
    least: str = ""
    """What it must still hold when the table is narrow; the whole sample if empty."""
    elides: bool = False
    """Whether it may be squeezed below its sample; the ends of its texts stay readable."""
    stretch: bool = False
    """Whether it takes all the width that the others leave over."""
    tip: Callable[[R, Style, float], str] | None = None
    ink: Callable[[R, Style, float], str | None] | None = None
    ageless: bool = False
    """Whether it says what was done and not how something stands, so that its color never goes gray."""
    facts: Mapping[int, Callable[[R, Style, float], object]] = field(default_factory=dict)
    """Answers to roles of our own, by role."""

    @property
    def typical(self) -> str:
        """The sample in the user's language; one without words is the same in all."""
        return tr_phrase(Phrase(self.sample))

    @property
    def shrinks(self) -> bool:
        """Whether it has a shorter form to take before it goes."""
        return bool(self.least and self.priority)

    @property
    def whole(self) -> bool:
        """Whether the column grows with its longest text: a number in part would be a false number."""
        return self.right
