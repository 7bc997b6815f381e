"""From accepted (or lost) to a named outcome: fresh reads with growing pauses, then a slow watch while in doubt."""

from __future__ import annotations

import itertools
from collections.abc import Awaitable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from ctpanel.domain.budget import Priority
from ctpanel.domain.command import Command
from ctpanel.domain.exit_words import standing
from ctpanel.domain.faults import Effect, FaultKind, ServiceFault
from ctpanel.domain.ids import CommandId
from ctpanel.domain.outcome import Outcome, Stage
from ctpanel.domain.plan import Telling
from ctpanel.domain.step import Step
from ctpanel.domain.text import Text, joined
from ctpanel.domain.verifying import Evidence, Finding
from ctpanel.session.command_notices import post_journal_trouble, post_outcome
from ctpanel.session.desk import Desk
from ctpanel.session.evidence import Answer, Gatherer, bounded
from ctpanel.session.plan_record import position_record
from ctpanel.session.ports import JournalTrouble, Record

#: Seconds for which reads may go on before an outcome without proof is told.
PATIENCE_S: Final = 10.0
#: Pauses between the reads, in seconds; the last one repeats.
PAUSES_S: Final = (0.0, 0.2, 0.3, 0.5, 0.7, 1.0, 1.5, 2.0)
#: Seconds that one look of the watch may take: a proof of "flat" needs up to five reads, and a slow service takes some
#: seconds for each. With the shorter patience there would never be one.
WATCH_PATIENCE_S: Final = 25.0
#: Pauses of the watch that goes on after an outcome that leaves doubt.
WATCH_S: Final = (3.0, 3.0, 5.0, 5.0, 10.0, 15.0)


@dataclass(slots=True)
class _Case:
    """One command under verification. ``answered`` is False when the service's answer was lost."""

    command: Command
    answered: bool
    began: float
    last: Finding | None = None
    evidence: Evidence = field(default_factory=Evidence)


class Verifier:
    """Finds out what became of commands."""

    def __init__(self, reader: Gatherer, desk: Desk) -> None:
        self._reader = reader
        self._journal = desk.journal
        self._book = desk.book
        self._board = desk.board
        self._clock = desk.clock
        self._tasks = desk.tasks
        self._user = desk.user
        self.look_soon = desk.look_soon

    async def verify(self, command: Command, *, answered: bool) -> None:
        """Read until the plan is proven or patience ends; the command has a named outcome when this returns."""
        case = _Case(command, answered, self._clock.now())
        self._book.advance(command.id, Stage.VERIFYING, self._elapsed(command))
        for pause in _with_last_repeated(PAUSES_S):
            left = case.began + PATIENCE_S - self._clock.now()
            if left <= 0:
                break
            await self._clock.sleep(min(pause, left))
            finding = await self._look(case, case.began + PATIENCE_S - self._clock.now())
            if finding is Finding.AS_PLANNED:
                break
        self._conclude(case)
        self.look_soon()
        if self._book.is_in_doubt(command.id):
            self._tasks.spawn(self._watch(case, self._user()), f"watch {command.id}")

    async def _watch(self, case: _Case, user: object) -> None:
        """Go on reading slowly while the outcome is in doubt; a late proof settles the command after all.

        Not once another user has signed in, whose accounts may have the same names; a lease keeps that from happening.
        """
        for pause in _with_last_repeated(WATCH_S):
            await self._clock.sleep(pause)
            if not self._is_in_doubt(case, user):
                return
            before = _facts_of(case)
            # As an ordinary read: many commands in doubt must not eat the budget that a way out needs.
            finding = await self._look(case, WATCH_PATIENCE_S, Priority.READ)
            if not self._is_in_doubt(case, user):
                return
            if finding is Finding.AS_PLANNED or _facts_of(case) not in (before, None):
                self._conclude(case)

    def _is_in_doubt(self, case: _Case, user: object) -> bool:
        return self._book.is_in_doubt(case.command.id) and self._user() == user

    async def give_up(self, command_id: CommandId) -> Text:
        """The user's explicit step: read once more, then free the position whatever was found, and say what it was."""
        command = self._book.get(command_id)
        if command.is_running:
            return Text("This command is still on its way. Wait for its outcome.")
        if not command.holds_lease:
            return command.text or Text("This command holds nothing back.")
        case = _Case(command, answered=command.outcome is not Outcome.UNKNOWN, began=self._clock.now())
        finding = await self._look(case, PATIENCE_S)
        if not self._book.holds_lease(command_id):
            # The watch has found the proof meanwhile.
            return self._book.told(command_id)
        if finding is Finding.AS_PLANNED and not command.unprovable:
            self._conclude(case)
            return self._book.told(command_id)
        text = joined([_facts(case), Text("You allowed a new close of this position.")])
        try:
            self._journal.release(command_id, str(text))
        except JournalTrouble as trouble:
            return trouble.text
        self._book.free(command_id, text)
        return text

    def journal_trouble(self, command: CommandId, trouble: JournalTrouble) -> None:
        """A step could not be written."""
        post_journal_trouble(self._board, trouble, command)

    async def _look(self, case: _Case, seconds: float, priority: Priority = Priority.VERIFY) -> Finding:
        plan, until = case.command.plan, self._clock.now() + seconds
        answer = await self._answer(case, self._reader.gather(plan.scope, priority), seconds)
        if plan.keeps_lease and answer.evidence.position and plan.judge(answer.evidence) is Finding.AS_PLANNED:
            # Another order may have brought it to this size, and the market order of this command may have filled
            # between the two lists: the position says so that is read after the orders.
            again = self._reader.gather_position(plan.scope, priority)
            answer = _seen_again(answer, await self._answer(case, again, until - self._clock.now()))
        finding = plan.judge(answer.evidence)
        orders_alone = answer.evidence.orders is not None and not case.evidence.position_known
        # A cancel may be proven by orders alone, after looks that told more and proved nothing.
        if answer.evidence.position_known or orders_alone or finding is Finding.AS_PLANNED:
            case.evidence = answer.evidence
        elif answer.fault is not None and case.last is None:
            self._write(Record(case.command.id, Step.NOTE, self._since(case), message=str(answer.fault)))
        if finding is not case.last:
            after = _after(answer.evidence)
            step = Record(case.command.id, Step.VERIFYING_READ, self._since(case), position_after=after)
            self._write(step)
        # What an earlier read proved stays known when a later one fails.
        case.last = finding if finding is not Finding.NO_EVIDENCE or case.last is None else case.last
        return finding

    async def _answer(self, case: _Case, gathering: Awaitable[Answer], seconds: float) -> Answer:
        try:
            return await bounded(gathering, seconds)
        except Exception as error:  # noqa: BLE001 - a defect in one read must not leave a command without an outcome
            self._tasks.report(f"verify {case.command.id}", error)
            return Answer(Evidence(), ServiceFault(FaultKind.CLIENT, Effect.REFUSED, type(error).__name__))

    def _conclude(self, case: _Case) -> None:
        plan, command = case.command.plan, case.command
        outcome = plan.outcome(plan.judge(case.evidence), answered=case.answered)
        elapsed = self._elapsed(command)
        waited = self._clock.now() - case.began
        text = plan.story(
            outcome, Telling(case.evidence, waited if elapsed is None else elapsed, waited, case.answered)
        )
        record = Record(
            command.id,
            Step.OUTCOME,
            self._since(case),
            position_after=_after(case.evidence),
            outcome=outcome.value,
            message=str(text),
        )
        try:
            self._journal.finish(record, release=not command.is_held_by(outcome))
        except JournalTrouble as trouble:
            self.journal_trouble(command.id, trouble)
        post_outcome(self._board, self._book.settle(command.id, outcome, text, elapsed))

    def _write(self, record: Record) -> None:
        try:
            self._journal.record(record)
        except JournalTrouble as trouble:
            self.journal_trouble(record.id, trouble)

    def _elapsed(self, command: Command) -> float | None:
        return None if command.pressed_at is None else self._clock.now() - command.pressed_at

    def _since(self, case: _Case) -> int | None:
        elapsed = self._elapsed(case.command)
        return None if elapsed is None else round(elapsed * 1000)


def _seen_again(first: Answer, again: Answer) -> Answer:
    """The position of the later read, with the orders of the look before; nothing where the later one tells nothing."""
    now = again.evidence.position
    return again if now is None else Answer(replace(first.evidence, position=now))


def _facts(case: _Case) -> Text:
    if case.command.unprovable:
        return standing(case.evidence)
    outcome = case.command.outcome or Outcome.UNKNOWN
    return case.command.plan.story(outcome, Telling(case.evidence, 0.0, 0.0, answered=case.answered))


def _facts_of(case: _Case) -> tuple[object, ...] | None:
    """What a trader would call a change: sides, sizes and orders, not prices; of a cancel its orders alone.

    None while nothing is known.
    """
    evidence = case.evidence
    orders = None if evidence.orders is None else frozenset(order.id for order in evidence.orders)
    if not case.command.plan.keeps_lease:
        return None if orders is None else (orders,)
    if not evidence.position_known:
        return None
    rows = evidence.positions or (() if evidence.position is None else (evidence.position,))
    return (tuple((row.key, row.side, row.quantity) for row in rows), orders)


def _after(evidence: Evidence) -> dict[str, object]:
    orders = None if evidence.orders is None else len(evidence.orders)
    if not evidence.position_known:
        return {"known": False} if orders is None else {"known": False, "working_orders": orders}
    if evidence.positions:
        return {
            "known": True,
            "positions": [position_record(each) for each in evidence.positions],
            "working_orders": orders,
        }
    position = None if evidence.position is None else position_record(evidence.position)
    return {"known": True, "position": position, "working_orders": orders}


def _with_last_repeated(pauses: tuple[float, ...]) -> Iterator[float]:
    return itertools.chain(pauses, itertools.repeat(pauses[-1]))
