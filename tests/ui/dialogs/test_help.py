"""Help at the word, the overview of all keys, and what keys and screen readers find in dialogs."""

from __future__ import annotations

from typing import cast

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
    QTableView,
    QWidget,
)

from ctpanel.domain.outcome import Outcome, Stage, Topic
from ctpanel.domain.outcome_words import plain_headline, stage_text
from ctpanel.session.preferences import Preferences
from ctpanel.session.session import Session
from ctpanel.ui.actions import ACTIONS
from ctpanel.ui.dialogs.close_position import ClosePositionDialog
from ctpanel.ui.dialogs.guide import GuideDialog
from ctpanel.ui.dialogs.guide_texts import PAGES
from ctpanel.ui.dialogs.one_of_each import OneOfEach
from ctpanel.ui.dialogs.settings import SettingsDialog
from ctpanel.ui.dialogs.shortcut_overview import ShortcutOverview
from ctpanel.ui.fixed_keys import FIXED
from ctpanel.wiring.disk import Disk
from ctpanel.wiring.menu import Leaving, Menu
from ctpanel.wiring.preferences import PreferencePlug
from tests.fakes.pictures import MES, close_plan, command, position
from tests.ui.dialogs.bench import Bench, dispose
from tests.ui.dialogs.finding import named, starting

TOPICS: tuple[Topic, ...] = (*Outcome, *(stage for stage in Stage if stage is not Stage.DONE))


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.value)
def test_every_word_of_a_command_has_its_page(bench: Bench, topic: Topic) -> None:
    guide = GuideDialog(bench.kit)
    guide.turn_to(topic)
    word = stage_text(topic) if isinstance(topic, Stage) else plain_headline(topic)
    assert starting(guide, QLabel, "Topic:").text().split(",")[0] == str(word).split(",")[0].removesuffix(" done")
    assert starting(guide, QLabel, "Guide:").text() == PAGES[topic][1].replace("\n", "\n\n")
    dispose(guide)


@pytest.mark.parametrize(("stage", "outcome"), [(Stage.SENDING, None), (Stage.DONE, Outcome.UNKNOWN)])
def test_the_dialog_explains_the_word_that_it_shows(bench: Bench, stage: Stage, outcome: Outcome | None) -> None:
    dialog = ClosePositionDialog(bench.kit, MES)
    dialog.show()
    asked: list[Topic] = []
    dialog.explain.connect(asked.append)
    bench.session.put_command(command(close_plan(position()), stage, outcome))
    named(dialog, QPushButton, "What does this mean?").click()
    QTest.mouseClick(starting(dialog, QLabel, "Outcome:"), Qt.MouseButton.LeftButton)
    assert asked == [outcome or stage] * 2
    dispose(dialog)


def test_the_keys_of_the_guide_work_in_the_dialog_as_they_are_now(bench: Bench) -> None:
    dialog = ClosePositionDialog(bench.kit, MES)
    (key,) = dialog.findChildren(QShortcut)
    assert (key.key().toString(), key.autoRepeat()) == ("F1", False)
    bench.preferences.change(Preferences(shortcuts={"open_guide": "F2"}))
    assert key.key().toString() == "F2"
    asked: list[object] = []
    dialog.explain.connect(asked.append)
    key.activated.emit()
    bench.session.put_command(command(close_plan(position()), Stage.DONE, Outcome.REFUSED))
    key.activated.emit()
    assert asked == [None, Outcome.REFUSED]
    dispose(dialog)


def test_presets_are_buttons_and_say_which_is_chosen(bench: Bench) -> None:
    dialog = ClosePositionDialog(bench.kit, MES)
    dialog.show()
    named(dialog, QPushButton, "50%").click()
    told = {}
    for name in ("25%", "50%", "75%", "All"):
        button = named(dialog, QPushButton, name)
        interface = QAccessible.queryAccessibleInterface(button)
        assert interface is not None
        assert interface.role() is QAccessible.Role.Button
        told[name] = button.accessibleDescription()
    assert told == {"25%": "", "50%": "chosen", "75%": "", "All": ""}
    dispose(dialog)


def test_the_overview_lists_every_key_as_it_is_now(bench: Bench) -> None:
    overview = ShortcutOverview(bench.kit)
    overview.show()
    model = named(overview, QTableView, "Keys").model()

    def keys() -> dict[str, str]:
        return {model.index(row, 1).data(): model.index(row, 2).data() for row in range(model.rowCount())}

    assert len(keys()) == len(ACTIONS) + len(FIXED)
    assert (keys()["Refresh"], keys()["Next or previous control"]) == ("F5", "Tab, Shift+Tab")
    bench.preferences.change(Preferences(shortcuts={"refresh": "F8", "open_guide": ""}))
    assert (keys()["Refresh"], keys()["Guide"]) == ("F8", "none")
    QTest.keyClicks(named(overview, QLineEdit, "Find keys"), "close 25")
    assert list(keys()) == ["Close 25%…"]
    QTest.keyClick(named(overview, QLineEdit, "Find keys"), Qt.Key.Key_Escape)
    assert len(keys()) == len(ACTIONS) + len(FIXED) and overview.isVisible()
    asked: list[bool] = []
    overview.change.connect(lambda: asked.append(True))
    button = named(overview, QPushButton, "Change shortcuts")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert asked == [True], "Enter presses the button that has the focus"
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
        QApplication.sendEvent(button, QKeyEvent(kind, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "", True))
    assert asked == [True], "a held Enter is one press"
    dispose(overview)


def test_a_long_text_of_the_guide_is_scrolled_by_keys(bench: Bench) -> None:
    guide = GuideDialog(bench.kit)
    guide.resize(480, 320)
    guide.show()
    guide.turn_to(None)
    QApplication.processEvents()
    text = named(guide, QScrollArea, "Text of the topic")
    assert text.verticalScrollBar().maximum() > 0
    assert _tab_order(guide)[1] == "Text of the topic"
    QTest.keyClick(text, Qt.Key.Key_PageDown)
    assert text.verticalScrollBar().value() > 0
    dispose(guide)


def test_a_second_request_brings_the_first_window_back(bench: Bench) -> None:
    windows = OneOfEach()
    first = windows.show(GuideDialog, lambda: GuideDialog(bench.kit))
    other = windows.show(ShortcutOverview, lambda: ShortcutOverview(bench.kit))
    assert windows.show(GuideDialog, lambda: GuideDialog(bench.kit)) is first
    dispose(first)
    second = windows.show(GuideDialog, lambda: GuideDialog(bench.kit))
    assert second is not first
    assert second.isVisible()
    windows.close_all()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not any(shiboken6.isValid(window) for window in (second, other))


def test_a_window_that_was_just_closed_is_not_brought_back(bench: Bench) -> None:
    """It goes some turns later, and nobody would see it."""
    windows = OneOfEach()
    windows.show(GuideDialog, lambda: GuideDialog(bench.kit)).close()
    again = windows.show(GuideDialog, lambda: GuideDialog(bench.kit))
    assert again.isVisible()
    windows.close_all()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_windows_about_two_things_stand_side_by_side(bench: Bench) -> None:
    windows = OneOfEach()
    first, other = (windows.show(GuideDialog, lambda: GuideDialog(bench.kit), about) for about in ("a", "b"))
    assert first is not other
    assert windows.show(GuideDialog, lambda: GuideDialog(bench.kit), "a") is first
    windows.close_all()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_what_a_menu_opened_ends_with_it(bench: Bench) -> None:
    leaving = Leaving(lambda: None, lambda: None, lambda _scenario: None)
    session, preferences = cast("Session", bench.session), cast("PreferencePlug", bench.preferences)
    menu = Menu(session, cast("Disk", None), bench.kit, preferences, leaving)
    handlers = menu.handlers()
    assert handlers.open_shortcuts is not None and handlers.open_settings is not None
    handlers.open_shortcuts()
    handlers.open_settings()
    opened = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
    assert {type(one) for one in opened} == {ShortcutOverview, SettingsDialog}
    menu.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not any(shiboken6.isValid(one) for one in opened)


def test_tab_goes_through_the_settings_as_they_are_read(bench: Bench) -> None:
    dialog = SettingsDialog(bench.kit)
    dialog.show()
    assert dialog.focusWidget() is named(dialog, QListWidget, "Pages")
    seen = _tab_order(dialog)
    assert seen[0] == "Pages"
    assert seen[-2:] == ["Close window", "Search settings"]
    dispose(dialog)


def test_letters_of_the_close_dialog_are_its_own(bench: Bench) -> None:
    dialog = ClosePositionDialog(bench.kit, MES)
    texts = [one.text() for one in dialog.findChildren(QPushButton)]
    texts += [one.text() for one in dialog.findChildren(QLabel) if one.buddy() is not None]
    marked = [text.replace("&&", "") for text in texts]
    letters = [text[text.index("&") + 1].casefold() for text in marked if "&" in text]
    assert len(letters) == len(set(letters)), texts
    dispose(dialog)


def _tab_order(window: QWidget) -> list[str]:
    names: list[str] = []
    first = window.focusWidget()
    while not names or window.focusWidget() is not first:
        now = window.focusWidget()
        names.append(now.accessibleName())
        QTest.keyClick(now, Qt.Key.Key_Tab)
    return names
