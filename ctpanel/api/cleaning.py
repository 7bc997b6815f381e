"""Makes text that came from outside fit to be shown: bounded, without control characters, without the token."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final, TypeGuard
from urllib.parse import quote

from ctpanel.domain.token import Token

MASK: Final = "[hidden]"
SHOWN_CHARS: Final = 300
_MAX_NAME: Final = 200
#: A shorter token would be found in ordinary words; the service's own keys have 43 characters.
_SHORTEST_TOKEN: Final = 8
#: Control, surrogate, line and paragraph separators, and invisible format characters (which can reverse a text).
_UNFIT: Final = frozenset({"Cc", "Cs", "Zl", "Zp", "Cf"})
#: Stands where bytes could not be read.
_LOST: Final = "\ufffd"
_JOINERS: Final = frozenset("\u200c\u200d")


def _fit(char: str) -> bool:
    return char in _JOINERS or unicodedata.category(char) not in _UNFIT


def is_name(text: object) -> TypeGuard[str]:
    """Whether this can be an account's or instrument's name: something to see, one line, and not endless."""
    return isinstance(text, str) and len(text) <= _MAX_NAME and _is_fit_name(text)


@lru_cache(maxsize=4096)
def _is_fit_name(text: str) -> bool:
    """Asked for the same few names many thousand times a second; what is kept is bounded in number and length."""
    if not text.strip() or _LOST in text:
        return False
    return text.isprintable() or all(map(_fit, text))


class Cleaner:
    """Knows the token's forms, in order to hide them. Never prints them itself."""

    __slots__ = ("__bytes", "__forms")

    def __init__(self, token: Token | None = None) -> None:
        secret = token.reveal() if token is not None else ""
        escaped = secret.replace("\\", "\\\\").replace('"', '\\"')
        forms = {secret, quote(secret, safe=""), escaped, escaped.replace("/", "\\/")}
        if len(secret) < _SHORTEST_TOKEN:
            forms.clear()
        self.__forms = tuple(sorted(forms, key=len, reverse=True))
        self.__bytes = tuple(form.encode("ascii") for form in self.__forms)

    def hide(self, body: bytes) -> bytes:
        """The same bytes with every echo of the token masked; the very same object when there is none."""
        for form in self.__bytes:
            if form in body:
                body = body.replace(form, MASK.encode("ascii"))
        return body

    def shown(self, text: object, limit: int = SHOWN_CHARS) -> str:
        """The text for people: one line, at most ``limit`` characters."""
        line = str(text)[: 100 * limit]
        for form in self.__forms:
            line = line.replace(form, MASK)
        line = " ".join("".join(char if _fit(char) else " " for char in line[: 4 * limit]).split())
        return line if len(line) <= limit else line[: limit - 1] + "…"
