"""A journal on disk whose writes fail when a test says so."""

from __future__ import annotations

from collections.abc import Collection

from ctpanel.domain.activity import ActivityFilter, ActivityPage
from ctpanel.domain.ids import CommandId
from ctpanel.domain.text import Text
from ctpanel.domain.token import Token
from ctpanel.session.ports import CommandJournal, Entry, HeldBy, JournalTrouble, Record, Unfinished

FULL = Text("The disk is full.")


class FailingJournal:
    """Passes everything on to a real journal, except for the steps named in ``fails``.

    A step is ``begin``, ``release``, ``unfinished``, ``activity`` or the word of a record. With ``after`` the write
    reaches the disk before the failure is told, as when a disk loses its answer. A ``forgetful`` one grants everything.
    """

    def __init__(self, real: CommandJournal) -> None:
        self._real = real
        self.fails: set[str] = set()
        self.after = False
        self.forgetful = False

    def serve(self, token: Token) -> None:
        self._real.serve(token)

    def begin(self, entry: Entry) -> HeldBy | None:
        if self.forgetful:
            return None
        if "begin" in self.fails and self.after:
            self._real.begin(entry)
        self._check("begin")
        return self._real.begin(entry)

    def record(self, step: Record) -> None:
        self._check(step.step)
        self._real.record(step)

    def finish(self, step: Record, *, release: bool) -> None:
        self._check(step.step)
        self._real.finish(step, release=release)

    def release(self, command: CommandId, reason: str) -> None:
        self._check("release")
        self._real.release(command, reason)

    def unfinished(self, known: Collection[CommandId] = ()) -> tuple[Unfinished, ...]:
        self._check("unfinished")
        return self._real.unfinished(known)

    def is_of_this_user(self, command: CommandId) -> bool:
        return self._real.is_of_this_user(command)

    def activity(self, wanted: ActivityFilter, limit: int, before: int | None) -> ActivityPage:
        self._check("activity")
        return self._real.activity(wanted, limit, before)

    def _check(self, step: str) -> None:
        if step in self.fails:
            raise JournalTrouble(FULL)
