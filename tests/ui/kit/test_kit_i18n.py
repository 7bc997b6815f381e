"""Sentences in the language of the window."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QApplication

from ctpanel.domain.money import Money
from ctpanel.domain.text import Gain, Text, joined, plural
from ctpanel.ui.format import Formatter
from ctpanel.ui.i18n import Speech, tr

GERMAN = Formatter(decimal_point=",", group=".", symbol_after=True)


class Catalog(QTranslator):
    """A catalog that lives in memory; keys are (source, count or -1). Says "" to what it does not know."""

    entries: ClassVar = {
        ("Sell {count} of {open}", -1): "{count} von {open} verkaufen",
        ("{n} working orders", 1): "{n} Auftrag",
        ("{n} working orders", 3): "{n} Aufträge",
        ("About {gain} booked", -1): "Etwa {gewinn} verbucht",
        ("hold", -1): "halten",
    }

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1, /) -> str:
        return self.entries.get((source, n), "") if context == "ctpanel" else ""


@pytest.fixture
def german(qapp: QApplication) -> Iterator[Speech]:
    catalog = Catalog()
    assert QCoreApplication.installTranslator(catalog)
    yield Speech(GERMAN)
    QCoreApplication.removeTranslator(catalog)


@pytest.fixture
def english(qapp: QApplication) -> Speech:
    return Speech(Formatter())


def test_english_needs_no_catalog(english: Speech) -> None:
    assert english.say(Text("Sell {count} of {open}", count=2, open=4)) == "Sell 2 of 4"
    assert english.say(plural("{n} working order", "{n} working orders", n=1)) == "1 working order"
    assert english.say(plural("{n} working order", "{n} working orders", n=3)) == "3 working orders"
    assert english.say(plural("{n} working order", "{n} working orders", n=0)) == "0 working orders"


def test_english_equals_what_the_log_says(english: Speech) -> None:
    text = joined(
        [
            Text("Sell {count} of {open}", count=2, open=4),
            Text("About {gain} booked", gain=Gain(Money(Decimal("312.5")))),
        ]
    )
    assert english.say(text) == str(text) == "Sell 2 of 4 About +$312.50 booked"


def test_a_catalog_replaces_pattern_and_numbers(german: Speech) -> None:
    assert german.say(Text("Sell {count} of {open}", count=2000, open=4000)) == "2.000 von 4.000 verkaufen"
    assert tr("hold") == "halten"
    assert tr("release") == "release"


def test_plural_forms_come_from_the_catalog(german: Speech) -> None:
    assert german.say(plural("{n} working order", "{n} working orders", n=1)) == "1 Auftrag"
    assert german.say(plural("{n} working order", "{n} working orders", n=3)) == "3 Aufträge"


def test_parts_of_a_joined_text_are_translated_each_on_its_own(german: Speech) -> None:
    text = joined(
        [Text("Sell {count} of {open}", count=1, open=2), plural("{n} working order", "{n} working orders", n=3)]
    )
    assert german.say(text) == "1 von 2 verkaufen 3 Aufträge"


def test_a_misspelled_field_in_a_catalog_hides_nothing(german: Speech) -> None:
    text = Text("About {gain} booked", gain=Gain(Money(Decimal("5"), "EUR")))
    assert german.say(text) == "About +5,00\u00a0€ booked"


def test_braces_in_an_argument_are_text(english: Speech) -> None:
    assert english.say(Text("in {account}", account="{open.__class__}")) == "in {open.__class__}"
