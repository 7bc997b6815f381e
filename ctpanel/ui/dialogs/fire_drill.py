"""Fire drill: choose a kind of trouble in the demo, close a position, and see the seconds to verified flat."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QPushButton, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from ctpanel.domain.closing import ClosePlan
from ctpanel.domain.command import Command
from ctpanel.domain.ids import CommandId
from ctpanel.domain.text import Phrase
from ctpanel.session.events import CommandChanged, SessionEvent
from ctpanel.ui.dialogs.hearing import Hearing
from ctpanel.ui.dialogs.kit import DialogKit
from ctpanel.ui.dialogs.outcome_strip import outcome_words
from ctpanel.ui.dialogs.roomy import RoomyDialog
from ctpanel.ui.dialogs.sentence import Sentence
from ctpanel.ui.i18n import tr, tr_phrase
from ctpanel.ui.theme.style_sheet import mark

_TICK_MS: Final = 200


@dataclass(frozen=True, slots=True)
class Drill:
    """One kind of trouble: the simulator's name for it and what happens in it."""

    name: str
    title: Phrase


@dataclass(frozen=True, slots=True)
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
        self._rows: dict[CommandId, int] = {}
        self._running: dict[CommandId, Command] = {}
        self._choice = QComboBox(self)
        self._start = QPushButton(tr("&Start this drill"), self)
        self._results = QTableWidget(0, 3, self)
        self._tick = QTimer(self, interval=_TICK_MS)
        self._build()
        self._tick.timeout.connect(self._tell_times)
        self._start.clicked.connect(self._begin)
        self._hearing = Hearing(self)
        self._hearing.add(kit.session.listen(self._hear))
        self._hearing.add(self._tick.stop)

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
        self._results.setAccessibleName("Drill results")
        self._results.setHorizontalHeaderLabels([tr("Position"), tr("Plan"), tr("Outcome and time")])
        self._results.verticalHeader().hide()
        self._results.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self._results.horizontalHeader().setStretchLastSection(True)
        self._results.setMinimumHeight(9 * self._kit.theme.tokens.spacing.large)
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

    def _begin(self) -> None:
        self._plan.begin(str(self._choice.currentData()))

    def _hear(self, event: SessionEvent) -> None:
        if not isinstance(event, CommandChanged):
            return
        command = event.command
        row = self._row_of(command)
        if command.is_running:
            self._running[command.id] = command
            self._tick.start()
        else:
            self._running.pop(command.id, None)
        self._tell(row, command)

    def _row_of(self, command: Command) -> int:
        if command.id not in self._rows:
            self._rows = {known: row + 1 for known, row in self._rows.items()}
            self._rows[command.id] = 0
            self._results.insertRow(0)
            name = self._kit.style().account(command.key.account)
            plan = command.plan
            words = (
                f"{command.key.instrument}, {name}",
                f"{plan.contracts} / {plan.position.quantity}"
                if isinstance(plan, ClosePlan)
                else self._kit.say(plan.button()),
            )
            for column, text in enumerate(words):
                self._results.setItem(0, column, QTableWidgetItem(text))
            self._results.setItem(0, 2, QTableWidgetItem())
            self._results.resizeColumnsToContents()
        return self._rows[command.id]

    def _tell_times(self) -> None:
        if not self._running:
            self._tick.stop()
        for command in self._running.values():
            self._tell(self._rows[command.id], command)

    def _tell(self, row: int, command: Command) -> None:
        elapsed = command.elapsed_s
        if command.is_running and command.pressed_at is not None:
            elapsed = self._kit.session.now() - command.pressed_at
        cell = self._results.item(row, 2)
        if cell is not None:
            cell.setText(self._kit.say(outcome_words(command, elapsed)))
