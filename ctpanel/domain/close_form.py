"""The either/or rule of the close dialog: what the user touched last decides, the other follows and is not sent."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ctpanel.domain.closing import Form, Wanted
from ctpanel.domain.percent import contracts_for_percent, percent_for_contracts
from ctpanel.domain.record import record

_MOST_DIGITS: Final = 9


def whole_contracts(text: str) -> int | None:
    """The number that a typed text says, or None.

    ASCII digits alone, because 1.000 and 1,5 mean different things to different people.
    """
    plain = text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
    return int(text) if plain else None


@record
class CloseForm:
    """The two inputs for ``open_size`` contracts and which of them decides.

    ``percent`` remembers the slider's own value, so that clearing the spinner gives the slider its say again.
    ``mistyped`` is a text that was typed for the contracts and is none of the numbers that can be closed: it decides,
    and nothing can be sent until it is corrected.
    """

    open_size: int
    decides: Form = Form.ALL
    contracts: int = 0
    percent: int = 100
    mistyped: str = ""

    def typed(self, contracts: int | str | None) -> CloseForm:
        """The user typed a number into the spinner, something else (the text), or cleared it (None)."""
        if contracts is None:
            return replace(self, decides=Form.PERCENT, mistyped="")
        number = whole_contracts(contracts) if isinstance(contracts, str) else contracts
        if number is None or not 1 <= number <= self.open_size:
            return replace(self, decides=Form.CONTRACTS, mistyped=str(contracts))
        return replace(self, decides=Form.CONTRACTS, contracts=number, mistyped="")

    def slid(self, percent: int) -> CloseForm:
        """The user moved the slider or pressed a percent preset."""
        return replace(self, decides=Form.PERCENT, percent=min(max(1, percent), 100), mistyped="")

    def everything(self) -> CloseForm:
        """The user chose All: the full close, whatever the size is."""
        return replace(self, decides=Form.ALL, percent=100, mistyped="")

    def resized(self, open_size: int) -> CloseForm:
        """The same wish for another open size; contracts are capped at it."""
        form = replace(self, open_size=open_size, contracts=min(max(1, self.contracts), open_size))
        return form.typed(self.mistyped) if self.mistyped else form

    @property
    def wanted(self) -> Wanted:
        """What will be planned and sent; of what was mistyped a number that every plan refuses."""
        if self.decides is Form.CONTRACTS:
            return Wanted.contracts(0 if self.mistyped else self.contracts)
        return Wanted.percent(self.percent) if self.decides is Form.PERCENT else Wanted.all()

    @property
    def shown_contracts(self) -> int:
        """The spinner's number: typed, or derived from what decides. 0 while nothing is open."""
        if self.decides is Form.CONTRACTS:
            return self.contracts
        if self.decides is Form.PERCENT and self.open_size:
            return contracts_for_percent(self.open_size, self.percent)
        return self.open_size

    @property
    def shown_percent(self) -> int:
        """The slider's position: set, or derived from what decides."""
        if self.decides is Form.CONTRACTS and self.open_size and not self.mistyped:
            return percent_for_contracts(self.open_size, self.contracts)
        return 100 if self.decides is Form.ALL else self.percent
