"""The secret key of the user's account, in a type that cannot be printed by accident."""

from __future__ import annotations

import hmac
from typing import Final, NoReturn

from ctpanel.domain.text import Text

_LONGEST: Final = 1024


class TokenRejected(ValueError):
    """The text cannot be a token. ``text`` says why and never contains it; ``str(error)`` is its English."""

    def __init__(self, text: Text) -> None:
        super().__init__(str(text))
        self.text = text


class Token:
    """The bearer token of the service. Only :meth:`reveal` gives the text; everything else shows a mask.

    The same secret key authorizes orders, so it may go to the OS keyring and into the ``Authorization`` header and
    nowhere else. Raises :class:`TokenRejected` for text that cannot stand in a header.
    """

    __slots__ = ("__value",)

    def __init__(self, value: str) -> None:
        trimmed = value.strip()
        if not trimmed:
            raise TokenRejected(Text("The token is empty."))
        if not all("!" <= char <= "~" for char in trimmed):
            raise TokenRejected(
                Text(
                    "The token has a space, a line break or a character that cannot be sent. Copy the secret key once "
                    "more."
                )
            )
        if len(trimmed) > _LONGEST:
            raise TokenRejected(Text("The token is longer than {most} characters.", most=_LONGEST))
        self.__value = trimmed

    def reveal(self) -> str:
        """The secret itself. Call it only to build the header or to hand it to the keyring."""
        return self.__value

    def __repr__(self) -> str:
        return "Token(•••)"

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return repr(self)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Token):
            return NotImplemented
        return hmac.compare_digest(self.__value, other.reveal())

    def __hash__(self) -> int:
        return hash(self.__value)

    def __reduce__(self) -> NoReturn:
        raise TypeError("a token is never pickled or copied")

    __getstate__ = __reduce__
