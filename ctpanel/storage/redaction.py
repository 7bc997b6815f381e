"""Hides secrets in any text before it is written or shown.

Two nets. Registered secrets are found in every form in which a library may print them, also when a log cut them in
two. Authorization headers, bearer values and fields named like a secret are hidden whatever their value is.
"""

from __future__ import annotations

import base64
import binascii
import html
import json
import re
import threading
import urllib.parse
from typing import Final

MASK: Final = "[hidden]"
# A shorter secret would stand in ordinary words, and hiding it would only make the text unreadable.
_SHORTEST: Final = 4
# From this length on a piece of a secret says too much, and is long enough not to be an ordinary word.
_PIECE: Final = 10

_OPENING: Final = r"""\s*[:=,]\s*(?:b(?=['"]))?['"\\]*"""
_FIELD: Final = r"[a-z0-9_-]*(?:token|secret|password|passphrase|api_?key)"
# The groups are atomic: a text that was cleaned before is not taken for one with another value.
_GENERIC: Final = (
    # Header lines, dictionaries and tuples of headers, with or without quotes and byte marks.
    re.compile(
        rf"""(?ix) ((?> (?:proxy-)?authorization ['"\\]*{_OPENING} (?:(?:bearer|basic|token)\s+)? ))
            (?!\[hidden\]) [^\s'"\\,;)\]}}]+ """
    ),
    re.compile(
        rf"""(?ix) ((?> (?:set-)?cookie ['"\\]*{_OPENING} ))
            (?!\[hidden\]) [^\r\n'"\\]+ """
    ),
    re.compile(r"(?i)(\bbearer(?:\s|%20|\+)+)[A-Za-z0-9._~+/=%-]{8,}"),
    # Fields by name, as JSON, Python or environment: "token": "…", api_key='…', XTRADE_TOKEN=…
    re.compile(
        rf"""(?ix) (\b{_FIELD} (?> \\?['"]\s*[:=]\s*b?\\?['"] | =(?:b(?=['"]))?['"]? ))
            (?!\[hidden\]) [^\s'"\\,;&)\]}}]+ """
    ),
)


def names_a_secret(field: str) -> bool:
    """Whether a field of this name holds something to hide, whatever its value."""
    return re.fullmatch(rf"(?i){_FIELD}|(?:proxy-)?authorization|(?:set-)?cookie", field) is not None


class Redactor:
    """Knows the secrets of this run. Safe to use from any thread; never prints what it knows."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._forms: tuple[str, ...] = ()
        self._registered: frozenset[str] = frozenset()

    def __repr__(self) -> str:
        return f"Redactor({len(self._registered)} secrets)"

    def register(self, secret: str) -> bool:
        """Hide this text from now on; False when it has under 4 characters and cannot be told from words."""
        if len(secret) < _SHORTEST:
            return False
        with self._lock:
            self._registered |= {secret}
            forms = {form for known in self._registered for form in _forms_of(known)}
            self._forms = tuple(sorted(forms, key=len, reverse=True))
        return True

    def clean(self, text: str) -> str:
        """The text with every secret replaced by a mask."""
        for form in self._forms:
            if form in text:
                text = text.replace(form, MASK)
        for form in self._forms:
            text = _hide_cut(text, form)
        for pattern in _GENERIC:
            text = pattern.sub(rf"\g<1>{MASK}", text)
        return text

    def clean_to(self, text: str, limit: int) -> str:
        """The cleaned text, at most ``limit`` characters; a secret at the cut is not left in half.

        Cost follows the limit, not the length of the text.
        """
        margin = max((len(form) for form in self._forms), default=0) + len(MASK)
        window = text[: limit + margin]
        cleaned = self.clean(window)
        if len(window) < len(text):
            # The end of the window may hold the first part of a secret: it goes with the margin.
            cleaned = cleaned[: max(0, len(cleaned) - margin)]
        elif len(cleaned) <= limit:
            return cleaned
        return cleaned[: max(0, limit - 1)] + "…"


def _hide_cut(text: str, form: str) -> str:
    """Hide a beginning or an end of ``form`` that another program's shortening left standing."""
    if len(form) < 2 * _PIECE:
        return text
    head, tail = form[:_PIECE], form[-_PIECE:]
    at = text.find(head)
    while at >= 0:
        end = at + _PIECE
        while end < len(text) and end - at < len(form) and text[end] == form[end - at]:
            end += 1
        text = text[:at] + MASK + text[end:]
        at = text.find(head, at + len(MASK))
    at = text.rfind(tail)
    while at >= 0:
        start = at
        known = len(form) - _PIECE
        while 0 < start and at - start < known and text[start - 1] == form[known - 1 - (at - start)]:
            start -= 1
        text = text[:start] + MASK + text[at + _PIECE :]
        at = text.rfind(tail, 0, start)
    return text


def _forms_of(secret: str) -> set[str]:
    """The ways in which the secret may stand in a text."""
    raw = secret.encode("utf-8", "surrogatepass")
    quoted = {urllib.parse.quote(raw, safe=safe) for safe in ("", "/")} | {urllib.parse.quote_plus(raw)}
    forms = {secret, html.escape(secret), *_reprs(secret), repr(raw)[2:-1]}
    forms |= quoted | {re.sub(r"%[0-9A-F]{2}", lambda found: found[0].lower(), form) for form in quoted}
    for ascii_only in (True, False):
        escaped = json.dumps(secret, ensure_ascii=ascii_only)[1:-1]
        forms |= {escaped, escaped.replace("/", "\\/"), json.dumps(escaped)[1:-1], *_reprs(escaped)}
    hexed = binascii.hexlify(raw).decode("ascii")
    forms |= {hexed, hexed.upper()}
    for core in _base64_cores(raw):
        forms |= {core, core.replace("+", "-").replace("/", "_"), urllib.parse.quote(core, safe="")}
    return {form for form in forms if len(form) >= _SHORTEST}


def _reprs(text: str) -> set[str]:
    """The text inside of Python's quotes, which escape a quote or not by what else stands between them."""
    inside = "".join(char if char in "'\"" else repr(char)[1:-1] for char in text)
    return {inside, inside.replace("'", "\\'")}


def _base64_cores(raw: bytes) -> list[str]:
    """The part of the base64 text that does not depend on what stands before and after, for each alignment."""
    cores = []
    for before in range(3):
        encoded = base64.b64encode(b"\0" * before + raw).decode("ascii").rstrip("=")
        first = (8 * before + 5) // 6
        complete = (8 * (before + len(raw))) // 6
        cores.append(encoded[first:complete])
    return [core for core in cores if len(core) >= _SHORTEST]
