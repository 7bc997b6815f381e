"""The journal on disk as the session's command journal."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Collection, Iterator, Mapping

from ctpanel.domain.activity import ActivityFilter, ActivityPage, ActivityRow, ActivityStep
from ctpanel.domain.ids import CommandId, Scope
from ctpanel.domain.step import Step
from ctpanel.domain.token import Token
from ctpanel.session.ports import Entry, HeldBy, JournalTrouble, Record, Unfinished
from ctpanel.storage.errors import StorageError
from ctpanel.storage.journal import Journal
from ctpanel.storage.journal_records import (
    CommandFilter,
    CommandRecord,
    JournaledCommand,
    JournalStep,
    LeaseHeld,
    StepRow,
)
from ctpanel.storage.leases import LeaseScope


class JournalPlug:
    """Implements :class:`ctpanel.session.ports.CommandJournal` over :class:`ctpanel.storage.journal.Journal`."""

    def __init__(self, journal: Journal, profile: str, service: str = "") -> None:
        self._journal = journal
        self._profile = profile
        self._service = service
        self._user = ""

    def serve(self, token: Token) -> None:
        """Commands are this user's from now on."""
        self._user = self._journal.user_key(self._service, token.reveal())

    def begin(self, entry: Entry) -> HeldBy | None:
        """Write the entry and take the lease, both or neither."""
        command = JournaledCommand(
            entry.id,
            self._profile,
            entry.kind,
            LeaseScope.of(entry.scope),
            entry.pressed_wall,
            entry.plan,
            entry.position_before,
            entry.words,
            self._user,
        )
        with _translated():
            taken = self._journal.begin(command, None if entry.request is None else _sending(entry))
        if isinstance(taken, LeaseHeld):
            return HeldBy(CommandId(taken.command_id), taken.since, taken.kind)
        return None

    def record(self, step: Record) -> None:
        """Write a step."""
        with _translated():
            self._journal.append(_step(step))

    def finish(self, step: Record, *, release: bool) -> None:
        """Write the outcome and, when asked, give the lease back."""
        with _translated():
            self._journal.finish(_step(step), release=release)

    def release(self, command: CommandId, reason: str) -> None:
        """Give the lease back on the user's word."""
        with _translated():
            self._journal.release(command, reason)

    def unfinished(self, known: Collection[CommandId] = ()) -> tuple[Unfinished, ...]:
        """Take over what programs that no longer run left open, and what this one does not know of."""
        with _translated():
            found = self._journal.open_commands(self._profile, self._user)
            return tuple(
                _unfinished(each)
                for each in found
                if each.command_id not in known and self._journal.adopt(each.command_id)
            )

    def is_of_this_user(self, command: CommandId) -> bool:
        """Whether its lease is not known to be another user's."""
        with _translated():
            return self._journal.user_of(command) in ("", self._user)

    def activity(self, wanted: ActivityFilter, limit: int, before: int | None) -> ActivityPage:
        """One part of this profile's commands, newest first."""
        chosen = CommandFilter(self._profile, wanted.text, wanted.means)
        with _translated():
            found, older = self._journal.part_of_commands(limit, before, chosen)
        return ActivityPage(tuple(map(_row, found)), older)


@contextlib.contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except StorageError as error:
        raise JournalTrouble(error.text) from error


def _sending(entry: Entry) -> JournalStep:
    return JournalStep(entry.id, Step.SENDING, 0, request=entry.request, at=entry.pressed_wall)


def _step(record: Record) -> JournalStep:
    return JournalStep(
        record.id,
        record.step,
        record.since_press_ms,
        record.request,
        record.answer,
        record.position_after,
        record.outcome,
        record.message,
    )


def _unfinished(found: CommandRecord) -> Unfinished:
    pressed = found.pressed
    return Unfinished(
        CommandId(found.command_id),
        pressed.kind,
        Scope(pressed.account, pressed.instrument or None),
        pressed.at,
        _facts(pressed.plan),
        found.may_have_left,
        found.was_accepted,
    )


def _facts(text: str | None) -> Mapping[str, object]:
    try:
        facts = json.loads(text or "")
    except json.JSONDecodeError:
        return {}
    return facts if isinstance(facts, dict) else {}


def _row(record: CommandRecord) -> ActivityRow:
    pressed, settled = record.pressed, record.settled
    return ActivityRow(
        record.row,
        record.command_id,
        pressed.at,
        pressed.account,
        pressed.instrument,
        pressed.kind,
        pressed.message,
        record.outcome or "",
        "" if settled is None else settled.message,
        None if settled is None else settled.since_press_ms,
        tuple(_activity_step(step) for step in record.steps),
        pressed.plan or "",
    )


def _activity_step(step: StepRow) -> ActivityStep:
    detail = step.message or step.answer or step.position_after or step.request or ""
    return ActivityStep(step.step.value, step.at, step.since_press_ms, detail)
