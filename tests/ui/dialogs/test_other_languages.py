"""Dialogs in a language that shows what is not translated, and in German: keys that differ, words that have room."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QListWidget, QStackedWidget, QWidget

from ctpanel.domain.closing import Wanted
from ctpanel.sim.scenarios import SCENARIOS
from ctpanel.ui.dialogs.about import AboutDialog, AboutFacts
from ctpanel.ui.dialogs.close_position import ClosePositionDialog
from ctpanel.ui.dialogs.exit_dialogs import ExitDialogs
from ctpanel.ui.dialogs.fire_drill import Drill, DrillPlan, FireDrillDialog
from ctpanel.ui.dialogs.guide import GuideDialog
from ctpanel.ui.dialogs.profiles import ProfilesDialog
from ctpanel.ui.dialogs.settings import SettingsDialog
from ctpanel.ui.dialogs.setup_assistant import SetupAssistant
from ctpanel.ui.dialogs.shortcut_overview import ShortcutOverview
from ctpanel.ui.dialogs.token import TokenDialog
from ctpanel.ui.language import known_languages, language_for, speaking
from tests.fakes.pictures import MES
from tests.helpers.pseudo_language import left_in_english
from tests.helpers.room import cut_words
from tests.ui.dialogs.bench import Bench, dispose
from tests.ui.dialogs.test_profiles import ScriptedProfiles

#: Names, a color, what stands in the About box, and keys, which Qt calls by its own translation.
DATA = (
    "Sim101",
    "Main",
    "Swing",
    "Apex",
    "MES 12-25",
    "FLATTEN",
    "A7F37",
    "C62828",
    "LGPL",
    "/state",
    "ctpanel",
    "httpx",
    "Ctrl",
    "Shift",
    "Space",
)
Make = Callable[[Bench], QWidget]
DRILLS = DrillPlan(tuple(Drill(name, one.title) for name, one in SCENARIOS.items()), "calm", lambda _name: None)
FACTS = AboutFacts((("ctpanel", "1.0"), ("httpx", "2.0")), "LGPL", (Path("/state"),))


def close_dialog(bench: Bench) -> QWidget:
    dialog = ClosePositionDialog(bench.kit, MES)
    dialog.choose(Wanted.contracts(2))
    return dialog


MAKERS: dict[str, Make] = {
    "close": close_dialog,
    "flatten everything": lambda bench: ExitDialogs(bench.kit).flatten_everything(),
    "cancel": lambda bench: ExitDialogs(bench.kit).cancel_orders((MES,)),
    "settings": lambda bench: SettingsDialog(bench.kit),
    "shortcuts": lambda bench: ShortcutOverview(bench.kit),
    "guide": lambda bench: GuideDialog(bench.kit),
    "about": lambda bench: AboutDialog(bench.kit, FACTS),
    "token": lambda bench: TokenDialog(bench.kit),
    "profiles": lambda bench: ProfilesDialog(bench.kit, ScriptedProfiles()),
    "set-up": lambda bench: SetupAssistant(bench.kit),
    "fire drill": lambda bench: FireDrillDialog(bench.kit, DRILLS),
}


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    with speaking(language_for("de", QLocale.c(), known_languages())):
        yield


def pages(root: QWidget) -> Iterator[None]:
    """The dialog with each of its pages in front, one after the other."""
    for stack in root.findChildren(QStackedWidget):
        for page in range(stack.count()):
            stack.setCurrentIndex(page)
            yield
    for listed in root.findChildren(QListWidget):
        if listed.accessibleName() in ("Pages", "Topics"):
            for row in range(listed.count()):
                listed.setCurrentRow(row)
                yield
    yield


@pytest.mark.parametrize("name", MAKERS)
async def test_nothing_stays_english(bench: Bench, pseudo: None, name: str) -> None:
    dialog = MAKERS[name](bench)
    dialog.show()
    for _page in pages(dialog):
        assert left_in_english(dialog, DATA) == set()
    dispose(dialog)


@pytest.mark.parametrize("name", MAKERS)
async def test_german_words_have_room_and_keys_of_their_own(bench: Bench, german: None, name: str) -> None:
    dialog = MAKERS[name](bench)
    dialog.resize(480, 600)
    dialog.show()
    for _page in pages(dialog):
        QApplication.processEvents()
        assert cut_words(dialog) == []
        assert dialog.width() == 480
        assert [key for key, times in keys_of(dialog).items() if times > 1] == []
    dispose(dialog)


def keys_of(dialog: QWidget) -> Counter[str]:
    """How often each letter is the key of a button or label that can be seen."""
    words = [
        one.text()
        for one in dialog.findChildren(QWidget)
        if one.isVisible() and isinstance(one, QAbstractButton | QLabel)
    ]
    return Counter(key.casefold() for text in words for key in re.findall(r"&([^&])", text.replace("&&", "")))
