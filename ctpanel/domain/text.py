"""Sentences for people, kept as source text plus arguments so that the window can translate them.

The domain and the session never glue user-facing words together: they return a :class:`Text`. ``str(text)`` is the
plain English, used in logs, in the journal and in tests; the window renders the same value through Qt's translation.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, NewType, TypeAlias, Union

from ctpanel.domain.money import CENT, Money, Price
from ctpanel.domain.record import record


@record
class Gain:
    """A profit or loss: money that is written with its sign; zero has none."""

    money: Money


Phrase = NewType("Phrase", str)
"""An English source that is kept as data until it is shown; made by :func:`phrase` alone."""


def phrase(source: str, /) -> Phrase:
    """Marks a source for the catalog where it stands apart from its translation, in a table or a default.

    Like every source it is a plain literal, so that a tool can collect it.
    """
    return Phrase(source)


NOTHING: Final = Phrase("")
"""For a place where there may be a phrase and is none."""


Argument: TypeAlias = Union[str, int, Decimal, Money, Price, Gain, "Text"]


@dataclass(frozen=True, slots=True, init=False)
class Text:
    """One sentence: an English source with ``{name}`` fields, and the values for them.

    ``source`` is also the translation key. When ``count`` is set, ``singular`` is the English form for exactly one,
    ``source`` the form for every other count, and both know the count as ``{n}``.
    """

    source: str
    arguments: tuple[tuple[str, Argument], ...]
    count: int | None
    singular: str | None

    def __init__(self, source: str, /, **arguments: Argument) -> None:
        _fill(self, source, tuple(arguments.items()), None, None)

    def __str__(self) -> str:
        return render(self, english_source, english_argument)


def _fill(
    text: Text,
    source: str,
    arguments: tuple[tuple[str, Argument], ...],
    count: int | None,
    singular: str | None,
) -> None:
    for name, value in (
        ("source", source),
        ("arguments", arguments),
        ("count", count),
        ("singular", singular),
    ):
        object.__setattr__(text, name, value)


def plural(singular: str, source: str, /, *, n: int, **arguments: Argument) -> Text:
    """A sentence that depends on a count: ``plural("{n} working order", "{n} working orders", n=3)``."""
    text = Text.__new__(Text)
    _fill(text, source, (("n", n), *arguments.items()), n, singular)
    return text


def text_of(source: Phrase, /, **arguments: Argument) -> Text:
    """The sentence of a source that was kept as data."""
    return Text(source, **arguments)


def joined(parts: Sequence[Text], separator: str = " ") -> Text:
    """Several sentences one after the other, each translated on its own."""
    names = [f"p{index}" for index in range(len(parts))]
    source = separator.join("{" + name + "}" for name in names)
    return Text(source, **dict(zip(names, parts, strict=True)))


def listed(parts: Sequence[Text]) -> Text:
    """Several parts of one sentence with commas between them."""
    return joined(parts, ", ")


def render(text: Text, translate: Callable[[Text], str], show: Callable[[Argument], str]) -> str:
    """The sentence with ``translate`` choosing the pattern and ``show`` writing every argument that is not a Text."""
    values = {
        name: render(value, translate, show) if isinstance(value, Text) else show(value)
        for name, value in text.arguments
    }
    return translate(text).format(**values)


def english_source(text: Text) -> str:
    """The untranslated pattern, in the form that fits the count."""
    return text.singular if text.count == 1 and text.singular is not None else text.source


_SYMBOLS: Final = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}


def english_argument(value: Argument) -> str:
    """An argument in American English: thousands by comma, a point as decimal mark, P&L with its sign."""
    if isinstance(value, Gain):
        return _english_money(value.money, plus="+")
    if isinstance(value, Money):
        return _english_money(value, plus="")
    if isinstance(value, Price):
        return f"{value.value:,.{value.decimals}f}"
    if isinstance(value, Decimal):
        return f"{value:,f}"
    if isinstance(value, int):
        return f"{value:,d}"
    return str(value)


def _english_money(money: Money, plus: str) -> str:
    rounded = money.amount.quantize(CENT, ROUND_HALF_UP)
    # An amount that is shown as zero is neither a gain nor a loss.
    sign = "" if not rounded else "-" if rounded < 0 else plus
    digits = f"{abs(rounded):,f}"
    symbol = _SYMBOLS.get(money.currency)
    if symbol:
        return sign + symbol + digits
    return f"{sign}{digits} {money.currency}".rstrip()
