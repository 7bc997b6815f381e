"""The state behind one confirmation of cancels and flattens; it makes and touches no widget."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from ctpanel.domain.account import AccountClass
from ctpanel.domain.command import Command
from ctpanel.domain.exit_lists import Exits, LeftOut, Listed
from ctpanel.domain.ids import CommandId, Scope
from ctpanel.domain.outcome_words import outcome_words
from ctpanel.domain.record import record
from ctpanel.domain.refusal import Reason, Refusal
from ctpanel.domain.snapshot import Snapshot
from ctpanel.domain.text import Text, joined, plural
from ctpanel.session.bulk import BulkRun, BulkState
from ctpanel.ui.dialogs.command_scope import ScopeQuestion
from ctpanel.ui.dialogs.kit import DialogKit
from ctpanel.ui.dialogs.scope_table import RowMood, RowResult, ScopeRow

_LOOKS: Final = 3
Words: TypeAlias = Callable[[tuple[Listed, ...]], Text]
"""The words on the button for these requests."""


@record
class ExitAsk:
    """A choice of the user: ``listed`` makes the plans from the picture, ``button`` the words for so many of them.

    ``word``, when set, has to be typed, and then sim and live accounts stand in one list; otherwise the list is of the
    class that its first row had when it was opened, unless the user adds the others.
    """

    title: str
    text: Text
    button: Words
    listed: Callable[[Snapshot], Exits]
    word: str = ""


class ExitCourse:
    """What one confirmation knows: its rows, their plans, the run after the press and what became of each row."""

    def __init__(self, kit: DialogKit, ask: ExitAsk) -> None:
        self._kit = kit
        self._ask = ask
        self.mixed = bool(ask.word)
        self.left_out = 0
        #: The class of the first row; None while there was none.
        self.for_sim: bool | None = None
        self._plans: dict[str, Listed] = {}
        self._refused: tuple[LeftOut, ...] = ()
        self._run: BulkRun | None = None
        self._ids: dict[CommandId, str] = {}
        self._order: tuple[str, ...] = ()
        self._results: dict[str, RowResult] = {}
        self._done = 0

    def question(self) -> ScopeQuestion:
        """What to show at first."""
        rows = self.rows()
        return ScopeQuestion(self._ask.title, self._ask.text, self.button(), rows, self.not_sent())

    def button(self) -> Text:
        """The words for the rows of the last :meth:`rows`."""
        return self._ask.button(tuple(self._plans.values()))

    def rows(self) -> tuple[ScopeRow, ...]:
        """The list as the picture has it now."""
        every, self._refused = self._ask.listed(self._kit.session.snapshot)
        if self.for_sim is None and every:
            # Kept: when the last row of one class goes, the list must not turn into one of the other.
            self.for_sim = self._is_sim(every[0].scope)
        kept = [each for each in every if self.mixed or self._is_sim(each.scope) is self.for_sim]
        self.left_out = len(every) - len(kept)
        self._plans = {each.id: each for each in kept}
        return tuple(self._row(each) for each in kept)

    def not_sent(self) -> str:
        """The chosen rows that no request can be made for, as of the last :meth:`rows`; empty when there is none."""
        if not self._refused:
            return ""
        head = plural(
            "{n} chosen row is not in this list, and nothing is sent for it:",
            "{n} chosen rows are not in this list, and nothing is sent for them:",
            n=len(self._refused),
        )
        told, more = self._refused[:_LOOKS], self._refused[_LOOKS:]
        lines = [f"• {self._where(each.scope)}: {self._kit.say(each.why.text)}" for each in told]
        if more:
            # They stand nowhere else, unlike results.
            names = ", ".join(self._where(each.scope) for each in more)
            words = plural("And {n} more row: {names}", "And {n} more rows: {names}", n=len(more), names=names)
            lines.append(self._kit.say(words))
        return "\n".join((self._kit.say(head), *lines))

    def start(self, rows: tuple[ScopeRow, ...]) -> BulkRun:
        """Send what these rows say, and nothing else."""
        self._order = tuple(row.id for row in rows)
        self._run = self._kit.session.send_all([self._plans[row.id].plan for row in rows])
        return self._run

    def unsent(self) -> int:
        """Rows that still wait for their turn in a run that goes on."""
        return self._run.unsent if self._run is not None else 0

    def turns(self) -> list[tuple[str, RowResult]]:
        """Rows that had their turn since the last call."""
        if self._run is None:
            return []
        done, self._done = self._done, len(self._run.turns)
        news = []
        for place, taken in self._run.turns[done:]:
            row = self._order[place]
            if isinstance(taken, Refusal):
                mood = RowMood.UNSENT if taken.reason is Reason.STOPPED else RowMood.BAD
                news.append((row, RowResult(taken.text, mood)))
            else:
                self._ids[taken] = row
                news.append((row, self._result(self._command(taken))))
            self._results[row] = news[-1][1]
        return news

    def waiting(self) -> tuple[str, ...]:
        """Rows that wait for a command which was pressed before them."""
        return () if self._run is None else tuple(self._order[place] for place in self._run.kept_back)

    def step(self, command: Command) -> tuple[str, RowResult] | None:
        """What a command's step means for its row."""
        row = self._ids.get(command.id)
        if row is None:
            return None
        result = self._result(command)
        self._results[row] = result
        return row, result

    def summary(self) -> Text | None:
        """The end in one sentence, once every row has its end."""
        run = self._run
        if run is None or run.state is BulkState.SENDING or len(self._results) < len(self._order):
            return None
        if not all(result.mood.is_end for result in self._results.values()):
            return None
        rest, unsent = len(self._bad()), len(self._of(RowMood.UNSENT))
        good = len(self._order) - rest - unsent
        parts = [plural("{n} of {all} verified.", "{n} of {all} verified.", n=good, all=len(self._order))]
        if unsent:
            told = plural("{n} was not sent: stopped before it.", "{n} were not sent: stopped before them.", n=unsent)
            parts.append(told)
        if rest:
            parts.append(plural("{n} needs a look: read its result.", "{n} need a look: read their results.", n=rest))
        return joined(parts)

    def to_look_at(self) -> tuple[str, ...]:
        """The first rows that need a look with their whole results: the list may be long, and it cuts them."""
        bad = self._bad()
        lines = [
            f"• {self._where(self._plans[row].scope)}: {self._kit.say(self._results[row].text)}" for row in bad[:_LOOKS]
        ]
        more = len(bad) - len(lines)
        if more:
            more_rows = plural(
                "And {n} more row, in red in the list.", "And {n} more rows, in red in the list.", n=more
            )
            lines.append(self._kit.say(more_rows))
        return tuple(lines)

    def _bad(self) -> list[str]:
        return self._of(RowMood.BAD)

    def _of(self, mood: RowMood) -> list[str]:
        return [row for row in self._order if self._results[row].mood is mood]

    def _where(self, scope: Scope) -> str:
        account, instrument = self._kit.style().account(scope.account), scope.instrument
        if not instrument:
            return account
        return self._kit.say(Text("{instrument} in {account}", instrument=instrument, account=account))

    def _is_sim(self, scope: Scope) -> bool:
        return self._kit.session.class_of(scope.account) is AccountClass.SIM

    def _row(self, each: Listed) -> ScopeRow:
        account, instrument = each.scope
        return ScopeRow(each.id, account, self._kit.session.class_of(account), instrument or "", each.what)

    def _command(self, wanted: CommandId) -> Command:
        return next(each for each in self._kit.session.commands if each.id == wanted)

    def _result(self, command: Command) -> RowResult:
        if command.outcome is None:
            # Without a time: it would stand still until the next step.
            return RowResult(outcome_words(command, None), RowMood.RUNNING)
        words = outcome_words(command, command.elapsed_s)
        if command.outcome.is_verified:
            return RowResult(words, RowMood.GOOD)
        said = self._kit.say(command.text) if command.text else ""
        said = self._kit.style().without(command.plan.scope.account, said)
        return RowResult(Text("{word}. {text}", word=words, text=said), RowMood.BAD)
