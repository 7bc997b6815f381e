"""The look, and a language in which every text that was not translated stands out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from ctpanel.ui.theme.apply import Look, Scheme, Theme
from tests.helpers.pseudo_language import PseudoLanguage


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, Look(scheme=Scheme.LIGHT))
    yield made
    if shiboken6.isValid(made):
        shiboken6.delete(made)


@pytest.fixture
def pseudo(qapp: QApplication) -> Iterator[None]:
    language = PseudoLanguage()
    assert QCoreApplication.installTranslator(language)
    yield
    QCoreApplication.removeTranslator(language)
