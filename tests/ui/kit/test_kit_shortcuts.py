"""Which keys an action may have, and what becomes of wishes that cannot be met."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from ctpanel.ui.actions import ACTIONS
from ctpanel.ui.shortcuts import assigned, canonical, pressed, refusal, shown

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_built_in_keys_are_usable_and_belong_to_one_action_each() -> None:
    keys = [spec.shortcut for spec in ACTIONS if spec.shortcut]
    assert len(keys) == len(set(keys))
    assert [(each, refusal(each)) for each in keys if canonical(each) != each or refusal(each)] == []
    assert assigned({}).problems == ()
    assert assigned({}).keys == {spec.key: spec.shortcut for spec in ACTIONS}


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("ctrl+e", "Ctrl+E"),
        (" Ctrl+E ", "Ctrl+E"),
        ("Ctrl+Shift+?", "Ctrl+?"),
        ("Ctrl+Shift+e", "Ctrl+Shift+E"),
        ("Shift+F5", "Shift+F5"),
        ("Ctrl+Ctrl", None),
        ("Hyper+E", None),
        ("Ctrl+K, Ctrl+C", None),
        ("Ctrl", None),
        ("", None),
    ],
)
def test_one_spelling_for_one_combination(text: str, keys: str | None) -> None:
    assert canonical(text) == keys


def test_a_sign_is_the_same_with_and_without_shift_and_held_keys_are_nothing() -> None:
    assert pressed(QKeyCombination(CTRL | SHIFT, Qt.Key.Key_Question)) == "Ctrl+?"
    assert pressed(QKeyCombination(CTRL | SHIFT, Qt.Key.Key_E)) == "Ctrl+Shift+E"
    assert pressed(QKeyCombination(CTRL | Qt.KeyboardModifier.KeypadModifier, Qt.Key.Key_1)) == "Ctrl+1"
    assert pressed(QKeyCombination(CTRL, Qt.Key.Key_Control)) is None
    assert pressed(QKeyCombination(SHIFT, Qt.Key.Key_Backtab)) == "Shift+Tab"


@pytest.mark.parametrize(
    "keys",
    [
        *("Return", "Ctrl+Enter", "Space", "Ctrl+Space", "Tab", "Shift+Tab", "Ctrl+Tab", "Esc", "Up", "Ctrl+Down"),
        *("Home", "Ctrl+End", "PgUp", "Del", "Backspace", "Ins", "Menu", "F10", "Shift+F10"),
        *("E", "Shift+E", "7", "?", "Shift+A", "Volume Up"),
        *("Alt+E", "Alt+F4", "Ctrl+Alt+E", "Alt+Shift+7", "Meta+E", "Meta+Ctrl+F5"),
        *("Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+A", "Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z"),
    ],
)
def test_keys_that_are_needed_elsewhere_are_refused_by_name(keys: str) -> None:
    assert canonical(keys) == keys
    why = refusal(keys)
    assert why is not None
    assert shown(keys) in str(why)


@pytest.mark.parametrize("keys", ["Ctrl+E", "Ctrl+Shift+E", "F5", "Shift+F5", "Ctrl+F10", "Ctrl+,", "Ctrl+1", "Ctrl+?"])
def test_other_keys_are_free_to_use(keys: str) -> None:
    assert refusal(keys) is None


def test_the_users_keys_count_and_empty_means_none() -> None:
    found = assigned({"close_position": "Ctrl+Shift+X", "refresh": "", "flatten": "F8"})
    assert found.problems == ()
    wanted = {"close_position": "Ctrl+Shift+X", "refresh": "", "flatten": "F8"}
    assert {key: found.keys[key] for key in wanted} == wanted
    assert found.keys["find"] == "Ctrl+F"
    assert found.owner("F8") == "flatten"
    assert found.owner("") is None


def test_a_choice_takes_the_built_in_keys_of_another_action_and_that_is_told() -> None:
    found = assigned({"flatten": "Ctrl+E"})
    assert (found.keys["flatten"], found.keys["close_position"]) == ("Ctrl+E", "")
    (problem,) = map(str, found.problems)
    assert problem == "“Close position” has no shortcut now. Ctrl+E belongs to “Flatten”."


@pytest.mark.parametrize("broken", ["Hyper+E", "Return", "Ctrl+K, Ctrl+C", "E"])
def test_a_broken_choice_leaves_the_built_in_keys_and_is_told(broken: str) -> None:
    found = assigned({"refresh": broken})
    assert found.keys["refresh"] == "F5"
    (problem,) = map(str, found.problems)
    assert problem.startswith("The shortcut of “Refresh” is the built-in one.")
    assert broken in problem or QKeySequence(broken).toString() in problem


def test_of_two_equal_choices_the_first_counts() -> None:
    found = assigned({"refresh": "F8", "close_position": "F8"})
    assert (found.keys["close_position"], found.keys["refresh"]) == ("F8", "F5")
    assert "F8 belongs to “Close position”." in str(found.problems[0])


def test_keys_for_an_action_of_another_version_are_told() -> None:
    (problem,) = assigned({"fly": "F8"}).problems
    assert "“fly”" in str(problem)
