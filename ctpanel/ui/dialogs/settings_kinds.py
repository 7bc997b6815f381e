"""What a setting is, and the kinds that there are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from ctpanel.domain.record import record
from ctpanel.domain.text import NOTHING, Phrase
from ctpanel.session.preferences import Preferences
from ctpanel.ui.i18n import tr_phrase


@record
class Flag:
    """On or off; ``warning`` is shown while it is on."""

    warning: Phrase = NOTHING


@record
class Choice:
    """One of several: pairs of value and label."""

    options: tuple[tuple[object, Phrase], ...]


@record
class Number:
    """A whole number from ``least`` to ``most`` in steps."""

    least: int
    most: int
    step: int
    suffix: str = ""


@record
class Lines:
    """Several lines of the user's own text."""

    longest: int = 2000


@record
class Color:
    """A color as ``#RRGGBB``."""


@record
class AccountTable:
    """Nickname and class of every account; its value is the preferences themselves."""


@record
class GroupTable:
    """Named groups of accounts; its value is the preferences themselves."""


@record
class AlertTable:
    """Sound and message of every kind of event; its value is the preferences themselves."""


@record
class KeyTable:
    """The keys of every action; its value is the preferences themselves."""


@record
class TokenButton:
    """A button that forgets the token; it has no value, so the preferences stand for it."""


Kind: TypeAlias = (
    Flag | Choice | Number | Lines | Color | AccountTable | GroupTable | AlertTable | KeyTable | TokenButton
)


@record
class Setting:
    """One setting. ``title`` is also its accessible name; ``about`` is one sentence; ``words`` help the search."""

    page: Phrase
    title: Phrase
    about: Phrase
    kind: Kind
    get: Callable[[Preferences], Any]
    put: Callable[[Preferences, Any], Preferences]
    words: str = ""

    def matches(self, wanted: str) -> bool:
        """Whether every word of ``wanted`` occurs in page, title, sentence or search words, case ignored.

        The first three count in the user's language and in English.
        """
        shown = (self.page, self.title, self.about)
        text = " ".join((*shown, *map(tr_phrase, shown), self.words)).casefold()
        return all(word in text for word in wanted.casefold().split())
