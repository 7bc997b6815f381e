"""Every entry of a menu can be reached by a letter."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication, QMenu

from ctpanel.ui.mnemonics import mark_menu, unmarked, with_mnemonics


def test_first_letters_come_first_and_none_twice() -> None:
    texts = ["Flatten", "Flatten longs…", "Filter", "P&&L unit", "F"]
    assert with_mnemonics(texts) == ["&Flatten", "Flatten &longs…", "F&ilter", "&P&&L unit", "F"]


def test_a_mark_that_was_there_is_no_second_one() -> None:
    assert with_mnemonics(["E&xit", "Exit"]) == ["&Exit", "E&xit"]


@given(st.lists(st.text(alphabet="abcÄ& …", max_size=8), max_size=8))
def test_letters_are_unique_and_words_stay(texts: list[str]) -> None:
    shown = [text.replace("&", "&&") for text in texts]
    marked = with_mnemonics(shown)
    assert [unmarked(one) for one in marked] == texts
    singles = [one.replace("&&", "") for one in marked]
    letters = [one[one.index("&") + 1] for one in singles if "&" in one]
    assert len(letters) == len({letter.casefold() for letter in letters})


def test_a_menu_and_what_is_below_it(qapp: QApplication) -> None:
    menu = QMenu()
    menu.addAction("Cancel")
    menu.addSeparator()
    hidden = menu.addAction("Hidden")
    hidden.setVisible(False)
    below = menu.addMenu("Columns")
    below.addAction("Cancel")
    mark_menu(menu)
    assert [action.text() for action in menu.actions() if action.text()] == ["&Cancel", "Hidden", "C&olumns"]
    assert [action.text() for action in below.actions()] == ["&Cancel"]
