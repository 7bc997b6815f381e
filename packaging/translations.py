"""Bring the catalogs up to date with the program's texts, and compile them for Qt.

    python3 packaging/dev.py translations            update resources/translations/*.ts, then compile each to .qm
    python3 packaging/dev.py translations --check    change nothing; fail when something is missing or out of date

A finished translation is kept; a new text comes in unfinished; one that is gone is marked vanished and left out of the
compiled file. What stands above the first message (the glossary) is kept as it is. Lines are not recorded: every change
of the code would change the catalogs.
"""

from __future__ import annotations

import filecmp
import importlib.util
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import translation_sources
from translation_sources import Source, fields

CHECKOUT = Path(__file__).resolve().parents[1]
FOLDER = CHECKOUT / "resources" / "translations"
#: How many forms a language has for a count; Qt decides which of them a count takes.
FORMS = {"de": 2}


class CatalogFault(Exception):
    """A catalog cannot be used; the message is for the translator."""


@dataclass(frozen=True, slots=True)
class Message:
    """A text with its translations: one, or one for each plural form. ``kind`` is Qt's word, empty for finished."""

    source: str
    singular: str | None
    forms: tuple[str, ...]
    kind: str = ""

    def faults(self) -> list[str]:
        """What is wrong with a finished translation."""
        wanted = fields(self.source)
        # A singular may be a word: "one order" needs no number.
        allowed = [{wanted, wanted - {"n"}} if self.singular is not None else {wanted}, *[{wanted}] * len(self.forms)]
        fits = all(fields(form) in fitting for form, fitting in zip(self.forms, allowed, strict=False))
        faults = [] if fits and all(self.forms) else [f"{self.source!r}: empty, or not the fields of the source"]
        keys = {form.replace("&&", "").count("&") for form in self.forms}
        if keys != {self.source.replace("&&", "").count("&")}:
            faults.append(f"{self.source!r}: its key (&) is missing or too much")
        return faults


def read(path: Path) -> tuple[str, dict[str, Message]]:
    """What stands above the messages, and the messages by source."""
    text = path.read_text(encoding="utf-8")
    head = text.partition("<context>")[0]
    found = {}
    for node in ElementTree.fromstring(text).iter("message"):  # noqa: S314 - our own file
        translation = node.find("translation")
        if translation is None:
            raise CatalogFault(f"{path.name}: a message without a translation")
        forms = tuple(form.text or "" for form in translation.findall("numerusform")) or (translation.text or "",)
        source = node.findtext("source") or ""
        found[source] = Message(source, node.findtext("extracomment"), forms, translation.get("type", ""))
    return head, found


def updated(known: dict[str, Message], sources: dict[str, Source], count: int) -> list[Message]:
    """The messages for these texts, then those that are gone."""
    messages = []
    for text, source in sources.items():
        forms = count if source.singular is not None else 1
        old = known.get(text)
        if old is None or len(old.forms) != forms:
            messages.append(Message(text, source.singular, ("",) * forms, "unfinished"))
        else:
            kind = "unfinished" if old.kind == "unfinished" or not all(old.forms) else ""
            messages.append(Message(text, source.singular, old.forms, kind))
    gone = [old for text, old in known.items() if text not in sources and any(old.forms)]
    return messages + [Message(old.source, old.singular, old.forms, "vanished") for old in gone]


def written(head: str, messages: list[Message]) -> str:
    """The catalog as text."""
    lines = [head + "<context>", "    <name>ctpanel</name>"]
    for one in messages:
        lines.append('    <message numerus="yes">' if one.singular is not None else "    <message>")
        lines.append(f"        <source>{escape(one.source)}</source>")
        if one.singular is not None:
            lines.append(f"        <extracomment>{escape(one.singular)}</extracomment>")
        kind = f' type="{one.kind}"' if one.kind else ""
        if one.singular is None:
            lines.append(f"        <translation{kind}>{escape(one.forms[0])}</translation>")
        else:
            forms = [f"            <numerusform>{escape(form)}</numerusform>" for form in one.forms]
            lines += [f"        <translation{kind}>", *forms, "        </translation>"]
        lines.append("    </message>")
    return "\n".join([*lines, "</context>", "</TS>", ""])


def compile_to(catalog: Path, target: Path) -> None:
    """Qt's own compiler, which comes with PySide6. Raises CatalogFault."""
    package = importlib.util.find_spec("PySide6")
    if package is None or package.origin is None:
        raise CatalogFault("PySide6 is not installed here")
    name = "lrelease.exe" if sys.platform == "win32" else "lrelease"
    command = [str(Path(package.origin).with_name(name)), "-silent", str(catalog), "-qm", str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode or not target.is_file():
        raise CatalogFault(f"{catalog.name} could not be compiled: {done.stderr.strip()}")


def faults_of(language: str, messages: list[Message]) -> list[str]:
    """Everything that keeps a catalog from being complete."""
    faults = []
    for one in messages:
        if one.kind == "unfinished":
            faults.append(f"{language}: not translated: {one.source!r}")
        elif not one.kind:
            faults += [f"{language}: {fault}" for fault in one.faults()]
    return faults


def bring_up_to_date(catalog: Path, sources: dict[str, Source], *, check: bool) -> list[str]:
    """Update and compile one catalog, or only compare; what is wrong with it."""
    language = catalog.stem.partition("_")[2]
    head, known = read(catalog)
    messages = updated(known, sources, FORMS[language])
    text = written(head, messages)
    compiled = catalog.with_suffix(".qm")
    faults = faults_of(language, messages)
    if not check:
        catalog.write_text(text, encoding="utf-8", newline="\n")
        compile_to(catalog, compiled)
        return faults
    if text != catalog.read_text(encoding="utf-8"):
        faults.append(f"{catalog.name} is not up to date with the program's texts")
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / compiled.name
        compile_to(catalog, fresh)
        if not compiled.is_file() or not filecmp.cmp(fresh, compiled, shallow=False):
            faults.append(f"{compiled.name} is not what {catalog.name} compiles to")
    return faults


def main(arguments: list[str]) -> int:
    """Returns the exit code: 1 when a text cannot be collected or a catalog is not complete."""
    try:
        sources = translation_sources.collect(CHECKOUT)
        faults = [
            fault
            for catalog in sorted(FOLDER.glob("*.ts"))
            for fault in bring_up_to_date(catalog, sources, check="--check" in arguments)
        ]
    except (translation_sources.Unreadable, CatalogFault) as reason:
        print(reason, file=sys.stderr)
        return 1
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{len(sources)} texts, {len(faults)} faults")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
