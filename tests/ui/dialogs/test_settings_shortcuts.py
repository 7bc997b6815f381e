"""The shortcut editor: pressed keys count at once, and keys that are taken or needed are refused by name."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTableView

from ctpanel.session.preferences import Preferences
from ctpanel.ui.actions import ACTIONS
from ctpanel.ui.dialogs.settings import SettingsDialog
from ctpanel.ui.dialogs.settings_list import KEYS, SETTINGS
from ctpanel.ui.widgets.key_catcher import KeyCatcher
from tests.ui.dialogs.bench import Bench, dispose
from tests.ui.dialogs.finding import named, starting

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Keys:
    """The editor, worked by keys."""

    def __init__(self, bench: Bench, dialog: SettingsDialog) -> None:
        self.bench, self.dialog = bench, dialog
        self.table = named(dialog, QTableView, "Shortcuts")
        self.field = named(dialog, KeyCatcher, "New keys")

    def choose(self, words: str) -> None:
        model = self.table.model()
        (row,) = (row for row in range(model.rowCount()) if model.index(row, 0).data() == words)
        self.table.selectRow(row)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.table, Qt.Key.Key_Return)
        QTest.keyClick(self.field, key, held)

    def keys_of(self, words: str) -> str:
        model = self.table.model()
        (found,) = (row for row in range(model.rowCount()) if model.index(row, 0).data() == words)
        return str(model.index(found, 1).data())

    def told(self) -> str:
        return starting(self.dialog, QLabel, "Shortcut:").accessibleName().removeprefix("Shortcut:").strip()

    def click(self, name: str) -> None:
        named(self.dialog, QPushButton, name).click()

    @property
    def saved(self) -> dict[str, str]:
        return dict(self.bench.preferences.current.shortcuts)


@pytest.fixture
def keys(bench: Bench) -> Iterator[Keys]:
    bench.preferences.change(Preferences(shortcuts={"fly": "F8"}))
    made = SettingsDialog(bench.kit)
    made.show()
    made.activateWindow()
    made.turn_to(KEYS)
    yield Keys(bench, made)
    dispose(made)


def test_every_action_is_listed(keys: Keys) -> None:
    model = keys.table.model()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == [spec.text for spec in ACTIONS]
    assert keys.table.isVisible()


def test_pressed_keys_count_at_once(keys: Keys) -> None:
    keys.choose("Close position")
    keys.press(Qt.Key.Key_X, CTRL | SHIFT)
    assert keys.saved == {"fly": "F8", "close_position": "Ctrl+Shift+X"}
    assert keys.keys_of("Close position") == "Ctrl+Shift+X"
    assert keys.told() == "Ctrl+Shift+X is for “Close position” now."
    assert keys.table.hasFocus()


def test_keys_of_another_action_are_refused_with_its_name(keys: Keys) -> None:
    keys.choose("Flatten")
    keys.press(Qt.Key.Key_E, CTRL)
    assert keys.saved == {"fly": "F8"}
    assert keys.told() == "Not changed. Ctrl+E belongs to “Close position”."
    assert keys.field.hasFocus(), "so that other keys can be tried"


@pytest.mark.parametrize(("key", "held"), [(Qt.Key.Key_E, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_Return, CTRL)])
def test_keys_that_are_needed_are_refused(keys: Keys, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    keys.choose("Flatten")
    keys.press(key, held)
    assert keys.saved == {"fly": "F8"}
    assert keys.told().startswith("Not changed. ")


def test_the_actions_own_keys_are_no_conflict(keys: Keys) -> None:
    keys.choose("Close position")
    keys.press(Qt.Key.Key_E, CTRL)
    assert keys.saved == {"fly": "F8"}
    assert keys.told() == "Ctrl+E is for “Close position” now."


def test_keys_are_taken_away_and_put_back(keys: Keys) -> None:
    keys.choose("Refresh")
    keys.click("Remove keys")
    assert keys.saved == {"fly": "F8", "refresh": ""}
    assert keys.keys_of("Refresh") == "none"
    keys.click("Built-in keys")
    assert keys.saved == {"fly": "F8"}
    assert keys.keys_of("Refresh") == "F5"


def test_built_in_keys_that_another_action_has_are_not_put_back(keys: Keys) -> None:
    keys.choose("Refresh")
    keys.click("Remove keys")
    keys.choose("Flatten")
    keys.press(Qt.Key.Key_F5)
    keys.choose("Refresh")
    keys.click("Built-in keys")
    assert keys.told() == "Not changed. F5 belongs to “Flatten”."
    keys.click("All built-in keys")
    assert keys.saved == {"fly": "F8"}, "what this version does not know is kept"
    assert keys.keys_of("Refresh") == "F5"


def test_a_held_key_is_caught_once_and_held_keys_alone_are_nothing(keys: Keys) -> None:
    keys.choose("Close position")
    QTest.keyClick(keys.table, Qt.Key.Key_Return)
    for key, held, again in ((Qt.Key.Key_Control, CTRL, False), (Qt.Key.Key_F8, CTRL, True)):
        QApplication.sendEvent(keys.field, QKeyEvent(QEvent.Type.KeyPress, key, held, "", again))
    assert keys.saved == {"fly": "F8"}
    QApplication.sendEvent(keys.field, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F8, CTRL, "", False))
    assert keys.saved == {"fly": "F8", "close_position": "Ctrl+F8"}


def test_no_shortcut_of_the_window_takes_a_key_from_the_field(keys: Keys) -> None:
    override = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier)
    override.ignore()
    QApplication.sendEvent(keys.field, override)
    assert override.isAccepted()


def test_escape_leaves_the_field_and_not_the_window(keys: Keys) -> None:
    keys.press(Qt.Key.Key_Escape)
    assert keys.dialog.isVisible()
    assert keys.table.hasFocus()


def test_tab_is_never_caught(keys: Keys) -> None:
    QTest.keyClick(keys.table, Qt.Key.Key_Return)
    QTest.keyClick(keys.field, Qt.Key.Key_Tab)
    assert not keys.field.hasFocus()
    assert keys.saved == {"fly": "F8"}


def test_the_search_finds_an_action_by_its_words() -> None:
    assert [setting.page for setting in SETTINGS if setting.matches("flatten shorts")] == [KEYS]
