"""Every text of the program that is translated, read from its source code without running it.

Four forms count, each with plain literals: `tr("…")`, `Text("…")`, `phrase("…")`, `plural("one …", "many …")`. A choice
between literals counts as well (`tr("a") if …`, `Text("a" if … else "b")`, a local name that is only given literals).
Anything else cannot be collected, so that its translation would silently be missing: it is an error.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

FORMS = {"tr": 1, "Text": 1, "phrase": 1, "plural": 2}
#: The forms themselves; what they are called with there is not a text.
EXEMPT = ("ctpanel/domain/text.py", "ctpanel/ui/i18n.py")
FIELD = re.compile(r"\{[^{}]*\}")

_Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


@dataclass(slots=True)
class Source:
    """One English text. ``singular`` is set for a text that depends on a count; ``files`` are where it stands."""

    text: str
    singular: str | None = None
    files: list[str] = field(default_factory=list)


class Unreadable(Exception):
    """A text cannot be collected; each line of the message names a place."""


def collect(checkout: Path) -> dict[str, Source]:
    """All texts with at least one letter, in the order of files and lines. Raises Unreadable."""
    found: dict[str, Source] = {}
    faults: list[str] = []
    for path in sorted((checkout / "ctpanel").rglob("*.py")):
        name = path.relative_to(checkout).as_posix()
        if name not in EXEMPT:
            reader = Reader(name, ast.parse(path.read_text(encoding="utf-8")))
            for one in reader.sources():
                faults.extend(_merge(found, one))
            faults.extend(reader.faults)
    if faults:
        raise Unreadable("\n".join(faults))
    return found


def _merge(found: dict[str, Source], one: Source) -> Iterator[str]:
    if not re.search("[^\\W\\d_]", FIELD.sub("", one.text)):
        return
    known = found.setdefault(one.text, one)
    if known.singular != one.singular:
        yield f"{one.files[0]}: {one.text!r} is used with and without a count, or with two singulars"
    elif one.files[0] not in known.files:
        known.files.append(one.files[0])


class Reader:
    """Reads one module; ``faults`` are complete once :meth:`sources` is exhausted."""

    def __init__(self, name: str, tree: ast.Module) -> None:
        self.faults: list[str] = []
        self._name = name
        self._tree = tree

    def sources(self) -> Iterator[Source]:
        """Every text of the module."""
        yield from self._below(self._tree, None)

    def _below(self, node: ast.AST, inside: _Function | None) -> Iterator[Source]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Call):
                yield from self._called(child, inside)
            yield from self._below(child, child if isinstance(child, _Function) else inside)

    def _called(self, call: ast.Call, inside: _Function | None) -> Iterator[Source]:
        if isinstance(call.func, ast.Attribute) and call.func.attr == "tr":
            self._fault(call, "tr of an object does not look into the catalog")
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        if name not in FORMS:
            return
        if name == "tr" and inside is None:
            self._fault(call, "is translated before a language is chosen; keep a phrase instead")
        if len(call.args) != FORMS[name]:
            self._fault(call, "needs its text in its place")
        elif name == "plural":
            forms = [self._literals(each, inside) for each in call.args]
            if len(forms[0]) == len(forms[1]) == 1:
                yield Source(forms[1][0], forms[0][0], [self._name])
            elif all(forms):
                self._fault(call, "chooses between texts; choose between two calls instead")
        else:
            yield from (Source(text, None, [self._name]) for text in self._literals(call.args[0], inside))

    def _literals(self, value: ast.expr, inside: _Function | None) -> list[str]:
        match value:
            case ast.Constant(value=str() as text):
                return [text]
            case ast.IfExp(body=one, orelse=other):
                return self._literals(one, inside) + self._literals(other, inside)
            case ast.Name(id=name) if inside is not None and (given := _given(name, inside)):
                return [text for each in given for text in self._literals(each, inside)]
        self._fault(value, f"is not a plain text: {ast.unparse(value)}")
        return []

    def _fault(self, node: ast.expr, what: str) -> None:
        self.faults.append(f"{self._name}:{node.lineno}: {what}")


def _given(name: str, inside: _Function) -> list[ast.expr]:
    """Every value that a local name is given; nothing when it is a parameter or given in another way."""
    found = []
    for node in ast.walk(inside):
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store):
            found.append(node)
    values = [
        node.value
        for node in ast.walk(inside)
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and node.targets[0] in found
    ]
    return values if len(values) == len(found) else []


def fields(text: str) -> frozenset[str]:
    """The names in braces."""
    return frozenset(each[1:-1] for each in FIELD.findall(text))
