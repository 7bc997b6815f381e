"""Leases: on disk, one command in flight per account and instrument, whoever asks.

The functions here run inside a transaction that the journal has begun; they never commit.
"""

from __future__ import annotations

import hashlib
import sqlite3
from datetime import datetime
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from ctpanel.domain import ids
from ctpanel.domain.instrument import same_contract
from ctpanel.domain.record import record
from ctpanel.storage.journal_json import storable

# What stands in a key column for "all of them". A name is never empty, so the two cannot be mixed up.
_ALL: Final = ""


@record
class LeaseScope:
    """What a command touches: an instrument in an account, a whole account, or everything of the profile.

    Made by the class methods only: a name that happens to be empty is refused, never read as "all".
    """

    account: str
    instrument: str

    @classmethod
    def position(cls, account: str, instrument: str) -> LeaseScope:
        """One account and one exact instrument. Raises ValueError for a blank name."""
        if not account.strip() or not instrument.strip():
            raise ValueError("the scope of a position names an account and an instrument")
        return cls(account, instrument)

    @classmethod
    def whole_account(cls, account: str) -> LeaseScope:
        """All instruments of one account. Raises ValueError for a blank name."""
        if not account.strip():
            raise ValueError("the scope of an account names the account")
        return cls(account, _ALL)

    @classmethod
    def everything(cls) -> LeaseScope:
        """All accounts of the profile."""
        return cls(_ALL, _ALL)

    @classmethod
    def of(cls, scope: ids.Scope) -> LeaseScope:
        """The lease for what a command may touch. Raises ValueError for a blank name."""
        if scope.instrument is None:
            return cls.whole_account(scope.account)
        return cls.position(scope.account, scope.instrument)

    def meets(self, other: LeaseScope) -> bool:
        """Whether both reach one position: the instrument of one is the other's, however it is written, or "all"."""
        if _ALL in (self.account, other.account):
            return True
        if self.account_key != other.account_key:
            return False
        keys = (self.instrument_key, other.instrument_key)
        return _ALL in keys or same_contract(*keys)

    @property
    def account_key(self) -> str:
        """The account as leases compare it: the service ignores case in account names."""
        return storable(self.account).casefold()

    @property
    def instrument_key(self) -> str:
        """The instrument as leases compare it."""
        return storable(self.instrument).casefold()


class Party(NamedTuple):
    """For whom a command is: a profile, and the user of the service behind it (see :func:`user_key`; empty: unknown).

    Two profiles may hold the token of one user. Their positions are the same, so either is enough to meet.
    """

    profile: str
    user: str = ""


def user_key(salt: bytes, service: str, token: str) -> str:
    """What stands for the user of ``token`` at the address ``service``: the same for both, and nobody's token.

    Keyed by the salt of this journal, so that two journals cannot be compared and no list of tokens can be tried
    without it. A token is long and random; there is no guessing it.
    """
    told = f"{_one_spelling(service)}\0{token}".encode()
    return hashlib.blake2b(told, key=salt, digest_size=16).hexdigest()


def _one_spelling(service: str) -> str:
    parts = urlsplit(service.rstrip("/").casefold())
    default = {"https": ":443", "http": ":80"}.get(parts.scheme, "")
    return parts._replace(netloc=parts.netloc.removesuffix(default)).geturl()


class Holder(NamedTuple):
    """Who takes a lease: a command, the instance that runs it, and since when (with zone)."""

    command_id: str
    owner: str
    since: datetime


class LeaseRow(NamedTuple):
    """A lease as stored: whose it is and what it covers."""

    command_id: str
    owner: str
    since: datetime
    kind: str
    scope: LeaseScope


_LEASES: Final = """
    SELECT l.command_id, l.owner, l.taken_at, coalesce(s.kind, ''),
           coalesce(s.account, l.account_key), coalesce(s.instrument, l.instrument_key)
    FROM leases l LEFT JOIN steps s ON s.command_id = l.command_id AND s.step = 'pressed'
    WHERE (l.profile = ? OR (l.user <> '' AND l.user = ?))
      AND (l.account_key = ? OR l.account_key = '' OR ? = '')
    ORDER BY l.rowid
"""


def conflicting(connection: sqlite3.Connection, party: Party, scope: LeaseScope) -> LeaseRow | None:
    """The oldest lease that meets ``scope``, or None."""
    account = scope.account_key
    for row in connection.execute(_LEASES, (*party, account, account)):
        held = LeaseScope(row[4], row[5])
        if scope.meets(held):
            return LeaseRow(row[0], row[1], datetime.fromisoformat(row[2]), row[3], held)
    return None


def take(connection: sqlite3.Connection, party: Party, scope: LeaseScope, holder: Holder) -> None:
    """Write the lease; the key of the table refuses a second one for the same profile and scope."""
    connection.execute(
        "INSERT INTO leases (profile, user, account_key, instrument_key, command_id, owner, taken_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (*party, scope.account_key, scope.instrument_key, holder.command_id, holder.owner, holder.since.isoformat()),
    )


def give_back(connection: sqlite3.Connection, command_id: str) -> bool:
    """Delete the lease of a command; False when it holds none."""
    return connection.execute("DELETE FROM leases WHERE command_id = ?", (command_id,)).rowcount > 0


def owner_of(connection: sqlite3.Connection, command_id: str) -> str | None:
    """The instance that holds the lease of a command, or None when it is not held."""
    row = connection.execute("SELECT owner FROM leases WHERE command_id = ?", (command_id,)).fetchone()
    return None if row is None else str(row[0])


def user_of(connection: sqlite3.Connection, command_id: str) -> str:
    """For which user the lease of a command is held; empty when that is not known or no lease is held."""
    row = connection.execute("SELECT user FROM leases WHERE command_id = ?", (command_id,)).fetchone()
    return "" if row is None else str(row[0])


def hand_over(connection: sqlite3.Connection, command_id: str, owner: str) -> None:
    """Make another instance the holder."""
    connection.execute("UPDATE leases SET owner = ? WHERE command_id = ?", (owner, command_id))
