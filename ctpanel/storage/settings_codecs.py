"""The kinds of values that settings have: how each stands in the file, and its range."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Generic, TypeVar
from urllib.parse import urlsplit

from ctpanel.domain.record import record
from ctpanel.domain.text import Phrase, Text, phrase, text_of
from ctpanel.storage.settings_spec import Codec, Invalid, Report

T = TypeVar("T")
V = TypeVar("V")
E = TypeVar("E", bound=StrEnum)


class Flag:
    """True or false."""

    def decode(self, raw: object, report: Report) -> bool:
        if not isinstance(raw, bool):
            raise Invalid(Text("It must be true or false."))
        return raw

    def encode(self, value: bool) -> object:
        return value


class Optional(Generic[T]):
    """A value that may be null: not chosen yet."""

    def __init__(self, inner: Codec[T]) -> None:
        self._inner = inner

    def decode(self, raw: object, report: Report) -> T | None:
        return None if raw is None else self._inner.decode(raw, report)

    def encode(self, value: T | None) -> object:
        return None if value is None else self._inner.encode(value)


class Choice(Generic[E]):
    """One word of an enumeration."""

    def __init__(self, words: type[E]) -> None:
        self.words = words

    def decode(self, raw: object, report: Report) -> E:
        if isinstance(raw, str):
            for word in self.words:
                if word.value == raw:
                    return word
        raise Invalid(Text("It must be one of {words}.", words=", ".join(word.value for word in self.words)))

    def encode(self, value: E) -> object:
        return value.value


@record
class Whole:
    """A whole number within limits, both included."""

    least: int
    most: int

    def decode(self, raw: object, report: Report) -> int:
        if isinstance(raw, bool) or not isinstance(raw, int) or not self.least <= raw <= self.most:
            raise Invalid(Text("It must be a whole number from {least} to {most}.", least=self.least, most=self.most))
        return raw

    def encode(self, value: int) -> object:
        return value


_PLAIN: Final = phrase("It must be text of up to {most} characters.")


@record
class Words:
    """Text up to a length, of a form when one is given; ``rule`` says the form in words."""

    most: int
    form: str = r".*"
    rule: Phrase = _PLAIN

    def decode(self, raw: object, report: Report) -> str:
        fits = isinstance(raw, str) and len(raw) <= self.most and re.fullmatch(self.form, raw, re.DOTALL)
        if not isinstance(raw, str) or not fits:
            raise Invalid(text_of(self.rule, most=self.most))
        return raw

    def encode(self, value: str) -> object:
        return value


@record
class Address:
    """A service address: encrypted, or without encryption to this machine only."""

    secure: str
    plain: str

    def decode(self, raw: object, report: Report) -> str:
        if not isinstance(raw, str) or len(raw) > 500 or not self._allowed(raw):
            raise Invalid(
                Text(
                    "It must be an address with {secure}://, or with {plain}:// on this computer.",
                    secure=self.secure,
                    plain=self.plain,
                )
            )
        return raw

    def encode(self, value: str) -> object:
        return value

    def _allowed(self, raw: str) -> bool:
        try:
            parts = urlsplit(raw)
            host, _ = parts.hostname or "", parts.port
        except ValueError:
            return False
        if not host or parts.username is not None or parts.query or parts.fragment or re.search(r"[\s\\]", raw):
            return False
        return parts.scheme == self.secure or (parts.scheme == self.plain and is_this_machine(host))


def is_this_machine(host: str) -> bool:
    """Whether a host name or address can only mean this computer."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class ListOf(Generic[T]):
    """Several values in order; those that cannot be used are left out, as are repeated ones."""

    def __init__(self, item: Codec[T], most: int, key: Callable[[T], object] = lambda item: item) -> None:
        self._item = item
        self._most = most
        self._key = key

    def decode(self, raw: object, report: Report) -> tuple[T, ...]:
        if not isinstance(raw, list):
            raise Invalid(Text("It must be a list."))
        kept: dict[object, T] = {}
        for index, element in enumerate(raw):
            place = report.at(f"[{index}]")
            try:
                value = self._item.decode(element, place)
            except Invalid as error:
                place.add(error.rule, dropped=True)
                continue
            if self._key(value) in kept:
                place.add(Text("It stands here a second time."), dropped=True)
            elif len(kept) >= self._most:
                place.add(Text("The list has at most {most} entries.", most=self._most), dropped=True)
            else:
                kept[self._key(value)] = value
        return tuple(kept.values())

    def encode(self, value: tuple[T, ...]) -> object:
        return [self._item.encode(item) for item in value]


class TableOf(Generic[V]):
    """Names to values; entries that cannot be used are left out."""

    def __init__(self, value: Codec[V], most: int, longest_name: int = 200) -> None:
        self._value = value
        self._most = most
        self._longest_name = longest_name

    def decode(self, raw: object, report: Report) -> Mapping[str, V]:
        if not isinstance(raw, dict):
            raise Invalid(Text("It must be a table of names and values."))
        kept: dict[str, V] = {}
        for name, element in raw.items():
            place = report.at(str(name))
            try:
                value = self._value.decode(element, place)
            except Invalid as error:
                place.add(error.rule, dropped=True)
                continue
            if not name.strip() or len(name) > self._longest_name or len(kept) >= self._most:
                place.add(Text("The name is blank or too long, or the table is full."), dropped=True)
            else:
                kept[name] = value
        return MappingProxyType(kept)

    def encode(self, value: Mapping[str, V]) -> object:
        return {name: self._value.encode(item) for name, item in value.items()}
