"""After a crash: commands that an earlier run left without an outcome are told as unknown, read, and settled."""

from __future__ import annotations

from dataclasses import replace

from ctpanel.domain.closing import ClosePlan, Wanted
from ctpanel.domain.command import Command, CommandKind
from ctpanel.domain.flattening import FlattenAccountPlan
from ctpanel.domain.ids import PositionKey, Scope
from ctpanel.domain.notice import Severity
from ctpanel.domain.outcome import Outcome, Stage
from ctpanel.domain.plan import Plan
from ctpanel.domain.position import Position, Side
from ctpanel.domain.step import Step
from ctpanel.domain.text import Text
from ctpanel.session.command_notices import post_outcome
from ctpanel.session.desk import Desk
from ctpanel.session.notices import Message
from ctpanel.session.plan_record import UnreadablePlan, plan_from
from ctpanel.session.ports import JournalTrouble, Record, Unfinished
from ctpanel.session.verification import Verifier


class Recovery:
    """Takes over open commands, and has them verified as soon as there is a connection."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._open: list[tuple[Command, bool]] = []

    def take_over(self) -> None:
        """Read the journal. Commands that never left are settled at once; the others keep their lease."""
        try:
            unfinished = self._desk.journal.unfinished(self._desk.book.ids)
        except JournalTrouble as trouble:
            self._tell_trouble(trouble)
            return
        for each in unfinished:
            self._take(each)

    def verify(self, verifier: Verifier) -> None:
        """Start to find out what became of them; what another user sent waits until that one is signed in again."""
        waiting, self._open = self._open, []
        for command, answered in waiting:
            if not self._desk.book.is_in_doubt(command.id):
                continue
            if self._is_provable(command):
                self._desk.tasks.spawn(verifier.verify(command, answered=answered), f"recover {command.id}")
            else:
                self._open.append((command, answered))
                self._tell_other_user(command)

    def _is_provable(self, command: Command) -> bool:
        try:
            return self._desk.journal.is_of_this_user(command.id)
        except JournalTrouble as trouble:
            self._tell_trouble(trouble)
            return False

    def _take(self, each: Unfinished) -> None:
        try:
            plan = plan_from(each.kind, each.plan)
        except UnreadablePlan:
            self._tell_unreadable(each)
            self._keep_unreadable(each)
            return
        command = Command(
            each.id, plan.kind, plan, Stage.DONE, each.pressed_wall, outcome=Outcome.UNKNOWN, recovered=True
        )
        if not each.may_have_left:
            self._settle_unsent(command)
            return
        text = (
            Text("The program ended before this close had an outcome. Nothing is sent again; positions are read.")
            if plan.kind is CommandKind.CLOSE
            else Text("The program ended before this command had an outcome. Nothing is sent again; it is read.")
        )
        self._desk.book.put(command)
        self._desk.book.settle(command.id, Outcome.UNKNOWN, text, None)
        self._open.append((self._desk.book.get(command.id), each.was_accepted))

    def _settle_unsent(self, command: Command) -> None:
        text = (
            Text("The program ended before this close was sent. Nothing was closed.")
            if command.kind is CommandKind.CLOSE
            else Text("The program ended before this command was sent. Nothing was changed.")
        )
        self._desk.book.put(command)
        record = Record(command.id, Step.NOT_SENT, outcome=Outcome.NOT_SENT.value, message=str(text))
        try:
            self._desk.journal.finish(record, release=True)
        except JournalTrouble as trouble:
            self._tell_trouble(trouble)
            return
        self._desk.book.settle(command.id, Outcome.NOT_SENT, text, None)

    def _keep_unreadable(self, each: Unfinished) -> None:
        """Nothing can be verified, but the user can give the position free like any other without an outcome."""
        plan = _stand_in(each.scope)
        command = Command(
            each.id,
            plan.kind,
            plan,
            Stage.DONE,
            each.pressed_wall,
            outcome=Outcome.UNKNOWN,
            recovered=True,
            unprovable=True,
        )
        self._desk.book.put(command)
        text = Text("The journal does not tell what was to be closed. Compare with NinjaTrader.")
        self._desk.book.settle(command.id, Outcome.UNKNOWN, text, None)

    def _tell_other_user(self, command: Command) -> None:
        """Accounts of two users may have the same names: what is read now would prove nothing."""
        text = Text(
            "It was sent with another token or to another address, so what is read now cannot tell what became of it."
            " Start ctpanel with that token again, or compare with NinjaTrader and allow a new close."
        )
        self._desk.book.put(replace(self._desk.book.get(command.id), unprovable=True))
        post_outcome(self._desk.board, self._desk.book.settle(command.id, Outcome.UNKNOWN, text, None))

    def _tell_unreadable(self, each: Unfinished) -> None:
        self._desk.board.post(
            Message(
                f"unreadable:{each.id}",
                Severity.MONEY,
                Text("The journal holds a command without an outcome whose plan cannot be read."),
                Text("Its position stays locked here, because the command may have been carried out."),
                Text("Compare with NinjaTrader, then give the position free here."),
                each.id,
            )
        )

    def _tell_trouble(self, trouble: JournalTrouble) -> None:
        self._desk.board.post(
            Message(
                "journal",
                Severity.MONEY,
                trouble.text,
                Text("Whether an earlier close is still without an outcome cannot be told."),
                Text("Compare positions and orders with NinjaTrader before you close anything."),
            )
        )


def _stand_in(scope: Scope) -> Plan:
    """A plan that nobody reads, for what an unreadable one covers."""
    account, instrument = scope
    if instrument is None:
        return FlattenAccountPlan(account, ())
    return ClosePlan(Position(PositionKey(account, instrument), Side.UNKNOWN, 1), Wanted.all(), 1)
