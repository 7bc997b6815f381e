"""What each action of the main window does: change a preference, take a step in a pane, or ask the program."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final

from ctpanel.ui.actions import Actions
from ctpanel.ui.views.docks import Docks
from ctpanel.ui.views.panes import Panes
from ctpanel.ui.views.window_parts import WindowParts

_PANES: Final = ("go_accounts", "go_orders", "go_activity", "go_notices")


class WindowActions:
    """Offers to the actions of one window what they do; an action that has no handler is not offered."""

    def __init__(self, parts: WindowParts, panes: Panes, docks: Docks) -> None:
        self._session, self._preferences = parts.session, parts.preferences
        self._handlers, self._theme = parts.handlers, parts.theme
        self._panes = panes
        self._docks = docks

    def connect(self, actions: Actions, leave: Callable[[], None]) -> None:
        """Connect every action; ``leave`` is what *Quit* does."""
        for offers in (self._of_positions(), self._of_looks(), self._of_program(), self._of_panes(), {"quit": leave}):
            for key, handler in offers.items():
                actions.connect_to(key, handler)
        self._panes.positions.enable_actions()
        if self._handlers.save_case_file is not None:
            self._case_file = actions["save_case_file"]
            self._panes.activity.table.selectionModel().selectionChanged.connect(self._enable_case_file)
            self._enable_case_file()

    def set_mask(self, masked: bool) -> None:
        """Mask names and balances, or show them."""
        self._change(mask=masked)

    def switch_theme(self) -> None:
        """Light when it is dark now, and the other way round."""
        self._change(theme="light" if self._theme.tokens.colors.is_dark else "dark")

    def _of_positions(self) -> dict[str, Callable[[], None] | None]:
        handlers, positions = self._handlers, self._panes.positions
        return {
            "close_position": positions.close_selected,
            **{f"close_{preset}": opener for preset, opener in positions.presets.openers().items()},
            "cancel_orders": positions.cancel_orders if handlers.cancel_orders else None,
            "flatten": positions.flatten if handlers.flatten else None,
            "flatten_longs": positions.flatten_longs if handlers.exits else None,
            "flatten_shorts": positions.flatten_shorts if handlers.exits else None,
            "flatten_everything": handlers.exits.flatten_everything if handlers.exits else None,
            "refresh": self._session.refresh,
            "find": positions.focus_filter,
        }

    def _of_looks(self) -> dict[str, Callable[[], None] | None]:
        return {
            "mask": lambda: self.set_mask(not self._preferences.current.mask),
            "compact": lambda: self._change(compact=not self._preferences.current.compact),
            "always_on_top": lambda: self._change(always_on_top=not self._preferences.current.always_on_top),
            "theme": self.switch_theme,
            "unit": lambda: self._change(pnl_unit=self._preferences.current.pnl_unit.following),
            "columns": self._panes.choose_columns,
        }

    def _of_program(self) -> dict[str, Callable[[], None] | None]:
        handlers = self._handlers
        return {
            "save_case_file": self._save_case_file if handlers.save_case_file else None,
            "export_journal": handlers.export_journal,
            "open_profiles": handlers.open_profiles,
            "enter_token": handlers.enter_token,
            "start_fire_drill": handlers.start_fire_drill,
            "open_settings": handlers.open_settings,
            "open_guide": self._open_guide if handlers.open_guide else None,
            "open_shortcuts": handlers.open_shortcuts,
            "open_about": handlers.open_about,
        }

    def _of_panes(self) -> dict[str, Callable[[], None] | None]:
        around = (partial(self._docks.go_to, *to) for to in self._panes.inside.items())
        return {"go_positions": self._panes.positions.table.setFocus, **dict(zip(_PANES, around, strict=True))}

    def _change(self, **changes: object) -> None:
        changed = replace(self._preferences.current, **changes)  # type: ignore[arg-type]  # each by its own name above
        self._preferences.change(changed)

    def _open_guide(self) -> None:
        if self._handlers.open_guide is not None:
            self._handlers.open_guide(self._panes.topic())

    def _enable_case_file(self) -> None:
        """A case file is about one command, the one that is selected in Activity."""
        self._case_file.setEnabled(self._panes.activity.selected_command() is not None)

    def _save_case_file(self) -> None:
        command, save = self._panes.activity.selected_command(), self._handlers.save_case_file
        if command is not None and save is not None:
            save(command)
