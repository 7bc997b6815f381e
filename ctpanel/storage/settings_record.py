"""A dataclass of declared settings as an object in the file, field by field."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any, Final, Generic, TypeVar

from ctpanel.domain.text import Text
from ctpanel.storage.settings_spec import Invalid, Report, specs_of

R = TypeVar("R")

# The field in which a record keeps what it does not know.
UNKNOWN: Final = "unknown"


class Record(Generic[R]):
    """Reads and writes one dataclass. A field that cannot be used takes its default; unknown entries are kept."""

    def __init__(self, made_of: type[R]) -> None:
        self._made_of: type[Any] = made_of

    def decode(self, raw: object, report: Report) -> R:
        if not isinstance(raw, dict):
            raise Invalid(Text("It must be a table of names and values."))
        specs = specs_of(self._made_of)
        values: dict[str, object] = {}
        for name, spec in specs.items():
            place = report.at(name)
            if name not in raw:
                if spec.required:
                    raise Invalid(Text("“{name}” is missing.", name=name))
                continue
            try:
                values[name] = spec.codec.decode(raw[name], place)
            except Invalid as error:
                if spec.required:
                    raise
                place.add(error.rule)
        unknown = {name: value for name, value in raw.items() if name not in specs}
        made: R = self._made_of(**values, **{UNKNOWN: MappingProxyType(unknown)})
        return made

    def encode(self, value: R) -> dict[str, object]:
        known = {name: spec.codec.encode(getattr(value, name)) for name, spec in specs_of(self._made_of).items()}
        return {**getattr(value, UNKNOWN), **known}
