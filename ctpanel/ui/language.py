"""The language of the window: which one, its catalog, and the locale of its numbers. Files and wire know neither."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from ctpanel.domain.record import record
from ctpanel.resources import resources_folder

_LOG: Final = logging.getLogger("ctpanel.language")
_ENGLISH: Final = "en"
_PREFIX: Final = "ctpanel_"
_AMERICAN: Final = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)


@record
class Language:
    """``code`` names the catalog (``en`` has none: it is in the code); ``locale`` is how numbers are written."""

    code: str
    locale: QLocale


def known_languages() -> tuple[str, ...]:
    """Codes of all languages that there is a catalog for, and English."""
    catalogs = (resources_folder() / "translations").glob(f"{_PREFIX}*.qm")
    return (_ENGLISH, *sorted(path.stem.removeprefix(_PREFIX) for path in catalogs))


def language_for(setting: str, system: QLocale, known: Collection[str]) -> Language:
    """What a setting means on this system; an empty one, or one without a catalog, leaves it to the system.

    Left to the system, texts follow the language in which the system shows its own and numbers its regional format,
    which may be another: an English system with German numbers is common. A chosen language brings its own numbers;
    where the system has the same language, those of the system's country.
    """
    wanted = setting.replace("_", "-").partition("-")[0].lower()
    if wanted not in known:
        numbers = _AMERICAN if system.language() is QLocale.Language.C else system
        return Language(next((code for code in _shown_in(system) if code in known), _ENGLISH), numbers)
    chosen = QLocale(setting.replace("-", "_"))
    is_plain = wanted == setting.lower()
    if is_plain and QLocale.languageToCode(system.language()) == wanted:
        return Language(wanted, system)
    return Language(wanted, _AMERICAN if is_plain and wanted == _ENGLISH else chosen)


def _shown_in(system: QLocale) -> list[str]:
    return [name.replace("_", "-").partition("-")[0].lower() for name in system.uiLanguages()]


@contextlib.contextmanager
def speaking(language: Language) -> Iterator[None]:
    """The program's texts and Qt's own in this language until the end of the block; needs an application.

    Windows keep what they said when they were made, so they are made inside.
    """
    before = QLocale()
    QLocale.setDefault(language.locale)
    translators = [] if language.code == _ENGLISH else _translators(language.code)
    for translator in translators:
        QCoreApplication.installTranslator(translator)
    try:
        yield
    finally:
        for translator in translators:
            QCoreApplication.removeTranslator(translator)
        QLocale.setDefault(before)


def _translators(code: str) -> list[QTranslator]:
    """Qt's own words, for buttons and file dialogs, and ours. One that is missing leaves its part English."""
    of_qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)) / f"qtbase_{code}.qm"
    ours = resources_folder() / "translations" / f"{_PREFIX}{code}.qm"
    found = []
    for catalog in (of_qt, ours):
        translator = QTranslator()
        if translator.load(str(catalog)):
            found.append(translator)
        else:
            _LOG.warning("there is no catalog %s", catalog)
    return found
