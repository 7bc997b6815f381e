"""No library is shipped with less than the whole text of its license."""

from pathlib import Path
from types import ModuleType

import pytest

PACKAGING = Path(__file__).parents[2] / "packaging"


@pytest.fixture
def license_texts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """The module, with a folder of this test in the place of Debian's common texts."""
    monkeypatch.syspath_prepend(PACKAGING)
    import license_texts

    common = tmp_path / "common-licenses"
    common.mkdir()
    (common / "GPL-2").write_text("the whole GPL")
    (common / "LGPL-2.1").write_text("the whole LGPL")
    monkeypatch.setattr(license_texts, "COMMON", common)
    return license_texts


def shipped(folder: Path, words: str) -> Path:
    (folder / "library-libx").mkdir(parents=True)
    (folder / "library-libx" / "copyright").write_text(words)
    return folder


def test_texts_that_are_only_named_come_along(license_texts: ModuleType, tmp_path: Path) -> None:
    named = "see '/usr/share/common-licenses/GPL-2'. Others: /usr/share/common-licenses/LGPL-2.1."
    target = shipped(tmp_path / "licenses", named)
    license_texts.copy_common(target)
    found = {path.name: path.read_text() for path in (target / "common-licenses").iterdir()}
    assert found == {"GPL-2": "the whole GPL", "LGPL-2.1": "the whole LGPL"}


def test_a_text_that_is_named_and_not_there_is_no_bundle(license_texts: ModuleType, tmp_path: Path) -> None:
    target = shipped(tmp_path / "licenses", "in /usr/share/common-licenses/MPL-1.1")
    with pytest.raises(license_texts.LicenseMissing, match=r"MPL-1\.1"):
        license_texts.copy_common(target)


@pytest.mark.parametrize("name", ["LGPL-3.0.txt", "GPL-3.0.txt", "ICU.txt"])
def test_what_qt_comes_without_is_kept_here(license_texts: ModuleType, name: str) -> None:
    assert name in license_texts.WITHOUT_TEXT["pyside6-essentials"]
    assert len((PACKAGING / "licenses" / name).read_text(encoding="utf-8")) > 900
