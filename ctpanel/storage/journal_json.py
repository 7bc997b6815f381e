"""Facts as JSON text for the journal: exact, bounded, without secrets, and never a reason to fail."""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Mapping, Sequence, Set
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Final

from ctpanel.storage.redaction import MASK, Redactor, names_a_secret

# An answer can have megabytes; what a broker needs to see fits here. Characters.
MOST_JSON: Final = 64_000
MOST_TEXT: Final = 4_000
_DEEPEST: Final = 40


def to_json(value: object, redactor: Redactor) -> str:
    """JSON text of about ``MOST_JSON`` characters at most.

    Decimals become text, so that no digit is lost. A value that is too long is cut and stands as
    ``{"cut": true, "text": "…"}``.
    """
    whole = _dumped(_plain(value, None, 0))
    if len(whole) > MOST_JSON:
        return _dumped({"cut": True, "text": storable(redactor.clean_to(whole, MOST_JSON))})
    # One look at the whole is much faster than one at every part, and nearly always there is nothing to hide.
    if redactor.clean(whole) == whole:
        return whole
    return _dumped(_plain(value, redactor, 0))


def _dumped(plain: object) -> str:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def to_text(value: str, redactor: Redactor, limit: int = MOST_TEXT) -> str:
    """Text that a database and a terminal can hold: redacted, bounded, no half characters, no NUL."""
    return storable(redactor.clean_to(value, limit))


def storable(text: str) -> str:
    """The text with what no UTF-8 file can hold, half characters and NUL, written as escapes."""
    return text.replace("\0", "\\x00").encode("utf-8", "backslashreplace").decode("utf-8")


def _plain(value: object, redactor: Redactor | None, depth: int) -> object:
    """The value in the types of JSON, redacted part by part if asked. An unknown type is written as its text."""
    if value is None or (isinstance(value, bool | int) and not isinstance(value, Enum)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, str) and not isinstance(value, Enum):
        return _clean(value, redactor)
    if depth >= _DEEPEST:
        return "too deep"
    return _compound(value, redactor, depth + 1)


def _clean(text: str, redactor: Redactor | None) -> str:
    return storable(text if redactor is None else redactor.clean(text))


def _compound(value: object, redactor: Redactor | None, depth: int) -> object:
    if isinstance(value, Enum):
        return _plain(value.value, redactor, depth)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {
            _clean(str(key), redactor): MASK if names_a_secret(str(key)) else _plain(item, redactor, depth)
            for key, item in value.items()
        }
    if isinstance(value, Sequence | Set) and not isinstance(value, bytes | bytearray | memoryview):
        return [_plain(item, redactor, depth) for item in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name), redactor, depth) for field in dataclasses.fields(value)}
    return _clean(str(value), redactor)
