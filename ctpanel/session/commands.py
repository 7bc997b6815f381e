"""The way of a command: intent and lease on disk, sent once, verified by fresh reads, always a named outcome."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from ctpanel.domain.command import Command
from ctpanel.domain.faults import Effect, FaultKind, ServiceFault
from ctpanel.domain.ids import CommandId
from ctpanel.domain.outcome import Outcome, Stage
from ctpanel.domain.plan import CommandKind, Plan, Request
from ctpanel.domain.refusal import Reason, Refusal
from ctpanel.domain.seen import refuse_unseen
from ctpanel.domain.snapshot import Snapshot
from ctpanel.domain.step import Step
from ctpanel.domain.text import Text
from ctpanel.session.clock import SLEPT_S
from ctpanel.session.command_notices import post_other_row, post_outcome
from ctpanel.session.desk import Desk
from ctpanel.session.fault_words import command_step, what_happened
from ctpanel.session.plan_record import before_record, plan_record
from ctpanel.session.ports import Commander, Entry, JournalTrouble, Record
from ctpanel.session.sending import Accepted, request_record, send
from ctpanel.session.verification import Verifier


class Commands:
    """Takes plans and sees them through; ``commander`` is the only way out.

    ``recover`` takes over what other programs left on disk; it is called when the disk knows of a command in flight
    that this program does not, because that program may have died meanwhile.
    """

    def __init__(self, desk: Desk, commander: Commander, verifier: Verifier, recover: Callable[[], None]) -> None:
        self._desk = desk
        self._commander = commander
        self._verifier = verifier
        self.unsupported: frozenset[CommandKind] = frozenset()
        self._recover = recover

    def send(self, plan: Plan) -> CommandId | Refusal:
        """Write the intent, take the lease and start the send. A refusal means that nothing was sent."""
        desk = self._desk
        try:
            request = plan.request()
        except (ValueError, ArithmeticError):
            return Refusal(Reason.AMBIGUOUS, Text("No request can say this, so nothing was sent. Use NinjaTrader."))
        holder = desk.book.holder(plan.scope)
        if holder is not None:
            return _in_flight(holder)
        unseen = refuse_unseen(plan, desk.store.snapshot, desk.clock.now())
        if unseen is not None:
            desk.look_soon()
            return unseen
        command = Command(
            CommandId(secrets.token_hex(16)), plan.kind, plan, Stage.PRESSED, desk.clock.wall(), desk.clock.now()
        )
        try:
            if not self._begun(_entry(command, request, desk.store.snapshot)):
                holder = desk.book.holder(plan.scope)
                return _elsewhere() if holder is None else _in_flight(holder)
        except JournalTrouble as trouble:
            desk.book.never_sent.add(command.id)
            return Refusal(Reason.JOURNAL, Text("{why} Nothing was sent.", why=trouble.text))
        desk.book.put(command)
        desk.book.advance(command.id, Stage.JOURNALED, self._elapsed(command))
        desk.tasks.spawn(self._run(command, request), f"{plan.kind.value} {command.id}")
        return command.id

    def _begun(self, entry: Entry) -> bool:
        """Write the intent and the permission to send; False while another command holds the position.

        Raises JournalTrouble.
        """
        journal = self._desk.journal
        held = journal.begin(entry)
        while held is not None and self._lets_go(held.id):
            held = journal.begin(entry)
        if held is not None:
            self._recover()
            held = journal.begin(entry)
        return held is None

    def _lets_go(self, holder: CommandId) -> bool:
        """Give back the lease of a command that is over here, which the disk does not know. Raises JournalTrouble."""
        journal, book = self._desk.journal, self._desk.book
        if holder in book.never_sent:
            text = "The press was refused because the journal failed. Nothing was sent."
            journal.finish(Record(holder, Step.NOT_SENT, outcome=Outcome.NOT_SENT.value, message=text), release=True)
            book.never_sent.discard(holder)
            return True
        if holder not in book.ids or book.holds_lease(holder):
            return False
        # Its outcome is known here, but the disk could not take it when it came.
        ended = book.get(holder)
        text, outcome = f"Told before, written late: {ended.text or ''}", ended.outcome
        late = Record(holder, Step.OUTCOME, outcome=None if outcome is None else outcome.value, message=text)
        journal.finish(late, release=True)
        return True

    async def _run(self, command: Command, request: Request) -> None:
        """Send once, then find out. Whatever happens, the command ends with an outcome or keeps its lease on disk."""
        self._desk.book.advance(command.id, Stage.SENDING, self._elapsed(command))
        try:
            if self._elapsed(command) > SLEPT_S:
                # Between the press and here lies the write to the disk, and whatever the lid came down on.
                raise ServiceFault(FaultKind.SLEPT, Effect.NOT_SENT)
            reply = await send(self._commander, request)
        except ServiceFault as fault:
            await self._after_fault(command, fault)
            return
        except Exception as error:
            # A defect of this program must not lose sight of a request that may have left.
            unknown = ServiceFault(FaultKind.CLIENT, Effect.UNKNOWN, type(error).__name__)
            await self._after_fault(command, unknown)
            raise
        try:
            self._note(Record(command.id, Step.ACCEPTED, self._since(command), answer=reply.raw))
            self._desk.book.advance(command.id, Stage.ACCEPTED, self._elapsed(command))
            self._look_at_reply(command, reply)
        except Exception as error:  # noqa: BLE001 - a defect in telling must not leave the command without an outcome
            self._desk.tasks.report(f"answer to {command.id}", error)
        await self._verifier.verify(command, answered=True)

    async def _after_fault(self, command: Command, fault: ServiceFault) -> None:
        what = what_happened(fault)
        if fault.kind is FaultKind.UNSUPPORTED:
            self.unsupported |= {command.kind}
        if fault.effect is Effect.UNKNOWN:
            self._note(Record(command.id, Step.UNKNOWN, self._since(command), message=str(what), answer=fault.detail))
            await self._verifier.verify(command, answered=False)
            return
        if fault.kind is FaultKind.ORDER_GONE and command.kind is CommandKind.CANCEL_ORDER:
            # What was wanted is so already: another order of its group took it away, or it has filled.
            self._note(Record(command.id, Step.NOTE, self._since(command), message=str(what), answer=fault.detail))
            await self._verifier.verify(command, answered=True)
            return
        nothing = Text("Nothing was closed.") if command.kind is CommandKind.CLOSE else Text("Nothing was changed.")
        text = Text("{what} {nothing} {next}", what=what, nothing=nothing, next=command_step(fault))
        self._settle(command, fault, text)
        self._verifier.look_soon()

    def _settle(self, command: Command, fault: ServiceFault, text: Text) -> None:
        refused = fault.effect is Effect.REFUSED
        outcome, step = (Outcome.REFUSED, Step.REFUSED) if refused else (Outcome.NOT_SENT, Step.NOT_SENT)
        answer = fault.detail if refused and fault.detail else None
        since = self._since(command)
        record = Record(command.id, step, since, answer=answer, outcome=outcome.value, message=str(text))
        try:
            self._desk.journal.finish(record, release=not command.is_held_by(outcome))
        except JournalTrouble as trouble:
            text = Text("{text} {why}", text=text, why=trouble.text)
        settled = self._desk.book.settle(command.id, outcome, text, self._elapsed(command))
        post_outcome(self._desk.board, settled)

    def _look_at_reply(self, command: Command, reply: Accepted) -> None:
        if reply.remark:
            self._note(Record(command.id, Step.NOTE, self._since(command), message=reply.remark))
        if reply.names_other:
            self._note(Record(command.id, Step.NOTE, self._since(command), message=f"reply names {reply.names_other}"))
            post_other_row(self._desk.board, command, reply.names_other)

    def _note(self, record: Record) -> None:
        """A step that is worth keeping but must not stop what is under way."""
        try:
            self._desk.journal.record(record)
        except JournalTrouble as trouble:
            self._verifier.journal_trouble(record.id, trouble)

    def _elapsed(self, command: Command) -> float:
        return self._desk.clock.now() - (command.pressed_at or 0.0)

    def _since(self, command: Command) -> int:
        return round(self._elapsed(command) * 1000)


def _entry(command: Command, request: Request, known: Snapshot) -> Entry:
    plan = command.plan
    return Entry(
        command.id,
        command.kind.value,
        plan.scope,
        command.pressed_wall,
        plan_record(plan),
        before_record(plan, (row.position for row in known.positions.values())),
        str(plan.button()),
        request_record(request),
    )


def _in_flight(holder: Command) -> Refusal:
    if not holder.is_running:
        # There is nothing to wait for: it has ended, in doubt, and gives way to the user's explicit step alone.
        return Refusal(
            Reason.IN_FLIGHT,
            Text(
                "An earlier command here has no clear outcome, so nothing was sent. Look in NinjaTrader. In the close "
                "dialog of the position you can read again and allow a new close."
            ),
        )
    return Refusal(
        Reason.IN_FLIGHT,
        Text("A command on this position is still on its way, so nothing was sent. Wait for its outcome."),
    )


def _elsewhere() -> Refusal:
    return Refusal(
        Reason.IN_FLIGHT,
        Text(
            "Another window of ctpanel has a command on this position without a clear outcome, so nothing was sent. "
            "Look there; when that window is closed, this one takes the command over."
        ),
    )
