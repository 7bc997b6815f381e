"""Looks for what exits leave behind, also exits that were made elsewhere. Silent unless it knows for certain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from ctpanel.domain.command import Command
from ctpanel.domain.ids import PositionKey, Scope
from ctpanel.domain.leftovers import Leftover, leftover
from ctpanel.domain.notice import Notice, Severity
from ctpanel.domain.orders_known import joining_gap
from ctpanel.domain.outcome import Outcome
from ctpanel.domain.position import Position
from ctpanel.domain.snapshot import PositionRow, Presence, Snapshot
from ctpanel.domain.text import Text
from ctpanel.session.command_book import CommandBook
from ctpanel.session.command_notices import OF_COMMAND
from ctpanel.session.notices import Message, NoticeBoard

#: Seconds that a flatten gets to cancel the orders of its instrument before they count as left over.
GRACE_S: Final = 4.0


class LeftoverRadar:
    """Posts one notice for each change that leaves orders behind, keeps it true, and takes it away with the last one.

    Silent about a position with a command under way, and where a command has told of the leftovers itself.
    """

    def __init__(self, board: NoticeBoard, book: CommandBook) -> None:
        self._board = board
        self._book = book
        self._seen: Mapping[PositionKey, PositionRow] = {}
        self._changed: dict[PositionKey, float] = {}
        self._told: dict[PositionKey, Leftover] = {}
        self._commands: Mapping[str, Sequence[Command]] = {}

    def look(self, snapshot: Snapshot, now: float) -> None:
        """The picture as of ``now`` (monotonic seconds)."""
        if snapshot.is_blank:
            # Another user's picture begins: nothing of it came from what was seen before.
            self._seen, self._changed, self._told = {}, {}, {}
        if snapshot.presence is not Presence.PRESENT:
            return
        self._watch_sizes(snapshot, now)
        if self._changed or self._told:
            self._commands = _by_account(self._book.commands)
        for key, since in tuple(self._changed.items()):
            self._settle(snapshot, key, since)
        for key in tuple(self._told):
            self._keep_true(snapshot, key)
        for notice in self._board.notices:
            if notice.identity.startswith(OF_COMMAND) and notice.about is not None:
                self._clear_if_gone(snapshot, notice, notice.about)

    def _watch_sizes(self, snapshot: Snapshot, now: float) -> None:
        # Every frame of a stream passes here with all its rows: one that is as large as before is passed over at once.
        before, self._seen = self._seen, snapshot.positions
        for key, old in before.items():
            row = self._seen.get(key)
            if row is None or (row.sized != old.sized and _is_less(row.position, old.position)):
                self._changed[key] = now

    def _settle(self, snapshot: Snapshot, key: PositionKey, since: float) -> None:
        listed, book = snapshot.positions_read.get(key.account), snapshot.orders.get(key.account)
        # The cheapest question first: while a whole group is flattened, thousands of rows a second come by here.
        if listed is None or book is None or min(listed.at, book.stamp.at) < since + GRACE_S:
            return
        if joining_gap(snapshot, key) is not None or self._busy(key):
            return
        del self._changed[key]
        found = leftover(key, snapshot.position(key), snapshot.orders_of(key))
        if found is not None:
            self._told[key] = found
            self._board.post(_message(found))

    def _busy(self, key: PositionKey) -> bool:
        scope = Scope(*key)
        here = self._commands.get(key.account.casefold(), ())
        latest = next((each for each in here if each.plan.scope.overlaps(scope)), None)
        return latest is not None and (latest.is_running or latest.outcome is Outcome.ORDERS_LEFT)

    def _keep_true(self, snapshot: Snapshot, key: PositionKey) -> None:
        """What was told is said in the words of now, and no more once nothing is left."""
        if joining_gap(snapshot, key) is not None:
            return
        found = leftover(key, snapshot.position(key), snapshot.orders_of(key))
        if found is None:
            del self._told[key]
            self._board.dismiss(_identity(key))
        elif found.words() != self._told[key].words() and not self._busy(key):
            self._told[key] = found
            self._board.reword(_message(found))

    def _clear_if_gone(self, snapshot: Snapshot, notice: Notice, key: PositionKey) -> None:
        """A command told that orders are left: they are gone in what was read after it."""
        command = next((each for each in self._book.commands if each.id == notice.reference), None)
        if command is None or command.outcome is not Outcome.ORDERS_LEFT or command.pressed_at is None:
            return
        listed = snapshot.positions_read.get(key.account)
        if listed is None or joining_gap(snapshot, key) is not None:
            return
        told_at = command.pressed_at + (command.elapsed_s or 0.0)
        if min(listed.at, snapshot.orders[key.account].stamp.at) <= told_at:
            return
        if leftover(key, snapshot.position(key), snapshot.orders_of(key)) is None:
            self._board.dismiss(notice.identity)


def _by_account(commands: Sequence[Command]) -> Mapping[str, Sequence[Command]]:
    """In the same order, under the folded names of their accounts."""
    found: dict[str, list[Command]] = {}
    for each in commands:
        found.setdefault(each.plan.scope.account.casefold(), []).append(each)
    return found


def _is_less(position: Position, before: Position) -> bool:
    return position.side is not before.side or position.quantity < before.quantity


def _identity(key: PositionKey) -> str:
    return f"leftover:{key.account}:{key.instrument}"


def _message(found: Leftover) -> Message:
    account, instrument = found.key
    return Message(
        _identity(found.key),
        Severity.MONEY,
        Text("{instrument} in {account}: {what}", instrument=instrument, account=account, what=found.words()),
        Text("An order that is left can open a position that nobody wants."),
        Text("Open its close dialog: one press there cancels these orders, or resizes them to what is left.")
        if found.position is not None
        else Text("Open its close dialog: one press there cancels these orders."),
        f"{account} {instrument}",
        found.key,
        found,
    )
