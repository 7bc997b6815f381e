"""The menus of the window: actions by their menu, each with a letter of its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtWidgets import QMenuBar, QWidget

from ctpanel.domain.text import phrase
from ctpanel.ui.actions import Actions
from ctpanel.ui.i18n import tr, tr_phrase
from ctpanel.ui.mnemonics import mark_menu, with_mnemonics
from ctpanel.ui.views.docks import Docks

_VIEW: Final = phrase("View")
_MENUS: Final = (phrase("File"), phrase("Positions"), _VIEW, phrase("Go"), phrase("Tools"), phrase("Help"))


def fill_menu_bar(bar: QMenuBar, actions: Actions, docks: Docks, reset_panes: Callable[[], None]) -> None:
    """Put every offered action into its menu; a menu without any is left away."""
    offered = actions.in_menus()
    titles = [title for title in _MENUS if title in offered]
    for title, words in zip(titles, with_mnemonics([tr_phrase(title) for title in titles]), strict=True):
        menu = bar.addMenu(words)
        menu.addActions(offered[title])
        if title == _VIEW:
            menu.addSeparator()
            menu.addActions([dock.toggleViewAction() for dock in docks.by_title.values()])
            menu.addAction(tr("Reset panes"), reset_panes)
        menu.aboutToShow.connect(actions.dress)
        # Anew each time: titles of panes count their rows.
        menu.aboutToShow.connect(partial(mark_menu, menu))


def reach_everywhere(window: QWidget, actions: Actions) -> None:
    """Let shortcuts work while the menu bar is out of the way."""
    window.addActions([action for group in actions.in_menus().values() for action in group])
