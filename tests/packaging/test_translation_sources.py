"""Every text of the program can be collected for the catalogs; what cannot be collected is named."""

import ast
from pathlib import Path
from types import ModuleType

import pytest

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module that reads the sources."""
    monkeypatch.syspath_prepend(CHECKOUT / "packaging")
    import translation_sources

    return translation_sources


def found(tool: ModuleType, code: str) -> tuple[list[tuple[str, str | None]], list[str]]:
    """Texts with their singulars, and faults, of one module."""
    reader = tool.Reader("a.py", ast.parse(code))
    return [(one.text, one.singular) for one in reader.sources()], reader.faults


def test_every_text_of_the_program_can_be_collected(tool: ModuleType) -> None:
    sources = tool.collect(CHECKOUT)
    assert sources["{n} working orders"].singular == "{n} working order"
    # A table's title, a sentence of the domain, a text chosen by a condition, one of the simulator.
    for text in ("Protection", "Close {count} of {open}", "Nothing was changed.", "One account, one position"):
        assert text in sources
    assert not [text for text in sources if "%n" in text or "%L" in text], "Qt would put a count there"


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ('Text("a {b}", b=1)', ["a {b}"]),
        ('x = phrase("a")', ["a"]),
        ('def f(): return tr("a" if x else "b")', ["a", "b"]),
        ('def f(self):\n    s = "a" if x else "b"\n    if y:\n        s = "c"\n    return Text(s)', ["a", "b", "c"]),
        ('f = lambda row: tr("a")', ["a"]),
        ('Text("a" "b")', ["ab"]),
    ],
)
def test_plain_texts_are_collected(tool: ModuleType, code: str, texts: list[str]) -> None:
    assert found(tool, code) == ([(text, None) for text in texts], [])


def test_a_text_with_a_count_has_both_forms(tool: ModuleType) -> None:
    assert found(tool, 'plural("{n} order", "{n} orders", n=2)') == ([("{n} orders", "{n} order")], [])


@pytest.mark.parametrize(
    "code",
    [
        'def f(): tr(f"a {b}")',
        "def f(words): tr(words)",
        'def f(words):\n    words = words or "a"\n    tr(words)',
        'def f():\n    for words in ("a", "b"):\n        tr(words)',
        'Text("a" + b)',
        "def f(): tr(column.title)",
        "def f(): tr(TITLES[1])",
        'WORDS = tr("a")',
        'class A:\n    words = tr("a")',
        'def f(self): self.tr("a")',
        'plural("{n} order", many, n=2)',
        'plural("{n} order", "{n} orders" if x else "{n} of them", n=2)',
        "Text()",
    ],
)
def test_what_cannot_be_collected_is_named(tool: ModuleType, code: str) -> None:
    _texts, faults = found(tool, code)
    assert len(faults) == 1
    assert faults[0].startswith("a.py:")


def test_one_text_has_one_use(tool: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "ctpanel").mkdir()
    (tmp_path / "ctpanel" / "a.py").write_text('Text("{n} orders", n=1)\nplural("{n} order", "{n} orders", n=1)\n')
    with pytest.raises(tool.Unreadable, match=r"ctpanel/a\.py: '\{n\} orders' is used with and without a count"):
        tool.collect(tmp_path)


def test_a_text_without_words_is_not_for_a_translator(tool: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "ctpanel").mkdir()
    (tmp_path / "ctpanel" / "a.py").write_text('Text("{what} {next}: {0}", what=1)\nText("{n} s", n=1)\n')
    assert list(tool.collect(tmp_path)) == ["{n} s"]
