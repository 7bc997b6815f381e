"""The window's actions on more than one row, plugged to their confirmations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ctpanel.domain.ids import PositionKey
from ctpanel.session.preferences import PreferenceStore
from ctpanel.ui.actions import ExitHandlers
from ctpanel.ui.dialogs.kit import DialogKit

if TYPE_CHECKING:
    from ctpanel.ui.dialogs.command_scope import CommandScopeDialog
    from ctpanel.ui.dialogs.exit_dialogs import ExitDialogs


class ExitMenu:
    """Made before the window; :meth:`attach` tells it which one its dialogs belong to."""

    def __init__(self, kit: DialogKit, preferences: PreferenceStore) -> None:
        self._kit = kit
        self._preferences = preferences
        self._window: QWidget | None = None
        self._made: ExitDialogs | None = None

    def attach(self, window: QWidget) -> None:
        """From now on dialogs belong to this window."""
        self._window = window

    def cancel_orders(self, keys: tuple[PositionKey, ...]) -> None:
        """Ask about the working orders of these positions."""
        self._dialogs.cancel_orders(keys)

    def flatten(self, keys: tuple[PositionKey, ...]) -> None:
        """Ask about these positions."""
        self._dialogs.flatten(keys)

    def handlers(self) -> ExitHandlers:
        """What each of the other actions does."""
        return ExitHandlers(
            flatten_side=lambda side, keys: _opened(self._dialogs.flatten_side(side, keys)),
            flatten_everything=lambda: _opened(self._dialogs.flatten_everything()),
            reverse=lambda keys: _opened(self._dialogs.reverse(keys)),
            cancel_single=lambda orders: _opened(self._dialogs.cancel_single(orders)),
            cancel_accounts=lambda accounts: _opened(self._dialogs.cancel_accounts(accounts)),
            flatten_accounts=lambda accounts: _opened(self._dialogs.flatten_accounts(accounts)),
            flatten_group=self._flatten_group,
            groups=lambda: self._preferences.current.groups,
            may_reverse=lambda: self._preferences.current.allow_reverse,
        )

    def close(self) -> None:
        """Close every dialog; what was sent goes on."""
        if self._made is not None:
            self._made.close_all()

    @property
    def _dialogs(self) -> ExitDialogs:
        if self._made is None:
            # Imported when first wanted: the start does not wait for windows that nobody opened.
            from ctpanel.ui.dialogs.exit_dialogs import ExitDialogs

            self._made = ExitDialogs(self._kit, self._window)
        return self._made

    def _flatten_group(self, name: str) -> None:
        """The accounts of a group, in the case in which the service names them; not every list names all of them.

        A member that no list names is told in the confirmation: whoever flattens the group means that one too.
        """
        members = {each.casefold(): each for each in self._preferences.current.groups.get(name, ())}
        now = self._kit.session.snapshot
        known = dict.fromkeys((*now.accounts, *(key.account for key in now.positions), *now.orders))
        accounts = tuple(each for each in known if each.casefold() in members)
        found = {each.casefold() for each in accounts}
        missing = (each for folded, each in members.items() if folded not in found)
        self._dialogs.flatten_accounts((*accounts, *missing), name)


def _opened(_dialog: CommandScopeDialog) -> None:
    """The dialog owns itself; the actions of the window want no answer."""
