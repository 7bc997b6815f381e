"""How a setting is declared: one place for its default, its range and its sentence.

A codec reads what the file holds and never gives up on the whole: a part that cannot be used is reported and left
out, or takes its default.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, Protocol, TypeVar

from ctpanel.domain.record import record
from ctpanel.domain.text import Text

T = TypeVar("T")

_SPEC: Final = "setting"


class Invalid(Exception):
    """The value cannot be used; ``rule`` says what would be allowed."""

    def __init__(self, rule: Text) -> None:
        super().__init__(str(rule))
        self.rule = rule


@record
class SettingProblem:
    """A value in the file that is not used. ``path`` is its place, such as ``profiles[0].base_url``."""

    path: str
    text: Text


class Report:
    """Collects problems while a document is read; knows the place that is being read."""

    def __init__(self, path: str = "", problems: list[SettingProblem] | None = None) -> None:
        self._path = path
        self.problems: list[SettingProblem] = [] if problems is None else problems

    def at(self, name: str) -> Report:
        """The report for a part."""
        joined = name if name.startswith("[") or not self._path else f".{name}"
        return Report(self._path + joined, self.problems)

    def add(self, rule: Text, *, dropped: bool = False) -> None:
        """Note that the value at this place breaks a rule; it is left out, or its default is used."""
        source = "{name}: {rule} It is left out." if dropped else "{name}: {rule} The default is used."
        self.problems.append(SettingProblem(self._path, Text(source, name=self._path or "settings", rule=rule)))


class Codec(Protocol[T]):
    """One kind of value: its form in the file and its range."""

    def decode(self, raw: object, report: Report) -> T:
        """The value for what the file holds. Raises Invalid when nothing of it can be used."""
        ...

    def encode(self, value: T) -> object:
        """What is written to the file."""
        ...


@record
class Spec:
    """What is known about a setting besides its name and default. ``summary`` is one sentence for the user."""

    codec: Codec[Any]
    summary: str
    required: bool = False


def about(codec: Codec[Any], summary: str, *, needed: bool = False) -> dict[str, Spec]:
    """The metadata that makes a dataclass field a setting; ``needed`` when its record is useless without it."""
    return {_SPEC: Spec(codec, summary, needed)}


def nothing() -> Mapping[str, Any]:
    """An empty table, as default."""
    return MappingProxyType({})


def specs_of(record: type[Any]) -> dict[str, Spec]:
    """The declared settings of a dataclass by name, in their order."""
    return {field.name: field.metadata[_SPEC] for field in dataclasses.fields(record) if _SPEC in field.metadata}
