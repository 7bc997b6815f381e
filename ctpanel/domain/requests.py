"""The changing requests, each naming exactly what it acts on. Nothing here can be made broader by an empty field."""

from __future__ import annotations

from ctpanel.domain.record import record


def refuse_blank(what: str, value: object) -> None:
    """Raise ValueError unless this is a text with something in it."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{what} must not be blank")


@record
class CloseRequest:
    """Close one position, in one of the three wire forms.

    ``quantity`` (contracts, at least 1) and ``percent`` (a fraction in (0, 1]) exclude each other; with neither, the
    service flattens the instrument. Raises ValueError for anything else.
    """

    account: str
    instrument: str
    quantity: int | None = None
    percent: float | None = None

    def __post_init__(self) -> None:
        refuse_blank("account", self.account)
        refuse_blank("instrument", self.instrument)
        if self.quantity is not None and self.percent is not None:
            raise ValueError("quantity and percent exclude each other")
        if self.quantity is not None and (type(self.quantity) is not int or self.quantity < 1):
            raise ValueError("quantity must be a whole number of contracts, at least 1")
        if self.percent is not None and (type(self.percent) is not float or not 0.0 < self.percent <= 1.0):
            raise ValueError("percent must be a float fraction in (0, 1]")

    def body(self) -> dict[str, str | int | float]:
        """The JSON body. The unused key is absent, never null."""
        body: dict[str, str | int | float] = {"instrument": self.instrument}
        if self.quantity is not None:
            body["quantity"] = self.quantity
        if self.percent is not None:
            body["percent"] = self.percent
        return body
