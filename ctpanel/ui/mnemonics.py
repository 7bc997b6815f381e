"""A letter for every entry of a menu, none twice, in whatever language the entries are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

_HOLD = "\0"


def with_mnemonics(texts: Sequence[str]) -> list[str]:
    """The texts, each with ``&`` before a letter that no other has: of a word's beginning if possible.

    A mark that a text already has is moved if need be; ``&&`` stays a plain ampersand. A text gets none when all its
    letters are taken.
    """
    taken: set[str] = set()
    marked = []
    for text in texts:
        plain = unmarked(text)
        place = _free(plain, taken)
        if place is None:
            marked.append(_escaped(plain))
            continue
        taken.add(plain[place].casefold())
        marked.append(f"{_escaped(plain[:place])}&{_escaped(plain[place:])}")
    return marked


def mark_menu(menu: QMenu) -> None:
    """Give the entries of a menu their letters, those of its submenus apart."""
    actions = [action for action in menu.actions() if action.isVisible() and not action.isSeparator()]
    for action, text in zip(actions, with_mnemonics([action.text() for action in actions]), strict=True):
        if action.text() != text:
            _set_text(action, text)
    for action in actions:
        below = action.menu()
        if isinstance(below, QMenu):
            mark_menu(below)


def unmarked(text: str) -> str:
    """The text as it is read, without marks."""
    return text.replace("&&", _HOLD).replace("&", "").replace(_HOLD, "&")


def _escaped(plain: str) -> str:
    return plain.replace("&", "&&")


def _free(plain: str, taken: set[str]) -> int | None:
    letters = [index for index, letter in enumerate(plain) if letter.isalnum()]
    starts = [index for index in letters if not plain[index - 1 : index].isalnum()]
    return next((index for index in (*starts, *letters) if plain[index].casefold() not in taken), None)


def _set_text(action: QAction, text: str) -> None:
    # Buttons show the icon text, which Qt derives from the text unless it was set.
    icon_text = action.iconText()
    action.setText(text)
    action.setIconText(icon_text)
