"""The confirmation of cancels and flattens: follows the picture until the press, then the run, row by row."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QCheckBox, QWidget

from ctpanel.domain.text import Text, plural
from ctpanel.session.events import CommandChanged, PictureChanged, SessionEvent
from ctpanel.ui.dialogs.command_scope import CommandScopeDialog
from ctpanel.ui.dialogs.exit_course import ExitAsk, ExitCourse
from ctpanel.ui.dialogs.hearing import Hearing
from ctpanel.ui.dialogs.kit import DialogKit
from ctpanel.ui.dialogs.scope_table import RowMood, RowResult, ScopeRow
from ctpanel.ui.dialogs.typed_confirmation import TypedConfirmation

_WAITS: Final = Text("waits for the command before it")


class _Following(CommandScopeDialog):
    """What both kinds of confirmation share: the list follows the picture, the results follow the commands."""

    course: ExitCourse

    def follow(self, kit: DialogKit, course: ExitCourse) -> None:
        """Begin to listen; ends with the dialog."""
        self.course = course
        self._hearing = Hearing(self)
        self._hearing.add(kit.session.listen(self._hear))
        self._hearing.add(kit.session.expect_press())
        self.confirmed.connect(self._start)

    def unsent(self) -> int:
        """See :class:`CommandScopeDialog`."""
        return self.course.unsent()

    def relist(self) -> None:
        """Make the list anew from the picture."""
        rows = self.course.rows()
        if not self._sent:
            self._question = replace(self._question, button=self.course.button())
            self.show_not_sent(self.course.not_sent())
        self.show_rows(rows)
        self._show_left_out()

    def _show_left_out(self) -> None:
        """A subclass may tell how many rows are not in the list."""

    def _hear(self, event: SessionEvent) -> None:
        if isinstance(event, PictureChanged) and not self._sent:
            self.relist()
        elif isinstance(event, CommandChanged):
            self._take_turns()
            found = self.course.step(event.command)
            if found is not None:
                self.show_result(*found)
                self._finish_if_over()

    def _start(self, rows: tuple[ScopeRow, ...]) -> None:
        run = self.course.start(rows)
        self._show_left_out()
        self.stop_requested.connect(run.stop)
        self._hearing.add(run.listen(self._turned))

    def _turned(self) -> None:
        self._take_turns()
        if not self.unsent():
            self.all_sent()
        self._finish_if_over()

    def _take_turns(self) -> None:
        for row in self.course.waiting():
            self.show_result(row, RowResult(_WAITS, RowMood.WAITING))
        for row, result in self.course.turns():
            self.show_result(row, result)

    def _finish_if_over(self) -> None:
        text = self.course.summary()
        if text is not None:
            self.finish(text, self.course.to_look_at())


class ExitDialog(_Following):
    """One class of accounts; the check box ``Include the others`` adds the rows of the other class to the list."""

    def __init__(self, kit: DialogKit, course: ExitCourse, parent: QWidget | None = None) -> None:
        self._others = QCheckBox()
        super().__init__(kit, course.question(), parent)
        self.follow(kit, course)
        self._others.toggled.connect(self._mix)
        self._show_left_out()

    def extra(self) -> tuple[QWidget, ...]:
        """The check box."""
        self._others.setAccessibleName("Include the others")
        return (self._others,)

    def _mix(self, wanted: bool) -> None:
        self.course.mixed = wanted
        self.relist()

    def _show_left_out(self) -> None:
        count = self.course.left_out
        self._others.setVisible(not self._sent and (bool(count) or self._others.isChecked()))
        if count:
            sim = plural(
                "Also the {n} sim row (sim and live are kept apart)",
                "Also the {n} sim rows (sim and live are kept apart)",
                n=count,
            )
            other = plural(
                "Also the {n} row that is not sim (sim and live are kept apart)",
                "Also the {n} rows that are not sim (sim and live are kept apart)",
                n=count,
            )
            self._others.setText(self._kit.say(other if self.course.for_sim else sim))


class TypedExitDialog(TypedConfirmation, _Following):
    """Everything at once: a word has to be typed."""

    def __init__(self, kit: DialogKit, course: ExitCourse, word: str, parent: QWidget | None = None) -> None:
        super().__init__(kit, course.question(), word, parent)
        self.follow(kit, course)


def exit_dialog(kit: DialogKit, ask: ExitAsk, parent: QWidget | None = None) -> CommandScopeDialog:
    """The confirmation for this choice; nothing is sent by making it."""
    course = ExitCourse(kit, ask)
    return TypedExitDialog(kit, course, ask.word, parent) if ask.word else ExitDialog(kit, course, parent)
