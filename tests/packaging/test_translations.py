"""Every catalog is complete, fits its texts, and is what the program loads.

When a text is new or has changed: `python3 packaging/dev.py translations`, then translate what is unfinished in
resources/translations and run it again.
"""

from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QTranslator

CHECKOUT = Path(__file__).parents[2]
CATALOGS = sorted((CHECKOUT / "resources" / "translations").glob("*.ts"))


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module that keeps the catalogs."""
    monkeypatch.syspath_prepend(CHECKOUT / "packaging")
    import translations

    return translations


def test_there_is_a_second_language() -> None:
    assert [catalog.name for catalog in CATALOGS] == ["ctpanel_de.ts"]


@pytest.mark.parametrize("catalog", CATALOGS, ids=lambda path: path.stem)
def test_every_text_of_the_program_is_translated(tool: ModuleType, catalog: Path) -> None:
    sources = tool.translation_sources.collect(CHECKOUT)
    _head, known = tool.read(catalog)
    messages = tool.updated(known, sources, tool.FORMS["de"])
    assert tool.faults_of("de", messages) == []


@pytest.mark.parametrize("catalog", CATALOGS, ids=lambda path: path.stem)
def test_the_compiled_catalog_says_what_the_readable_one_says(tool: ModuleType, catalog: Path) -> None:
    compiled = QTranslator()
    assert compiled.load(str(catalog.with_suffix(".qm")))
    _head, messages = tool.read(catalog)
    for one in messages.values():
        if one.kind:
            continue
        said = (
            [compiled.translate("ctpanel", one.source)]
            if one.singular is None
            else [compiled.translate("ctpanel", one.source, "", count) for count in (1, 2)]
        )
        assert tuple(said) == one.forms


def test_a_finished_translation_is_kept_and_a_new_text_comes_in_unfinished(tool: ModuleType) -> None:
    message, source = tool.Message, tool.Source
    known = {"kept": message("kept", None, ("behalten",)), "gone": message("gone", None, ("weg",))}
    sources = {"kept": source("kept"), "{n} new": source("{n} new", "{n} new one")}
    assert tool.updated(known, sources, 2) == [
        message("kept", None, ("behalten",)),
        message("{n} new", "{n} new one", ("", ""), "unfinished"),
        message("gone", None, ("weg",), "vanished"),
    ]


def test_a_text_that_is_back_is_finished_again(tool: ModuleType) -> None:
    known = {"back": tool.Message("back", None, ("wieder da",), "vanished")}
    assert tool.updated(known, {"back": tool.Source("back")}, 2) == [tool.Message("back", None, ("wieder da",))]


@pytest.mark.parametrize(
    ("source", "singular", "forms"),
    [
        ("Close {count} of {open}", None, ("{count} schließen",)),
        ("Close {count}", None, ("{contracts} schließen",)),
        ("{n} orders in {account}", "{n} order in {account}", ("eine Order", "{n} Orders in {account}")),
        ("{n} orders", "{n} order", ("{n} Order", "Orders")),
        ("hold", None, ("",)),
        ("&Stop", None, ("Anhalten",)),
        ("Stop", None, ("&Anhalten",)),
        ("P&&L", None, ("G&V",)),
    ],
)
def test_a_translation_that_does_not_fit_is_named(
    tool: ModuleType, source: str, singular: str | None, forms: tuple[str, ...]
) -> None:
    assert tool.Message(source, singular, forms).faults()


def test_a_catalog_survives_being_written(tool: ModuleType, tmp_path: Path) -> None:
    head, messages = tool.read(CATALOGS[0])
    copy = tmp_path / "ctpanel_de.ts"
    copy.write_text(tool.written(head, list(messages.values())), encoding="utf-8")
    assert tool.read(copy) == (head, messages)
    assert "Glossary" in head


def test_the_tool_compiles_with_what_is_installed(tool: ModuleType, tmp_path: Path) -> None:
    tool.compile_to(CATALOGS[0], tmp_path / "fresh.qm")
    fresh = QTranslator()
    assert fresh.load(str(tmp_path / "fresh.qm"))
    assert fresh.translate("ctpanel", "{n} positions", "", 1) == "{n} Position"
