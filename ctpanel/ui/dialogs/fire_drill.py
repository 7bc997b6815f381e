"""Fire drill: choose a kind of trouble in the demo, close a position, and see the seconds to verified flat."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QPushButton, QVBoxLayout, QWidget

from ctpanel.domain.closing import ClosePlan
from ctpanel.domain.command import Command
from ctpanel.domain.ids import CommandId
from ctpanel.domain.outcome_words import outcome_words
from ctpanel.domain.record import record
from ctpanel.domain.text import Phrase, phrase
from ctpanel.session.events import CommandChanged, SessionEvent
from ctpanel.ui.dialogs.hearing import Hearing
from ctpanel.ui.dialogs.kit import DialogKit
from ctpanel.ui.dialogs.listing import Columns, Line, Listing
from ctpanel.ui.dialogs.outcome_strip import Mood, mood_of
from ctpanel.ui.dialogs.roomy import RoomyDialog
from ctpanel.ui.dialogs.sentence import Sentence
from ctpanel.ui.i18n import tr, tr_phrase
from ctpanel.ui.theme.style_sheet import mark

_TICK_MS: Final = 200
_MOST_ROWS: Final = 9
_CHARACTERS: Final = 24
_COLUMNS: Final = Columns((phrase("Position"), phrase("Plan"), phrase("Outcome and time")), yielding=(1, 0))
_INKS: Final = {Mood.RUNNING: "notice", Mood.GOOD: "success", Mood.DONE_NOTHING: "warning", Mood.BAD: "danger"}


@record
class Drill:
    """One kind of trouble: the simulator's name for it and what happens in it."""

    name: str
    title: Phrase


@record
class DrillPlan:
    """What can be drilled, what runs now, and how to begin: the demo starts anew with that trouble."""

    drills: tuple[Drill, ...]
    current: str
    begin: Callable[[str], None]


class FireDrillDialog(RoomyDialog):
    """Window title ``Fire drill``; table ``Drill results``. Not modal: positions are closed beside it."""

    def __init__(self, kit: DialogKit, plan: DrillPlan, parent: QWidget | None = None) -> None:
        super().__init__(kit.theme, parent)
        self.setWindowTitle(tr("Fire drill"))
        self.setAccessibleName("Fire drill")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._kit = kit
        self._plan = plan
        #: Every start of the demo is a drill of its own, so all commands of this run belong to it.
        self._commands: dict[CommandId, Command] = {command.id: command for command in kit.session.commands}
        self._choice = QComboBox(self)
        self._start = QPushButton(tr("&Start this drill"), self)
        self._results = Listing(kit.theme, "Drill results", _COLUMNS, _MOST_ROWS, self)
        self._tick = QTimer(self, interval=_TICK_MS)
        self._build()
        self._tick.timeout.connect(self._tell_times)
        self._start.clicked.connect(self._begin)
        self._hearing = Hearing(self)
        self._hearing.add(kit.session.listen(self._hear))
        self._hearing.add(self._tick.stop)
        self._tick.start()
        self._tell_times()

    def _build(self) -> None:
        now = next((tr_phrase(drill.title) for drill in self._plan.drills if drill.name == self._plan.current), "")
        words = tr(
            "Running now: {title}. Close a position in the main window. The time counts from your press until a fresh "
            "read has proven the result."
        )
        for drill in self._plan.drills:
            self._choice.addItem(tr_phrase(drill.title), drill.name)
        self._choice.setCurrentIndex(max(0, self._choice.findData(self._plan.current)))
        self._choice.setAccessibleName("Drill")
        # The longest title must not widen the window; the list that opens is as wide as it needs.
        self._choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._choice.setMinimumContentsLength(_CHARACTERS)
        self._results.set_empty_text(tr("No command yet in this drill. Close a position in the main window."))
        self._results.setMinimumHeight(4 * self._kit.theme.tokens.spacing.giant)
        content = QWidget(self)
        rows = QVBoxLayout(content)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(self._kit.theme.tokens.spacing.base)
        rows.addWidget(Sentence("Drill now", words.format(title=now), self))
        rows.addWidget(self._results, 1)
        rows.addWidget(Sentence("Drill choice", tr("Another drill starts the demo anew, with fresh positions."), self))
        rows.addWidget(self._choice)
        mark(self._start, "primary")
        leave = QPushButton(tr("C&lose window"), self)
        leave.setAccessibleName("Close window")
        self._start.setAccessibleName("Start this drill")
        leave.clicked.connect(self.close)
        self.lay_out(content, (self._start, leave), 16 * self._kit.theme.tokens.spacing.giant)
        for before, after in pairwise((self._results, self._choice, self._start, leave)):
            self.setTabOrder(before, after)
        self._choice.setFocus()

    def _begin(self) -> None:
        self._plan.begin(str(self._choice.currentData()))

    def _hear(self, event: SessionEvent) -> None:
        if not isinstance(event, CommandChanged):
            return
        command = event.command
        # The newest on top; one that is known keeps its place.
        self._commands = self._commands if command.id in self._commands else {command.id: command, **self._commands}
        self._commands[command.id] = command
        if command.is_running:
            self._tick.start()
        self._tell_times()

    def _tell_times(self) -> None:
        if not any(command.is_running for command in self._commands.values()):
            self._tick.stop()
        self._results.show_lines(tuple(map(self._line, self._commands.values())))

    def _line(self, command: Command) -> Line:
        plan, elapsed = command.plan, command.elapsed_s
        if command.is_running and command.pressed_at is not None:
            elapsed = self._kit.session.now() - command.pressed_at
        words = self._kit.say(plan.button())
        if isinstance(plan, ClosePlan):
            words = f"{plan.contracts} / {plan.position.quantity}"
        where = f"{command.key.instrument}, {self._kit.style().account(command.key.account)}"
        return Line((where, words, self._kit.say(outcome_words(command, elapsed))), _INKS[mood_of(command)])
