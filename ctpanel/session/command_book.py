"""The commands of this run and those that an earlier one left open; every step is announced."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ctpanel.domain.command import Command
from ctpanel.domain.ids import CommandId, Scope
from ctpanel.domain.outcome import Outcome, Stage
from ctpanel.domain.text import Text

#: Commands with a clear end that stay in memory; all of them stay in the journal.
KEPT = 200


class CommandBook:
    """Holds the latest value of each command. ``announce`` is called with every new one."""

    def __init__(self, announce: Callable[[Command], None]) -> None:
        self._announce = announce
        self._commands: dict[CommandId, Command] = {}
        # In the order in which they ended: one that took long is still wanted by those who waited for it.
        self._ended: dict[CommandId, None] = {}
        # Refused because the journal failed, and perhaps written down for all that; for certain not sent.
        self.never_sent: set[CommandId] = set()

    @property
    def commands(self) -> tuple[Command, ...]:
        """Newest first."""
        return tuple(reversed(self._commands.values()))

    def running(self) -> tuple[Command, ...]:
        """Those that are still on their way to an outcome."""
        return tuple(each for each in self._commands.values() if each.is_running)

    def get(self, command: CommandId) -> Command:
        """The latest value. Raises KeyError."""
        return self._commands[command]

    def told(self, command: CommandId) -> Text:
        """What the command says at present; nothing once it has made room for newer ones."""
        found = self._commands.get(command)
        return Text("") if found is None or found.text is None else found.text

    @property
    def ids(self) -> frozenset[CommandId]:
        """The commands that are remembered, and those of this program that were never sent."""
        return frozenset((*self._commands, *self.never_sent))

    def holds_lease(self, command: CommandId) -> bool:
        """Whether this command is remembered and keeps others back."""
        held = self._commands.get(command)
        return held is not None and held.holds_lease

    def is_in_doubt(self, command: CommandId) -> bool:
        """Whether reads may still change how this command ended.

        One that keeps others back is in doubt as long as it does; a cancel, which keeps nobody back, until it is proven
        or the same is asked for once more.
        """
        held = self._commands.get(command)
        if held is None or held.plan.keeps_lease:
            return held is not None and held.holds_lease
        same = (each.id for each in self.commands if (each.kind, each.plan.scope) == (held.kind, held.plan.scope))
        return held.outcome is not None and held.outcome.keeps_lease and next(same) == command

    def holder(self, scope: Scope) -> Command | None:
        """The command that keeps others from any part of this scope."""
        held = (each for each in self._commands.values() if each.holds_lease and each.plan.scope.overlaps(scope))
        return next(held, None)

    def put(self, command: Command) -> Command:
        """Take a new value in and announce it. One that has just ended stays, however many newer ones ended before."""
        self._commands[command.id] = command
        if not command.holds_lease and not command.is_running:
            self._ended.setdefault(command.id)
        while len(self._ended) > KEPT:
            oldest = next(iter(self._ended))
            del self._ended[oldest], self._commands[oldest]
        self._announce(command)
        return command

    def advance(self, command: CommandId, stage: Stage, elapsed_s: float | None) -> Command:
        """The command has come to its next stage."""
        return self.put(replace(self._commands[command], stage=stage, elapsed_s=elapsed_s))

    def settle(self, command: CommandId, outcome: Outcome, text: Text, elapsed_s: float | None) -> Command:
        """The command has a named outcome now; it keeps its lease where the outcome says so."""
        old = self._commands[command]
        return self.put(
            replace(
                old,
                stage=Stage.DONE,
                outcome=outcome,
                text=text,
                elapsed_s=elapsed_s,
                holds_lease=old.is_held_by(outcome),
            )
        )

    def free(self, command: CommandId, text: Text) -> Command:
        """The user gave the lease up."""
        return self.put(replace(self._commands[command], holds_lease=False, text=text))
