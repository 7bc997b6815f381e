"""Which language a setting means, and what it does to texts, to Qt's own words and to typing."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QKeyCombination, QLocale, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ctpanel.domain.text import plural
from ctpanel.ui.dialogs.settings_kinds import Choice
from ctpanel.ui.dialogs.settings_list import SETTINGS
from ctpanel.ui.format import Formatter
from ctpanel.ui.i18n import Speech, tr
from ctpanel.ui.language import Language, known_languages, language_for, speaking
from ctpanel.ui.shortcuts import pressed, shown
from ctpanel.ui.widgets.quantity_spin import QuantitySpin

KNOWN = ("en", "de")


@pytest.fixture
def german(qapp: QApplication) -> Iterator[Language]:
    chosen = language_for("de", QLocale.c(), KNOWN)
    with speaking(chosen):
        yield chosen


@pytest.mark.parametrize(
    ("setting", "system", "code", "numbers"),
    [
        ("", "C", "en", "en_US"),
        ("", "en_GB", "en", "en_GB"),
        ("", "de_AT", "de", "de_AT"),
        ("", "fr_FR", "en", "fr_FR"),
        ("de", "C", "de", "de_DE"),
        ("de", "en_US", "de", "de_DE"),
        ("de", "de_CH", "de", "de_CH"),
        ("de-AT", "en_US", "de", "de_AT"),
        ("de_AT", "de_DE", "de", "de_AT"),
        ("en", "de_DE", "en", "en_US"),
        ("en", "en_GB", "en", "en_GB"),
        ("DE", "en_US", "de", "de_DE"),
        ("xx", "de_DE", "de", "de_DE"),
    ],
)
def test_a_setting_on_a_system(setting: str, system: str, code: str, numbers: str) -> None:
    chosen = language_for(setting, QLocale(system), KNOWN)
    assert (chosen.code, chosen.locale.name()) == (code, numbers)


def test_a_system_that_shows_english_with_german_numbers_keeps_both() -> None:
    class Mixed(QLocale):
        def uiLanguages(self, separator: QLocale.TagSeparator = QLocale.TagSeparator.Dash, /) -> list[str]:
            return ["en-US", "de-DE"]

    chosen = language_for("", Mixed("de_DE"), KNOWN)
    assert chosen.code == "en"
    assert Formatter.from_locale(chosen.locale).decimal_point == ","


def test_there_are_catalogs_for_what_the_settings_offer() -> None:
    (kind,) = (setting.kind for setting in SETTINGS if setting.title == "Language")
    assert isinstance(kind, Choice)
    assert {value for value, _label in kind.options} == {"", *known_languages()}


def test_texts_and_qt_s_own_words_change_and_change_back(qapp: QApplication) -> None:
    with speaking(language_for("de", QLocale.c(), KNOWN)):
        assert (tr("Close position"), _cancel()) == ("Position schließen", "Abbrechen")
        assert QLocale().name() == "de_DE"
    assert (tr("Close position"), _cancel()) == ("Close position", "Cancel")
    assert QLocale().language() is QLocale.Language.C


def _cancel() -> str:
    return QCoreApplication.translate("QPlatformTheme", "Cancel")


def test_english_on_a_german_system_is_english(qapp: QApplication) -> None:
    with speaking(language_for("en", QLocale("de_DE"), KNOWN)):
        assert tr("Close position") == "Close position"
        assert Formatter.from_locale(QLocale()) == Formatter()


def test_counts_take_their_plural_form(german: Language) -> None:
    speech = Speech(Formatter.from_locale(german.locale))
    shown = [speech.say(plural("{n} position", "{n} positions", n=n)) for n in (0, 1, 2, 1000)]
    assert shown == ["0 Positionen", "1 Position", "2 Positionen", "1.000 Positionen"]


def test_a_typed_separator_of_thousands_never_makes_another_number(german: Language, qtbot: QtBot) -> None:
    spin = QuantitySpin()
    qtbot.addWidget(spin)
    spin.set_open_size(2000)
    spin.show()
    for typed, contracts in (("1.000", None), ("1,000", None), ("1000", 1000)):
        spin.selectAll()
        QTest.keyClicks(spin, typed)
        assert (spin.lineEdit().text(), spin.quantity()) == (typed, contracts)


@pytest.mark.parametrize("pasted", ["1.000", "1,5", "1.5", " 12", "1e3", "٣"])
def test_what_is_pasted_and_is_no_plain_number_has_no_say(german: Language, qtbot: QtBot, pasted: str) -> None:
    spin = QuantitySpin()
    qtbot.addWidget(spin)
    spin.set_open_size(2000)
    spin.show_own(7)
    spin.show()
    spin.selectAll()
    QGuiApplication.clipboard().setText(pasted)
    spin.lineEdit().paste()
    assert (spin.lineEdit().text(), spin.quantity(), spin.value()) == (pasted, None, 7)


@pytest.mark.skipif(sys.platform == "darwin", reason="keys are signs there, the same in every language")
def test_keys_are_shown_by_their_german_names_and_kept_by_the_fixed_ones(german: Language) -> None:
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    kept = pressed(QKeyCombination(held, Qt.Key.Key_E))
    assert kept == "Ctrl+Shift+E"
    assert shown(kept) == "Strg+Umschalt+E"
