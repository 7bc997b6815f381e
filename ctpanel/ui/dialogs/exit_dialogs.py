"""Every way to act on more than one row: what is asked, in which words, and that it is asked once at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import shiboken6
from PySide6.QtWidgets import QWidget

from ctpanel.domain.exit_lists import (
    Exits,
    LeftOut,
    Listed,
    cancels_of_accounts,
    cancels_of_instruments,
    cancels_of_orders,
    everywhere,
    flattens_of_accounts,
    flattens_of_positions,
    reversals,
)
from ctpanel.domain.ids import PositionKey, Scope
from ctpanel.domain.order import WorkingOrder
from ctpanel.domain.plan import CommandKind
from ctpanel.domain.position import Side
from ctpanel.domain.refusal import Reason, Refusal
from ctpanel.domain.snapshot import Snapshot
from ctpanel.domain.text import Text, plural
from ctpanel.ui.awaiting import REJECTED
from ctpanel.ui.dialogs.command_scope import CommandScopeDialog
from ctpanel.ui.dialogs.exit_course import ExitAsk, Words
from ctpanel.ui.dialogs.exit_scope import exit_dialog
from ctpanel.ui.dialogs.kit import DialogKit
from ctpanel.ui.i18n import tr

#: What has to be typed before everything is flattened.
WORD = "FLATTEN"
_FLATTEN_ROWS = Text(
    "Each row is one request. NinjaTrader closes the position at market and cancels the working orders of its "
    "instrument. Only the rows below are acted on."
)
_FLATTEN_ACCOUNTS = Text(
    "Each row is one request for a whole account. NinjaTrader closes all its positions at market and cancels their "
    "working orders; where no position is open, it cancels the working orders. Entry orders on other instruments of an "
    "account with positions may stay; if any do, the result says so."
)
_CANCEL_ROWS = Text(
    "Each row is one request. It cancels every working order of that instrument in that account, stops, targets and "
    "entries. Positions stay open, without the protection of these orders."
)
_CANCEL_ACCOUNTS = Text(
    "Each row is one request for a whole account. It cancels every working order there. Positions stay open, without "
    "the protection of these orders."
)
#: For so many seconds after a read an account that was flat counts as flat. Long enough for a service that makes reads
#: wait: a list that fills and empties with every answer cannot be confirmed.
_PROVES_S = 60.0
_SIDE_UNREAD = Refusal(Reason.SIDE_UNKNOWN, Text("The side of this position could not be read. Flatten it by itself."))


class ExitDialogs:
    """Opens confirmations as children of ``parent``. A new one closes the one before, unless that has sent already."""

    def __init__(self, kit: DialogKit, parent: QWidget | None = None) -> None:
        self._kit = kit
        self._parent = parent
        self._open: list[CommandScopeDialog] = []

    def cancel_orders(self, keys: tuple[PositionKey, ...]) -> CommandScopeDialog:
        """The working orders of these positions' instruments."""
        return self._ask(
            tr("Cancel orders"), _CANCEL_ROWS, _cancels, lambda now: cancels_of_instruments(now, keys, self._since())
        )

    def cancel_single(self, orders: tuple[WorkingOrder, ...]) -> CommandScopeDialog:
        """These orders."""
        text = Text("Each row is one order. Orders of one OCO group go together. Positions stay as they are.")
        return self._ask(tr("Cancel orders"), text, _cancel_single, lambda now: cancels_of_orders(now, orders))

    def cancel_accounts(self, accounts: tuple[str, ...]) -> CommandScopeDialog:
        """All working orders of these accounts."""
        return self._ask(
            tr("Cancel orders"),
            _CANCEL_ACCOUNTS,
            _flatten_accounts,
            lambda now: cancels_of_accounts(now, accounts, self._since()),
        )

    def flatten(self, keys: tuple[PositionKey, ...]) -> CommandScopeDialog:
        """These positions."""
        return self._ask(tr("Flatten"), _FLATTEN_ROWS, _flattens, lambda now: flattens_of_positions(now, keys))

    def flatten_side(self, side: Side, keys: tuple[PositionKey, ...]) -> CommandScopeDialog:
        """Those of these positions that stand on one side at the moment of the press."""
        title = tr("Flatten longs") if side is Side.LONG else tr("Flatten shorts")

        def listed(now: Snapshot) -> Exits:
            found = flattens_of_positions(now, _on_side(now, keys, side))
            unread = tuple(LeftOut(Scope(*key), _SIDE_UNREAD) for key in _on_side(now, keys, Side.UNKNOWN))
            return found._replace(left_out=found.left_out + unread)

        return self._ask(title, _FLATTEN_ROWS, _flattens, listed)

    def flatten_accounts(self, accounts: tuple[str, ...], group: str = "") -> CommandScopeDialog:
        """Everything in these accounts; ``group`` is the name under which they were chosen."""
        title = tr("Flatten group {name}").format(name=group) if group else tr("Flatten accounts")
        return self._ask(
            title,
            _FLATTEN_ACCOUNTS,
            _flatten_accounts,
            lambda now: flattens_of_accounts(now, accounts, self._since()),
        )

    def flatten_everything(self) -> CommandScopeDialog:
        """Every account with an open position or a working order, sim and live; a word has to be typed."""
        return self._show(
            ExitAsk(
                tr("Flatten everything"),
                _FLATTEN_ACCOUNTS,
                _flatten_accounts,
                lambda now: everywhere(now, self._since()),
                WORD,
            )
        )

    def reverse(self, keys: tuple[PositionKey, ...]) -> CommandScopeDialog:
        """Turn these positions over."""
        text = Text(
            "Each row is one request. It opens a position of the same size on the other side. Working orders stay as "
            "they are: they were meant for the side of before."
        )
        return self._ask(tr("Reverse"), text, _reverses, lambda now: reversals(now, keys))

    def close_all(self) -> None:
        """Close every window, at the end of the program; what was sent goes on."""
        for dialog in self._open:
            if shiboken6.isValid(dialog):
                dialog.done(REJECTED)
        self._open.clear()

    def _since(self) -> float:
        """What was read before does not prove that there is nothing to get out of."""
        return self._kit.session.now() - _PROVES_S

    def _ask(
        self,
        title: str,
        text: Text,
        button: Words,
        listed: Callable[[Snapshot], Exits],
    ) -> CommandScopeDialog:
        return self._show(ExitAsk(title, text, button, listed))

    def _show(self, ask: ExitAsk) -> CommandScopeDialog:
        for old in self._open:
            if shiboken6.isValid(old) and not old.sent:
                old.close()
        dialog = exit_dialog(self._kit, ask, self._parent)
        self._open = [each for each in self._open if shiboken6.isValid(each) and each.isVisible()] + [dialog]
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()
        return dialog


def _on_side(now: Snapshot, keys: Iterable[PositionKey], side: Side) -> list[PositionKey]:
    held = ((key, now.position(key)) for key in keys)
    return [key for key, position in held if position is not None and position.side is side]


def _cancels(listed: tuple[Listed, ...]) -> Text:
    return plural("Cancel orders of {n} instrument", "Cancel orders of {n} instruments", n=len(listed))


def _cancel_single(listed: tuple[Listed, ...]) -> Text:
    return plural("Cancel {n} order", "Cancel {n} orders", n=len(listed))


def _flattens(listed: tuple[Listed, ...]) -> Text:
    return plural("Flatten {n} position", "Flatten {n} positions", n=len(listed))


def _flatten_accounts(listed: tuple[Listed, ...]) -> Text:
    cancels = sum(each.plan.kind is CommandKind.CANCEL_ACCOUNT for each in listed)
    flatten = plural("Flatten {n} account", "Flatten {n} accounts", n=len(listed) - cancels)
    if not cancels:
        return flatten
    cancel = plural("cancel orders of {n} account", "cancel orders of {n} accounts", n=cancels)
    if cancels == len(listed):
        return plural("Cancel orders of {n} account", "Cancel orders of {n} accounts", n=cancels)
    return Text("{flatten}, {cancel}", flatten=flatten, cancel=cancel)


def _reverses(listed: tuple[Listed, ...]) -> Text:
    return plural("Reverse {n} position", "Reverse {n} positions", n=len(listed))
