"""One pure step from what is known and a read to what is known then. Streamed news have their own module.

Rules: news older than what is known change nothing. A position that a read does not name ended only with proof that
NT8 was there to answer: the same answer holds another position of the account that was known before, or it is the
combined read and shows the account connected, or two reads missed it and the account was seen up between them. An
empty list alone proves nothing, because a closed NT8 answers with empty lists too; neither does a list in which only
unknown names appear, because its rows may be mistaken.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Set
from dataclasses import replace
from typing import Final

from ctpanel.domain.account import Account, ConnectionStatus
from ctpanel.domain.freshness import Limits
from ctpanel.domain.ids import PositionKey
from ctpanel.domain.position import Position
from ctpanel.domain.reads import AccountsRead, BookRead, PositionsRead
from ctpanel.domain.snapshot import AccountRow, Marks, PositionRow, Presence, Snapshot, Source, Stamp
from ctpanel.domain.watermarks import Watermarks

#: The figures of an account that the stream tells too.
STREAMED: Final = ("realized", "unrealized", "net_liquidation", "cash")

_UP = (ConnectionStatus.CONNECTED, ConnectionStatus.UNKNOWN)


def is_up(account: Account) -> bool:
    """Whether the account's broker link is up, or not described by the service at all."""
    return account.connection in _UP


def canonical(snapshot: Snapshot, account: str) -> str:
    """The account name as it is already known, if it is known in another case."""
    if account in snapshot.accounts or account in snapshot.positions_read:
        return account
    folded = account.casefold()
    held = (key.account for key in snapshot.positions)
    known = itertools.chain(snapshot.accounts, snapshot.positions_read, held, snapshot.orders)
    return next((name for name in known if name.casefold() == folded), account)


def apply_accounts(snapshot: Snapshot, read: AccountsRead, stamp: Stamp) -> Snapshot:
    """The picture after an account list. An empty one means that NT8 is away, never that there are no accounts.

    A list of nothing but unreadable rows says neither, and one that is older than the last neither adds nor drops.
    """
    late = stamp.at < snapshot.presence_at
    if not read.accounts:
        if late or read.unreadable:
            return snapshot
        return replace(snapshot, presence=Presence.AWAY, presence_at=stamp.at)
    accounts: dict[str, AccountRow] = {}
    life = dict(snapshot.life)
    for account in read.accounts:
        name = canonical(snapshot, account.name)
        old = accounts.get(name) or snapshot.accounts.get(name)
        if late and old is None and snapshot.presence is Presence.PRESENT:
            continue
        accounts[name] = _merged(old, account if name == account.name else replace(account, name=name), stamp)
        if old is None or old.read_at <= stamp.at:
            _note_up(life, account, stamp, name)
    holding = {key.account for key in snapshot.positions}
    for name, row in snapshot.accounts.items():
        if name not in accounts and (late or read.unreadable or name in holding or row.read_at > stamp.at):
            accounts[name] = row
    order = {name: index for index, name in enumerate(snapshot.accounts)}
    kept = dict(sorted(accounts.items(), key=lambda item: order.get(item[0], len(order))))
    after = replace(snapshot, accounts=kept, life=life, everything_read=_oldest(kept, snapshot.positions_read))
    return after if late else replace(after, presence=Presence.PRESENT, presence_at=stamp.at)


def note_life(snapshot: Snapshot, account: Account, stamp: Stamp) -> Snapshot:
    """The picture after one account answered for itself: figures, and whether it is up."""
    name = canonical(snapshot, account.name)
    old = snapshot.accounts.get(name)
    if old is not None and old.read_at > stamp.at:
        return snapshot
    accounts = {**snapshot.accounts, name: _merged(old, replace(account, name=name), stamp)}
    life = dict(snapshot.life)
    _note_up(life, account, stamp, name)
    return replace(snapshot, accounts=accounts, life=life, everything_read=_oldest(accounts, snapshot.positions_read))


def _note_up(life: dict[str, Stamp], account: Account, stamp: Stamp, name: str) -> None:
    if is_up(account):
        life[name] = stamp
    else:
        life.pop(name, None)


def _merged(old: AccountRow | None, account: Account, stamp: Stamp) -> AccountRow:
    """A row that brings no figures (some services list names only) does not erase or freshen those that are known.

    Figures that were streamed after the read began stay; what only reads tell is taken from it all the same. Nor does
    a read that leaves a figure blank erase what the stream told of it, with the stream's own age, until that is old:
    otherwise it would come and go with every read.
    """
    if old is None:
        return AccountRow(account, stamp)
    if old.read_at > stamp.at:
        return old
    bare = account.net_liquidation is None and account.cash is None and account.realized is None
    if bare and old.account.net_liquidation is not None:
        return old._replace(account=replace(old.account, connection=account.connection), described=stamp)
    if old.stamp.at > stamp.at:
        streamed = {name: value for name in STREAMED if (value := getattr(old.account, name)) is not None}
        return old._replace(account=replace(account, **streamed), described=stamp)
    if old.stamp.source is Source.STREAM and stamp.at - old.stamp.at < Limits().stale_s:
        known = {name: getattr(old.account, name) for name in STREAMED if getattr(account, name) is None}
        if any(value is not None for value in known.values()):
            return old._replace(account=replace(account, **known), described=stamp)
    return AccountRow(old.account if old.account == account else account, stamp, marks=old.marks)


def apply_watermarks(snapshot: Snapshot, told: Watermarks, stamp: Stamp) -> Snapshot:
    """The picture after the service told its highs of an account; for one that is not known it changes nothing."""
    name = canonical(snapshot, told.account)
    row = snapshot.accounts.get(name)
    if row is None:
        return snapshot
    return replace(snapshot, accounts={**snapshot.accounts, name: row._replace(marks=Marks(told, stamp))})


def apply_book(snapshot: Snapshot, read: BookRead, stamp: Stamp) -> Snapshot:
    """The picture after the combined read. It may come from a cache: ``stamp`` must allow for the cache's age."""
    after = apply_accounts(snapshot, read.accounts, stamp)
    if not read.accounts.accounts:
        return after
    up = frozenset(canonical(after, account.name) for account in read.accounts.accounts if is_up(account))
    return apply_positions(after, read.positions, stamp, answering=up)


def apply_positions(
    snapshot: Snapshot, read: PositionsRead, stamp: Stamp, *, answering: frozenset[str] = frozenset()
) -> Snapshot:
    """The picture after a list of positions; ``answering`` are accounts that the same answer showed connected."""
    scope = None if read.account is None else canonical(snapshot, read.account)
    merge = _Merge(snapshot, stamp)
    named = merge.take(read.positions)
    if read.complete:
        merge.settle_missing(scope, named, answering)
        merge.note_complete(scope, {key.account for key in named} | answering)
    return merge.result()


class _Merge:
    """The working copy of one :func:`apply_positions`."""

    def __init__(self, snapshot: Snapshot, stamp: Stamp) -> None:
        self._before = snapshot
        self._stamp = stamp
        self._positions = dict(snapshot.positions)
        self._gone = dict(snapshot.gone)
        self._absent = dict(snapshot.absent)
        self._read = dict(snapshot.positions_read)

    def take(self, rows: tuple[Position, ...]) -> set[PositionKey]:
        """Put every row in that is not older than what is known; returns the keys that were named.

        Thousands of rows pass here in one go, between two paints: tuples are read by place.
        """
        named = set()
        stamp, positions = self._stamp, self._positions
        at = stamp.at
        canon: dict[str, str] = {}
        for position in rows:
            key = position[0]
            account = key[0]
            name = canon.get(account)
            if name is None:
                name = canon[account] = canonical(self._before, account)
            if name != account:
                key = PositionKey(name, key.instrument)
                position = position._replace(key=key)
            named.add(key)
            old = positions.get(key)
            if self._newer_known(key, at) if old is None else old[1][0] > at:
                continue
            self._absent.pop(key, None)
            self._gone.pop(key, None)
            positions[key] = position_row(old, position, stamp)
        return named

    def _newer_known(self, key: PositionKey, at: float) -> bool:
        """Of a position that is not known to be open."""
        believed = self._read.get(key.account)
        return self._gone.get(key, at) > at or (believed is not None and believed.at > at)

    def settle_missing(self, scope: str | None, named: set[PositionKey], answering: frozenset[str]) -> None:
        """End the positions whose absence is proven, and remember the others as missed."""
        if not self._before.positions.keys() - named:
            return
        strange = {key.account for key in named if key not in self._before.positions}
        spoke = {key.account for key in named if key in self._before.positions} | (answering - strange)
        for key, row in self._before.positions.items():
            in_scope = scope is None or key.account == scope
            if key in named or not in_scope or row.stamp.at > self._stamp.at:
                continue
            if key.account in spoke or self._missed_twice(key):
                del self._positions[key]
                self._gone[key] = self._stamp.at
                self._absent.pop(key, None)
            else:
                self._absent.setdefault(key, self._stamp.at)

    def _missed_twice(self, key: PositionKey) -> bool:
        first = self._absent.get(key)
        life = self._before.life.get(key.account)
        return first is not None and life is not None and first < life.at < self._stamp.at

    def note_complete(self, scope: str | None, spoke: Set[str]) -> None:
        """Remember for which accounts this read settled everything; while NT8 is away only those that spoke."""
        doubtful = {key.account for key in self._absent}
        away = self._before.presence is Presence.AWAY
        names = self._before.accounts if scope is None else (scope,)
        for name in {*names, *(key.account for key in self._positions if scope is None)}:
            old = self._read.get(name)
            believed = name not in doubtful and (name in spoke or not away)
            if believed and (old is None or old.at < self._stamp.at):
                self._read[name] = self._stamp

    def result(self) -> Snapshot:
        """The new picture."""
        return replace(
            self._before,
            positions=self._positions,
            gone=self._gone,
            absent=self._absent,
            positions_read=self._read,
            everything_read=_oldest(self._before.accounts, self._read),
        )


def _oldest(accounts: Mapping[str, AccountRow], read: Mapping[str, Stamp]) -> Stamp | None:
    stamps = [read[name] for name in accounts if name in read]
    return min(stamps) if stamps and len(stamps) == len(accounts) else None


def position_row(old: PositionRow | None, position: Position, stamp: Stamp) -> PositionRow:
    """The row after a read or event told ``position``. Prices streamed since then stay.

    A streamed P&L stays only while side and size are those for which it was told.
    """
    if old is None:
        return PositionRow(position, stamp, first_seen=stamp, sized=stamp.at)
    known, _, first_seen, priced, sized = old
    key, side, quantity, average, _, unrealized, kind = position
    same = side is known[1] and quantity == known[2]
    if priced is not None and priced[0] > stamp[0]:
        unrealized = known[5] if same else unrealized
        position = tuple.__new__(Position, (key, side, quantity, average, known[4], unrealized, kind))
    else:
        priced = None
    if position == known:
        position = known
    return tuple.__new__(PositionRow, (position, stamp, first_seen, priced, sized if same else stamp[0]))
